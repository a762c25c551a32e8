/* SPDX-License-Identifier: Apache-2.0 */
/* The main job through the echo channel: a message becomes a case, is answered, comes back, is resolved. */
#include "stories/test-house.h"

/* ---- the story ---- */

static void
a_message_becomes_a_case_is_answered_reopened_and_resolved(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, again = NULL, resolved = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree char *acknowledgement = NULL;
    const CaseMessage *reply;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nDear council, the lamp is out.");
    settle(house);
    view = look(house, 1);
    g_assert_cmpstr(view->a_case->title, ==, "Lamp out");
    g_assert_cmpint(view->a_case->state, ==, CASE_NEW);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
    acknowledgement = echo_text(echo_of(house), 0);
    g_assert_nonnull(strstr(acknowledgement, view->a_case->reference));

    g_assert_true(casework_assign(&house->mediation, &house->officer, view->a_case->id, view->a_case->version,
                                  house->officer.staff, &error));
    g_assert_true(casework_add_note(&house->mediation, &house->officer, view->a_case->id, "Contractor knows.", &error));
    again = look(house, 1);
    g_assert_cmpint(again->a_case->state, ==, CASE_OPEN);
    answer(house, again, "Thank you. A crew comes on **Tuesday**.");
    settle(house);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 2);

    g_clear_pointer(&again, case_view_free);
    again = look(house, 1);
    g_assert_cmpint(again->a_case->state, ==, CASE_WAITING_CITIZEN);
    reply = g_ptr_array_index(again->messages, again->messages->len - 1);
    g_assert_cmpint(reply->delivery_state, ==, DELIVERY_SENT);

    {
        g_autofree char *text = g_strdup_printf("Id: a2\nReference: %s\n\nThank you!", reply->message->external_id);

        write_in(house, "echo:ada", DESK, text);
    }
    settle(house);
    g_assert_cmpuint(cases(house), ==, 1);
    g_clear_pointer(&again, case_view_free);
    again = look(house, 1);
    g_assert_cmpint(again->a_case->state, ==, CASE_OPEN);
    g_assert_cmpuint(again->messages->len, ==, 5);
    g_assert_true(casework_set_state(&house->mediation, &house->officer, again->a_case->id, again->a_case->version,
                                     CASE_RESOLVED, "done", &error));
    resolved = look(house, 1);
    g_assert_cmpint(resolved->a_case->state, ==, CASE_RESOLVED);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 2);
}

/* ---- a review ---- */

static void
ask_for_review(House *house, const char *from, const char *text)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    g_autoptr(GError) error = NULL;
    g_autoptr(MessageDraft) draft = echo_channel.parse(echo_of(house), raw, from, DESK, &error);
    IntakeResult result;
    MessageId id;

    draft->appeal = TRUE;
    intake_submit(house->intake, &channel, "echo", draft, &result, &id, &error);
    g_assert_no_error(error);
    settle(house);
}

static guint
appeals_in(const CaseView *view)
{
    guint count = 0;

    for (guint i = 0; i < view->events->len; i++)
        count += ((const Event *)g_ptr_array_index(view->events, i))->kind == EVENT_CASE_APPEALED;
    return count;
}

static void
a_review_goes_to_a_lead_who_did_not_write_the_answer_once_for_each_answer(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, early = NULL, asked = NULL, again = NULL, next = NULL;
    const RoleGrant leads = { ROLE_LEAD, house->unit };
    g_autoptr(GError) error = NULL;

    (void)data;
    test_hire(house->mediation.store, &(Actor){ ACTOR_STAFF, { 77 }, "Lena Fox", &leads, 1 });
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nThe lamp is out.");
    settle(house);
    ask_for_review(house, "echo:ada", "Id: a2\nReference: a1\n\nNobody answered yet");
    early = look(house, 1);
    g_assert_cmpuint(appeals_in(early), ==, 0);
    answer(house, early, "No.");
    settle(house);
    view = look(house, 1);
    g_assert_true(
        casework_set_state(&house->mediation, &house->officer, view->a_case->id, 0, CASE_REFUSED, "no lamp", &error));
    ask_for_review(house, "echo:eve", "Id: e1\nReference: a1\n\nI am a stranger");
    ask_for_review(house, "echo:ada", "Id: a3\nReference: a1\n\nPlease look again");
    asked = look(house, 1);
    g_assert_cmpuint(appeals_in(asked), ==, 1);
    g_assert_cmpint(asked->a_case->state, ==, CASE_OPEN);
    g_assert_cmpint(asked->a_case->assignee.value, ==, 77);
    g_assert_true(asked->a_case->unread);
    ask_for_review(house, "echo:ada", "Id: a4\nReference: a1\n\nAnd again");
    again = look(house, 1);
    g_assert_cmpuint(appeals_in(again), ==, 1);
    answer(house, again, "Still no.");
    settle(house);
    ask_for_review(house, "echo:ada", "Id: a5\nReference: a1\n\nOf this one too");
    next = look(house, 1);
    g_assert_cmpuint(appeals_in(next), ==, 2);
}

