/* SPDX-License-Identifier: Apache-2.0 */
/* Files: her program puts them on a server of hers and sends us the link (XEP-0066, XEP-0447). The message is recorded
 * and receipted as it came; each file is an errand then, and becomes a further message of hers. What cannot be had is
 * said in the case, and stays a link.
 *
 * With FILES_OF_ONE of hers waiting, what comes more is not fetched. With FILES_OF_SERVER of all on her server waiting,
 * or FILES_OF_ALL, each person still has FILES_FEW, so that nobody can have the files of others refused: they only wait
 * longer.
 *
 * In the ledger: "planned MESSAGE" what was put down; "file SERVER PERSON MESSAGE NUMBER" what waits. */
#include <jansson.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "channels/xmpp/xmpp-private.h"

#define FILES_OF_ONE    20
#define FILES_OF_SERVER 200
#define FILES_OF_ALL    10000
#define FILES_FEW       3
#define KEPT            (7 * CLOCK_DAY) /* that a message's files were put down; no program sends again that late */
#define TIDY_INTERVAL   CLOCK_HOUR

const char *const xmpp_file_too_many = SAY_NOOP("too many files of this writer, or of all, were waiting to be fetched");

/* Who somebody is, or her server, in keys, which are not sealed. */
static char *
key_of(const char *text)
{
    Digest digest = digest_sha256(text, strlen(text));
    char *hex = digest_to_hex(&digest);

    hex[16] = '\0';
    return hex;
}

/* ---- put down ---- */

typedef struct {
    const StanzaMessage *message;
    const MessageDraft *draft;
    char *to, *person, *server;
    char id[ID_TEXT_SIZE];
    guint allowed; /* of the files */
    GArray *changes;
    GPtrArray *texts; /* that the changes borrow */
} Planning;

static void
planning_clear(Planning *planning)
{
    g_free(planning->to);
    g_free(planning->person);
    g_free(planning->server);
    g_clear_pointer(&planning->changes, g_array_unref);
    g_clear_pointer(&planning->texts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Planning, planning_clear)

static void
add(Planning *planning, LedgerStep step, const char *kind, char *key, char *value)
{
    LedgerChange change = { step, kind, key, value };

    g_ptr_array_add(planning->texts, key);
    g_ptr_array_add(planning->texts, value);
    g_array_append_val(planning->changes, change);
}

/* What jansson wrote is its allocator's, which is ours. */
static char *
write_json(json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT);

    json_decref(value);
    return text;
}

char *
xmpp_file_write_loss(const char *message, guint number, const char *because)
{
    return write_json(json_pack("{s:s, s:i, s:s, s:I}", "message", message, "number", (int)number, "because", because,
                                "at", (json_int_t)clock_now()));
}

static char *
write_errand(const Planning *planning, const StanzaFile *file, const char *key, guint number)
{
    const MessageDraft *draft = planning->draft;

    return write_json(json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:I}", "message",
                                planning->id, "key", key, "person", planning->person, "server", planning->server, "to",
                                planning->to, "from", draft->sender, "called", draft->sender_name, "language",
                                draft->language, "answers", draft->external_id, "url", file->url, "name", file->name,
                                "type", file->type, "number", (int)number, "at", (json_int_t)clock_now()));
}

static void
plan_one(Planning *planning, guint number)
{
    const StanzaFile *file = g_ptr_array_index(planning->message->files, number);
    char *key;

    if (number >= planning->allowed) {
        add(planning, LEDGER_ERRAND, "lost", g_strdup(""),
            xmpp_file_write_loss(planning->id, number, xmpp_file_too_many));
        return;
    }
    key = g_strdup_printf("%s %s %s %u", planning->server, planning->person, planning->id, number);
    add(planning, LEDGER_PUT, "file", key, NULL);
    add(planning, LEDGER_ERRAND, "file", g_strdup(""), write_errand(planning, file, key, number));
}

/* Of one sender there is never another message at work, so what is counted here holds until it is put down. */
static gboolean
count_waiting(Xmpp *xmpp, Planning *planning, GError **error)
{
    g_autofree char *server = g_strconcat(planning->server, " ", NULL);
    g_autofree char *person = g_strconcat(server, planning->person, " ", NULL);
    gint64 hers, theirs, all;

    if (!channel_ledger_count(xmpp->host, "file", person, &hers, error) ||
        !channel_ledger_count(xmpp->host, "file", server, &theirs, error) ||
        !channel_ledger_waiting(xmpp->host, "file", &all, error))
        return FALSE;
    planning->allowed = (guint)MAX(
        0, MIN(FILES_OF_ONE - hers, MAX(FILES_FEW - hers, MIN(FILES_OF_SERVER - theirs, FILES_OF_ALL - all))));
    return TRUE;
}

gboolean
xmpp_file_plan(Xmpp *xmpp, const Jid *to, const StanzaMessage *message, const MessageDraft *draft, MessageId id,
               GError **error)
{
    g_autoptr(Jid) sender = jid_parse_uri(draft->sender, NULL);
    g_auto(Planning) planning = { .message = message,
                                  .draft = draft,
                                  .to = jid_to_uri(to),
                                  .person = key_of(draft->sender),
                                  .server = key_of(sender != NULL ? sender->domain : ""),
                                  .changes = g_array_new(FALSE, FALSE, sizeof(LedgerChange)),
                                  .texts = g_ptr_array_new_with_free_func(g_free) };

    if (!count_waiting(xmpp, &planning, error))
        return FALSE;
    id_format(id.value, planning.id);
    add(&planning, LEDGER_ADD, "planned", g_strdup(planning.id), NULL);
    for (guint i = 0; i < message->files->len; i++)
        plan_one(&planning, i);
    return channel_ledger_change(xmpp->host, (const LedgerChange *)(gconstpointer)planning.changes->data,
                                 planning.changes->len, NULL, error);
}

void
xmpp_file_tidy(Xmpp *xmpp)
{
    gint64 now = clock_now();

    if (xmpp->tidied + TIDY_INTERVAL > now)
        return;
    xmpp->tidied = now;
    channel_ledger_forget(xmpp->host, "planned", now - KEPT, NULL);
    channel_ledger_forget(xmpp->host, "file", now - KEPT, NULL);
    channel_ledger_forget(xmpp->host, "told", now - CLOCK_DAY, NULL);
}
