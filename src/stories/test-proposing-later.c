/* SPDX-License-Identifier: Apache-2.0 */
/* Replies that others must agree to: what changes while they wait, and those whose time has not come. */
#include "stories/test-proposing-house.h"

/* ---- what changes meanwhile ---- */

static void
who_decides_has_read_what_the_citizen_wrote_since(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(Proposal) proposal = NULL;
    g_autoptr(GError) error = NULL;
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);
    ProposalDecision decision = { .verdict = VERDICT_APPROVE, .comment = "" };
    ProposalState state;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    propose(house, asked, &DRAFT);
    write_in(house, "echo:ada", DESK, "Id: a2\nReference: a1\nSubject: Lamp\n\nIt is on again.");
    settle(house);
    proposal = latest_or_null(house, asked);
    decision.id = proposal->id;
    decision.digest = proposal->digest;
    g_assert_false(proposing_decide(&house->mediation, &nia, &decision, &state, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(approve(house, &nia, asked), ==, PROPOSAL_RELEASED);
}

static void
what_no_longer_comes_out_as_agreed_is_stopped_and_can_be_taken_back(House *house, gconstpointer data)
{
    static const char WITHOUT[] = "[channel.refuse]\ndriver = refuse\n";
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = config_parse(WITHOUT, strlen(WITHOUT), "test", house->folder, house->tables, NULL);
    g_autoptr(Proposal) proposal = NULL;
    Channels *own = house->mediation.channels;
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);
    ProposalState state = PROPOSAL_WAITING;
    guint voided;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    propose(house, asked, &DRAFT);
    house->mediation.channels = channels_open(config, house->drivers, &house->host, house->master, &error);
    g_assert_no_error(error);
    decide(house, &nia, asked, VERDICT_APPROVE, "", &state, &error);
    channels_close(house->mediation.channels);
    house->mediation.channels = own;
    g_assert_no_error(error);
    g_assert_cmpint(state, ==, PROPOSAL_STOPPED);
    assert_nothing_left(house);
    proposal = latest_or_null(house, asked);
    g_assert_cmpstr(proposal->why, ==, PROPOSING_CHANGED);
    proposing_take_back(&house->mediation, &house->officer, proposal->id, 1, &voided, &error);
    g_assert_no_error(error);
    assert_draft(house, asked, TEXT, 0);
}

