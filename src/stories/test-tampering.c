/* SPDX-License-Identifier: Apache-2.0 */
/* Whoever changes the database behind Tribune's back is found, whatever the table: each is classified below, and a new
 * one makes this test fail until it is. Of a table that is bound, each column is changed, a row removed and a row
 * copied, and the audit must say so and name the table. */
#include <sqlite3.h>

#include "journal/checkpoint.h"
#include "mediation/cases/appeals.h"
#include "mediation/cases/partners.h"
#include "mediation/publishing/publishing.h"
#include "mediation/releasing/delegating.h"
#include "mediation/report.h"
#include "policy/routing-list.h"
#include "store/person-store.h"
#include "stories/test-policy-house.h"

typedef struct {
    const char *table;
    const char *named; /* what the fault may say instead of the table's name; NULL: nothing */
    const char *free;  /* " column column ": not bound, and why in @why; "*" none of them */
    const char *why;
    const char *removable; /* why a row may go without being missed; NULL: it is missed */
} Binding;

/* What is not bound says why: it is made anew from what is, it is a state whose history the events tell, or nothing
 * follows from it. */
static const Binding BINDINGS[] = {
    /* the journal */
    { "log_leaves", "journal", NULL, NULL },
    { "log_nodes", "journal", NULL, NULL },
    { "log_states", "journal", NULL, NULL },
    { "log_checkpoints", "journal", " at ", "when it was signed; what was signed is in the note",
      "it is signed again, with the same bytes; who holds one compares with --against" },
    /* what was said, and what let it go */
    { "messages", NULL,
      " endpoint fingerprint author preview language automatic screening size attachments sent person conversation"
      " case_id filed side sender_name ",
      "where it is filed and shown today: events tell how it came there; the rest repeats the sealed content" },
    { "contents", "messages", NULL, NULL },
    { "events", NULL, " id ", "a number of its own" },
    { "releases", NULL, " case_id state created ", "where it is shown; it is let go at `released`" },
    { "deliveries", NULL, " channel identity state created changed ",
      "the present state; attempts and reports tell how it came" },
    { "attempts", NULL, " at ", "repeats the time of its event" },
    { "reports", NULL, " id message at ", "a number of its own, and where it came from" },
    { "decisions", "releases", NULL, NULL }, /* of which it no longer is the ground */
    { "approvals", NULL, " id ", "a number of its own" },
    { "emergencies", NULL, " case_id unit at due late closed outcome authors sealed secret_key ",
      "how the review afterwards stands; its events tell each step" },
    { "publications", NULL, " changed changes leaf ", "for who edits at the same time, and where review begins" },
    { "publication_versions", NULL, NULL, NULL },
    { "publication_releases", NULL, NULL, NULL },
    { "policy_versions", NULL, " author created changed comment activated retired ",
      "shown beside the table; events tell each step with its time and its actor" },
    { "policy_approvals", NULL, " at ", "repeats the time of its event" },
    { "routing_versions", NULL, " at ", "repeats the time of its event" },
    { "reviews", NULL, NULL, NULL },
    { "appeals", NULL, " case_id ", "the case of its event" },

    /* who may do what, and where it goes */
    { "staff", NULL, " password created signed_in first_until ",
      "staff.password and staff.signed-in tell each step; the hash of a password is in no event" },
    { "staff_roles", NULL, NULL, NULL },
    { "units", NULL, NULL, NULL },
    { "endpoints", NULL, NULL, NULL },
    { "partners", NULL, " version changed ", "for who edits at the same time" },
    { "delegations", NULL, " sealed secret_key ", "the reason, which its event tells too" },

    /* made anew from what is bound */
    { "verdicts", NULL, "*", "the event of the screening tells them" },
    { "thread_ids", NULL, "*", "made of the messages, to find them" },
    { "thread_references", NULL, "*", "made of the messages, to find them" },
    { "search_state", NULL, "*", "the index is made anew from the trail" },
    { "search_docs", NULL, "*", "the index is made anew from the trail" },
    { "search_spans", NULL, "*", "the index is made anew from the trail" },
    { "search_segments", NULL, "*", "the index is made anew from the trail" },
    { "search_blocks", NULL, "*", "the index is made anew from the trail" },
    { "search_dead", NULL, "*", "the index is made anew from the trail" },
    { "publication_places", NULL, "*", "made of the version that is released" },
    { "acknowledgements", NULL, "*", "a count for a bound; releases tell what was sent" },

    /* the present state of what events tell the history of */
    { "settings", NULL, "*", "setting.changed tells each value" },
    { "channel_pauses", NULL, "*", "channel.paused and channel.resumed tell each step" },
    { "second_factors", NULL, "*", "staff.second-factor tells each step" },
    { "recovery_codes", NULL, "*", "staff.second-factor tells each step" },
    { "persons", NULL, "*", "person.created and person.changed tell each step" },
    { "identities", NULL, "*", "person.created tells them" },
    { "person_preferences", NULL, "*", "person.changed tells each step" },
    { "person_merges", NULL, "*", "person.merged and person.unmerged tell each step" },
    { "person_merge_items", NULL, "*", "person.merged tells them" },
    { "address_codes", NULL, "*", "person.address-asked tells each; what was sent is bound as its release" },
    { "address_proofs", NULL, "*", "person.address-proven and person.address-parted tell each step" },
    { "fallbacks", NULL, "*", "delivery.fallback tells each" },
    { "cases", NULL, "*", "case.opened and what follows tell each step" },
    { "case_numbers", NULL, "*", "case.opened tells each number" },
    { "case_links", NULL, "*", "case.linked and case.unlinked tell them" },
    { "case_tags", NULL, "*", "case.tagged and case.untagged tell them" },
    { "case_snoozes", NULL, "*", "case.snoozed and case.woken tell them" },
    { "case_merges", NULL, "*", "case.merged and case.unmerged tell them" },
    { "case_merge_items", NULL, "*", "case.merged tells them" },
    { "conversations", NULL, "*", "case.opened and side.opened tell them" },
    { "participants", NULL, "*", "message.filed tells who wrote" },
    { "clocks", NULL, "*", "clock.started and what follows tell each step" },
    { "clock_stops", NULL, "*", "clock.stopped and clock.resumed tell them" },
    { "services", NULL, "*", "service.changed tells each step" },
    { "calendars", NULL, "*", "calendar.changed tells each step" },
    { "tags", NULL, "*", "tag.changed tells each step" },
    { "reply_templates", NULL, "*", "template.changed tells each step" },
    { "reply_template_versions", NULL, "*", "template.changed tells each step" },
    { "word_lists", NULL, "*", "word-list.changed tells each step" },
    { "topics", NULL, "*", "topic.changed tells each step" },
    { "topic_names", NULL, "*", "topic.changed tells each step" },
    { "proposals", NULL, "*",
      "release.proposed and release.changed tell each step; what leaves is bound as its release" },
    { "proposal_versions", NULL, "*",
      "release.proposed tells the digest of each; what leaves is bound as its release" },
    { "case_record_classes", NULL, "*", "an event of the case tells each" },
    { "comment_edits", NULL, "*", "comment.edited tells each" },
    { "comment_rules", NULL, "*", "comments.changed tells each" },
    { "comment_windows", NULL, "*", "comments.changed tells each" },
    { "comment_flags", NULL, "*", "comment.flagged tells them" },
    { "comments", NULL, "*", "bound by store/audit-comments.c; test-comments.c changes their rows" },
    { "comment_decisions", NULL, "*", "bound by store/audit-comments.c; test-comments.c changes their rows" },
    { "subscribers", NULL, "*", "subscriber.changed tells each step" },
    { "subscriber_topics", NULL, "*", "subscriber.changed tells them" },
    { "subscription_requests", NULL, "*", "what somebody has not confirmed" },
    { "objections", NULL, "*", "address.stopped and address.started tell each step" },
    { "heedings", NULL, "*", "work in hand: what single words are answered" },
    { "notice_tries", NULL, "*", "work in hand: how often a code or such an answer was tried" },
    { "endpoint_moves", NULL, "*", "endpoint.changed tells each" },
    { "mailings", NULL, "*", "mailing.started and mailing.ended tell how many it went to" },
    { "mailing_items", NULL, "*", "made of the release that is sent" },
    { "mailing_places", NULL, "*", "made of the release that is sent" },
    { "mailing_exceptions", NULL, "*", "work in hand" },
    { "digests", NULL, "*", "up to when news was told" },
    { "staff_notices", NULL, "*", "where staff is told that something waits" },
    { "release_findings", NULL, "*",
      "publication.released and release.released tell what stopped it and who let it go" },
    { "pictures", NULL, "*", "each is named by its digest, which the version that shows it has in its text" },
    { "picture_places", NULL, "*", "made of the versions that show them" },
    { "channel_records", NULL, "*", "what a channel remembers of the other side; nothing is let go by it" },
    { "channel_errands", NULL, "*", "work in hand; what it carries is bound as its release" },
    { "accesses", NULL, "*", "access.given and access.ended tell them" },
    { "api_tokens", NULL, "*", "token.added and token.revoked tell them" },
    { "api_token_units", NULL, "*", "token.added tells them" },
    { "webhooks", NULL, "*", "webhook.changed tells each step" },
    { "bulks", NULL, "*", "each case has its own event" },
    { "bulk_items", NULL, "*", "each case has its own event" },

    /* work in hand, from which nothing follows that is not recorded */
    { "sessions", NULL, "*", "who is signed in now" },
    { "jobs", NULL, "*", "work in hand; what it did is recorded" },
    { "amendments", NULL, "*", "news in hand: they are recorded when their message has its place" },
    { "drafts", NULL, "*", "what somebody is still writing" },
    { "draft_files", NULL, "*", "what somebody is still writing" },
    { "routing_drafts", NULL, "*", "what somebody is still writing" },
    { "api_requests", NULL, "*", "keys of requests, for a day" },
    { "webhook_messages", NULL, "*", "news on its way to programs" },
    { "doomed_files", NULL, "*", "files that are being removed" },
};

