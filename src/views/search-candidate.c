/* SPDX-License-Identifier: Apache-2.0 */
/* What has the words: whether this actor may see it and the rest of the query holds, and how it is shown. */
#include <string.h>

#include "base/error.h"
#include "model/rights.h"
#include "model/search-terms.h"
#include "store/case-store.h"
#include "store/message-store.h"
#include "store/person-store.h"
#include "store/verdict-store.h"
#include "views/search-private.h"
#include "views/search-text.h"

#define PERSONS_LOOKED 40
#define PERSON_CASES   20

DB_STATEMENT(search_load_candidate,
             "SELECT d.kind, m.id, m.direction, m.screening, coalesce(m.received, c.changed), c.id, c.unit, c.state,"
             " c.held FROM search_docs d LEFT JOIN messages m ON m.id = d.subject AND d.kind = 0"
             " JOIN cases c ON c.id = CASE WHEN d.kind = 0 THEN m.case_id ELSE d.subject END WHERE d.doc = $1");
DB_STATEMENT(search_newer_docs, "SELECT d.doc FROM messages m JOIN search_docs d ON d.subject = m.id"
                                " WHERE m.case_id = $1 AND d.doc >= $2");
DB_STATEMENT(search_newer_title, "SELECT doc FROM search_docs WHERE subject = $1 AND doc >= $2");
DB_STATEMENT(search_person_name,
             "SELECT coalesce((SELECT nullif(p.name, '') FROM persons p WHERE p.id = $1),"
             " (SELECT i.display FROM identities i WHERE i.person = $2 ORDER BY i.id LIMIT 1), '')");
DB_STATEMENT(search_doc_subject, "SELECT subject FROM search_docs WHERE doc = $1");

gboolean
search_candidate_load(Search *search, gint64 document, SearchCandidate *ret)
{
    g_autoptr(DbQuery) query = db_query(search->session, &search_load_candidate);

    search->looked++;
    db_bind_int(query, document);
    if (!db_step(query))
        return FALSE;
    *ret = (SearchCandidate){
        .document = document,
        .is_title = db_int(query, 0) != SEARCH_MESSAGE,
        .message = { db_int(query, 1) },
        .screening = SCREENING_CLEAR,
        .at = db_int(query, 4),
        .case_id = { db_int(query, 5) },
        .unit = { db_int(query, 6) },
        .held = (guint)db_int(query, 8),
    };
    direction_parse(db_text(query, 2), &ret->direction);
    screening_parse(db_text(query, 3), &ret->screening);
    case_state_parse(db_text(query, 7), &ret->state);
    return TRUE;
}

/* ---- rights ---- */

static gboolean
is_malware(Search *search, MessageId id)
{
    g_autoptr(GPtrArray) verdicts = verdict_store_list(search->session, id, NULL);

    for (guint i = 0; verdicts != NULL && i < verdicts->len; i++)
        if (strcmp(((const StoredVerdict *)g_ptr_array_index(verdicts, i))->verdict->label, LABEL_MALWARE) == 0)
            return TRUE;
    return verdicts == NULL;
}

static gboolean
may_see(Search *search, const SearchCandidate *candidate)
{
    if (!rights_may(search->actor, ACTION_READ_CASE, candidate->unit))
        return FALSE;
    if (candidate->screening == SCREENING_CLEAR)
        return TRUE;
    if (candidate->screening == SCREENING_WAITING ||
        (candidate->screening == SCREENING_HELD && !rights_may(search->actor, ACTION_RELEASE_HELD, candidate->unit)))
        return FALSE;
    return !is_malware(search, candidate->message);
}

/* ---- the rest of the query ---- */

static gboolean
clause_holds(const Search *search, const SearchClause *clause, guint *unit, const SearchCandidate *candidate)
{
    gboolean holds;
    UnitId wanted;

    switch (clause->kind) {
    case SEARCH_UNIT:
        wanted = g_array_index(search->units, UnitId, (*unit)++);
        if (wanted.value == 0)
            return TRUE; /* it was told that there is none */
        holds = candidate->unit.value == wanted.value;
        break;
    case SEARCH_STATE:
        holds = candidate->state == clause->state;
        break;
    case SEARCH_IS_OPEN:
        holds = !case_state_is_closed(candidate->state);
        break;
    case SEARCH_IS_HELD:
        holds = candidate->held > 0;
        break;
    default:
        return TRUE; /* in the lists */
    }
    return holds != clause->negated;
}

static gboolean
clauses_hold(const Search *search, const SearchCandidate *candidate)
{
    const GPtrArray *clauses = search->page->query->clauses;
    guint unit = 0;

    for (guint i = 0; i < clauses->len; i++)
        if (!clause_holds(search, g_ptr_array_index(clauses, i), &unit, candidate))
            return FALSE;
    return candidate->at >= search->walk.oldest && candidate->at < search->walk.newest;
}

/* ---- opened texts ---- */

/* What is searched of a message: subject, who wrote, text, names of attachments. */
typedef struct {
    Message *message;
    Case *a_case; /* of a title */
    GPtrArray *parts;
} Opened;