static void
what_was_stopped_leaves_once_it_comes_out_right_again(House *house, gconstpointer data)
{
    static const char WITHOUT[] = "[channel.refuse]\ndriver = refuse\n";
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = config_parse(WITHOUT, strlen(WITHOUT), "test", house->folder, house->tables, NULL);
    Channels *own = house->mediation.channels;
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);
    ProposalState state = PROPOSAL_WAITING;
    ProposalId id;

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    id = propose(house, asked, &DRAFT);
    g_assert_false(proposing_send_now(&house->mediation, &house->officer, id, 1, &state, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_clear_error(&error);
    house->mediation.channels = channels_open(config, house->drivers, &house->host, house->master, &error);
    decide(house, &nia, asked, VERDICT_APPROVE, "", &state, &error);
    channels_close(house->mediation.channels);
    house->mediation.channels = own;
    g_assert_cmpint(state, ==, PROPOSAL_STOPPED);
    g_assert_false(proposing_send_now(&house->mediation, &nia, id, 1, &state, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    proposing_send_now(&house->mediation, &house->officer, id, 1, &state, &error);
    g_assert_no_error(error);
    g_assert_cmpint(state, ==, PROPOSAL_RELEASED);
}

/* ---- at a time ---- */

static ProposalState
state_of(House *house, const CaseView *view)
{
    g_autoptr(Proposal) proposal = latest_or_null(house, view);

    return proposal->state;
}

static void
at_its_time_it_leaves_by_itself(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    gint64 now = clock_now();
    ReplyDraft draft = DRAFT;

    (void)data;
    draft.scheduled = now + CLOCK_HOUR;
    propose(house, asked, &draft);
    g_assert_cmpint(state_of(house, asked), ==, PROPOSAL_SCHEDULED);
    assert_nothing_left(house);
    clock_pin(now + CLOCK_HOUR + CLOCK_MINUTE);
    work_wake(house->mediation.work, WORK_SEND);
    WAIT_FOR(state_of(house, asked) == PROPOSAL_RELEASED);
    settle(house);
    clock_pin(0);
}

static void
late_it_does_not_leave_but_asks(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    gint64 now = clock_now();
    ReplyDraft draft = DRAFT;
    ProposalState state = PROPOSAL_WAITING;
    ProposalId id;

    (void)data;
    draft.scheduled = now + CLOCK_HOUR;
    id = propose(house, asked, &draft);
    clock_pin(now + CLOCK_HOUR + PROPOSING_WINDOW + CLOCK_SECOND);
    work_wake(house->mediation.work, WORK_SEND);
    WAIT_FOR(state_of(house, asked) == PROPOSAL_MISSED);
    assert_nothing_left(house);
    proposing_send_now(&house->mediation, &house->officer, id, 1, &state, &error);
    clock_pin(0);
    g_assert_no_error(error);
    g_assert_cmpint(state, ==, PROPOSAL_RELEASED);
}

static void
by_itself_it_does_not_leave_past_what_the_citizen_wrote(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(Proposal) proposal = NULL;
    gint64 now = clock_now();
    ReplyDraft draft = DRAFT;

    (void)data;
    draft.scheduled = now + CLOCK_HOUR;
    propose(house, asked, &draft);
    write_in(house, "echo:ada", DESK, "Id: a2\nReference: a1\nSubject: Lamp\n\nIt is on again.");
    settle(house);
    clock_pin(now + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_SEND);
    WAIT_FOR(state_of(house, asked) == PROPOSAL_STOPPED);
    clock_pin(0);
    proposal = latest_or_null(house, asked);
    g_assert_cmpstr(proposal->why, ==, PROPOSING_WRITTEN);
    assert_nothing_left(house);
}

static void
a_time_that_is_taken_back_does_not_come(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(GError) error = NULL;
    gint64 now = clock_now();
    ReplyDraft draft = DRAFT;
    ProposalId id;
    guint voided;

    (void)data;
    draft.scheduled = now + CLOCK_HOUR;
    id = propose(house, asked, &draft);
    proposing_take_back(&house->mediation, &house->officer, id, 1, &voided, &error);
    g_assert_no_error(error);
    clock_pin(now + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_SEND);
    WAIT_FOR(backlog(house, WORK_SEND) == 0);
    clock_pin(0);
    g_assert_cmpint(state_of(house, asked), ==, PROPOSAL_TAKEN_BACK);
    assert_nothing_left(house);
}

static void
when_the_last_agrees_after_its_time_it_is_missed(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    gint64 now = clock_now();
    ReplyDraft draft = DRAFT;
    RoleGrant grant;
    Actor nia = somebody(house, 21, "Nia", ROLE_OFFICER, &grant);

    (void)data;
    put_in_force(house, DUTY("\"four-eyes\""));
    draft.scheduled = now + CLOCK_HOUR;
    propose(house, asked, &draft);
    clock_pin(now + CLOCK_DAY);
    g_assert_cmpint(approve(house, &nia, asked), ==, PROPOSAL_MISSED);
    clock_pin(0);
    assert_nothing_left(house);
}

static void
a_time_is_in_the_future(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    ReplyDraft draft = DRAFT;
    const gint64 WRONG[] = { clock_now() - 1, clock_now() + 2 * PROPOSING_FARTHEST };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;
        ProposingResult result;

        draft.scheduled = WRONG[i];
        g_assert_false(
            proposing_reply(&house->mediation, &house->officer, asked->a_case->id, 0, &draft, NULL, &result, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    ADD("who-decides-has-read-what-the-citizen-wrote-since", who_decides_has_read_what_the_citizen_wrote_since);
    ADD("what-no-longer-comes-out-as-agreed-is-stopped-and-can-be-taken-back",
        what_no_longer_comes_out_as_agreed_is_stopped_and_can_be_taken_back);
    ADD("what-was-stopped-leaves-once-it-comes-out-right-again", what_was_stopped_leaves_once_it_comes_out_right_again);
    ADD("at-its-time-it-leaves-by-itself", at_its_time_it_leaves_by_itself);
    ADD("late-it-does-not-leave-but-asks", late_it_does_not_leave_but_asks);
    ADD("by-itself-it-does-not-leave-past-what-the-citizen-wrote",
        by_itself_it_does_not_leave_past_what_the_citizen_wrote);
    ADD("a-time-that-is-taken-back-does-not-come", a_time_that_is_taken_back_does_not_come);
    ADD("when-the-last-agrees-after-its-time-it-is-missed", when_the_last_agrees_after_its_time_it_is_missed);
    ADD("a-time-is-in-the-future", a_time_is_in_the_future);
    return g_test_run();
}
