/* SPDX-License-Identifier: Apache-2.0 */
/* Comments that their writers change or take back, also while they are hidden; and what the audit finds. */
#include "stories/test-comments-house.h"

/* ---- what its writer makes of it ---- */

static CommentDraft
her_draft(const char *text, gint64 sent)
{
    return (CommentDraft){ .publication = publication,
                           .name = "Ada",
                           .handle = "@ada@remote.example",
                           .identity = "echo:ada",
                           .text = text,
                           .language = "en",
                           .external_id = "note-1",
                           .sent = sent };
}

static CommentId
post_note(House *house, const char *text)
{
    const CommentDraft draft = her_draft(text, 10);
    g_auto(CommentReceipt) receipt = { 0 };
    g_autoptr(GError) error = NULL;

    commenting_submit(&house->mediation, &ECHO, "echo", &draft, &receipt, &error);
    g_assert_no_error(error);
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    return receipt.id;
}

static gboolean
edit_note(House *house, const char *text, const char *identity, gint64 sent)
{
    CommentDraft draft = her_draft(text, sent);
    g_autoptr(GError) error = NULL;
    gboolean known;

    draft.identity = identity;
    commenting_edit(&house->mediation, &ECHO, "echo", &draft, &known, &error);
    g_assert_no_error(error);
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    return known;
}

static void
assert_whole(House *house)
{
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    audit_run(house->mediation.store, &(AuditOptions){ 0 }, &counts, &error);
    g_assert_no_error(error);
}

static void
what_its_writer_changes_is_judged_again_and_then_what_everybody_sees(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "The lamp is out.");
    g_autoptr(PublicComments) comments = NULL;
    const PublicComment *first;

    (void)data;
    g_assert_true(edit_note(house, "The second lamp is out.", "echo:ada", 20));
    comments = shown(house);
    first = g_ptr_array_index(comments->comments, 0);
    g_assert_cmpstr(first->text, ==, "The second lamp is out.");
    g_assert_cmpstr(first->handle, ==, "@ada@remote.example");
    g_assert_true(first->is_edited);
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    g_assert_true(edit_note(house, "Buy lamps.", "echo:ada", 30));
    g_assert_cmpint(state_of(house, id), ==, COMMENT_HELD);
    g_assert_cmpuint(count_shown(house), ==, 0);
    assert_whole(house);
}

static void
an_older_text_or_one_of_somebody_else_changes_nothing(House *house, gconstpointer data)
{
    g_autoptr(PublicComments) comments = NULL;

    (void)data;
    post_note(house, "The lamp is out.");
    g_assert_true(edit_note(house, "The second lamp is out.", "echo:ada", 20));
    g_assert_true(edit_note(house, "The first lamp is out.", "echo:ada", 15));
    g_assert_false(edit_note(house, "All lamps are out.", "echo:eve", 40));
    comments = shown(house);
    g_assert_cmpstr(((PublicComment *)g_ptr_array_index(comments->comments, 0))->text, ==, "The second lamp is out.");
}

static void
what_was_changed_after_it_was_seen_is_not_published_unseen(House *house, gconstpointer data)
{
    g_autoptr(CommentDesk) whole = NULL;
    g_autoptr(GError) error = NULL;
    CommentChoice choice;
    guint done;

    (void)data;
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    choice.id = post_note(house, "The lamp is out.");
    choice.seen = desk(house, choice.id, &whole)->comment->version;
    edit_note(house, "Buy lamps.", "echo:ada", 20);
    g_assert_true(comment_moderation_publish(&house->mediation, &MAYA, &choice, 1, &done, &error));
    g_assert_cmpuint(done, ==, 0);
    g_assert_cmpint(state_of(house, choice.id), ==, COMMENT_HELD);
}

static void
what_is_hidden_stays_so_whatever_its_writer_makes_of_it(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "Buy lamps.");
    g_autoptr(CommentDesk) whole = NULL;
    g_autoptr(GError) error = NULL;
    gboolean known;

    (void)data;
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    g_assert_true(edit_note(house, "Good.", "echo:ada", 20));
    g_assert_cmpint(state_of(house, id), ==, COMMENT_HIDDEN);
    g_assert_cmpstr(desk(house, id, &whole)->comment->text, ==, "Buy lamps.");
    g_assert_true(commenting_retract(&house->mediation, &ECHO, "echo", "note-1", "echo:ada", &known, &error));
    g_assert_cmpint(state_of(house, id), ==, COMMENT_HIDDEN);
    assert_whole(house);
}

/* ---- … while it is hidden ---- */