static const RoleGrant WRITER_GRANTS[] = { { ROLE_COMMUNICATIONS, { 0 } } }, ADMIN_GRANTS[] = { { ROLE_ADMIN, { 0 } } },
                       RECORDS_GRANTS[] = { { ROLE_RECORDS, { 0 } } };
static const RoleGrant BOTH_GRANTS[] = { { ROLE_COMMUNICATIONS, { 0 } }, { ROLE_LEAD, { 0 } } };
static const Actor LEADING_MAYA = { ACTOR_STAFF, { 9 }, "Maya Writer", BOTH_GRANTS, 2 };
static const Actor KEEPER = { ACTOR_STAFF, { 11 }, "Ada Admin", ADMIN_GRANTS, 1 };
static const Actor MAYA = { ACTOR_STAFF, { 9 }, "Maya Writer", WRITER_GRANTS, 1 };
static const Actor RUTH = { ACTOR_STAFF, { 10 }, "Ruth Feldman", RECORDS_GRANTS, 1 };

/* ---- a house in which everything happened once ---- */

typedef struct {
    House *house;
    PublicationId id;
    PublicationRow *row;
} Looking;

static gboolean
read_row(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;

    g_clear_pointer(&looking->row, publication_row_free);
    return (looking->row = publication_store_load(session, looking->id, error)) != NULL;
}

