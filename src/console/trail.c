/* SPDX-License-Identifier: Apache-2.0 */
/* A case's entries in the journal: what each records, its exact text, and the proof that it is in the log. */
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "console/case-event.h"
#include "console/case-page.h"
#include "console/case-side.h"
#include "console/page.h"

/* ---- the page ---- */

typedef struct {
    const ConsoleVisit *visit;
    const CaseView *view;
    const JournalYear *newest;
    GHashTable *events;   /* place → Event */
    GHashTable *messages; /* place → CaseMessage */
} Reading;

static json_t *
describe_message(const Reading *reading, const CaseMessage *item)
{
    static const char *const WORDS[] = { "message_in", "message_out", "note_written" };
    static const char *const ASIDE[] = { "side_in", "side_out", "note_written" };
    Direction direction = item->message->direction;

    return json_pack("{s:o, s:o, s:o, s:o}", "event",
                     part_flag(item->message->side ? ASIDE[direction] : WORDS[direction]), "who",
                     part_text(item->author), "author", part_text(item->author), "when",
                     part_time(reading->visit, item->message->received));
}

static json_t *
describe_what(const Reading *reading, const JournalEntry *entry)
{
    const Event *event = g_hash_table_lookup(reading->events, &entry->place);
    const CaseMessage *item = g_hash_table_lookup(reading->messages, &entry->place);
    json_t *what;

    if (item != NULL)
        return describe_message(reading, item);
    /* Beyond what the case's page reads: the entry itself says when and what kind. */
    if (event == NULL)
        return json_pack("{s:n, s:s, s:n}", "event", "who", "", "when");
    what = case_event_describe(reading->visit, reading->view, event);
    part_set(what, "who", case_event_actor(reading->visit, event));
    return what;
}

static json_t *
describe_entry(const Reading *reading, const JournalEntry *entry)
{
    const Case *a_case = reading->view->a_case;
    g_autofree char *proof = case_side_proof_url(reading->visit, a_case, reading->newest, entry->place);
    g_autofree char *url = g_strdup_printf("%s/trail/%d-%" G_GINT64_FORMAT, case_page_url(reading->visit, a_case),
                                           journal_view_year(entry->place), journal_view_index(entry->place));
    json_t *row = describe_what(reading, entry);

    part_set(row, "index", part_number(reading->visit, journal_view_index(entry->place)));
    part_set(row, "leaf", part_flag(entry->type));
    part_set(row, "leaf_type", part_text(entry->type));
    part_set(row, "url", part_text(url));
    part_set(row, "proof", part_text(proof));
    return row;
}

static json_t *
describe_checkpoint(const Reading *reading)
{
    const JournalYear *newest = reading->newest;

    if (newest == NULL || newest->checkpoint == NULL)
        return json_null();
    return json_pack("{s:o, s:o, s:s}", "when", part_time(reading->visit, newest->checkpoint_at), "size",
                     part_number(reading->visit, newest->checkpoint_size), "url",
                     http_request_format(reading->visit->request, "/journal/%d/checkpoint", newest->year));
}

static void
index_view(Reading *reading)
{
    const CaseView *view = reading->view;

    reading->events = g_hash_table_new(g_int64_hash, g_int64_equal);
    reading->messages = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = 0; i < view->events->len; i++) {
        Event *event = g_ptr_array_index(view->events, i);

        g_hash_table_insert(reading->events, &event->leaf, event);
    }
    for (guint i = 0; i < view->messages->len; i++) {
        CaseMessage *item = g_ptr_array_index(view->messages, i);

        g_hash_table_insert(reading->messages, &item->message->ref.leaf, item);
    }
}

