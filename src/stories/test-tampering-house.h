/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-tampering-house.h: a house in which everything that is bound to the journal happened once. */
#pragma once
#include <sqlite3.h>

#include "journal/checkpoint.h"
#include "mediation/cases/appeals.h"
#include "mediation/cases/partners.h"
#include "mediation/delivering/report.h"
#include "mediation/publishing/publishing.h"
#include "mediation/releasing/delegating.h"
#include "policy/routing-list.h"
#include "store/person-store.h"
#include "stories/test-policy-house.h"

static const RoleGrant WRITER_GRANTS[] = { { ROLE_COMMUNICATIONS, { 0 } } }, ADMIN_GRANTS[] = { { ROLE_ADMIN, { 0 } } },
                       RECORDS_GRANTS[] = { { ROLE_RECORDS, { 0 } } };
static const RoleGrant BOTH_GRANTS[] = { { ROLE_COMMUNICATIONS, { 0 } }, { ROLE_LEAD, { 0 } } };
static const Actor LEADING_MAYA = { ACTOR_STAFF, { 9 }, "Maya Writer", BOTH_GRANTS, 2 };
static const Actor KEEPER = { ACTOR_STAFF, { 11 }, "Ada Admin", ADMIN_GRANTS, 1 };
static const Actor MAYA = { ACTOR_STAFF, { 9 }, "Maya Writer", WRITER_GRANTS, 1 };
static const Actor RUTH = { ACTOR_STAFF, { 10 }, "Ruth Feldman", RECORDS_GRANTS, 1 };

typedef struct {
    House *house;
    PublicationId id;
    PublicationRow *row;
} Looking;

static inline gboolean
read_row(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;

    g_clear_pointer(&looking->row, publication_row_free);
    return (looking->row = publication_store_load(session, looking->id, error)) != NULL;
}

static inline void
review(House *house, Looking *looking)
{
    g_autoptr(GError) error = NULL;

    publishing_submit(&house->mediation, &MAYA, looking->id, 0, &error);
    g_assert_no_error(error);
    g_assert_true(store_read(house->mediation.store, read_row, looking, NULL));
    publishing_decide(&house->mediation, &LENA, looking->id, &looking->row->digest, VERDICT_APPROVE, "good", "",
                      &error);
    g_assert_no_error(error);
}

/* Approved, edited, approved again, released; then a correction is begun, and let go without review. */
static inline void
publish(House *house)
{
    g_autoptr(PublicationContent) content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");
    Looking looking = { .house = house };
    g_autoptr(GError) error = NULL;
    guint voided;

    g_free(text->title);
    text->title = g_strdup("Mill Bridge closed");
    g_free(text->body);
    text->body = g_strdup("From Monday.");
    publishing_make(&house->mediation, &MAYA, PUBLICATION_NEWS, content, &looking.id, &error);
    g_assert_no_error(error);
    review(house, &looking);
    publishing_edit(&house->mediation, &MAYA, looking.id, 0, content, &voided, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(voided, ==, 1);
    review(house, &looking);
    publishing_release(&house->mediation, &MAYA, looking.id, 0, &error);
    publishing_correct(&house->mediation, &MAYA, looking.id, 0, "The day was wrong.", &error);
    g_assert_no_error(error);
    publishing_release_unreviewed(&house->mediation, &LEADING_MAYA, looking.id, 0, "It cannot wait.", &error);
    g_assert_no_error(error);
    publication_row_free(looking.row);
}

static inline gboolean
appeal(DbSession *session, gpointer data, GError **error)
{
    House *house = data;
    g_autoptr(CaseView) view = look(house, 1);
    const Message *first = ((const CaseMessage *)g_ptr_array_index(view->messages, 0))->message;
    g_autoptr(Identity) ada = person_store_find_identity(session, "echo:ada", error);
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };

    return ada != NULL && appeals_take(&house->mediation, session, &channel, view->a_case, first, ada, error);
}

static inline void
report(House *house)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    g_autoptr(CaseView) view = look(house, 1);
    const Report sent = { .delivery = ((const CaseMessage *)g_ptr_array_index(view->messages, 1))->delivery,
                          .kind = REPORT_DELIVERED,
                          .code = (char *)"2.0.0",
                          .words = (char *)"delivered" };
    g_autoptr(GError) error = NULL;

    report_submit(&house->mediation, &channel, &sent, &error);
    g_assert_no_error(error);
}

static inline void
hold_and_show(House *house)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CaseView) view = NULL;

    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    write_in(house, "echo:eve", DESK, "Id: e1\nSubject: Odd\n\nOdd.");
    settle(house);
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    view = look(house, 2);
    review_decide(&house->mediation, &RUTH, ((const CaseMessage *)g_ptr_array_index(view->messages, 0))->message->id,
                  TRUE, "It is not odd.", &error);
    g_assert_no_error(error);
    settle(house);
}

