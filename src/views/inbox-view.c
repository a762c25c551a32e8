/* SPDX-License-Identifier: Apache-2.0 */
#include "views/inbox-view.h"

#include "base/clock.h"
#include "base/error.h"
#include "mediation/people/reading.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/person-store.h"

/* Every list is one statement of a grid: which cases × which states × which order. All take the same parameters: $1
 * whose (unit, person, staff member; the time now for late ones; 0 where the list needs none), $2 the reader, $3
 * whether she reads everywhere, $4 the state or '', $5 channel or '', $6 language or '', $7 tag or 0, $8 limit, $9
 * offset. Each stays on an index that already has the order, so that a page costs a page. */
#define SELECT_ROWS                                                                                                    \
    "SELECT " CASE_STORE_COLUMNS ","                                                                                   \
    " coalesce((SELECT nullif(p.name, '') FROM persons p WHERE p.id = c.person),"                                      \
    " (SELECT i.display FROM identities i WHERE i.person = c.person ORDER BY i.id LIMIT 1), ''),"                      \
    " coalesce((SELECT s.name FROM staff s WHERE s.id = c.assignee), ''),"                                             \
    " coalesce((SELECT z.until FROM case_snoozes z WHERE z.case_id = c.id), 0) FROM cases c WHERE "

/* The sum keeps the planner off the index by unit: the lists of several units have an index in their own order. */
#define MAY_READ " AND (c.unit + 0 IN (SELECT r.unit FROM staff_roles r WHERE r.staff = $2) OR $3 = 1)"

#define WHERE_MINE       "c.assignee = $1" MAY_READ
#define WHERE_UNIT       "c.unit = $1" MAY_READ
#define WHERE_UNASSIGNED "c.assignee IS NULL AND c.unit + 0 <> $1" MAY_READ
#define WHERE_HELD       "c.held > 0 AND c.unit + 0 <> $1" MAY_READ
#define WHERE_LATE       "c.due > 0 AND c.due <= $1" MAY_READ
#define WHERE_ALL        "c.unit + 0 <> $1" MAY_READ
#define WHERE_PERSON     "c.person = $1" MAY_READ
#define WHERE_SNOOZED    "c.id IN (SELECT z.case_id FROM case_snoozes z WHERE z.case_id <> $1)" MAY_READ

#define STATES_TODO " AND c.state IN ('new', 'open') AND c.state <> $4"
#define STATES_ANY  " AND c.state <> $4"
#define STATES_ONE  " AND c.state = $4"

#define IN_CHANNEL      " AND ($5 = '' OR c.channel = $5) AND ($6 = '' OR c.language = $6)"
#define FILTERS         IN_CHANNEL " AND ($7 = 0 OR EXISTS (SELECT 1 FROM case_tags t WHERE t.case_id = c.id AND t.tag = $7))"
#define REST(direction) " ORDER BY c.changed " direction ", c.id " direction " LIMIT $8 OFFSET $9"

/* Partial indexes hold the few cases with a running clock, in this order. */
#define BY_DUE " ORDER BY c.due ASC, c.id ASC LIMIT $8 OFFSET $9"

/* What is rare is found by itself and sorted: in the order of all cases it would be looked for among a million others.
 */
#define FEW              2000
#define WHERE_STATED     "c.unit IN (SELECT u.id FROM units u WHERE u.id <> $1)" MAY_READ
#define WHERE_TAGGED     "($1 = 0 OR c.unit + 0 = $1)" MAY_READ
#define FILTERS_TAGGED   IN_CHANNEL " AND c.id IN (SELECT t.case_id FROM case_tags t WHERE t.tag = $7)"
#define COUNT_FEW(found) "SELECT count(*) FROM (SELECT 1 AS one FROM " found " LIMIT $2) AS few"
DB_STATEMENT(inbox_count_stated, COUNT_FEW("cases c WHERE c.unit IN (SELECT u.id FROM units u) AND c.state = $1"));
DB_STATEMENT(inbox_count_tagged, COUNT_FEW("case_tags t WHERE t.tag = $1"));