static json_t *
describe(Reading *reading, const GPtrArray *entries)
{
    const ConsoleVisit *visit = reading->visit;
    const Case *a_case = reading->view->a_case;
    gboolean journal = rights_may_anywhere(visit->actor, ACTION_READ_JOURNAL);
    json_t *rows = json_array();

    index_view(reading);
    for (guint i = 0; i < entries->len; i++)
        part_add(rows, describe_entry(reading, g_ptr_array_index(entries, i)));
    g_hash_table_unref(reading->events);
    g_hash_table_unref(reading->messages);
    return json_pack("{s:{s:s, s:s, s:o}, s:I, s:s?, s:o, s:o}", "case", "reference", a_case->reference, "url",
                     case_page_url(visit, a_case), "unit", part_unit(visit, a_case->unit), "count",
                     (json_int_t)entries->len, "journal_url", journal ? "/journal" : NULL, "checkpoint",
                     describe_checkpoint(reading), "entries", rows);
}

gboolean
console_trail_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    Store *store = visit->console->store;
    g_autoptr(CaseView) view =
        case_view_load(visit->console->mediation, visit->actor, http_request_parameter(request, "reference"), error);
    g_autoptr(GPtrArray) entries =
        view == NULL ? NULL : journal_view_case(store, visit->actor, view->a_case->id, error);
    g_autoptr(GError) trouble = NULL;
    JournalYear *newest = entries == NULL ? NULL : journal_view_newest(store, &trouble);
    json_t *page;

    (void)data;
    if (entries == NULL)
        return FALSE;
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    page = describe(&(Reading){ visit, view, newest, NULL, NULL }, entries);
    g_clear_pointer(&newest, journal_year_free);
    return page_render(visit, "trail", NULL, page, error);
}

/* ---- one entry ---- */

/* "2026-17" of the path. */
static gboolean
place_of(const ConsoleVisit *visit, gint64 *ret, GError **error)
{
    const char *text = http_request_parameter(visit->request, "entry"), *dash = strchr(text, '-');
    gint64 year, index;

    if (dash != NULL && number_parse_span(text, (gsize)(dash - text), 1970, 9999, &year, NULL) &&
        number_parse_int64(dash + 1, 0, G_GINT64_CONSTANT(1) << 39, &index, NULL)) {
        *ret = journal_view_place((int)year, index);
        return TRUE;
    }
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such entry");
    return FALSE;
}

static gboolean
find_entry(const ConsoleVisit *visit, CaseId *ret_case, gint64 *ret_place, GError **error)
{
    g_autoptr(Case) a_case =
        case_view_find(visit->console->store, visit->actor, http_request_parameter(visit->request, "reference"), error);

    if (a_case == NULL || !place_of(visit, ret_place, error))
        return FALSE;
    *ret_case = a_case->id;
    return TRUE;
}

/* Its bytes as they are hashed, so that who saves them can check the proof. */
gboolean
console_trail_entry(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autofree char *name = NULL;
    JournalEntry *entry;
    CaseId case_id;
    gint64 place;

    (void)data;
    if (!find_entry(visit, &case_id, &place, error))
        return FALSE;
    entry = journal_view_entry(visit->console->store, visit->actor, case_id, place, error);
    if (entry == NULL)
        return FALSE;
    name = g_strdup_printf("entry-%s.txt", http_request_parameter(request, "entry"));
    if (http_request_query(request, "save") != NULL)
        http_response_set_attachment(response, name);
    http_response_set_policy(response, "default-src 'none'; frame-ancestors 'none'; sandbox");
    http_response_text(response, entry->entry);
    journal_entry_free(entry);
    return TRUE;
}

gboolean
console_trail_proof(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    CaseId case_id;
    gint64 place;
    char *proof;

    (void)data;
    if (!find_entry(visit, &case_id, &place, error))
        return FALSE;
    proof = journal_view_proof(visit->console->store, visit->actor, case_id, place, error);
    if (proof == NULL)
        return FALSE;
    http_response_set_attachment(
        response, http_request_format(request, "entry-%s.tlog-proof", http_request_parameter(request, "entry")));
    return http_response_bytes(response, "application/octet-stream", g_bytes_new_take(proof, strlen(proof)));
}
