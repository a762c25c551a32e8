/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/publishing/publishing.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/publishing/topics.h"
#include "mediation/staff/test-hire.h"
#include "mediation/test-fixture.h"
#include "store/audit.h"
#include "store/staff-store.h"

#define NOON G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */

static const RoleGrant WRITER = { ROLE_COMMUNICATIONS, { 0 } }, LEAD = { ROLE_LEAD, { 7 } },
                       OFFICER = { ROLE_OFFICER, { 7 } };
static const Actor MAYA = { .kind = ACTOR_STAFF, .staff = { 1 }, .name = "Maya", .grants = &WRITER, .grant_count = 1 };
static const Actor OMAR = { .kind = ACTOR_STAFF, .staff = { 2 }, .name = "Omar", .grants = &WRITER, .grant_count = 1 };
static const Actor PRIYA = { .kind = ACTOR_STAFF, .staff = { 3 }, .name = "Priya", .grants = &LEAD, .grant_count = 1 };
static const Actor GRACE = {
    .kind = ACTOR_STAFF, .staff = { 4 }, .name = "Grace", .grants = &OFFICER, .grant_count = 1
};

typedef struct {
    char *folder;
    Mediation mediation;
    PublicationId id;
    PublicationRow *row; /* as loaded last */
} House;

static void
set_up(House *house, gconstpointer data)
{
    (void)data;
    clock_pin(NOON);
    house->folder = test_folder_new();
    house->mediation.store = test_store_open(house->folder);
    house->mediation.work = work_new(house->mediation.store);
    house->mediation.publishing = publishing_new(&house->mediation);
    publishing_register(&house->mediation);
    test_hire(house->mediation.store, &MAYA);
    test_hire(house->mediation.store, &OMAR);
    test_hire(house->mediation.store, &PRIYA);
    test_hire(house->mediation.store, &GRACE);
}

static void
tear_down(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    (void)data;
    audit_run(house->mediation.store, &(AuditOptions){ 0 }, &counts, &error);
    g_assert_no_error(error);
    clock_pin(0);
    g_clear_pointer(&house->row, publication_row_free);
    publishing_free(house->mediation.publishing);
    work_free(house->mediation.work);
    store_close(house->mediation.store);
    test_folder_remove(house->folder);
    g_free(house->folder);
}

static gboolean
read_row(DbSession *session, gpointer data, GError **error)
{
    House *house = data;

    g_clear_pointer(&house->row, publication_row_free);
    return (house->row = publication_store_load(session, house->id, error)) != NULL;
}

static const PublicationRow *
row(House *house)
{
    g_autoptr(GError) error = NULL;

    store_read(house->mediation.store, read_row, house, &error);
    g_assert_no_error(error);
    return house->row;
}

static PublicationContent *
content_new(const char *title, const char *body)
{
    PublicationContent *content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");

    g_free(text->title);
    g_free(text->body);
    text->title = g_strdup(title);
    text->body = g_strdup(body);
    return content;
}

static void
make(House *house, gint64 scheduled)
{
    g_autoptr(PublicationContent) content = content_new("Mill Bridge closed", "From Monday.");
    g_autoptr(GError) error = NULL;

    content->scheduled = scheduled;
    publishing_make(&house->mediation, &MAYA, PUBLICATION_NEWS, content, &house->id, &error);
    g_assert_no_error(error);
}