static void
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
static void
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

static gboolean
appeal(DbSession *session, gpointer data, GError **error)
{
    House *house = data;
    g_autoptr(CaseView) view = look(house, 1);
    const Message *first = ((const CaseMessage *)g_ptr_array_index(view->messages, 0))->message;
    g_autoptr(Identity) ada = person_store_find_identity(session, "echo:ada", error);
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };

    return ada != NULL && appeals_take(&house->mediation, session, &channel, view->a_case, first, ada, error);
}

static void
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

static void
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

static void
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

static gboolean
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

static void
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

static void
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

static gboolean
run_sql(Scene *scene, const char *sql)
{
    char *message = NULL;
    gboolean done = sqlite3_exec(scene->back, sql, NULL, NULL, &message) == SQLITE_OK;

    if (!done)
        g_test_message("%s: %s", sql, message);
    sqlite3_free(message);
    return done;
}

static void
put_back(Scene *scene, const char *table)
{
    g_autofree char *sql =
        g_strdup_printf("BEGIN; DELETE FROM %s; INSERT INTO %s SELECT * FROM was.%s; COMMIT", table, table, table);

    g_assert_true(run_sql(scene, sql));
}

static char *
audit(Scene *scene)
{
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    if (audit_run(scene->house.mediation.store, &(AuditOptions){ .key = scene->key }, &counts, &error))
        return NULL;
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    return g_strdup(error->message);
}

