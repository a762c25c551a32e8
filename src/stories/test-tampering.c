/* SPDX-License-Identifier: Apache-2.0 */
/* Whoever changes the database behind Tribune's back is found, whatever the table: each is classified below, and a new
 * one makes this test fail until it is. Of a table that is bound, each column is changed, a row removed and a row
 * copied, and the audit must say so and name the table. */
#include "stories/test-tampering-house.h"

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
    { "amendments_told", NULL, "*", "what came already, so that it does not count twice; the events are bound" },
    { "drafts", NULL, "*", "what somebody is still writing" },
    { "draft_files", NULL, "*", "what somebody is still writing" },
    { "routing_drafts", NULL, "*", "what somebody is still writing" },
    { "api_requests", NULL, "*", "keys of requests, for a day" },
    { "webhook_messages", NULL, "*", "news on its way to programs" },
    { "doomed_files", NULL, "*", "files that are being removed" },
};

/* ---- behind its back ---- */

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