static void
edit(House *house, const Actor *actor, const char *body, guint voided)
{
    g_autoptr(PublicationContent) content = content_new("Mill Bridge closed", body);
    g_autoptr(GError) error = NULL;
    guint count;

    if (row(house)->act == ACT_CORRECTION)
        content->reason = (g_free(content->reason), g_strdup("The day was wrong."));
    publishing_edit(&house->mediation, actor, house->id, row(house)->changes, content, &count, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(count, ==, voided);
}

static void
submit(House *house)
{
    g_autoptr(GError) error = NULL;

    publishing_submit(&house->mediation, &MAYA, house->id, 0, &error);
    g_assert_no_error(error);
}

/* The code of the refusal, or -1. */
static int
decide(House *house, const Actor *actor, ApprovalVerdict verdict, const char *comment)
{
    g_autoptr(GError) error = NULL;
    Digest digest = row(house)->digest;

    return publishing_decide(&house->mediation, actor, house->id, &digest, verdict, comment, "", &error) ? -1
                                                                                                         : error->code;
}

static int
release(House *house)
{
    g_autoptr(GError) error = NULL;

    return publishing_release(&house->mediation, &MAYA, house->id, 0, &error) ? -1 : error->code;
}

static void
nothing_leaves_without_somebody_elses_approval(House *house, gconstpointer data)
{
    (void)data;
    make(house, 0);
    g_assert_cmpstr(row(house)->slug, ==, "mill-bridge-closed");
    g_assert_cmpint(release(house), ==, TRIBUNE_ERROR_INVALID);
    submit(house);
    g_assert_cmpint(row(house)->stage, ==, STAGE_REVIEW);
    g_assert_cmpint(release(house), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(decide(house, &MAYA, VERDICT_APPROVE, ""), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(decide(house, &GRACE, VERDICT_APPROVE, ""), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_APPROVE, ""), ==, -1);
    g_assert_cmpint(row(house)->stage, ==, STAGE_APPROVED);
    g_assert_cmpint(row(house)->standing, ==, STANDING_NEVER);
    g_assert_cmpint(publishing_generation(house->mediation.publishing), ==, 0);
    g_assert_cmpint(release(house), ==, -1);
    g_assert_cmpint(row(house)->standing, ==, STANDING_RELEASED);
    g_assert_cmpint(row(house)->published, ==, NOON);
    g_assert_cmpint(publishing_generation(house->mediation.publishing), ==, 1);
    g_assert_cmpint(test_events(house->mediation.store, EVENT_APPROVAL_GIVEN), ==, 1);
    g_assert_cmpint(test_events(house->mediation.store, EVENT_PUBLICATION_RELEASED), ==, 1);
}

static void
an_edit_voids_what_was_approved(House *house, gconstpointer data)
{
    Digest before;

    (void)data;
    make(house, 0);
    submit(house);
    before = row(house)->digest;
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_APPROVE, ""), ==, -1);
    edit(house, &MAYA, "From Tuesday.", 1);
    g_assert_cmpint(row(house)->stage, ==, STAGE_DRAFT);
    g_assert_cmpint(row(house)->version, ==, 2);
    g_assert_cmpint(release(house), ==, TRIBUNE_ERROR_INVALID);
    submit(house);
    g_assert_false(digest_equal(&before, &row(house)->digest));
    g_assert_cmpint(release(house), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(test_events(house->mediation.store, EVENT_APPROVAL_VOIDED), ==, 1);
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_APPROVE, ""), ==, -1);
    g_assert_cmpint(release(house), ==, -1);
}

static void
an_approval_is_of_what_was_seen(House *house, gconstpointer data)
{
    Digest seen;
    g_autoptr(GError) error = NULL;

    (void)data;
    make(house, 0);
    submit(house);
    seen = row(house)->digest;
    edit(house, &MAYA, "From Tuesday.", 0);
    submit(house);
    g_assert_false(publishing_decide(&house->mediation, &PRIYA, house->id, &seen, VERDICT_APPROVE, "", "", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
}

static void
who_wrote_a_part_approves_none_of_it(House *house, gconstpointer data)
{
    (void)data;
    make(house, 0);
    edit(house, &OMAR, "From Tuesday.", 0);
    submit(house);
    g_assert_cmpint(decide(house, &OMAR, VERDICT_APPROVE, ""), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(decide(house, &MAYA, VERDICT_APPROVE, ""), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_APPROVE, ""), ==, -1);
}

static void
two_tiers_need_two_persons(House *house, gconstpointer data)
{
    (void)data;
    house->mediation.approvals = 2;
    make(house, 0);
    submit(house);
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_APPROVE, ""), ==, -1);
    g_assert_cmpint(row(house)->stage, ==, STAGE_REVIEW);
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_APPROVE, ""), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(decide(house, &OMAR, VERDICT_APPROVE, ""), ==, -1);
    g_assert_cmpint(row(house)->stage, ==, STAGE_APPROVED);
}

static void
to_return_or_refuse_takes_a_reason(House *house, gconstpointer data)
{
    (void)data;
    make(house, 0);
    submit(house);
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_RETURN, "  "), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_RETURN, "Which bridge?"), ==, -1);
    g_assert_cmpint(row(house)->stage, ==, STAGE_DRAFT);
    submit(house);
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_REFUSE, "Not ours to say."), ==, -1);
    g_assert_cmpint(row(house)->stage, ==, STAGE_NONE);
    edit(house, &MAYA, "Another text.", 0);
    g_assert_cmpint(row(house)->stage, ==, STAGE_DRAFT);
}