static void
the_same_message_twice_is_one(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(write_in(house, "echo:ada", DESK, "Id: a1\n\nHello"), ==, INTAKE_RECORDED);
    g_assert_cmpint(write_in(house, "echo:ada", DESK, "Id: a1\n\nHello"), ==, INTAKE_DUPLICATE);
    settle(house);
    g_assert_cmpuint(cases(house), ==, 1);
}

static void
a_stranger_with_a_reference_gets_a_linked_case(House *house, gconstpointer data)
{
    g_autoptr(CaseView) other = NULL;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    settle(house);
    write_in(house, "echo:eve", DESK, "Id: e1\nReference: a1\n\nTell me what she wrote");
    settle(house);
    g_assert_cmpuint(cases(house), ==, 2);
    other = look(house, 2);
    g_assert_cmpuint(other->links->len, ==, 1);
    g_assert_cmpuint(other->messages->len, ==, 2);
}

static void
a_stranger_with_our_address_lands_in_the_case_and_reopens_nothing(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autofree char *to = NULL;
    char id[ID_TEXT_SIZE];

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    settle(house);
    view = look(house, 1);
    g_assert_true(casework_set_state(&house->mediation, &house->officer, view->a_case->id, view->a_case->version,
                                     CASE_RESOLVED, "", NULL));
    id_format(((const CaseMessage *)g_ptr_array_index(view->messages, 0))->message->conversation.value, id);
    to = g_strdup_printf("%s+%s", DESK, id);
    write_in(house, "echo:eve", to, "Id: e1\n\nI found this address");
    settle(house);
    after = look(house, 1);
    g_assert_cmpint(after->a_case->state, ==, CASE_RESOLVED);
    g_assert_cmpuint(after->messages->len, ==, view->messages->len + 1);
    g_assert_cmpuint(cases(house), ==, 1);
}

static void
nothing_automatic_opens_a_case_or_is_answered(House *house, gconstpointer data)
{
    (void)data;
    write_in(house, "echo:robot", DESK, "Id: r1\nAutomatic: yes\n\nI am away");
    settle(house);
    g_assert_cmpuint(cases(house), ==, 0);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 0);
}

static void
an_automatic_answer_of_a_participant_stands_in_the_case_and_a_strangers_does_not(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    settle(house);
    write_in(house, "echo:ada", DESK, "Id: a2\nReference: a1\nAutomatic: yes\n\nI am away");
    write_in(house, "echo:robot", DESK, "Id: r1\nReference: a1\nAutomatic: yes\n\nBuy this");
    settle(house);
    view = look(house, 1);
    g_assert_cmpuint(cases(house), ==, 1);
    g_assert_cmpuint(view->messages->len, ==, 3); /* hers, the acknowledgement, her machine's */
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
}

static void
one_sender_gets_five_acknowledgements_a_day(House *house, gconstpointer data)
{
    (void)data;
    for (int i = 0; i < 7; i++) {
        g_autofree char *text = g_strdup_printf("Id: a%d\n\nNumber %d", i, i);

        write_in(house, "echo:ada", DESK, text);
        settle(house);
    }
    g_assert_cmpuint(cases(house), ==, 7);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 5);
}

static const RoleGrant EVERYWHERE = { ROLE_RECORDS, { 0 } };
static const Actor RECORDS = { ACTOR_STAFF, { 99 }, "Rita Records", &EVERYWHERE, 1 };

static const CaseMessage *
message_at(const CaseView *view, guint index)
{
    return g_ptr_array_index(view->messages, index);
}

