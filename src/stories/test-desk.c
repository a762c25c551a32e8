/* SPDX-License-Identifier: Apache-2.0 */
/* What officers do at their desk, over a real store and the echo channel: drafts and files, tags, sleep,
 * links, merging, and many cases at once. */
#include "mediation/cases/bulk.h"
#include "mediation/cases/merging.h"
#include "mediation/cases/snoozing.h"
#include "mediation/cases/tagging.h"
#include "mediation/cases/templating.h"
#include "mediation/releasing/drafting.h"
#include "store/bulk-store.h"
#include "store/content-doomed.h"
#include "store/snooze-store.h"
#include "stories/test-house.h"
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

static CaseView *
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

static gboolean
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

static void
ask(House *house, Question *question)
{
    g_autoptr(GError) error = NULL;

    store_read(house->mediation.store, ask_store, question, &error);
    g_assert_no_error(error);
}

static gint64
test_events(House *house, EventKind kind)
{
    Question question = { .kind = event_kind_name(kind) };

    ask(house, &question);
    return question.found;
}

static TagId
first_tag(House *house, CaseId case_id)
{
    g_autoptr(GString) any = g_string_new(NULL);
    Question question = { .case_id = case_id, .text = any };

    ask(house, &question);
    return (TagId){ question.found };
}

static gint64
sleeps_until(House *house, CaseId case_id)
{
    Question question = { .case_id = case_id };

    ask(house, &question);
    return question.found;
}

static char *
outcomes_of(House *house, gint64 bulk)
{
    Question question = { .bulk = bulk, .text = g_string_new(NULL) };

    ask(house, &question);
    return g_string_free(question.text, FALSE);
}