static void
take_back(House *house)
{
    g_autoptr(GError) error = NULL;
    gboolean known;

    commenting_retract(&house->mediation, &ECHO, "echo", "note-1", "echo:ada", &known, &error);
    g_assert_no_error(error);
    g_assert_true(known);
}

/* What it was said to be then. */
static CommentState
restore(House *house, CommentId id)
{
    g_autoptr(GError) error = NULL;
    CommentState state = COMMENT_HIDDEN;

    comment_moderation_restore(&house->mediation, &OMAR, id, 0, "It was no advertisement.", &state, &error);
    g_assert_no_error(error);
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    return state;
}

static void
what_was_taken_back_while_it_was_hidden_is_not_shown_again(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "Buy lamps.");

    (void)data;
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    take_back(house);
    g_assert_true(edit_note(house, "Good.", "echo:ada", 20));
    g_assert_cmpint(restore(house, id), ==, COMMENT_WITHDRAWN);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_WITHDRAWN);
    g_assert_cmpuint(count_shown(house), ==, 0);
    assert_whole(house);
}

static void
an_appeal_that_is_granted_does_not_show_what_was_taken_back(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "Buy lamps.");
    g_autoptr(CommentDesk) whole = NULL;

    (void)data;
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    g_assert_cmpint(appeal(house, desk(house, id, &whole)->comment->token), ==, -1);
    take_back(house);
    g_assert_cmpint(answer_appeal(house, &PRIYA, id, TRUE), ==, -1);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_WITHDRAWN);
}

static void
what_was_changed_while_it_was_hidden_is_judged_before_it_is_shown(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "Buy lamps.");
    g_autoptr(CommentDesk) hidden = NULL, now = NULL, held = NULL;
    g_autoptr(PublicComments) comments = NULL;

    (void)data;
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    g_assert_true(edit_note(house, "The lamp is out.", "echo:ada", 20));
    g_assert_true(edit_note(house, "Buy more lamps.", "echo:ada", 15)); /* it came late */
    g_assert_cmpstr(desk(house, id, &hidden)->comment->text, ==, "Buy lamps.");
    g_assert_cmpstr(desk(house, id, &now)->next, ==, "The lamp is out."); /* who decides sees both */
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    g_assert_cmpint(restore(house, id), ==, COMMENT_WAITING);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_HELD);
    g_assert_cmpstr(desk(house, id, &held)->comment->text, ==, "The lamp is out.");
    g_assert_cmpuint(count_shown(house), ==, 0);
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    g_assert_true(edit_note(house, "The lamp is on.", "echo:ada", 30));
    restore(house, id);
    comments = shown(house);
    g_assert_cmpstr(((PublicComment *)g_ptr_array_index(comments->comments, 0))->text, ==, "The lamp is on.");
    assert_whole(house);
}

static void
what_was_taken_back_before_it_came_is_recorded_and_never_shown(House *house, gconstpointer data)
{
    CommentDraft draft = her_draft("The lamp is out.", 10);
    g_auto(CommentReceipt) receipt = { 0 };
    g_autoptr(GError) error = NULL;

    (void)data;
    draft.retracted = TRUE;
    commenting_submit(&house->mediation, &ECHO, "echo", &draft, &receipt, &error);
    g_assert_no_error(error);
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    g_assert_cmpint(state_of(house, receipt.id), ==, COMMENT_WITHDRAWN);
    g_assert_cmpuint(count_shown(house), ==, 0);
    assert_whole(house);
}

static void
what_its_writer_takes_back_nobody_sees_any_more_and_it_stays_in_the_record(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "The lamp is out.");
    g_autoptr(CommentDesk) whole = NULL;
    g_autoptr(GError) error = NULL;
    gboolean known;

    (void)data;
    g_assert_true(commenting_retract(&house->mediation, &ECHO, "echo", "note-1", "echo:eve", &known, &error));
    g_assert_false(known);
    g_assert_cmpuint(count_shown(house), ==, 1);
    g_assert_true(commenting_retract(&house->mediation, &ECHO, "echo", "note-1", "echo:ada", &known, &error));
    g_assert_true(known);
    g_assert_cmpuint(count_shown(house), ==, 0);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_WITHDRAWN);
    g_assert_cmpstr(desk(house, id, &whole)->comment->text, ==, "The lamp is out.");
    g_assert_true(edit_note(house, "The lamp is on.", "echo:ada", 40));
    g_assert_cmpuint(count_shown(house), ==, 0);
    assert_whole(house);
}

/* ---- what the audit finds ---- */