#define GRID(queue, scope, filters)                                                                                    \
    DB_STATEMENT(queue##_todo_oldest, SELECT_ROWS scope STATES_TODO filters REST("ASC"));                              \
    DB_STATEMENT(queue##_todo_newest, SELECT_ROWS scope STATES_TODO filters REST("DESC"));                             \
    DB_STATEMENT(queue##_todo_due, SELECT_ROWS scope STATES_TODO " AND c.due > 0" filters BY_DUE);                     \
    DB_STATEMENT(queue##_any_oldest, SELECT_ROWS scope STATES_ANY filters REST("ASC"));                                \
    DB_STATEMENT(queue##_any_newest, SELECT_ROWS scope STATES_ANY filters REST("DESC"));                               \
    DB_STATEMENT(queue##_any_due, SELECT_ROWS scope STATES_ANY " AND c.due > 0" filters BY_DUE);                       \
    DB_STATEMENT(queue##_one_oldest, SELECT_ROWS scope STATES_ONE filters REST("ASC"));                                \
    DB_STATEMENT(queue##_one_newest, SELECT_ROWS scope STATES_ONE filters REST("DESC"));                               \
    DB_STATEMENT(queue##_one_due, SELECT_ROWS scope STATES_ONE " AND c.due > 0" filters BY_DUE)

GRID(mine, WHERE_MINE, FILTERS);
GRID(unit, WHERE_UNIT, FILTERS);
GRID(unassigned, WHERE_UNASSIGNED, FILTERS);
GRID(held, WHERE_HELD, FILTERS);
GRID(late, WHERE_LATE, FILTERS);
GRID(all, WHERE_ALL, FILTERS);
GRID(person, WHERE_PERSON, FILTERS);
GRID(snoozed, WHERE_SNOOZED, FILTERS);
GRID(stated, WHERE_STATED, FILTERS);
GRID(tagged, WHERE_TAGGED, FILTERS_TAGGED);

#define GRID_ROW(queue)                                                                                                \
    {                                                                                                                  \
        { &queue##_todo_oldest, &queue##_todo_newest, &queue##_todo_due },                                             \
            { &queue##_any_oldest, &queue##_any_newest, &queue##_any_due },                                            \
            { &queue##_one_oldest, &queue##_one_newest, &queue##_one_due },                                            \
    }

enum { SCOPE_STATED = INBOX_QUEUE_COUNT, SCOPE_TAGGED, SCOPE_COUNT };

static const DbStatement *const STATEMENTS[SCOPE_COUNT][INBOX_STATES_COUNT][INBOX_SORT_COUNT] = {
    [INBOX_MINE] = GRID_ROW(mine),     [INBOX_UNIT] = GRID_ROW(unit),       [INBOX_UNASSIGNED] = GRID_ROW(unassigned),
    [INBOX_HELD] = GRID_ROW(held),     [INBOX_LATE] = GRID_ROW(late),       [INBOX_ALL] = GRID_ROW(all),
    [INBOX_PERSON] = GRID_ROW(person), [INBOX_SNOOZED] = GRID_ROW(snoozed), [SCOPE_STATED] = GRID_ROW(stated),
    [SCOPE_TAGGED] = GRID_ROW(tagged),
};

static void
row_free(InboxRow *row)
{
    case_free(row->a_case);
    g_free(row->person);
    g_free(row->assignee);
    g_clear_pointer(&row->tags, g_ptr_array_unref);
    g_free(row);
}

void
inbox_free(Inbox *inbox)
{
    g_ptr_array_unref(inbox->rows);
    g_free(inbox);
}

static InboxRow *
read_row(DbQuery *query)
{
    InboxRow *row = g_new0(InboxRow, 1);

    row->a_case = case_store_read(query);
    row->person = db_dup_text(query, CASE_STORE_COLUMN_COUNT);
    row->assignee = db_dup_text(query, CASE_STORE_COLUMN_COUNT + 1);
    row->asleep_until = db_int(query, CASE_STORE_COLUMN_COUNT + 2);
    return row;
}

typedef struct {
    const Actor *actor;
    const InboxQuestion *question;
    gint64 whose;
    gboolean everywhere;
    Inbox *inbox;
} Listing;

static gboolean
list_tags(DbSession *session, Inbox *inbox, GError **error)
{
    g_autoptr(GArray) ids = g_array_sized_new(FALSE, FALSE, sizeof(CaseId), INBOX_PAGE_SIZE);
    g_autoptr(GPtrArray) lists = NULL;

    G_STATIC_ASSERT(INBOX_PAGE_SIZE <= TAG_STORE_CASES);
    for (guint i = 0; i < inbox->rows->len; i++)
        g_array_append_val(ids, ((const InboxRow *)g_ptr_array_index(inbox->rows, i))->a_case->id);
    lists = tag_store_list_cases(session, ids, error);
    for (guint i = 0; lists != NULL && i < lists->len; i++)
        ((InboxRow *)g_ptr_array_index(inbox->rows, i))->tags = g_ptr_array_ref(g_ptr_array_index(lists, i));
    return lists != NULL;
}

static gboolean
are_few(DbQuery *query, gboolean *ret, GError **error)
{
    db_bind_int(query, FEW + 1);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret = db_int(query, 0) <= FEW;
    return db_finish(query, error);
}

/* Which row of the grid: that of the queue, or one that begins with what is rare. */
static gboolean
choose_scope(DbSession *session, const InboxQuestion *question, guint *ret, GError **error)
{
    gboolean everywhere = question->queue == INBOX_ALL, few = FALSE;
    g_autoptr(DbQuery) query = NULL;

    *ret = question->queue;
    if ((everywhere || question->queue == INBOX_UNIT) && question->tag.value != 0) {
        query = db_query(session, &inbox_count_tagged);
        db_bind_int(query, question->tag.value);
        if (!are_few(query, &few, error))
            return FALSE;
        *ret = few ? SCOPE_TAGGED : *ret;
    } else if (everywhere && question->states == INBOX_ONE_STATE) {
        query = db_query(session, &inbox_count_stated);
        db_bind_text(query, case_state_name(question->state));
        if (!are_few(query, &few, error))
            return FALSE;
        *ret = few ? SCOPE_STATED : *ret;
    }
    return TRUE;
}

static gboolean
list(DbSession *session, gpointer data, GError **error)
{
    Listing *listing = data;
    const InboxQuestion *question = listing->question;
    g_autoptr(DbQuery) query = NULL;
    guint scope;

    if (!choose_scope(session, question, &scope, error))
        return FALSE;
    query = db_query(session, STATEMENTS[scope][question->states][question->sort]);
    db_bind_int(query, listing->whose);
    db_bind_int(query, listing->actor->staff.value);
    db_bind_int(query, listing->everywhere);
    db_bind_text(query, question->states == INBOX_ONE_STATE ? case_state_name(question->state) : "");
    db_bind_text(query, question->channel);
    db_bind_text(query, question->language);
    db_bind_int(query, question->tag.value);
    db_bind_int(query, INBOX_PAGE_SIZE + 1);
    db_bind_int(query, (gint64)question->page * INBOX_PAGE_SIZE);
    while (db_step(query)) {
        if (listing->inbox->rows->len < INBOX_PAGE_SIZE)
            g_ptr_array_add(listing->inbox->rows, read_row(query));
        else
            listing->inbox->more = TRUE;
    }
    return db_finish(query, error) && list_tags(session, listing->inbox, error);
}

static gint64
whose(const Actor *actor, const InboxQuestion *question)
{
    switch (question->queue) {
    case INBOX_MINE:
        return actor->staff.value;
    case INBOX_UNIT:
        return question->unit.value;
    case INBOX_PERSON:
        return question->person.value;
    case INBOX_LATE:
        return clock_now();
    default:
        return 0;
    }
}

Inbox *
inbox_view(Store *store, const Actor *actor, const InboxQuestion *question, GError **error)
{
    g_autoptr(Inbox) inbox = g_new0(Inbox, 1);
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(UnitId));
    Listing listing = { actor, question, whose(actor, question), FALSE, inbox };

    inbox->rows = g_ptr_array_new_with_free_func((GDestroyNotify)row_free);
    if (!rights_check_anywhere(actor, ACTION_READ_INBOX, error))
        return NULL;
    if (question->page >= INBOX_PAGE_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the list ends after %d pages; filter it to see more",
                    INBOX_PAGE_MAX);
        return NULL;
    }
    listing.everywhere = rights_scope(actor, ACTION_READ_INBOX, units) == SCOPE_ALL;
    return store_read(store, list, &listing, error) ? g_steal_pointer(&inbox) : NULL;
}

/* ---- finding a person ---- */

typedef struct {
    const char *uri;
    PersonId found;
} PersonSearch;

static gboolean
search_person(DbSession *session, gpointer data, GError **error)
{
    PersonSearch *search = data;
    GError *trouble = NULL;
    g_autoptr(Identity) identity = person_store_find_identity(session, search->uri, &trouble);

    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    search->found.value = identity != NULL ? identity->person.value : 0;
    return TRUE;
}

gboolean
inbox_find_person(Store *store, const Actor *actor, const char *uri, PersonId *ret, GError **error)
{
    PersonSearch search = { .uri = uri };

    if (!rights_check_anywhere(actor, ACTION_READ_CASE, error) ||
        !reading_record_search(store, actor, identity_address(uri), error) ||
        !store_read(store, search_person, &search, error))
        return FALSE;
    *ret = search.found;
    return TRUE;
}