static inline void
let_stand_in_and_know_a_partner(House *house)
{
    g_autoptr(GError) error = NULL;
    const DelegationDraft away = { "maya-writer", clock_now(), clock_now() + 7 * CLOCK_DAY, "On leave." };
    PartnerId partner;

    delegating_name(&house->mediation, &LENA, &away, &error);
    g_assert_no_error(error);
    partners_add(&house->mediation, &KEEPER, "Water board", "echo:water", "Wanda", &partner, &error);
    g_assert_no_error(error);
}

static inline gboolean
sign(DbSession *session, gpointer data, GError **error)
{
    g_autofree char *note = NULL;

    return journal_checkpoint_sign(session, data, 0, &note, error);
}

typedef struct {
    House house;
    JournalKey *key;
    sqlite3 *back; /* behind Tribune's back; a copy of everything is attached as "was" */
} Scene;

static inline void
set_up_scene(Scene *scene, gconstpointer data)
{
    static const char RULES[] = "{\"rules\":[]}";
    House *house = &scene->house;
    g_autoptr(GError) error = NULL;
    g_autoptr(CaseView) view = NULL;
    g_autoptr(RoutingList) list = NULL;
    g_autofree char *key = NULL, *note = NULL, *path = NULL, *copy = NULL, *sql = NULL;
    gint64 number;

    (void)data;
    set_up(house, NULL);
    house->mediation.policy = policy_open(house->mediation.store, &error);
    house->mediation.publishing = publishing_new(&house->mediation);
    test_hire(house->mediation.store, &LENA);
    test_hire(house->mediation.store, &MAYA);
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp\n\nThe lamp is out.");
    settle(house);
    put_in_force(house, "{\"kind\":\"duty\",\"columns\":[],\"rules\":[{\"id\":\"all\",\"when\":{},\"then\":"
                        "[\"offer-appeal\"]}]}");
    put_in_force(house, "{\"kind\":\"duty\",\"columns\":[],\"rules\":[{\"id\":\"some\",\"when\":{},\"then\":"
                        "[\"record-class:x\"]}]}");
    view = look(house, 1);
    answer(house, view, "It is repaired.");
    settle(house);
    g_assert_true(casework_add_note(&house->mediation, &house->officer, view->a_case->id, "Seen.", &error));
    report(house);
    hold_and_show(house);
    publish(house);
    let_stand_in_and_know_a_partner(house);
    list = routing_list_parse(RULES, strlen(RULES), &error);
    routing_save(house->mediation.routing, &POLLY, 0, list, "none", &number, &error);
    g_assert_no_error(error);
    g_assert_true(store_write(house->mediation.store, appeal, house, &error));
    work_stop(house->mediation.work);
    key = g_build_filename(house->folder, "journal.key", NULL);
    scene->key = journal_key_open_or_create(key, "northam.example", "main", &error);
    g_assert_true(store_write(house->mediation.store, sign, scene->key, &error));

    path = g_build_filename(house->folder, "tribune.db", NULL);
    copy = g_build_filename(house->folder, "was.db", NULL);
    g_assert_cmpint(sqlite3_open(path, &scene->back), ==, SQLITE_OK);
    sqlite3_busy_timeout(scene->back, 60000);
    sql = g_strdup_printf("VACUUM INTO '%s'; ATTACH '%s' AS was", copy, copy);
    g_assert_cmpint(sqlite3_exec(scene->back, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static inline void
tear_down_scene(Scene *scene, gconstpointer data)
{
    House *house = &scene->house;

    (void)data;
    sqlite3_close(scene->back);
    journal_key_free(scene->key);
    publishing_free(house->mediation.publishing);
    channels_close(house->mediation.channels);
    filters_close(house->mediation.filters);
    delivery_unregister(house->delivering);
    intake_free(house->intake);
    work_free(house->mediation.work);
    routing_close(house->mediation.routing);
    policy_close(house->mediation.policy);
    directory_close(house->mediation.directory);
    config_free(house->config);
    locales_free(house->locales);
    store_close(house->mediation.store);
    remove_folder(house->folder);
    g_free(house->folder);
}

/* ---- behind its back ---- */

static inline gboolean
run_sql(Scene *scene, const char *sql)
{
    char *message = NULL;
    gboolean done = sqlite3_exec(scene->back, sql, NULL, NULL, &message) == SQLITE_OK;

    if (!done)
        g_test_message("%s: %s", sql, message);
    sqlite3_free(message);
    return done;
}

static inline void
put_back(Scene *scene, const char *table)
{
    g_autofree char *sql =
        g_strdup_printf("BEGIN; DELETE FROM %s; INSERT INTO %s SELECT * FROM was.%s; COMMIT", table, table, table);

    g_assert_true(run_sql(scene, sql));
}

static inline char *
audit(Scene *scene)
{
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    if (audit_run(scene->house.mediation.store, &(AuditOptions){ .key = scene->key }, &counts, &error))
        return NULL;
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    return g_strdup(error->message);
}