static void
a_held_message_is_hidden_and_not_acknowledged_until_records_let_it_go(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autoptr(GError) error = NULL;
    const CaseMessage *message;

    (void)data;
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Odd\n\nsecret words");
    settle(house);
    view = look(house, 1);
    message = message_at(view, 0);
    g_assert_true(message->hidden);
    g_assert_cmpuint(message->parts->len, ==, 0);
    g_assert_cmpstr(message->message->subject, ==, "");
    g_assert_cmpstr(message->message->preview, ==, "");
    g_assert_cmpstr(view->a_case->preview, ==, "");
    g_assert_cmpstr(view->a_case->title, ==, "(held for review)");
    g_assert_cmpstr(view->subject, ==, view->a_case->reference);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 0);
    g_assert_false(review_decide(&house->mediation, &house->officer, message->message->id, TRUE, "looks fine", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_true(review_decide(&house->mediation, &RECORDS, message->message->id, TRUE, "looks fine", NULL));
    settle(house);
    after = look(house, 1);
    g_assert_false(message_at(after, 0)->hidden);
    g_assert_cmpuint(after->a_case->held, ==, 0);
    g_assert_cmpstr(after->a_case->title, ==, "Odd");
    g_assert_cmpstr(after->a_case->preview, ==, "secret words");
    g_assert_cmpstr(after->subject, ==, "Re: Odd");
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
}

/* Holds a message, does what @before does, lets the message go. How many messages left in the end? */
static guint
sent_after_review(House *house, const char *text, void (*before)(House *house, CaseView *view))
{
    g_autoptr(CaseView) view = NULL;
    g_autoptr(GError) error = NULL;

    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    write_in(house, "echo:ada", DESK, text);
    settle(house);
    view = look(house, 1);
    if (before != NULL)
        before(house, view);
    g_assert_true(review_decide(&house->mediation, &RECORDS, message_at(view, 0)->message->id, TRUE, "fine", &error));
    g_assert_no_error(error);
    settle(house);
    return echo_sent(echo_of(house));
}

static void
reply_first(House *house, CaseView *view)
{
    answer(house, view, "We look into it.");
    settle(house);
}

static void
close_first(House *house, CaseView *view)
{
    g_assert_true(casework_set_state(&house->mediation, &house->officer, view->a_case->id, 0, CASE_SPAM, "", NULL));
}

static void
a_case_answered_before_its_message_is_let_go_is_not_acknowledged_too(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpuint(sent_after_review(house, "Id: a1\n\nHello", reply_first), ==, 1);
}

static void
a_case_closed_before_its_message_is_let_go_is_not_acknowledged(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpuint(sent_after_review(house, "Id: a1\n\nHello", close_first), ==, 0);
}

static void
whoever_asked_for_no_automatic_answer_gets_none_after_review_either(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpuint(sent_after_review(house, "Id: a1\nQuiet: yes\n\nHello", NULL), ==, 0);
}

static void
a_held_answer_of_a_machine_waits_for_review_in_its_case(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autofree char *to = NULL;
    char id[ID_TEXT_SIZE];

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    settle(house);
    view = look(house, 1);
    id_format(message_at(view, 0)->message->conversation.value, id);
    to = g_strdup_printf("%s+%s", DESK, id);
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    write_in(house, "echo:robot", to, "Id: r1\nAutomatic: yes\n\nI am away");
    settle(house);
    after = look(house, 1);
    g_assert_cmpuint(after->messages->len, ==, view->messages->len + 1);
    g_assert_cmpuint(after->a_case->held, ==, 1);
}

static void
a_long_case_shows_its_newest_messages(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    settle(house);
    view = look(house, 1);
    for (int i = 0; i < CASE_VIEW_MESSAGES; i++) {
        g_autofree char *text = g_strdup_printf("note %d", i);

        casework_add_note(&house->mediation, &house->officer, view->a_case->id, text, &error);
        g_assert_no_error(error);
    }
    after = look(house, 1);
    g_assert_cmpuint(after->messages->len, ==, CASE_VIEW_MESSAGES);
    g_assert_cmpstr(message_at(after, 0)->message->preview, ==, "note 0");
    g_assert_cmpstr(message_at(after, CASE_VIEW_MESSAGES - 1)->message->preview, ==, "note 299");
}

static void
a_filter_that_is_down_makes_messages_wait(House *house, gconstpointer data)
{
    FilterHealth health = { 0 };

    (void)data;
    __atomic_store_n(&filter_mood, 2, __ATOMIC_SEQ_CST);
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    WAIT_FOR(
        (filter_health_clear(&health), filters_health(house->mediation.filters, 0, &health), health.down_since != 0));
    g_assert_cmpuint(cases(house), ==, 0);
    g_assert_cmpuint(backlog(house, WORK_SCREEN), ==, 1);
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    settle(house);
    g_assert_cmpuint(cases(house), ==, 1);
    filter_health_clear(&health);
}

static void
a_failed_attempt_is_tried_again_and_a_refused_one_is_news(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;
    const CaseMessage *message;

    (void)data;
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    settle(house);
    view = look(house, 1);
    message = g_ptr_array_index(view->messages, 1);
    g_assert_cmpint(message->delivery_state, ==, DELIVERY_FAILED);
    g_assert_cmpstr(message->delivery_code, ==, "connect");
    echo_fail(echo_of(house), OUTCOME_RETRY, 1);
    write_in(house, "echo:bob", DESK, "Id: b1\n\nHello");
    WAIT_FOR(cases(house) == 2);
    WAIT_FOR(backlog(house, WORK_SCREEN) == 0);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 0);
    g_assert_cmpuint(backlog(house, WORK_DELIVER), ==, 1);
}