static void
an_approval_before_a_return_counts_no_more(House *house, gconstpointer data)
{
    (void)data;
    house->mediation.approvals = 2;
    make(house, 0);
    submit(house);
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_APPROVE, ""), ==, -1);
    g_assert_cmpint(decide(house, &OMAR, VERDICT_RETURN, "Which bridge?"), ==, -1);
    submit(house);
    g_assert_cmpint(decide(house, &OMAR, VERDICT_APPROVE, ""), ==, -1);
    g_assert_cmpint(row(house)->stage, ==, STAGE_REVIEW);
}

static void
corrections_and_withdrawals_are_approved_too(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    make(house, 0);
    submit(house);
    decide(house, &PRIYA, VERDICT_APPROVE, "");
    release(house);
    g_assert_false(publishing_correct(&house->mediation, &MAYA, house->id, 0, " ", NULL));
    publishing_correct(&house->mediation, &MAYA, house->id, 0, "The day was wrong.", &error);
    g_assert_no_error(error);
    edit(house, &MAYA, "From Tuesday.", 0);
    g_assert_cmpint(row(house)->released, ==, 1);
    submit(house);
    g_assert_cmpint(release(house), ==, TRIBUNE_ERROR_INVALID);
    decide(house, &PRIYA, VERDICT_APPROVE, "");
    g_assert_cmpint(release(house), ==, -1);
    g_assert_cmpint(row(house)->released, ==, 3);
    g_assert_cmpint(row(house)->published, ==, NOON);
    g_assert_cmpint(row(house)->updated, >, NOON);
    publishing_withdraw(&house->mediation, &MAYA, house->id, 0, "The bridge stays open.", &error);
    g_assert_no_error(error);
    g_assert_cmpint(row(house)->stage, ==, STAGE_REVIEW);
    g_assert_cmpint(row(house)->standing, ==, STANDING_RELEASED);
    decide(house, &PRIYA, VERDICT_APPROVE, "");
    g_assert_cmpint(release(house), ==, -1);
    g_assert_cmpint(row(house)->standing, ==, STANDING_WITHDRAWN);
    g_assert_false(publishing_correct(&house->mediation, &MAYA, house->id, 0, "Again.", NULL));
}

