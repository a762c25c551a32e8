/* SPDX-License-Identifier: Apache-2.0 */
/* Who knows a desk, or a case's address, and what she was told last. In memory, and in the ledger, so that they are
 * told after a restart too: "contact DIGEST", of both addresses; desk, our address, hers, and "1" for open, "0" for
 * closed, "?" for unsure, a line each. Whoever changes both holds .noting, so that the ledger says what memory says. */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "channels/xmpp/xmpp-private.h"
#include "channels/xmpp/xmpp-roster.h"

#define PAGE 500 /* of the ledger, at once */

static char *
key_of(const char *from, const char *to)
{
    DigestSpan spans[] = { { from, strlen(from) + 1 }, { to, strlen(to) } };
    Digest digest = digest_sha256_spans(spans, G_N_ELEMENTS(spans));

    return digest_to_hex(&digest);
}

static const char *const TOLD[] = { [ROSTER_CLOSED] = "0", [ROSTER_OPEN] = "1", [ROSTER_UNSURE] = "?" };

static RosterTold
read_told(const char *text)
{
    for (guint i = 0; i < G_N_ELEMENTS(TOLD); i++)
        if (strcmp(text, TOLD[i]) == 0)
            return (RosterTold)i;
    return ROSTER_UNSURE;
}

static char *
write_contact(const RosterEntry *entry)
{
    return g_strjoin("\n", entry->desk, entry->from, entry->to, TOLD[entry->told], NULL);
}

/* NULL when it is none. */
static RosterEntry *
read_contact(const LedgerRecord *record)
{
    g_auto(GStrv) lines = g_strsplit(record->value, "\n", -1);
    RosterEntry *entry;

    if (g_strv_length(lines) != 4)
        return NULL;
    entry = g_new(RosterEntry, 1);
    *entry = (RosterEntry){ .key = g_strdup(record->key),
                            .desk = g_strdup(lines[0]),
                            .from = g_strdup(lines[1]),
                            .to = g_strdup(lines[2]),
                            .told = read_told(lines[3]),
                            .heard = record->at };
    return entry;
}

void
xmpp_contacts_init(Xmpp *xmpp)
{
    mutex_init(&xmpp->noting);
    xmpp->roster = roster_new(XMPP_CONTACTS_MAX);
}

void
xmpp_contacts_clear(Xmpp *xmpp)
{
    roster_free(xmpp->roster);
    mutex_clear(&xmpp->noting);
}

/* ---- what is to be written ---- */

/* Changes, and the texts that they borrow. */
typedef struct {
    GArray *changes; /* LedgerChange */
    GPtrArray *texts;
} Notes;

static Notes
notes_new(void)
{
    return (Notes){ g_array_new(FALSE, FALSE, sizeof(LedgerChange)), g_ptr_array_new_with_free_func(g_free) };
}

static void
notes_clear(Notes *notes)
{
    g_array_unref(notes->changes);
    g_ptr_array_unref(notes->texts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Notes, notes_clear)

/* @key and @value are taken over. */
static void
note(Notes *notes, LedgerStep step, char *key, char *value)
{
    LedgerChange change = { step, "contact", key, value };

    g_ptr_array_add(notes->texts, key);
    g_ptr_array_add(notes->texts, value);
    g_array_append_val(notes->changes, change);
}

/* What is not written down now is told again after a restart, no more. */
static void
put_down(Xmpp *xmpp, const Notes *notes)
{
    for (guint i = 0; i < notes->changes->len; i += PAGE) {
        g_autoptr(GError) error = NULL;

        if (!channel_ledger_change(xmpp->host, &g_array_index(notes->changes, LedgerChange, i),
                                   MIN(PAGE, notes->changes->len - i), NULL, &error))
            log_failure("xmpp.contacts", error);
    }
}

/* Of who comes, and of who has to go for her. @entry is taken over. */
static void
put(Xmpp *xmpp, RosterEntry *entry, gboolean is_written, Notes *notes)
{
    char *gone;

    if (!is_written)
        note(notes, LEDGER_PUT, g_strdup(entry->key), write_contact(entry));
    gone = roster_put(xmpp->roster, entry);
    if (gone != NULL)
        note(notes, LEDGER_REMOVE, gone, NULL);
}

/* ---- after a start ---- */

static void
take_page(Xmpp *xmpp, const GPtrArray *records, Notes *notes)
{
    MUTEX_HELD(&xmpp->mutex);
    for (guint i = 0; i < records->len; i++) {
        RosterEntry *entry = read_contact(g_ptr_array_index(records, i));

        if (entry != NULL && roster_find(xmpp->roster, entry->key) == NULL)
            put(xmpp, entry, TRUE, notes);
        else if (entry != NULL)
            roster_entry_free(entry);
    }
}

static void
load(Xmpp *xmpp)
{
    g_autofree char *after = g_strdup("");
    g_auto(Notes) notes = notes_new();
    guint got = PAGE;

    while (!xmpp->loaded && got == PAGE) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) records = channel_ledger_list(xmpp->host, "contact", after, PAGE, &error);

        if (records == NULL) {
            log_failure("xmpp.contacts", error);
            return;
        }
        take_page(xmpp, records, &notes);
        got = records->len;
        if (got > 0) {
            g_free(after);
            after = g_strdup(((LedgerRecord *)g_ptr_array_index(records, got - 1))->key);
        }
    }
    xmpp->loaded = TRUE;
    put_down(xmpp, &notes);
}