DB_STATEMENT(tamper_comment, "UPDATE comments SET sealed = (SELECT sealed FROM comments WHERE id <> $1 LIMIT 1),"
                             " secret_key = (SELECT secret_key FROM comments WHERE id <> $1 LIMIT 1) WHERE id = $1");
DB_STATEMENT(tamper_decision, "UPDATE comment_decisions SET category = 'scam' WHERE comment = $1");
DB_STATEMENT(tamper_appeal, "UPDATE comment_decisions SET appeal = 'upheld' WHERE comment = $1");
DB_STATEMENT(tamper_edit, "UPDATE comment_edits SET sealed = (SELECT sealed FROM comments WHERE id = $1),"
                          " secret_key = (SELECT secret_key FROM comments WHERE id = $1) WHERE comment = $1");
DB_STATEMENT(tamper_rows, "DELETE FROM comment_decisions WHERE comment = $1");

typedef struct {
    const DbStatement *statement;
    CommentId id;
} Tampering;

static gboolean
tamper(DbSession *session, gpointer data, GError **error)
{
    const Tampering *tampering = data;
    g_autoptr(DbQuery) query = db_query(session, tampering->statement);

    db_bind_int(query, tampering->id.value);
    return db_run(query, error);
}

static gboolean
copy_database(House *house, char **ret_folder)
{
    *ret_folder = g_dir_make_tmp("tribune-tamper-XXXXXX", NULL);
    g_rmdir(*ret_folder);
    return store_backup(house->mediation.store, *ret_folder, NULL);
}

static void
assert_found(House *house, const DbStatement *statement, CommentId id)
{
    g_autofree char *folder = NULL;
    g_autoptr(Store) copy = NULL;
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    g_assert_true(copy_database(house, &folder));
    copy = store_open(&(StoreOptions){ .folder = folder, .master = house->master }, &error);
    g_assert_no_error(error);
    g_assert_true(audit_run(copy, &(AuditOptions){ 0 }, &counts, &error));
    g_assert_true(store_write(copy, tamper, &(Tampering){ statement, id }, &error));
    g_assert_false(audit_run(copy, &(AuditOptions){ 0 }, &counts, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    remove_folder(folder);
}

static void
whoever_changes_a_comment_or_a_decision_afterwards_is_found_out(House *house, gconstpointer data)
{
    g_autofree char *token = NULL;
    CommentId id, other;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    comment(house, "Bea", "Good.", "", &other, NULL);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    appeal(house, token);
    answer_appeal(house, &OMAR, id, TRUE);
    assert_found(house, &tamper_comment, id);
    assert_found(house, &tamper_decision, id);
    assert_found(house, &tamper_appeal, id);
    assert_found(house, &tamper_rows, id);
    other = post_note(house, "The lamp is out.");
    edit_note(house, "The second lamp is out.", "echo:ada", 20);
    assert_found(house, &tamper_edit, other);
}

static void
without_rules_nothing_opens(House *house, gconstpointer data)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_autoptr(GError) error = NULL;

    (void)data;
    g_ptr_array_add(texts, (gpointer) "en");
    g_ptr_array_add(texts, (gpointer) "One.\n\nTwo.");
    g_ptr_array_add(texts, (gpointer) "de");
    g_ptr_array_add(texts, (gpointer) "Eins.");
    g_assert_false(comment_rules_publish(&house->mediation, &MAYA, texts, 1, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_ptr_array_index(texts, 3) = (gpointer) "Eins.\n\nZwei.";
    g_assert_false(comment_rules_publish(&house->mediation, &MAYA, texts, 0, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_true(comment_rules_publish(&house->mediation, &MAYA, texts, 1, &error));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(what_its_writer_changes_is_judged_again_and_then_what_everybody_sees);
    TEST(an_older_text_or_one_of_somebody_else_changes_nothing);
    TEST(what_was_changed_after_it_was_seen_is_not_published_unseen);
    TEST(what_is_hidden_stays_so_whatever_its_writer_makes_of_it);
    TEST(what_was_taken_back_while_it_was_hidden_is_not_shown_again);
    TEST(an_appeal_that_is_granted_does_not_show_what_was_taken_back);
    TEST(what_was_changed_while_it_was_hidden_is_judged_before_it_is_shown);
    TEST(what_was_taken_back_before_it_came_is_recorded_and_never_shown);
    TEST(what_its_writer_takes_back_nobody_sees_any_more_and_it_stays_in_the_record);
    TEST(whoever_changes_a_comment_or_a_decision_afterwards_is_found_out);
    TEST(without_rules_nothing_opens);
    return g_test_run();
}
