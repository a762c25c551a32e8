/* SPDX-License-Identifier: Apache-2.0 */
/* What officers do at their desk, over a real store and the echo channel: drafts and files. */
#include "command/test-house.h"
#include "mediation/drafting.h"
#include "views/draft-view.h"

static const Actor *
colleague(House *house)
{
    static RoleGrant grant;
    static Actor actor;

    grant = (RoleGrant){ ROLE_OFFICER, house->unit };
    actor = (Actor){ ACTOR_STAFF, { house->officer.staff.value + 1 }, "Tom Bauer", &grant, 1 };
    return &actor;
}

static gboolean
employ(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(Staff) staff = staff_new();
    const Actor *actor = data;

    staff->id = actor->staff;
    staff->login = g_strdup("tom");
    staff->name = g_strdup(actor->name);
    staff->locale = g_strdup("en");
    g_array_append_val(staff->grants, actor->grants[0]);
    return staff_store_insert(session, staff, "x", error) &&
           staff_store_replace_roles(session, staff->id, staff->grants, error);
}

static CaseView *
first_case(House *house)
{
    g_autoptr(GError) error = NULL;

    store_write(house->mediation.store, employ, (gpointer)colleague(house), &error);
    g_assert_no_error(error);
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nDear council, the lamp is out.");
    settle(house);
    return look(house, 1);
}

/* ---- drafts ---- */

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

    drafting_save(&house->mediation, &house->officer, id, kind, text, CASE_RESOLVED, &error);
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
    drafting_save(&house->mediation, &colin, view->a_case->id, DRAFT_REPLY, "x", CASE_OPEN, &reply);
    drafting_save(&house->mediation, &colin, view->a_case->id, DRAFT_NOTE, "x", CASE_OPEN, &note);
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
        { "/desk/files-have-limits-in-number-and-size", files_have_limits_in_number_and_size },
        { "/desk/who-may-not-answer-keeps-no-draft", who_may_not_answer_keeps_no_draft },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, &DB_SQLITE, set_up, TESTS[i].run, tear_down);
    return g_test_run();
}