/* Runs @sql, which must change something, looks, and puts the table back. */
static void
assert_found(Scene *scene, const Binding *binding, const char *what, const char *sql)
{
    g_autofree char *fault = NULL;
    int before = sqlite3_total_changes(scene->back);

    if (!run_sql(scene, sql))
        g_error("%s of %s cannot be done: %s", what, binding->table, sql);
    if (sqlite3_total_changes(scene->back) == before)
        g_error("%s of %s: there is no row; let something happen in set_up_scene()", what, binding->table);
    fault = audit(scene);
    put_back(scene, binding->table);
    if (fault != NULL &&
        (strstr(fault, binding->table) != NULL || (binding->named != NULL && strstr(fault, binding->named) != NULL)))
        return;
    g_test_message("%s of %s: %s", what, binding->table,
                   fault == NULL ? "it is not found; bind it in store/audit-*.c, or say here why not"
                                 : "what is said of it names something else:");
    if (fault != NULL)
        g_test_message("%s", fault);
    g_test_fail();
}

/* ---- columns ---- */

typedef struct {
    char *name;
    char type; /* I, T, B */
    gboolean key;
} Column;

static void
column_clear(gpointer data)
{
    g_free(((Column *)data)->name);
}

static gboolean
is_unique(Scene *scene, const char *table, const char *column)
{
    g_autofree char *sql = g_strdup_printf("SELECT 1 FROM pragma_index_list('%s') l, pragma_index_info(l.name) i"
                                           " WHERE l.\"unique\" = 1 AND i.name = '%s'",
                                           table, column);
    sqlite3_stmt *statement = NULL;
    gboolean found;

    g_assert_cmpint(sqlite3_prepare_v2(scene->back, sql, -1, &statement, NULL), ==, SQLITE_OK);
    found = sqlite3_step(statement) == SQLITE_ROW;
    sqlite3_finalize(statement);
    return found;
}

static GArray *
list_columns(Scene *scene, const char *table)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(Column));
    g_autofree char *sql = g_strdup_printf("SELECT name, type, pk FROM pragma_table_info('%s')", table);
    sqlite3_stmt *statement = NULL;

    g_array_set_clear_func(columns, column_clear);
    g_assert_cmpint(sqlite3_prepare_v2(scene->back, sql, -1, &statement, NULL), ==, SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        Column column = { g_strdup((const char *)sqlite3_column_text(statement, 0)),
                          *(const char *)sqlite3_column_text(statement, 1), sqlite3_column_int(statement, 2) > 0 };

        g_array_append_val(columns, column);
    }
    sqlite3_finalize(statement);
    return columns;
}

static char *
another(const Column *column)
{
    if (column->type == 'I')
        return g_strdup_printf("coalesce(%s, 0) + 86400000007", column->name); /* a time: a day later */
    if (column->type == 'T')
        return g_strdup_printf("%s || 'x'", column->name);
    return g_strdup_printf("CAST(%s || X'00' AS BLOB)", column->name);
}

static gboolean
is_free(const Binding *binding, const char *column)
{
    g_autofree char *word = g_strdup_printf(" %s ", column);

    return binding->free != NULL && strstr(binding->free, word) != NULL;
}