static guint
ended(House *house, Outcome outcome)
{
    DeliveryCounts counts;

    delivery_counts(house->delivering, &counts);
    return (guint)counts.ended[outcome];
}

static void
send_what_is_due(House *house, gint64 now, guint sent)
{
    clock_pin(now);
    work_wake(house->mediation.work, WORK_DELIVER);
    WAIT_FOR(echo_sent(echo_of(house)) >= sent);
    WAIT_FOR(ended(house, OUTCOME_ACCEPTED) >= sent); /* and recorded, before the clock goes on */
}

static void
an_answer_does_not_overtake_the_one_before(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, later = NULL;
    g_autofree char *first = NULL, *second = NULL;
    gint64 now = clock_now();

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    settle(house);
    echo_fail(echo_of(house), OUTCOME_RETRY, 1);
    view = look(house, 1);
    answer(house, view, "A crew comes on Tuesday.");
    WAIT_FOR(ended(house, OUTCOME_RETRY) == 1);
    later = look(house, 1);
    answer(house, later, "No, on Wednesday.");
    for (guint i = 0; i < 50 && echo_sent(echo_of(house)) == 1; i++)
        g_usleep(20000); /* it would leave at once */
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
    send_what_is_due(house, now + CLOCK_HOUR, 2);
    send_what_is_due(house, now + 2 * CLOCK_HOUR, 3);
    clock_pin(0);
    first = echo_text(echo_of(house), 1);
    second = echo_text(echo_of(house), 2);
    g_assert_nonnull(strstr(first, "Tuesday"));
    g_assert_nonnull(strstr(second, "Wednesday"));
}

static void
try_again_at(House *house, gint64 now, guint retried)
{
    clock_pin(now);
    work_wake(house->mediation.work, WORK_DELIVER);
    WAIT_FOR(ended(house, OUTCOME_RETRY) == retried);
}

/* The third time in all would be eight minutes. */
static void
how_often_nobody_was_there_does_not_lengthen_the_pause_of_one_who_is_busy(House *house, gconstpointer data)
{
    gint64 now = clock_now();

    (void)data;
    echo_fail(echo_of(house), OUTCOME_RETRY, 2);
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    WAIT_FOR(ended(house, OUTCOME_RETRY) == 1);
    try_again_at(house, now + CLOCK_MINUTE, 2);
    echo_fail_once(echo_of(house), "busy");
    try_again_at(house, now + 2 * CLOCK_MINUTE, 3);
    send_what_is_due(house, now + 5 * CLOCK_MINUTE, 1);
    clock_pin(0);
}

