/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-desk-house.h: what officers find at their desk, over a real store and the echo channel. */
#pragma once
#include "mediation/cases/bulk.h"
#include "store/bulk-store.h"
#include "store/snooze-store.h"
#include "stories/test-house.h"

static inline const Actor *
colleague(House *house)
{
    static RoleGrant grant;
    static Actor actor;

    grant = (RoleGrant){ ROLE_OFFICER, house->unit };
    actor = (Actor){ ACTOR_STAFF, { house->officer.staff.value + 1 }, "Tom Bauer", &grant, 1 };
    return &actor;
}

static inline CaseView *
first_case(House *house)
{
    test_hire(house->mediation.store, colleague(house));
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nDear council, the lamp is out.");
    settle(house);
    return look(house, 1);
}

/* ---- what the store says ---- */

DB_STATEMENT(test_count_events, "SELECT count(*) FROM events WHERE kind = $1");
DB_STATEMENT(test_first_tag, "SELECT tag FROM case_tags WHERE case_id = $1");

typedef struct {
    const char *kind;
    CaseId case_id;
    gint64 bulk, found;
    GString *text;
} Question;

static inline gboolean
ask_store(DbSession *session, gpointer data, GError **error)
{
    Question *question = data;
    g_autoptr(DbQuery) query = NULL;
    g_autoptr(GPtrArray) items = NULL;

    if (question->bulk != 0) {
        items = bulk_store_list(session, question->bulk, error);
        for (guint i = 0; i < items->len; i++)
            g_string_append_printf(question->text, "%s%s", i > 0 ? " " : "",
                                   ((const BulkItemRow *)g_ptr_array_index(items, i))->outcome);
        return TRUE;
    }
    if (question->kind == NULL && question->text == NULL)
        return snooze_store_find(session, question->case_id, &question->found, error);
    query = db_query(session, question->kind != NULL ? &test_count_events : &test_first_tag);
    if (question->kind != NULL)
        db_bind_text(query, question->kind);
    else
        db_bind_int(query, question->case_id.value);
    question->found = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

static inline void
ask(House *house, Question *question)
{
    g_autoptr(GError) error = NULL;

    store_read(house->mediation.store, ask_store, question, &error);
    g_assert_no_error(error);
}

static inline gint64
test_events(House *house, EventKind kind)
{
    Question question = { .kind = event_kind_name(kind) };

    ask(house, &question);
    return question.found;
}

/* The case as it is now; good until the next call. */
static inline const Case *
case_now(House *house, guint number)
{
    static Case now;
    g_autoptr(CaseView) view = look(house, number);

    now = *view->a_case;
    return &now;
}

static inline CaseView *
second_case(House *house)
{
    write_in(house, "echo:eve", DESK, "Id: e1\nSubject: Dark street\n\nThe lamp again");
    settle(house);
    return look(house, 2);
}
