/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/enclosures.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/releasing/release.h"
#include "model/verdict.h"
#include "store/message-store.h"
#include "store/verdict-store.h"

#define MARKS "\\`*_{}[]<>()#+-.:!|~&="

/* "att-01" */
static gboolean
is_part(const char *name)
{
    return strlen(name) == 6 && g_str_has_prefix(name, "att-") && g_ascii_isdigit(name[4]) && g_ascii_isdigit(name[5]);
}

gboolean
enclosures_parse(const char *text, Enclosure *ret)
{
    g_auto(GStrv) pieces = g_strsplit(text, "/", 2);

    if (pieces[0] == NULL || !id_parse(pieces[0], &ret->message.value) || (pieces[1] != NULL && !is_part(pieces[1])))
        return FALSE;
    g_strlcpy(ret->part, pieces[1] != NULL ? pieces[1] : "", sizeof ret->part);
    return TRUE;
}

/* ---- quoting ---- */

/* What a citizen wrote is no Markdown: it shows as the characters that it is. Blanks that begin a line are kept. */
static void
append_plain(GString *out, const char *line)
{
    for (; *line == ' ' || *line == '\t'; line++)
        g_string_append(out, *line == ' ' ? "\u00a0" : "\u00a0\u00a0\u00a0\u00a0");
    for (; *line != '\0'; line++) {
        if (strchr(MARKS, *line) != NULL)
            g_string_append_c(out, '\\');
        g_string_append_c(out, *line);
    }
}

static void
append_quoted(GString *out, const char *text, gboolean markdown)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint count = g_strv_length(lines);

    while (count > 0 && strspn(lines[count - 1], " \t") == strlen(lines[count - 1]))
        count--;
    for (guint i = 0; i < count; i++) {
        if (!markdown && *lines[i] == '>')
            continue;
        g_string_append(out, *lines[i] == '\0' ? ">" : "> ");
        if (markdown)
            g_string_append(out, lines[i]);
        else
            append_plain(out, lines[i]);
        g_string_append_c(out, '\n');
    }
}

/* "On 2 Nov 2026 the citizen wrote:" */
static char *
introduce(const Mediation *mediation, const Message *message, gboolean named)
{
    const Locale *locale = locales_find(mediation->locales, mediation->language);
    g_autofree char *day = locale_date(locale, message->received, LOCALE_DATE, mediation->timezone);
    const char *name = *message->sender_name != '\0' ? message->sender_name : identity_address(message->sender);
    g_autoptr(GString) who = g_string_new(NULL);

    if (message->direction == DIRECTION_OUT)
        return locale_fill(locale, SAY("On {day} we wrote to the citizen:"), "day", day, NULL);
    if (!named)
        return locale_fill(locale, SAY("On {day} the citizen wrote:"), "day", day, NULL);
    append_plain(who, name);
    if (strcmp(name, identity_address(message->sender)) != 0) {
        g_string_append(who, " (");
        append_plain(who, identity_address(message->sender));
        g_string_append_c(who, ')');
    }
    return locale_fill(locale, SAY("On {day} {name} wrote:"), "day", day, "name", who->str, NULL);
}

/* ---- reading ---- */

typedef struct {
    const Mediation *mediation;
    DbSession *session;
    const Case *a_case;
    gboolean named;
    GString *quoted;
    GPtrArray *files;
} Reading;

static gboolean
refuse(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("something that you ticked cannot be sent along; look at the case again"));
    return FALSE;
}

static gboolean
is_malware(DbSession *session, MessageId id, gboolean *ret, GError **error)
{
    g_autoptr(GPtrArray) verdicts = verdict_store_list(session, id, error);

    *ret = FALSE;
    for (guint i = 0; verdicts != NULL && i < verdicts->len; i++)
        *ret |= strcmp(((const StoredVerdict *)g_ptr_array_index(verdicts, i))->verdict->label, LABEL_MALWARE) == 0;
    return verdicts != NULL;
}

/* A message of the conversation with the citizen that everybody who works on the case may read. */
static Message *
load_message(const Reading *reading, MessageId id, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Message) message = message_store_load(reading->session, id, &trouble);
    gboolean malware = FALSE;

    if (message == NULL && !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    if (message != NULL && !is_malware(reading->session, id, &malware, error))
        return NULL;
    if (message == NULL || malware || message->side || message->direction == DIRECTION_NOTE ||
        message->case_id.value != reading->a_case->id.value || message->screening == SCREENING_HELD ||
        message->screening == SCREENING_WAITING) {
        refuse(error);
        return NULL;
    }
    return g_steal_pointer(&message);
}

static gboolean
add_quote(const Reading *reading, const Message *message, const MessagePart *part)
{
    g_autofree char *intro = introduce(reading->mediation, message, reading->named), *text = NULL;
    gsize length;
    const char *bytes = g_bytes_get_data(part->bytes, &length);

    text = text_clean(bytes, length);
    g_string_append_printf(reading->quoted, "\n\n%s\n\n", intro);
    append_quoted(reading->quoted, text, message->direction == DIRECTION_OUT);
    return TRUE;
}

/* Under the name that it came with; its number among ours is another. */
static gboolean
add_file(const Reading *reading, const MessagePart *part, GError **error)
{
    g_autofree char *name = g_strdup_printf("att-%02u", reading->files->len + 1);
    const char *filename = part->filename != NULL && *part->filename != '\0' ? part->filename : part->name;

    if (!message_part_is_attachment(part))
        return refuse(error);
    g_ptr_array_add(reading->files, message_part_new(name, part->type, filename, part->bytes));
    return TRUE;
}

static gboolean
add(const Reading *reading, const Enclosure *chosen, GError **error)
{
    g_autoptr(Message) message = load_message(reading, chosen->message, error);
    g_autoptr(MessagePart) part = NULL;
    g_autoptr(GError) trouble = NULL;

    if (message == NULL)
        return FALSE;
    part = content_load_part(&reading->mediation->store->content, reading->session, message->id.value,
                             message->ref.secret_key, *chosen->part != '\0' ? chosen->part : PART_TEXT, &trouble);
    if (part != NULL)
        return *chosen->part != '\0' ? add_file(reading, part, error) : add_quote(reading, message, part);
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        return refuse(error);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

gboolean
enclosures_read(const Mediation *mediation, DbSession *session, const Case *a_case, const GArray *chosen,
                gboolean named, char **ret_quoted, GPtrArray **ret_files, GError **error)
{
    g_autoptr(GString) quoted = g_string_new(NULL);
    g_autoptr(GPtrArray) files = message_parts_new();
    const Reading reading = { mediation, session, a_case, named, quoted, files };
    gint64 size = 0;

    if (chosen != NULL && chosen->len > ENCLOSURES_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("more than 100 messages and files are ticked; choose fewer"));
        return FALSE;
    }
    for (guint i = 0; chosen != NULL && i < chosen->len; i++)
        if (!add(&reading, &g_array_index(chosen, Enclosure, i), error))
            return FALSE;
    for (guint i = 0; i < files->len; i++)
        size += (gint64)((const MessagePart *)g_ptr_array_index(files, i))->size;
    if (!release_check_files(files->len, size, error))
        return FALSE;
    *ret_quoted = g_strdup(quoted->str);
    *ret_files = g_steal_pointer(&files);
    return TRUE;
}