static void
an_answer_to_something_else_than_was_seen_does_not_leave(House *house, gconstpointer data)
{
    ReplyDraft seen = { .text = "Yes.", .next = CASE_OPEN }, sent = { .text = "No.", .next = CASE_OPEN };
    g_autoptr(CaseView) view = NULL;
    g_autoptr(ReplyPreview) preview = NULL;
    g_autoptr(GError) error = NULL;
    ReleaseId id;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    settle(house);
    view = look(house, 1);
    preview = release_preview(&house->mediation, &house->officer, view->a_case->id, &seen, NULL);
    g_assert_false(
        release_reply(&house->mediation, &house->officer, view->a_case->id, 0, &sent, &preview->digest, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
}

static void
opening_a_case_does_not_get_in_the_way_of_who_writes_an_answer(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    settle(house);
    view = look(house, 1);
    g_assert_true(view->a_case->unread);
    casework_mark_read(&house->mediation, &house->officer, view->a_case->id, &error);
    g_assert_no_error(error);
    after = look(house, 1);
    g_assert_false(after->a_case->unread);
    g_assert_cmpint(after->a_case->version, ==, view->a_case->version);
    g_assert_cmpint(after->a_case->changed, ==, view->a_case->changed);
    answer(house, view, "Thank you.");
    settle(house);
}

static void
only_a_channel_or_who_works_in_the_unit_hands_messages_in(House *house, gconstpointer data)
{
    const RoleGrant elsewhere = { ROLE_OFFICER, { house->unit.value + 1 } };
    const Actor other = { ACTOR_STAFF, { 98 }, "Otto Other", &elsewhere, 1 };
    g_autoptr(MessageDraft) draft = message_draft_new();
    g_autoptr(GError) error = NULL;
    IntakeResult result;
    MessageId id;

    (void)data;
    g_free(draft->endpoint);
    draft->endpoint = g_strdup(DESK);
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    g_assert_false(intake_submit(house->intake, &other, "echo", draft, &result, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    settle(house);
}

static void
somebody_of_another_unit_sees_and_does_nothing(House *house, gconstpointer data)
{
    RoleGrant elsewhere = { ROLE_OFFICER, { house->unit.value + 1 } };
    Actor other = { ACTOR_STAFF, { 98 }, "Otto Other", &elsewhere, 1 };
    g_autoptr(CaseView) view = NULL;
    g_autoptr(GError) read = NULL, note = NULL, state = NULL;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nHello");
    settle(house);
    view = look(house, 1);
    g_assert_null(case_view_load(&house->mediation, &other, view->a_case->reference, &read));
    g_assert_error(read, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_assert_false(casework_add_note(&house->mediation, &other, view->a_case->id, "hi", &note));
    g_assert_error(note, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(casework_set_state(&house->mediation, &other, view->a_case->id, 0, CASE_SPAM, "", &state));
    g_assert_error(state, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

#define STORY(function) g_test_add("/story/" #function, House, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY(a_message_becomes_a_case_is_answered_reopened_and_resolved);
    STORY(a_review_goes_to_a_lead_who_did_not_write_the_answer_once_for_each_answer);
    STORY(the_same_message_twice_is_one);
    STORY(a_stranger_with_a_reference_gets_a_linked_case);
    STORY(a_stranger_with_our_address_lands_in_the_case_and_reopens_nothing);
    STORY(nothing_automatic_opens_a_case_or_is_answered);
    STORY(an_automatic_answer_of_a_participant_stands_in_the_case_and_a_strangers_does_not);
    STORY(one_sender_gets_five_acknowledgements_a_day);
    STORY(a_held_message_is_hidden_and_not_acknowledged_until_records_let_it_go);
    STORY(a_case_answered_before_its_message_is_let_go_is_not_acknowledged_too);
    STORY(a_case_closed_before_its_message_is_let_go_is_not_acknowledged);
    STORY(whoever_asked_for_no_automatic_answer_gets_none_after_review_either);
    STORY(a_held_answer_of_a_machine_waits_for_review_in_its_case);
    STORY(a_long_case_shows_its_newest_messages);
    STORY(a_filter_that_is_down_makes_messages_wait);
    STORY(a_failed_attempt_is_tried_again_and_a_refused_one_is_news);
    STORY(an_answer_does_not_overtake_the_one_before);
    STORY(how_often_nobody_was_there_does_not_lengthen_the_pause_of_one_who_is_busy);
    STORY(an_answer_to_something_else_than_was_seen_does_not_leave);
    STORY(opening_a_case_does_not_get_in_the_way_of_who_writes_an_answer);
    STORY(only_a_channel_or_who_works_in_the_unit_hands_messages_in);
    STORY(somebody_of_another_unit_sees_and_does_nothing);
    return g_test_run();
}