/* The case as it is now; good until the next call. */
static const Case *
case_now(House *house, guint number)
{
    static Case now;
    g_autoptr(CaseView) view = look(house, number);

    now = *view->a_case;
    return &now;
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

/* ---- tags ---- */

static void
officers_give_tags_that_leads_made(House *house, gconstpointer data)
{
    const RoleGrant lead = { ROLE_LEAD, house->unit };
    const Actor lena = { ACTOR_STAFF, { house->officer.staff.value + 2 }, "Lena Kraus", &lead, 1 };
    g_autoptr(CaseView) view = first_case(house);
    g_autoptr(GError) unknown = NULL, twice = NULL, closed = NULL, error = NULL;
    CaseId id = view->a_case->id;

    (void)data;
    g_assert_false(tagging_give_named(&house->mediation, &house->officer, id, "injury", &unknown));
    g_assert_error(unknown, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_true(tagging_give_named(&house->mediation, &lena, id, " injury ", &error));
    g_assert_true(tagging_give_named(&house->mediation, &house->officer, id, "Injury", &error));
    g_assert_false(tagging_make(&house->mediation, &lena, "INJURY", &twice));
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_no_error(error);
    g_assert_cmpint(test_events(house, EVENT_CASE_TAGGED), ==, 1);
    g_assert_cmpint(test_events(house, EVENT_TAG_CHANGED), ==, 1);
    g_assert_cmpint(case_now(house, 1)->version, ==, view->a_case->version);
    {
        TagId tag = first_tag(house, id);

        g_assert_true(tagging_set_closed(&house->mediation, &lena, tag, TRUE, &error));
        g_assert_true(tagging_take(&house->mediation, &house->officer, id, tag, &error));
        g_assert_false(tagging_give(&house->mediation, &house->officer, id, tag, &closed));
        g_assert_error(closed, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    g_assert_cmpint(test_events(house, EVENT_CASE_UNTAGGED), ==, 1);
}

/* ---- sleep ---- */

static void
a_case_sleeps_until_its_time_and_comes_back_unread(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = first_case(house), back = NULL;
    g_autoptr(GError) past = NULL, error = NULL;

    (void)data;
    g_assert_false(snoozing_sleep(&house->mediation, &house->officer, view->a_case->id, 0, clock_now(), "", &past));
    g_assert_error(past, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    snoozing_sleep(&house->mediation, &house->officer, view->a_case->id, view->a_case->version,
                   clock_now() + CLOCK_SECOND, "the contractor comes", &error);
    g_assert_no_error(error);
    g_assert_cmpint(case_now(house, 1)->state, ==, CASE_PLANNED);
    g_assert_false(case_now(house, 1)->unread);
    WAIT_FOR(case_now(house, 1)->state == CASE_OPEN);
    back = look(house, 1);
    g_assert_true(back->a_case->unread);
    g_assert_cmpint(test_events(house, EVENT_CASE_SNOOZED), ==, 1);
    g_assert_cmpint(test_events(house, EVENT_CASE_WOKEN), ==, 1);
}

static void
a_sleeping_case_wakes_when_the_citizen_writes(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = first_case(house);
    g_autoptr(GError) error = NULL;

    (void)data;
    snoozing_sleep(&house->mediation, &house->officer, view->a_case->id, 0, clock_now() + 3600 * CLOCK_SECOND, "",
                   &error);
    g_assert_no_error(error);
    write_in(house, "echo:ada", DESK, "Id: a2\nReference: a1\n\nAny news?");
    settle(house);
    g_assert_cmpint(case_now(house, 1)->state, ==, CASE_OPEN);
    g_assert_cmpint(sleeps_until(house, view->a_case->id), ==, 0);
    g_assert_cmpint(test_events(house, EVENT_CASE_WOKEN), ==, 0);
}

/* ---- links and merging ---- */

static CaseView *
second_case(House *house)
{
    write_in(house, "echo:eve", DESK, "Id: e1\nSubject: Dark street\n\nThe lamp again");
    settle(house);
    return look(house, 2);
}

static void
links_are_made_and_taken_away_on_both_cases(House *house, gconstpointer data)
{
    g_autoptr(CaseView) lamp = first_case(house), street = second_case(house), linked = NULL, apart = NULL;
    g_autoptr(GError) self = NULL, error = NULL;

    (void)data;
    g_assert_false(merging_link(&house->mediation, &house->officer, lamp->a_case->id, lamp->a_case->id, &self));
    g_assert_error(self, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_true(merging_link(&house->mediation, &house->officer, lamp->a_case->id, street->a_case->id, &error));
    g_assert_true(merging_link(&house->mediation, &house->officer, street->a_case->id, lamp->a_case->id, &error));
    linked = look(house, 2);
    g_assert_cmpuint(linked->links->len, ==, 1);
    g_assert_cmpint(test_events(house, EVENT_CASE_LINKED), ==, 2);
    g_assert_true(merging_unlink(&house->mediation, &house->officer, street->a_case->id, lamp->a_case->id, &error));
    apart = look(house, 1);
    g_assert_cmpuint(apart->links->len, ==, 0);
    g_assert_cmpint(test_events(house, EVENT_CASE_UNLINKED), ==, 2);
}

static void
a_merged_case_points_to_the_other_which_gets_its_mail_and_all_goes_back(House *house, gconstpointer data)
{
    g_autoptr(CaseView) lamp = first_case(house), street = second_case(house), before = NULL;
    g_autoptr(CaseView) source = NULL, target = NULL, again = NULL, rest = NULL;
    g_autoptr(GError) error = NULL, twice = NULL, away = NULL;

    (void)data;
    casework_add_note(&house->mediation, &house->officer, street->a_case->id, "Same lamp.", &error);
    answer(house, street, "We know of it.");
    settle(house);
    before = look(house, 2);
    merging_merge(&house->mediation, &house->officer, before->a_case->id, before->a_case->version, lamp->a_case->id,
                  &error);
    g_assert_no_error(error);
    source = look(house, 2);
    g_assert_cmpint(source->a_case->state, ==, CASE_DUPLICATE);
    g_assert_cmpuint(source->messages->len, ==, 0);
    g_assert_false(merging_merge(&house->mediation, &house->officer, before->a_case->id, 0, lamp->a_case->id, &twice));
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);

    write_in(house, "echo:eve", DESK, "Id: e2\nReference: e1\n\nStill dark");
    settle(house);
    target = look(house, 1);
    g_assert_cmpuint(target->messages->len, ==, lamp->messages->len + before->messages->len + 1);
    g_assert_true(target->a_case->unread);
    g_assert_cmpuint(cases(house), ==, 2);

    merging_undo(&house->mediation, &house->officer, before->a_case->id, &error);
    g_assert_no_error(error);
    again = look(house, 2);
    rest = look(house, 1);
    g_assert_cmpint(again->a_case->state, ==, before->a_case->state);
    g_assert_cmpuint(again->messages->len, ==, before->messages->len + 1);
    g_assert_cmpuint(rest->messages->len, ==, lamp->messages->len);
    g_assert_cmpint(test_events(house, EVENT_CASE_MERGED), ==, 2);
    g_assert_cmpint(test_events(house, EVENT_CASE_UNMERGED), ==, 2);
    g_assert_false(merging_undo(&house->mediation, &house->officer, before->a_case->id, &away));
    g_assert_error(away, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
a_merge_that_was_merged_on_is_undone_from_the_last(House *house, gconstpointer data)
{
    g_autoptr(CaseView) lamp = first_case(house), street = second_case(house), third = NULL, restored = NULL;
    g_autoptr(GError) error = NULL, early = NULL;

    (void)data;
    write_in(house, "echo:joe", DESK, "Id: j1\nSubject: Lamp\n\nMe too");
    settle(house);
    third = look(house, 3);
    merging_merge(&house->mediation, &house->officer, street->a_case->id, 0, lamp->a_case->id, &error);
    merging_merge(&house->mediation, &house->officer, lamp->a_case->id, 0, third->a_case->id, &error);
    g_assert_no_error(error);
    g_assert_false(merging_undo(&house->mediation, &house->officer, street->a_case->id, &early));
    g_assert_error(early, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    merging_undo(&house->mediation, &house->officer, lamp->a_case->id, &error);
    merging_undo(&house->mediation, &house->officer, street->a_case->id, &error);
    g_assert_no_error(error);
    restored = look(house, 2);
    g_assert_cmpuint(restored->messages->len, ==, street->messages->len);
    g_assert_cmpint(restored->a_case->state, ==, street->a_case->state);
}

static void
who_may_edit_only_one_of_two_cases_neither_links_nor_merges(House *house, gconstpointer data)
{
    const RoleGrant elsewhere = { ROLE_OFFICER, { house->unit.value + 1 } };
    const Actor pat = { ACTOR_STAFF, { 4711 }, "Pat Parks", &elsewhere, 1 };
    g_autoptr(CaseView) lamp = first_case(house), street = second_case(house);
    g_autoptr(GError) link = NULL, merge = NULL;

    (void)data;
    merging_link(&house->mediation, &pat, lamp->a_case->id, street->a_case->id, &link);
    merging_merge(&house->mediation, &pat, lamp->a_case->id, 0, street->a_case->id, &merge);
    g_assert_error(link, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_error(merge, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

/* ---- many at once ---- */

static void
many_cases_change_each_by_itself_and_go_back_unless_touched(House *house, gconstpointer data)
{
    g_autoptr(CaseView) lamp = first_case(house), street = second_case(house);
    BulkItem items[] = { { lamp->a_case->reference, lamp->a_case->version },
                         { street->a_case->reference, street->a_case->version + 7 },
                         { "NB-1999-000001", 1 } };
    BulkRequest request = { .kind = BULK_STATE, .state = CASE_RESOLVED, .items = items, .count = 3 };
    g_autofree char *outcomes = NULL, *both = NULL;
    g_autoptr(GError) error = NULL, twice = NULL;
    guint undone, left;
    gint64 id;

    (void)data;
    bulk_run(&house->mediation, &house->officer, &request, &id, &error);
    g_assert_no_error(error);
    outcomes = outcomes_of(house, id);
    g_assert_cmpstr(outcomes, ==, "changed changed-meanwhile gone");
    g_assert_cmpint(case_now(house, 1)->state, ==, CASE_RESOLVED);
    g_assert_cmpint(case_now(house, 2)->state, ==, CASE_NEW);
    g_assert_true(bulk_undo(&house->mediation, &house->officer, id, &undone, &left, &error));
    g_assert_cmpuint(undone, ==, 1);
    g_assert_cmpint(case_now(house, 1)->state, ==, CASE_NEW);
    g_assert_false(bulk_undo(&house->mediation, &house->officer, id, &undone, &left, &twice));
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);

    request = (BulkRequest){ .kind = BULK_ASSIGNEE, .assignee = house->officer.staff, .items = items, .count = 2 };
    items[0].version = items[1].version = 0;
    bulk_run(&house->mediation, &house->officer, &request, &id, &error);
    both = outcomes_of(house, id);
    g_assert_cmpstr(both, ==, "changed changed");
    casework_set_title(&house->mediation, &house->officer, street->a_case->id, 0, "Dark street, east end", &error);
    g_assert_true(bulk_undo(&house->mediation, &house->officer, id, &undone, &left, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(undone, ==, 1);
    g_assert_cmpuint(left, ==, 1);
    g_assert_cmpint(case_now(house, 2)->assignee.value, ==, house->officer.staff.value);
}

static void
bulk_has_limits_and_asks_for_reasons(House *house, gconstpointer data)
{
    g_autofree BulkItem *items = g_new0(BulkItem, BULK_MAX + 1);
    BulkRequest many = { .kind = BULK_STATE, .state = CASE_OPEN, .items = items, .count = BULK_MAX + 1 };
    BulkRequest none = { .kind = BULK_STATE, .state = CASE_OPEN };
    BulkRequest silent = { .kind = BULK_STATE, .state = CASE_REFUSED, .items = items, .count = 1 };
    g_autoptr(GError) first = NULL, second = NULL, third = NULL;
    g_autoptr(CaseView) view = first_case(house);
    gint64 id;

    (void)data;
    for (guint i = 0; i <= BULK_MAX; i++)
        items[i].reference = view->a_case->reference;
    bulk_run(&house->mediation, &house->officer, &many, &id, &first);
    bulk_run(&house->mediation, &house->officer, &none, &id, &second);
    bulk_run(&house->mediation, &house->officer, &silent, &id, &third);
    g_assert_error(first, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_assert_error(second, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_error(third, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

/* ---- templates ---- */

static void
templates_are_kept_by_leads_offered_to_officers_and_versioned(House *house, gconstpointer data)
{
    const RoleGrant grant = { ROLE_LEAD, house->unit };
    const Actor lena = { ACTOR_STAFF, { house->officer.staff.value + 2 }, "Lena Kraus", &grant, 1 };
    g_autoptr(CaseView) view = first_case(house);
    g_autoptr(GPtrArray) offered = NULL, after = NULL;
    g_autoptr(GError) officer = NULL, twice = NULL, wrong = NULL, stale = NULL, error = NULL;
    const TemplateRow *row;

    (void)data;
    templating_make(&house->mediation, &house->officer, "lamp", house->unit, "en", "Lamp", "Hello", &officer);
    templating_make(&house->mediation, &lena, "lamp", house->unit, "en", "Lamp", "Dear {person}", &wrong);
    templating_make(&house->mediation, &lena, "lamp", house->unit, "en", "Lamp", "Dear {person.name}", &error);
    templating_make(&house->mediation, &lena, "lamp", house->unit, "en", "Lamp again", "Dear", &twice);
    g_assert_error(officer, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_error(wrong, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_no_error(error);
    offered = templating_list_for(&house->mediation, &house->officer, view->a_case->unit, &error);
    g_assert_cmpuint(offered->len, ==, 1);
    row = g_ptr_array_index(offered, 0);
    g_assert_cmpint(row->version, ==, 1);
    templating_change(&house->mediation, &lena, row->id, 1, "Lamp", "Dear {person.name}, soon.", TRUE, &error);
    g_assert_no_error(error);
    templating_change(&house->mediation, &lena, row->id, 1, "Lamp", "Late", FALSE, &stale);
    g_assert_error(stale, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    after = templating_list_for(&house->mediation, &house->officer, view->a_case->unit, &error);
    g_assert_cmpuint(after->len, ==, 0);
    g_assert_cmpint(test_events(house, EVENT_TEMPLATE_CHANGED), ==, 2);
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
        { "/desk/officers-give-tags-that-leads-made", officers_give_tags_that_leads_made },
        { "/desk/a-case-sleeps-until-its-time-and-comes-back-unread",
          a_case_sleeps_until_its_time_and_comes_back_unread },
        { "/desk/a-sleeping-case-wakes-when-the-citizen-writes", a_sleeping_case_wakes_when_the_citizen_writes },
        { "/desk/links-are-made-and-taken-away-on-both-cases", links_are_made_and_taken_away_on_both_cases },
        { "/desk/a-merged-case-points-to-the-other-which-gets-its-mail-and-all-goes-back",
          a_merged_case_points_to_the_other_which_gets_its_mail_and_all_goes_back },
        { "/desk/a-merge-that-was-merged-on-is-undone-from-the-last",
          a_merge_that_was_merged_on_is_undone_from_the_last },
        { "/desk/who-may-edit-only-one-of-two-cases-neither-links-nor-merges",
          who_may_edit_only_one_of_two_cases_neither_links_nor_merges },
        { "/desk/many-cases-change-each-by-itself-and-go-back-unless-touched",
          many_cases_change_each_by_itself_and_go_back_unless_touched },
        { "/desk/templates-are-kept-by-leads-offered-to-officers-and-versioned",
          templates_are_kept_by_leads_offered_to_officers_and_versioned },
        { "/desk/bulk-has-limits-and-asks-for-reasons", bulk_has_limits_and_asks_for_reasons },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, &DB_SQLITE, set_up, TESTS[i].run, tear_down);
    return g_test_run();
}
