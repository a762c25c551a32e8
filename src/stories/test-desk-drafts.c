/* SPDX-License-Identifier: Apache-2.0 */
/* Drafts and their files: who sees them, what leaves with a reply, and that nothing of them stays. */
#include "mediation/releasing/drafting.h"
#include "store/content-doomed.h"
#include "stories/test-desk-house.h"
#include "views/draft-view.h"

static DraftView *
drafts_of(House *house, const Actor *actor, CaseId id)
{
    g_autoptr(GError) error = NULL;
    DraftView *drafts = draft_view_load(house->mediation.store, actor, id, &error);

    g_assert_no_error(error);
    return drafts;
}

static void
keep(House *house, CaseId id, DraftKind kind, const char *text)
{
    g_autoptr(GError) error = NULL;

    drafting_save(&house->mediation, &house->officer, id, kind, text, CASE_RESOLVED, FALSE, &error);
    g_assert_no_error(error);
}

static void
attach(House *house, CaseId id, const char *name, gsize size, GError **error)
{
    g_autofree char *bytes = g_malloc0(size);
    g_autoptr(GBytes) content = g_bytes_new(bytes, size);
    g_autoptr(GPtrArray) parts = message_parts_new();

    g_ptr_array_add(parts, message_part_new("att-01", "text/plain", name, content));
    drafting_attach(&house->mediation, &house->officer, id, parts, error);
}

static guint
files_on_disk(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;
    guint count = 0;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        count += g_file_test(child, G_FILE_TEST_IS_DIR) ? files_on_disk(child) : 1;
    }
    return count;
}

static void
a_draft_is_there_again_and_colleagues_know_of_it_but_do_not_read_it(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = first_case(house);
    g_autoptr(DraftView) own = NULL, theirs = NULL, gone = NULL;
    const DraftViewOther *other;

    (void)data;
    keep(house, view->a_case->id, DRAFT_REPLY, "Dear Ada");
    keep(house, view->a_case->id, DRAFT_REPLY, "Dear Ada, a crew comes");
    keep(house, view->a_case->id, DRAFT_NOTE, "Ask the contractor");
    own = drafts_of(house, &house->officer, view->a_case->id);
    theirs = drafts_of(house, colleague(house), view->a_case->id);
    g_assert_cmpstr(own->reply->text, ==, "Dear Ada, a crew comes");
    g_assert_cmpint(own->reply->next, ==, CASE_RESOLVED);
    g_assert_cmpstr(own->note->text, ==, "Ask the contractor");
    g_assert_cmpuint(own->others->len, ==, 0);
    g_assert_null(theirs->reply);
    g_assert_cmpuint(theirs->others->len, ==, 2);
    other = g_ptr_array_index(theirs->others, 0);
    g_assert_cmpstr(other->name, ==, "Grace Okafor");

    keep(house, view->a_case->id, DRAFT_REPLY, " \n");
    casework_add_note(&house->mediation, &house->officer, view->a_case->id, "Asked the contractor", NULL);
    gone = drafts_of(house, &house->officer, view->a_case->id);
    g_assert_null(gone->reply);
    g_assert_null(gone->note);
}