static void
a_correction_can_be_given_up(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    make(house, 0);
    submit(house);
    decide(house, &PRIYA, VERDICT_APPROVE, "");
    release(house);
    publishing_correct(&house->mediation, &MAYA, house->id, 0, "The day was wrong.", NULL);
    publishing_discard(&house->mediation, &MAYA, house->id, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpint(row(house)->stage, ==, STAGE_NONE);
    g_assert_cmpint(row(house)->released, ==, 1);
    g_assert_true(publishing_correct(&house->mediation, &MAYA, house->id, 0, "The day was wrong.", NULL));
    g_assert_cmpint(row(house)->version, ==, 3);
}

static void
who_is_slower_is_told(House *house, gconstpointer data)
{
    g_autoptr(PublicationContent) content = content_new("Mill Bridge", "Two at once.");
    g_autoptr(GError) error = NULL;
    gint64 seen;
    guint voided;

    (void)data;
    make(house, 0);
    seen = row(house)->changes;
    edit(house, &OMAR, "From Tuesday.", 0);
    g_assert_false(publishing_edit(&house->mediation, &MAYA, house->id, seen, content, &voided, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
}

static void
the_same_title_gets_another_address(House *house, gconstpointer data)
{
    (void)data;
    make(house, 0);
    make(house, 0);
    g_assert_cmpstr(row(house)->slug, ==, "mill-bridge-closed-2");
}

/* ---- at its time ---- */

static void
wait_for(House *house, PublicationStage stage)
{
    for (guint i = 0; i < 600 && row(house)->stage != stage; i++)
        g_usleep(50000);
    g_assert_cmpint(row(house)->stage, ==, stage);
}

static void
schedule(House *house)
{
    make(house, NOON + CLOCK_HOUR);
    submit(house);
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_APPROVE, ""), ==, -1);
    g_assert_cmpint(row(house)->stage, ==, STAGE_SCHEDULED);
}

static void
what_is_scheduled_leaves_at_its_time(House *house, gconstpointer data)
{
    (void)data;
    schedule(house);
    clock_pin(NOON + CLOCK_HOUR + CLOCK_MINUTE);
    g_assert_true(work_start(house->mediation.work, NULL));
    wait_for(house, STAGE_NONE);
    work_stop(house->mediation.work);
    g_assert_cmpint(row(house)->standing, ==, STANDING_RELEASED);
    g_assert_cmpint(row(house)->published, ==, NOON + CLOCK_HOUR + CLOCK_MINUTE);
}

static void
what_would_leave_late_is_missed_and_waits_for_a_person(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    guint voided;

    (void)data;
    schedule(house);
    clock_pin(NOON + CLOCK_HOUR + PUBLISHING_WINDOW + CLOCK_MINUTE);
    g_assert_true(work_start(house->mediation.work, NULL));
    wait_for(house, STAGE_MISSED);
    work_stop(house->mediation.work);
    g_assert_cmpint(row(house)->standing, ==, STANDING_NEVER);
    g_assert_cmpint(release(house), ==, TRIBUNE_ERROR_INVALID);
    g_assert_true(publishing_take_back(&house->mediation, &MAYA, house->id, 0, &voided, &error));
    g_assert_cmpuint(voided, ==, 1);
}

static void
an_alert_that_is_over_does_not_leave(House *house, gconstpointer data)
{
    g_autoptr(PublicationContent) content = content_new("River Alder floods", "Water stands in River Street.");
    g_autoptr(GError) error = NULL;

    (void)data;
    content->expires = NOON + CLOCK_HOUR;
    publishing_make(&house->mediation, &MAYA, PUBLICATION_ALERT, content, &house->id, &error);
    g_assert_no_error(error);
    submit(house);
    g_assert_cmpint(decide(house, &PRIYA, VERDICT_APPROVE, ""), ==, -1);
    clock_pin(NOON + CLOCK_HOUR);
    g_assert_cmpint(release(house), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(row(house)->standing, ==, STANDING_NEVER);
    clock_pin(NOON + CLOCK_HOUR - CLOCK_SECOND);
    g_assert_cmpint(release(house), ==, -1);
}

static void
what_is_taken_back_does_not_leave(House *house, gconstpointer data)
{
    guint voided;

    (void)data;
    schedule(house);
    g_assert_true(publishing_take_back(&house->mediation, &MAYA, house->id, 0, &voided, NULL));
    clock_pin(NOON + CLOCK_HOUR + CLOCK_MINUTE);
    g_assert_true(work_start(house->mediation.work, NULL));
    g_usleep(300000);
    work_stop(house->mediation.work);
    g_assert_cmpint(row(house)->stage, ==, STAGE_DRAFT);
    g_assert_cmpint(row(house)->standing, ==, STANDING_NEVER);
}

/* ---- topics ---- */

static void
a_publication_is_about_topics_that_there_are(House *house, gconstpointer data)
{
    g_autoptr(PublicationContent) content = content_new("Mill Bridge", "Closed.");
    g_autoptr(TopicRow) topic = g_new0(TopicRow, 1);
    g_autoptr(GError) error = NULL;

    (void)data;
    topic->code = g_strdup("roads");
    topic->names = g_ptr_array_new_with_free_func(g_free);
    g_assert_false(topics_make(&house->mediation, &MAYA, topic, NULL));
    g_ptr_array_add(topic->names, g_strdup("en"));
    g_ptr_array_add(topic->names, g_strdup("Roads"));
    g_ptr_array_add(content->topics, g_strdup("roads"));
    g_assert_false(publishing_make(&house->mediation, &MAYA, PUBLICATION_NEWS, content, &house->id, NULL));
    g_assert_false(topics_make(&house->mediation, &PRIYA, topic, NULL));
    topics_make(&house->mediation, &MAYA, topic, &error);
    g_assert_no_error(error);
    publishing_make(&house->mediation, &MAYA, PUBLICATION_NEWS, content, &house->id, &error);
    g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(test) g_test_add("/publishing/" #test, House, NULL, set_up, test, tear_down)
    ADD(nothing_leaves_without_somebody_elses_approval);
    ADD(an_edit_voids_what_was_approved);
    ADD(an_approval_is_of_what_was_seen);
    ADD(who_wrote_a_part_approves_none_of_it);
    ADD(two_tiers_need_two_persons);
    ADD(to_return_or_refuse_takes_a_reason);
    ADD(an_approval_before_a_return_counts_no_more);
    ADD(corrections_and_withdrawals_are_approved_too);
    ADD(a_correction_can_be_given_up);
    ADD(who_is_slower_is_told);
    ADD(the_same_title_gets_another_address);
    ADD(what_is_scheduled_leaves_at_its_time);
    ADD(what_would_leave_late_is_missed_and_waits_for_a_person);
    ADD(an_alert_that_is_over_does_not_leave);
    ADD(what_is_taken_back_does_not_leave);
    ADD(a_publication_is_about_topics_that_there_are);
    return g_test_run();
}