static void
opened_clear(Opened *opened)
{
    g_clear_pointer(&opened->message, message_free);
    g_clear_pointer(&opened->a_case, case_free);
    g_clear_pointer(&opened->parts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Opened, opened_clear)

/* The text, from its file when it is large. */
static gboolean
open_large(Search *search, Opened *opened, GError **error)
{
    const MessagePart *text = message_parts_find(opened->parts, PART_TEXT);
    MessagePart *whole;

    if (text == NULL || text->size == g_bytes_get_size(text->bytes))
        return TRUE;
    whole = content_load_part(&search->store->content, search->session, opened->message->id.value,
                              opened->message->ref.secret_key, PART_TEXT, error);
    if (whole == NULL)
        return FALSE;
    g_ptr_array_insert(opened->parts, 0, whole);
    return TRUE;
}

/* TRIBUNE_ERROR_NOT_FOUND: it was erased. */
static gboolean
open_candidate(Search *search, const SearchCandidate *candidate, Opened *opened, GError **error)
{
    if (candidate->is_title) {
        opened->a_case = case_store_load(search->session, candidate->case_id, error);
        return opened->a_case != NULL;
    }
    opened->message = message_store_load(search->session, candidate->message, error);
    if (opened->message == NULL)
        return FALSE;
    opened->parts = content_load(&search->store->content, search->session, candidate->message.value,
                                 opened->message->ref.secret_key, FALSE, error);
    return opened->parts != NULL && open_large(search, opened, error);
}

static gboolean
text_has(const char *text, const GPtrArray *phrase)
{
    return search_text_has_phrase(text, strlen(text), phrase);
}

static const char *
body_of(const Opened *opened, gsize *ret_length)
{
    const MessagePart *text = opened->parts == NULL ? NULL : message_parts_find(opened->parts, PART_TEXT);
    const char *bytes = text == NULL ? NULL : g_bytes_get_data(text->bytes, ret_length);

    if (bytes != NULL && g_utf8_validate(bytes, (gssize)*ret_length, NULL))
        return bytes;
    *ret_length = 0;
    return "";
}

static gboolean
has_phrase(const Opened *opened, const GPtrArray *phrase)
{
    gsize length;
    const char *body;

    if (opened->a_case != NULL)
        return text_has(opened->a_case->title, phrase);
    body = body_of(opened, &length);
    if (text_has(opened->message->subject, phrase) || text_has(opened->message->sender_name, phrase) ||
        search_text_has_phrase(body, length, phrase))
        return TRUE;
    for (guint i = 0; i < opened->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(opened->parts, i);

        if (part->filename != NULL && text_has(part->filename, phrase))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_in_all(const GPtrArray *lists, gint64 document)
{
    for (guint i = 0; i < lists->len; i++)
        if (search_list_seek(g_ptr_array_index(lists, i), document) != document)
            return FALSE;
    return TRUE;
}

/* Opens the text only when something hangs on it. */
static gboolean
words_hold(Search *search, const SearchCandidate *candidate)
{
    g_auto(Opened) opened = { 0 };
    gboolean is_open = FALSE;

    for (guint i = 0; i < search->exclusions->len; i++) {
        const SearchExclusion *exclusion = g_ptr_array_index(search->exclusions, i);

        if (!is_in_all(exclusion->lists, candidate->document))
            continue;
        if (exclusion->phrase == NULL)
            return FALSE;
        search->opened += !is_open;
        if (!is_open && !open_candidate(search, candidate, &opened, NULL))
            return FALSE;
        is_open = TRUE;
        if (has_phrase(&opened, exclusion->phrase))
            return FALSE;
    }
    for (guint i = 0; i < search->phrases->len; i++) {
        search->opened += !is_open;
        if (!is_open && !open_candidate(search, candidate, &opened, NULL))
            return FALSE;
        is_open = TRUE;
        if (!has_phrase(&opened, g_ptr_array_index(search->phrases, i)))
            return FALSE;
    }
    return TRUE;
}

gboolean
search_candidate_fits(Search *search, const SearchCandidate *candidate)
{
    return clauses_hold(search, candidate) && may_see(search, candidate) && words_hold(search, candidate);
}

/* ---- earlier pages ---- */

static gboolean
matches(Search *search, gint64 document)
{
    SearchCandidate candidate;

    return search_walk_has(&search->walk, document) && search_candidate_load(search, document, &candidate) &&
           search_candidate_fits(search, &candidate);
}

static gboolean
any_matches(Search *search, const DbStatement *statement, CaseId id)
{
    g_autoptr(DbQuery) query = db_query(search->session, statement);
    gboolean found = FALSE;

    db_bind_int(query, id.value);
    db_bind_int(query, search->question->before);
    while (!found && db_step(query))
        found = matches(search, db_int(query, 0));
    return found;
}

gboolean
search_candidate_was_before(Search *search, const SearchCandidate *candidate)
{
    return search->question->before > 0 && (any_matches(search, &search_newer_docs, candidate->case_id) ||
                                            any_matches(search, &search_newer_title, candidate->case_id));
}

/* ---- showing ---- */

static char *
person_name(Search *search, PersonId id, GError **error)
{
    g_autoptr(DbQuery) query = NULL;
    g_autofree char *name = NULL;

    if (id.value == 0)
        return g_strdup("");
    query = db_query(search->session, &search_person_name);
    db_bind_int(query, id.value);
    db_bind_int(query, id.value);
    if (!db_step_one(query, "person", error))
        return NULL;
    name = db_dup_text(query, 0);
    return db_finish(query, error) ? g_steal_pointer(&name) : NULL;
}

static void
show_message(Search *search, SearchHit *hit, const Opened *opened)
{
    const Message *message = opened->message;
    gsize length;
    const char *body = body_of(opened, &length);

    hit->message = message->id;
    hit->direction = message->direction;
    hit->author =
        *message->sender_name != '\0' ? g_strdup(message->sender_name) : g_strdup(identity_address(message->sender));
    hit->attachments = message->attachments;
    hit->held = message->screening == SCREENING_HELD;
    hit->side = message->side;
    hit->snippet = search_text_snippet(body, length, search->marks);
}

gboolean
search_candidate_show(Search *search, const SearchCandidate *candidate, GError **error)
{
    g_auto(Opened) opened = { 0 };
    g_autoptr(GError) trouble = NULL;
    SearchHit *hit;

    if (!open_candidate(search, candidate, &opened, &trouble)) {
        if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
            return TRUE;
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    hit = g_new0(SearchHit, 1);
    g_ptr_array_add(search->page->hits, hit);
    hit->at = candidate->at;
    hit->a_case = case_store_load(search->session, candidate->case_id, error);
    hit->person = hit->a_case == NULL ? NULL : person_name(search, hit->a_case->person, error);
    if (hit->person == NULL)
        return FALSE;
    hit->title = search_text_mark(hit->a_case->title, search->marks);
    if (opened.message != NULL) {
        show_message(search, hit, &opened);
    } else {
        hit->author = g_strdup("");
        hit->snippet = search_text_snippet(hit->a_case->preview, strlen(hit->a_case->preview), search->marks);
    }
    return TRUE;
}

/* ---- persons ---- */

/* She is known to who may read one of her cases. */
static gboolean
may_know(Search *search, PersonId id)
{
    g_autoptr(GPtrArray) cases = case_store_list_person(search->session, id, PERSON_CASES, NULL);

    for (guint i = 0; cases != NULL && i < cases->len; i++)
        if (rights_may(search->actor, ACTION_READ_CASE, ((const Case *)g_ptr_array_index(cases, i))->unit))
            return TRUE;
    return FALSE;
}

static gboolean
show_person(Search *search, gint64 document, GError **error)
{
    g_autoptr(DbQuery) query = db_query(search->session, &search_doc_subject);
    g_autoptr(Person) person = NULL;
    g_autoptr(GPtrArray) identities = NULL;
    SearchPerson *shown;
    PersonId id;

    db_bind_int(query, document);
    id.value = db_step(query) ? db_int(query, 0) : 0;
    if (!db_finish(query, error))
        return FALSE;
    if (id.value == 0 || !may_know(search, id))
        return TRUE;
    person = person_store_load(search->session, id, error);
    identities = person == NULL ? NULL : person_store_list_identities(search->session, id, error);
    if (identities == NULL)
        return FALSE;
    shown = g_new0(SearchPerson, 1);
    shown->id = id;
    shown->name = g_strdup(person->name);
    shown->address = g_strdup(
        identities->len == 0 ? "" : identity_address(((const Identity *)g_ptr_array_index(identities, 0))->uri));
    g_ptr_array_add(search->page->persons, shown);
    return TRUE;
}

/* Only words look for persons; with an operator it is messages that are wanted. */
static gboolean
add_person_lists(Search *search, SearchWalk *walk)
{
    const GPtrArray *clauses = search->page->query->clauses;

    for (guint i = 0; i < clauses->len; i++) {
        const SearchClause *clause = g_ptr_array_index(clauses, i);
        g_autoptr(GPtrArray) terms = NULL;

        if (clause->kind > SEARCH_PHRASE || clause->negated)
            return FALSE;
        terms = search_terms_wanted(clause->value);
        for (guint j = 0; j < terms->len; j++) {
            const char *word = g_ptr_array_index(terms, j);

            g_ptr_array_add(walk->all, search_list_term(search->snapshot,
                                                        search_batch_term(search->store->search_key,
                                                                          SEARCH_FIELD_PERSON, word, strlen(word))));
        }
    }
    return walk->all->len > 0;
}

gboolean
search_candidate_persons(Search *search, GError **error)
{
    g_auto(SearchWalk) walk = { 0 };
    gint64 at = search_list_newest(search->snapshot);

    search_walk_init(&walk, search->snapshot);
    if (!add_person_lists(search, &walk))
        return TRUE;
    for (guint i = 0; i < PERSONS_LOOKED && search->page->persons->len < SEARCH_PERSONS; i++, at--) {
        at = search_walk_next(&walk, at);
        if (at == 0)
            break;
        if (!show_person(search, at, error))
            return FALSE;
    }
    return TRUE;
}