static void
check_columns(Scene *scene, const Binding *binding, const GArray *columns)
{
    for (guint i = 0; i < columns->len; i++) {
        const Column *column = &g_array_index(columns, Column, i);
        g_autofree char *value = another(column), *sql = NULL;

        if (is_free(binding, column->name))
            continue;
        sql = g_strdup_printf("UPDATE %s SET %s = %s", binding->table, column->name, value);
        assert_found(scene, binding, column->name, sql);
    }
}

/* The first row once more, other in what must be unique. */
static char *
copy_of_a_row(Scene *scene, const char *table, const GArray *columns)
{
    g_autoptr(GString) values = g_string_new(NULL);
    gboolean changed = FALSE;

    for (guint i = columns->len; i-- > 0;) {
        const Column *column = &g_array_index(columns, Column, i);
        gboolean change = (column->key && !changed) || (!column->key && is_unique(scene, table, column->name));
        g_autofree char *value = change ? another(column) : g_strdup(column->name);

        changed |= column->key;
        g_string_prepend(values, value);
        g_string_prepend(values, i > 0 ? ", " : "");
    }
    return g_strdup_printf("INSERT INTO %s SELECT %s FROM %s LIMIT 1", table, values->str, table);
}

static void
check_table(Scene *scene, const Binding *binding)
{
    g_autoptr(GArray) columns = list_columns(scene, binding->table);
    g_autofree char *removal = NULL, *copy = copy_of_a_row(scene, binding->table, columns);
    const char *key = NULL;

    for (guint i = 0; i < columns->len; i++)
        if (g_array_index(columns, Column, i).key)
            key = g_array_index(columns, Column, i).name; /* the last is the most particular */
    removal =
        g_strdup_printf("DELETE FROM %s WHERE %s = (SELECT max(%s) FROM %s)", binding->table, key, key, binding->table);
    check_columns(scene, binding, columns);
    if (binding->removable == NULL)
        assert_found(scene, binding, "the removal of a row", removal);
    assert_found(scene, binding, "the copy of a row", copy);
}

static gboolean
is_bound(const Binding *binding)
{
    return g_strcmp0(binding->free, "*") != 0;
}

static void
each_bound_table_is_held_against_the_journal(Scene *scene, gconstpointer data)
{
    g_autofree char *fault = audit(scene);

    (void)data;
    if (fault != NULL)
        g_error("before anything was changed: %s", fault);
    for (guint i = 0; i < G_N_ELEMENTS(BINDINGS); i++)
        if (is_bound(&BINDINGS[i]))
            check_table(scene, &BINDINGS[i]);
    fault = audit(scene);
    g_assert_null(fault);
}

/* ---- each table is classified ---- */

static const Binding *
find_binding(const char *table)
{
    for (guint i = 0; i < G_N_ELEMENTS(BINDINGS); i++)
        if (strcmp(BINDINGS[i].table, table) == 0)
            return &BINDINGS[i];
    return NULL;
}

static void
each_table_of_the_schema_is_classified(Scene *scene, gconstpointer data)
{
    sqlite3_stmt *statement = NULL;
    guint found = 0;

    (void)data;
    g_assert_cmpint(sqlite3_prepare_v2(scene->back,
                                       "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                                       "'sqlite\\_%' ESCAPE '\\' AND name <> 'migrations' ORDER BY name",
                                       -1, &statement, NULL),
                    ==, SQLITE_OK);
    for (; sqlite3_step(statement) == SQLITE_ROW; found++) {
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        const Binding *binding = find_binding(name);

        if (binding == NULL)
            g_error("the table %s is new: add a line to BINDINGS, and bind it or say why not", name);
        g_assert_true(binding->free == NULL || (binding->why != NULL && *binding->why != '\0'));
    }
    sqlite3_finalize(statement);
    g_assert_cmpuint(found, ==, G_N_ELEMENTS(BINDINGS));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/tampering/each-table-of-the-schema-is-classified", Scene, NULL, set_up_scene,
               each_table_of_the_schema_is_classified, tear_down_scene);
    g_test_add("/tampering/each-bound-table-is-held-against-the-journal", Scene, NULL, set_up_scene,
               each_bound_table_is_held_against_the_journal, tear_down_scene);
    return g_test_run();
}