void
xmpp_contacts_load(Xmpp *xmpp)
{
    MUTEX_HELD(&xmpp->noting);
    load(xmpp);
}

/* ---- one of them ---- */

/* That she asked is noted in memory alone. */
static void
remember(Xmpp *xmpp, RosterEntry *told, Notes *notes)
{
    RosterEntry *known;

    MUTEX_HELD(&xmpp->mutex);
    known = roster_find(xmpp->roster, told->key);
    if (known == NULL || known->told != told->told) {
        put(xmpp, told, FALSE, notes);
        return;
    }
    known->heard = told->heard;
    roster_entry_free(told);
}

void
xmpp_contacts_keep(Xmpp *xmpp, const char *desk, const char *from, const char *to, RosterTold what)
{
    RosterEntry *told = g_new(RosterEntry, 1);
    g_auto(Notes) notes = notes_new();

    *told = (RosterEntry){ key_of(from, to), g_strdup(desk), g_strdup(from), g_strdup(to), what, clock_now() };
    MUTEX_HELD(&xmpp->noting);
    load(xmpp);
    remember(xmpp, told, &notes);
    put_down(xmpp, &notes);
}

static gboolean
forget(Xmpp *xmpp, const char *key)
{
    MUTEX_HELD(&xmpp->mutex);
    return roster_remove(xmpp->roster, key);
}

/* While it is not known who is in the ledger, whoever goes is taken out of it. */
void
xmpp_contacts_drop(Xmpp *xmpp, const char *from, const char *to)
{
    g_auto(Notes) notes = notes_new();
    char *key = key_of(from, to);
    gboolean known;

    MUTEX_HELD(&xmpp->noting);
    load(xmpp);
    known = forget(xmpp, key);
    note(&notes, LEDGER_REMOVE, key, NULL);
    if (known || !xmpp->loaded)
        put_down(xmpp, &notes);
}

GPtrArray *
xmpp_contacts_of(Xmpp *xmpp, const char *to)
{
    GPtrArray *addresses = g_ptr_array_new_with_free_func(g_free);
    RosterIter iter;
    const RosterEntry *entry;

    xmpp_contacts_load(xmpp);
    MUTEX_HELD(&xmpp->mutex);
    roster_begin(xmpp->roster, &iter);
    while (roster_next(&iter, (RosterEntry **)&entry))
        if (strcmp(entry->to, to) == 0)
            g_ptr_array_add(addresses, g_strdup(entry->from));
    return addresses;
}

/* ---- all whose desk opened or closed ---- */

static void
turned_free(gpointer data)
{
    XmppTurned *turned = data;

    g_free(turned->key);
    g_free(turned->desk);
    g_free(turned->from);
    g_free(turned->to);
    g_free(turned);
}

GPtrArray *
xmpp_contacts_turned(Xmpp *xmpp)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(turned_free);
    RosterIter iter;
    RosterEntry *entry;

    MUTEX_HELD(&xmpp->mutex);
    roster_begin(xmpp->roster, &iter);
    while (all->len < XMPP_CONTACTS_TURN && roster_next(&iter, &entry)) {
        gint64 until = xmpp->host->closed_until(xmpp->host, entry->desk);
        XmppTurned *turned;

        if (entry->told == (until == 0 ? ROSTER_OPEN : ROSTER_CLOSED))
            continue;
        turned = g_new(XmppTurned, 1);
        *turned = (XmppTurned){ g_strdup(entry->key), g_strdup(entry->desk), g_strdup(entry->from), g_strdup(entry->to),
                                until };
        g_ptr_array_add(all, turned);
    }
    return all;
}

static void
set_told(Xmpp *xmpp, const XmppTurned *turned, Notes *notes)
{
    RosterEntry *entry = roster_find(xmpp->roster, turned->key);

    if (entry == NULL)
        return;
    entry->told = turned->closed_until == 0 ? ROSTER_OPEN : ROSTER_CLOSED;
    note(notes, LEDGER_PUT, g_strdup(entry->key), write_contact(entry));
}

void
xmpp_contacts_told(Xmpp *xmpp, const GPtrArray *turned, guint count)
{
    g_auto(Notes) notes = notes_new();

    MUTEX_HELD(&xmpp->noting);
    mutex_lock(&xmpp->mutex);
    for (guint i = 0; i < count; i++)
        set_told(xmpp, g_ptr_array_index(turned, i), &notes);
    mutex_unlock(&xmpp->mutex);
    put_down(xmpp, &notes);
}