static void
files_of_a_draft_leave_with_the_reply_and_nothing_of_it_stays(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = first_case(house), after = NULL;
    g_autofree char *folder = g_build_filename(house->folder, "files", NULL);
    g_autoptr(DraftView) drafts = NULL, left = NULL;
    g_autoptr(GPtrArray) parts = NULL;
    g_autoptr(ReplyPreview) preview = NULL;
    g_autoptr(GError) error = NULL;
    ReplyDraft draft = { .text = "Here is the plan.", .next = CASE_WAITING_CITIZEN };
    const CaseMessage *reply;
    ReleaseId id;

    (void)data;
    attach(house, view->a_case->id, "small.txt", 100, &error);
    attach(house, view->a_case->id, "plan.txt", 200 * 1024, &error);
    attach(house, view->a_case->id, "wrong.txt", 300 * 1024, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(files_on_disk(folder), ==, 2);
    drafts = drafts_of(house, &house->officer, view->a_case->id);
    g_assert_cmpuint(drafts->files->len, ==, 3);
    drafting_detach(&house->mediation, &house->officer, view->a_case->id,
                    ((const DraftFile *)g_ptr_array_index(drafts->files, 2))->id, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(files_on_disk(folder), ==, 1);

    draft.attachments = parts = drafting_attachments(&house->mediation, &house->officer, view->a_case->id, &error);
    g_assert_cmpuint(parts->len, ==, 2);
    preview = release_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error);
    g_assert_no_error(error);
    release_reply(&house->mediation, &house->officer, view->a_case->id, view->a_case->version, &draft, &preview->digest,
                  &id, &error);
    g_assert_no_error(error);
    settle(house);
    g_assert_cmpuint(files_on_disk(folder), ==, 1);
    left = drafts_of(house, &house->officer, view->a_case->id);
    g_assert_cmpuint(left->files->len, ==, 0);
    after = look(house, 1);
    reply = g_ptr_array_index(after->messages, after->messages->len - 1);
    g_assert_cmpuint(reply->message->attachments, ==, 2);
    g_assert_cmpint(reply->delivery_state, ==, DELIVERY_SENT);
}

typedef struct {
    House *house;
    gint64 before;
    guint files;
} Collecting;

/* As if the process had been killed after the transaction: the file is there again. */
static gboolean
collect(DbSession *session, gpointer data, GError **error)
{
    Collecting *collecting = data;

    return content_doomed_collect(&collecting->house->mediation.store->content, session, collecting->before,
                                  &collecting->files, error);
}

static char *
first_file(const char *folder)
{
    g_autoptr(GDir) shards = g_dir_open(folder, 0, NULL);
    g_autofree char *shard = g_build_filename(folder, g_dir_read_name(shards), NULL);
    g_autoptr(GDir) files = g_dir_open(shard, 0, NULL);

    return g_build_filename(shard, g_dir_read_name(files), NULL);
}

static void
what_a_crash_leaves_of_a_draft_is_collected(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = first_case(house);
    g_autofree char *folder = g_build_filename(house->folder, "files", NULL), *path = NULL;
    Collecting early = { house, clock_now() - CLOCK_HOUR, 0 }, late = { house, G_MAXINT64, 0 };
    g_autoptr(GError) error = NULL;

    (void)data;
    attach(house, view->a_case->id, "plan.txt", 200 * 1024, &error);
    g_assert_cmpuint(files_on_disk(folder), ==, 1);
    path = first_file(folder);
    drafting_discard(&house->mediation, &house->officer, view->a_case->id, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(files_on_disk(folder), ==, 0);
    g_assert_true(g_file_set_contents(path, "sealed", -1, NULL));
    store_write(house->mediation.store, collect, &early, &error);
    g_assert_cmpuint(files_on_disk(folder), ==, 1);
    store_write(house->mediation.store, collect, &late, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(late.files, ==, 1);
    g_assert_cmpuint(files_on_disk(folder), ==, 0);
    late.files = 0;
    store_write(house->mediation.store, collect, &late, &error);
    g_assert_cmpuint(late.files, ==, 0);
}

static void
a_file_added_after_the_preview_does_not_leave_unseen(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = first_case(house);
    g_autoptr(GPtrArray) parts = NULL;
    g_autoptr(ReplyPreview) preview = NULL;
    g_autoptr(GError) error = NULL;
    ReplyDraft draft = { .text = "No file yet.", .next = CASE_WAITING_CITIZEN };
    ReleaseId id;

    (void)data;
    preview = release_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error);
    attach(house, view->a_case->id, "late.txt", 10, &error);
    draft.attachments = parts = drafting_attachments(&house->mediation, &house->officer, view->a_case->id, &error);
    g_assert_no_error(error);
    g_assert_false(release_reply(&house->mediation, &house->officer, view->a_case->id, view->a_case->version, &draft,
                                 &preview->digest, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
}

static gboolean
answer_with_files(House *house, const CaseView *view, GPtrArray *parts, GError **error)
{
    ReplyDraft draft = { .text = "Here it is.", .attachments = parts, .next = CASE_WAITING_CITIZEN };
    ReleaseId id;

    return release_reply(&house->mediation, &house->officer, view->a_case->id, 0, &draft, NULL, &id, error);
}

static void
a_file_that_a_filter_holds_does_not_leave_and_one_that_cannot_be_judged_waits(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = first_case(house);
    g_autoptr(GPtrArray) parts = NULL, none = message_parts_new();
    g_autoptr(GError) error = NULL, held = NULL, down = NULL;
    g_auto(ReleaseHeld) which = { 0 };
    guint sent;

    (void)data;
    settle(house);
    sent = echo_sent(echo_of(house));
    attach(house, view->a_case->id, "fine.txt", 10, &error);
    attach(house, view->a_case->id, "setup.exe", 10, &error);
    parts = drafting_attachments(&house->mediation, &house->officer, view->a_case->id, &error);
    g_assert_no_error(error);
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    g_assert_false(answer_with_files(house, view, parts, &held));
    g_assert_error(held, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_false(release_screen(&house->mediation, &house->officer, parts, &which, NULL));
    g_assert_cmpstr(which.reason, ==, "It is odd.");
    __atomic_store_n(&filter_mood, 2, __ATOMIC_SEQ_CST);
    g_assert_false(answer_with_files(house, view, parts, &down));
    g_assert_error(down, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
    settle(house);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, sent);
    /* Nothing to judge: the filter is not asked. */
    g_assert_true(release_screen(&house->mediation, &house->officer, none, NULL, &error));
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    answer_with_files(house, view, parts, &error);
    g_assert_no_error(error);
    settle(house);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, sent + 1);
}

static void
files_have_limits_in_number_and_size(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = first_case(house);
    g_autoptr(DraftView) drafts = NULL;
    g_autoptr(GError) many = NULL, large = NULL, none = NULL;

    (void)data;
    attach(house, view->a_case->id, "half.bin", RELEASE_FILES_SIZE_MAX / 2, &none);
    attach(house, view->a_case->id, "more.bin", RELEASE_FILES_SIZE_MAX / 2 + 1, &large);
    for (guint i = 1; i < RELEASE_ATTACHMENTS_MAX; i++)
        attach(house, view->a_case->id, "page.txt", 1, &none);
    g_assert_no_error(none);
    attach(house, view->a_case->id, "page.txt", 1, &many);
    g_assert_error(large, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_assert_error(many, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    drafts = drafts_of(house, &house->officer, view->a_case->id);
    g_assert_cmpuint(drafts->files->len, ==, RELEASE_ATTACHMENTS_MAX);
}

static void
who_may_not_answer_keeps_no_draft(House *house, gconstpointer data)
{
    static const RoleGrant auditor = { ROLE_AUDITOR, { 0 } };
    const Actor colin = { ACTOR_STAFF, { 4711 }, "Colin Hargreaves", &auditor, 1 };
    g_autoptr(CaseView) view = first_case(house);
    g_autoptr(GError) reply = NULL, note = NULL;

    (void)data;
    drafting_save(&house->mediation, &colin, view->a_case->id, DRAFT_REPLY, "x", CASE_OPEN, FALSE, &reply);
    drafting_save(&house->mediation, &colin, view->a_case->id, DRAFT_NOTE, "x", CASE_OPEN, FALSE, &note);
    g_assert_error(reply, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_error(note, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*run)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/desk/a-draft-is-there-again-and-colleagues-know-of-it-but-do-not-read-it",
          a_draft_is_there_again_and_colleagues_know_of_it_but_do_not_read_it },
        { "/desk/files-of-a-draft-leave-with-the-reply-and-nothing-of-it-stays",
          files_of_a_draft_leave_with_the_reply_and_nothing_of_it_stays },
        { "/desk/a-file-added-after-the-preview-does-not-leave-unseen",
          a_file_added_after_the_preview_does_not_leave_unseen },
        { "/desk/a-file-that-a-filter-holds-does-not-leave-and-one-that-cannot-be-judged-waits",
          a_file_that_a_filter_holds_does_not_leave_and_one_that_cannot_be_judged_waits },
        { "/desk/what-a-crash-leaves-of-a-draft-is-collected", what_a_crash_leaves_of_a_draft_is_collected },
        { "/desk/files-have-limits-in-number-and-size", files_have_limits_in_number_and_size },
        { "/desk/who-may-not-answer-keeps-no-draft", who_may_not_answer_keeps_no_draft },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, &DB_SQLITE, set_up, TESTS[i].run, tear_down);
    return g_test_run();
}
