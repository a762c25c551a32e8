/* SPDX-License-Identifier: Apache-2.0 */
/* Where answers go when she has several addresses: as she wishes, as the policy allows for how sure we are, and another
 * way when the first fails. */
#include "store/release-store.h"
#include "stories/test-linking-house.h"

#define CHANNEL_TABLE(rules)                                                                                           \
    "{\"kind\": \"channel\", \"columns\": [\"purpose\", \"citizen_verified\"], \"rules\": [" rules "]}"
#define OTHERS "{\"id\": \"others\", \"when\": {\"purpose\": \"not(\\\"reply\\\")\"}, \"then\": [\"same\", \"any\"]}"
#define ALL(first, then)                                                                                               \
    CHANNEL_TABLE("{\"id\": \"answers\", \"when\": {\"purpose\": \"\\\"reply\\\"\"}, \"then\": [\"" first              \
                  "\", \"" then "\"]}, " OTHERS)
/* Who is verified gets it by tin, who is not by echo. */
#define BY_LEVEL                                                                                                       \
    CHANNEL_TABLE("{\"id\": \"sure\", \"when\": {\"purpose\": \"\\\"reply\\\"\", \"citizen_verified\": \">= 1\"},"     \
                  " \"then\": [\"tin\", \"echo\"]}, {\"id\": \"unsure\", \"when\": {\"purpose\": \"\\\"reply\\\"\","   \
                  " \"citizen_verified\": \"< 1\"}, \"then\": [\"echo\", \"refuse\"]}, " OTHERS)
#define FOUR_EYES                                                                                                      \
    "{\"kind\": \"duty\", \"columns\": [\"purpose\"], \"rules\": [{\"id\": \"two\", \"when\": {\"purpose\":"           \
    " \"\\\"reply\\\"\"}, \"then\": [\"four-eyes\"]}]}"

static void
prefer_for(House *house, PersonPurpose purpose, const char *channel)
{
    PersonPreferences wanted = { 0 };
    g_autoptr(GError) error = NULL;

    wanted.of[purpose].channel = (char *)channel;
    persons_prefer(&house->mediation, &house->officer, person_of(house, "echo:ada"), &wanted, &error);
    g_assert_no_error(error);
}

static void
prefer(House *house, const char *channel)
{
    prefer_for(house, PERSON_PURPOSE_ANSWER, channel);
}

/* Ada's lamp, case 1, by echo; what is known of echo:ada is @level, and tin:ada was proven. */
static void
two_tools(House *house, int level)
{
    g_autoptr(CaseView) view = open_case(house);

    if (level > 0)
        assure(house, "echo:ada", level);
    link_tin(house, 1, "tin:ada", FALSE);
}

static void
reply(House *house, const char *text)
{
    g_autoptr(CaseView) view = look(house, 1);

    answer(house, view, text);
    settle(house);
}

static char *
last_by(gpointer channel)
{
    return echo_sent(channel) > 0 ? echo_text(channel, echo_sent(channel) - 1) : g_strdup("");
}

static const char *
preview_to(House *house, ReplyPreview **ret)
{
    const ReplyDraft draft = { .text = "It is repaired.", .next = CASE_OPEN };
    g_autoptr(CaseView) view = look(house, 1);
    g_autoptr(GError) error = NULL;

    *ret = release_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error);
    g_assert_no_error(error);
    return (*ret)->outgoing->recipient;
}

static guint
count_events(const CaseView *view, EventKind kind)
{
    guint count = 0;

    for (guint i = 0; i < view->events->len; i++)
        count += ((const Event *)g_ptr_array_index(view->events, i))->kind == kind;
    return count;
}

static const Event *
wait_fallback_of(House *house, guint number, CaseView **ret)
{
    guint place;

    WAIT_FOR(backlog(house, WORK_FALLBACK) == 0);
    settle(house);
    *ret = look(house, number);
    return find_event(*ret, EVENT_DELIVERY_FALLBACK, &place);
}

static const Event *
wait_fallback(House *house, CaseView **ret)
{
    return wait_fallback_of(house, 1, ret);
}

/* Until that many are in the case. */
static void
wait_fallbacks(House *house, guint number, guint count, CaseView **ret)
{
    *ret = NULL;
    for (guint i = 0; i < 500; i++) {
        g_clear_pointer(ret, case_view_free);
        *ret = look(house, number);
        if (count_events(*ret, EVENT_DELIVERY_FALLBACK) == count)
            break;
        g_usleep(20000);
    }
    g_assert_cmpuint(count_events(*ret, EVENT_DELIVERY_FALLBACK), ==, count);
}

/* ---- as she wishes ---- */

static void
a_wish_is_met_where_the_address_is_proven(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;
    g_autoptr(CaseView) view = NULL;

    (void)data;
    two_tools(house, 0);
    prefer(house, "tin");
    reply(house, "It is repaired.");
    text = last_by(tin_of(house));
    g_assert_cmpstr(text, ==, "It is repaired.");
    view = look(house, 1);
    g_assert_cmpstr(view->to, ==, "tin:ada");
}

DB_STATEMENT(test_tin_conversation,
             "SELECT id, endpoint FROM conversations WHERE channel = 'tin' ORDER BY id DESC LIMIT 1");

static gboolean
find_tin(DbSession *session, gpointer data, GError **error)
{
    Conversation *found = data;
    g_autoptr(DbQuery) query = db_query(session, &test_tin_conversation);

    if (db_step(query)) {
        found->id.value = db_int(query, 0);
        found->endpoint.value = db_int(query, 1);
    }
    return db_finish(query, error);
}

static void
her_reply_to_the_linked_address_is_of_the_same_case(House *house, gconstpointer data)
{
    Conversation begun = { 0 };
    char id[ID_TEXT_SIZE];
    g_autofree char *to = NULL;
    g_autoptr(CaseView) before = NULL, after = NULL;

    (void)data;
    two_tools(house, 0);
    prefer(house, "tin");
    reply(house, "It is repaired.");
    before = look(house, 1);
    g_assert_true(store_read(house->mediation.store, find_tin, &begun, NULL));
    g_assert_cmpint(begun.endpoint.value, !=, 0);
    id_format(begun.id.value, id);
    to = g_strdup_printf("%s+%s", TIN_DESK, id);
    write_by_tin(house, "tin:ada", to, "Id: t1\n\nThank you");
    settle(house);
    after = look(house, 1);
    g_assert_cmpuint(after->messages->len, ==, before->messages->len + 1);
    g_assert_cmpuint(cases(house), ==, 1);
}

static void
a_wish_for_an_address_without_proof_stays_a_wish(House *house, gconstpointer data)
{
    g_autoptr(ReplyPreview) preview = NULL;

    (void)data;
    two_tools(house, 0);
    prefer(house, "tin");
    {
        g_autoptr(PersonView) page = page_of(house, person_of(house, "echo:ada"));
        g_autoptr(GError) error = NULL;

        proving_undo(&house->mediation, &house->officer, page->person->id,
                     ((AddressProof *)g_ptr_array_index(page->proofs, 0))->id, &error);
        g_assert_no_error(error);
    }
    g_assert_cmpstr(preview_to(house, &preview), ==, "echo:ada");
}

static void
after_undoing_the_case_is_answered_where_it_began(House *house, gconstpointer data)
{
    g_autoptr(ReplyPreview) preview = NULL;
    g_autoptr(PersonView) page = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    two_tools(house, 0);
    prefer(house, "tin");
    reply(house, "It is repaired.");
    page = page_of(house, person_of(house, "echo:ada"));
    proving_undo(&house->mediation, &house->officer, page->person->id,
                 ((AddressProof *)g_ptr_array_index(page->proofs, 0))->id, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(preview_to(house, &preview), ==, "echo:ada");
}

/* ---- receipts ---- */

#define BY_ECHO(then)                                                                                                  \
    CHANNEL_TABLE(                                                                                                     \
        "{\"id\": \"answers\", \"when\": {\"purpose\": \"not(\\\"acknowledgement\\\")\"}, \"then\":"                   \
        " [\"same\", \"any\"]}, {\"id\": \"receipts\", \"when\": {\"purpose\": \"\\\"acknowledgement\\\"\"},"          \
        " \"then\": [\"echo\", \"" then "\"]}")

/* Another matter of Ada's, case 2, by echo. */
static void
write_again(House *house)
{
    write_in(house, "echo:ada", DESK, "Id: a2\nSubject: Bin\n\nThe bin is full.");
    settle(house);
}

static void
a_receipt_goes_by_the_channel_that_she_wants_for_receipts(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;
    g_autoptr(CaseView) view = NULL;
    guint before;

    (void)data;
    two_tools(house, 0);
    prefer_for(house, PERSON_PURPOSE_RECEIPT, "tin");
    before = echo_sent(echo_of(house));
    write_again(house);
    text = last_by(tin_of(house));
    view = look(house, 2);
    g_assert_nonnull(strstr(text, view->a_case->reference));
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, before);
    g_assert_cmpstr(view->to, ==, "echo:ada"); /* what she wants for receipts says nothing of answers */
}

static void
what_she_answers_to_a_receipt_is_of_its_case(House *house, gconstpointer data)
{
    Conversation begun = { 0 };
    char id[ID_TEXT_SIZE];
    g_autofree char *to = NULL;
    g_autoptr(CaseView) before = NULL, after = NULL;

    (void)data;
    two_tools(house, 0);
    prefer_for(house, PERSON_PURPOSE_RECEIPT, "tin");
    write_again(house);
    before = look(house, 2);
    g_assert_true(store_read(house->mediation.store, find_tin, &begun, NULL));
    id_format(begun.id.value, id);
    to = g_strdup_printf("%s+%s", TIN_DESK, id);
    write_by_tin(house, "tin:ada", to, "Id: t1\n\nIn Mill Lane");
    settle(house);
    after = look(house, 2);
    g_assert_cmpuint(after->messages->len, ==, before->messages->len + 1);
    g_assert_cmpuint(cases(house), ==, 2);
    g_assert_cmpstr(after->to, ==, "tin:ada"); /* where she wrote from last */
}

static void
a_receipt_goes_by_no_channel_that_the_tables_do_not_name(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;
    g_autoptr(CaseView) view = NULL;
    guint before;

    (void)data;
    two_tools(house, 0);
    prefer_for(house, PERSON_PURPOSE_RECEIPT, "tin");
    put_in_force(house, BY_ECHO("refuse"));
    before = echo_sent(tin_of(house));
    write_again(house);
    text = last_by(echo_of(house));
    view = look(house, 2);
    g_assert_nonnull(strstr(text, view->a_case->reference));
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before);
}

static void
a_receipt_goes_to_no_address_without_proof(House *house, gconstpointer data)
{
    g_autoptr(PersonView) page = NULL;
    g_autoptr(GError) error = NULL;
    guint before;

    (void)data;
    two_tools(house, 0);
    prefer_for(house, PERSON_PURPOSE_RECEIPT, "tin");
    page = page_of(house, person_of(house, "echo:ada"));
    proving_undo(&house->mediation, &house->officer, page->person->id,
                 ((AddressProof *)g_ptr_array_index(page->proofs, 0))->id, &error);
    g_assert_no_error(error);
    before = echo_sent(tin_of(house));
    write_again(house);
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before);
}

static void
a_receipt_that_fails_goes_another_way_and_the_case_says_so(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;
    g_autoptr(CaseView) view = NULL;
    const Event *event;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, BY_ECHO("tin"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    write_again(house);
    event = wait_fallback_of(house, 2, &view);
    text = last_by(tin_of(house));
    g_assert_nonnull(strstr(text, view->a_case->reference));
    g_assert_nonnull(strstr(text, "https://contact.northam.example/case/"));
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "sent");
    g_assert_cmpstr(detail_of(event, "rule"), ==, "receipts");
    g_assert_cmpstr(detail_of(event, "kind"), ==, "acknowledgement");
    g_assert_cmpstr(detail_of(event, "failed"), ==, "echo");
    g_assert_cmpstr(detail_of(event, "to"), ==, "tin:ada");
}

static void
a_receipt_that_went_another_way_goes_no_third(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, BY_ECHO("tin"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    echo_fail(tin_of(house), OUTCOME_REFUSED, 1);
    write_again(house);
    wait_fallbacks(house, 2, 2, &view);
    g_assert_true(view->a_case->unread);
}

static void
a_receipt_without_another_way_is_said_in_the_case(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;
    const Event *event;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, BY_ECHO("refuse"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    write_again(house);
    event = wait_fallback_of(house, 2, &view);
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "none");
}

static void
a_code_that_fails_goes_no_other_way(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    g_autoptr(Citizen) citizen = enter(house, 1);
    const ProvingMatter matter = matter_of(citizen);
    g_autoptr(GError) error = NULL;
    guint before = echo_sent(echo_of(house));

    (void)data;
    echo_fail(tin_of(house), OUTCOME_REFUSED, 1);
    proving_ask(&house->mediation, &citizen->actor, &matter, "tin", "tin:ada", &error);
    g_assert_no_error(error);
    settle(house);
    WAIT_FOR(backlog(house, WORK_FALLBACK) == 0);
    settle(house);
    view = look(house, 1);
    g_assert_cmpuint(count_events(view, EVENT_DELIVERY_FALLBACK), ==, 0);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, before);
}

/* ---- how sure ---- */

static void
what_a_rule_keeps_for_the_verified_goes_to_no_address_below_that(House *house, gconstpointer data)
{
    g_autoptr(ReplyPreview) sure = NULL;

    (void)data;
    two_tools(house, 1);
    put_in_force(house, BY_LEVEL);
    g_assert_cmpstr(preview_to(house, &sure), ==, "tin:ada");
}

static void
a_link_asked_for_by_an_unsure_address_is_no_surer(House *house, gconstpointer data)
{
    g_autoptr(ReplyPreview) preview = NULL, wished = NULL;

    (void)data;
    two_tools(house, 0); /* the code makes tin:ada itself sure, but not that it is of who wrote by echo */
    assure(house, "echo:ada", 1);
    put_in_force(house, BY_LEVEL);
    g_assert_cmpstr(preview_to(house, &preview), ==, "echo:ada");
    prefer(house, "tin");
    g_assert_cmpstr(preview_to(house, &wished), ==, "echo:ada");
}

static void
a_rule_without_a_way_to_a_sure_address_keeps_the_answer(House *house, gconstpointer data)
{
    const ReplyDraft draft = { .text = "It is repaired.", .next = CASE_OPEN };
    g_autoptr(CaseView) view = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    two_tools(house, 0);
    put_in_force(house,
                 CHANNEL_TABLE("{\"id\": \"sure\", \"when\": {\"purpose\": \"\\\"reply\\\"\","
                               " \"citizen_verified\": \">= 1\"}, \"then\": [\"echo\", \"tin\"]},"
                               "{\"id\": \"unsure\", \"when\": {\"purpose\": \"\\\"reply\\\"\","
                               " \"citizen_verified\": \"< 1\"}, \"then\": [\"refuse\", \"preferred\"]}, " OTHERS));
    view = look(house, 1);
    g_assert_null(release_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "sure"));
}

static void
a_fallback_goes_to_no_address_below_what_the_rule_asks(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;
    const Event *event;

    (void)data;
    two_tools(house, 0); /* the link is of level 0 … */
    assure(house, "echo:ada", 1);
    put_in_force(house, CHANNEL_TABLE("{\"id\": \"sure\", \"when\": {\"purpose\": \"\\\"reply\\\"\","
                                      " \"citizen_verified\": \">= 1\"}, \"then\": [\"echo\", \"tin\"]},"
                                      "{\"id\": \"unsure\", \"when\": {\"purpose\": \"\\\"reply\\\"\","
                                      " \"citizen_verified\": \"< 1\"}, \"then\": [\"echo\", \"refuse\"]}, " OTHERS));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    reply(house, "Confidential.");
    event = wait_fallback(house, &view);
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "none"); /* … so tin is not for this */
    g_assert_true(view->a_case->unread);
}

/* ---- another way ---- */

static void
what_is_refused_goes_the_way_that_the_rule_names(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;
    g_autoptr(CaseView) view = NULL;
    const Event *event;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, ALL("echo", "tin"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    reply(house, "It is repaired.");
    event = wait_fallback(house, &view);
    text = last_by(tin_of(house));
    g_assert_cmpstr(text, ==, "It is repaired.");
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "sent");
    g_assert_cmpstr(detail_of(event, "rule"), ==, "answers");
    g_assert_cmpstr(detail_of(event, "failed"), ==, "echo");
    g_assert_cmpstr(detail_of(event, "to"), ==, "tin:ada");
    g_assert_cmpuint(count_events(view, EVENT_DELIVERY_FALLBACK), ==, 1);
    g_assert_cmpuint(cases(house), ==, 1);
}

static void
what_comes_back_later_goes_another_way_once(House *house, gconstpointer data)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    g_autoptr(CaseView) sent = NULL, view = NULL;
    g_autoptr(GError) error = NULL;
    Report report = { .kind = REPORT_FAILED, .code = (char *)"5.1.1", .words = (char *)"no such user" };
    guint before;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, ALL("echo", "tin"));
    reply(house, "It is repaired.");
    before = echo_sent(tin_of(house));
    sent = look(house, 1);
    for (guint i = 0; i < sent->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(sent->messages, i);

        if (item->message->direction == DIRECTION_OUT && item->message->automatic == AUTOMATIC_NO)
            report.message = item->message->id;
    }
    for (guint i = 0; i < 2; i++) {
        report_submit(&house->mediation, &channel, &report, &error);
        g_assert_no_error(error);
    }
    wait_fallback(house, &view);
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before + 1);
    g_assert_cmpuint(count_events(view, EVENT_DELIVERY_FALLBACK), ==, 1);
}

/* Networks report in any order. */
static void
what_arrived_after_all_takes_back_what_has_not_left_another_way(House *house, gconstpointer data)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autoptr(GError) error = NULL;
    Report report = { .kind = REPORT_FAILED, .code = (char *)"2", .words = (char *)"stat:UNDELIV" };
    DeliveryId other = { 0 };
    JobBacklog waiting = { 0 };
    guint before, events = 0;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, ALL("echo", "tin"));
    reply(house, "It is repaired.");
    before = echo_sent(tin_of(house));
    view = look(house, 1);
    report.delivery = ((const CaseMessage *)g_ptr_array_index(view->messages, view->messages->len - 1))->delivery;
    echo_fail(tin_of(house), OUTCOME_RETRY, 1);
    report_submit(&house->mediation, &channel, &report, &error);
    g_assert_no_error(error);
    WAIT_FOR(work_backlog(house->mediation.work, WORK_DELIVER, &waiting, NULL) && waiting.troubled == 1);
    report.kind = REPORT_DELIVERED;
    report_submit(&house->mediation, &channel, &report, &error);
    g_assert_no_error(error);
    g_assert_cmpint(backlog(house, WORK_DELIVER), ==, 0);
    after = look(house, 1);
    for (guint i = 0; i < after->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(after->messages, i);

        if (item->delivery.value == report.delivery.value)
            g_assert_cmpint(item->delivery_state, ==, DELIVERY_CONFIRMED);
        else if (item->delivery_state == DELIVERY_WITHDRAWN)
            other = item->delivery;
    }
    g_assert_cmpint(other.value, !=, 0);
    for (guint i = 0; i < after->events->len; i++) {
        const Event *event = g_ptr_array_index(after->events, i);

        events += event->kind == EVENT_DELIVERY_FALLBACK && strcmp(detail_of(event, "outcome"), "taken-back") == 0;
    }
    g_assert_cmpuint(events, ==, 1);
    clock_pin(clock_now() + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_DELIVER);
    settle(house);
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before);
    clock_pin(0);
}

static void
what_went_another_way_and_fails_goes_no_third(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, ALL("echo", "tin"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    echo_fail(tin_of(house), OUTCOME_REFUSED, 1);
    reply(house, "It is repaired.");
    wait_fallbacks(house, 1, 2, &view);
    g_assert_true(view->a_case->unread);
}

static void
without_a_way_the_case_says_so(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    const Event *event;

    (void)data;
    put_in_force(house, ALL("echo", "tin"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    reply(house, "It is repaired.");
    event = wait_fallback(house, &view);
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "none");
    g_assert_true(view->a_case->unread);
}

static void
what_others_must_agree_to_waits_for_them(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;
    const Event *event;
    guint before;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, ALL("echo", "tin"));
    echo_fail(echo_of(house), OUTCOME_RETRY, 1);
    {
        g_autoptr(CaseView) asked = look(house, 1);

        answer(house, asked, "It is repaired.");
    }
    WAIT_FOR(backlog(house, WORK_DELIVER) == 1);
    put_in_force(house, FOUR_EYES);
    before = echo_sent(tin_of(house));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    clock_pin(clock_now() + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_DELIVER);
    settle(house);
    event = wait_fallback(house, &view);
    clock_pin(0);
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "proposed");
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before);
    g_assert_cmpuint(count_events(view, EVENT_RELEASE_PROPOSED), ==, 1);
}

#define STORY(name) g_test_add("/command/fallback/" #name, House, NULL, set_up_linking, name, tear_down_linking)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY(a_wish_is_met_where_the_address_is_proven);
    STORY(her_reply_to_the_linked_address_is_of_the_same_case);
    STORY(a_wish_for_an_address_without_proof_stays_a_wish);
    STORY(after_undoing_the_case_is_answered_where_it_began);
    STORY(a_receipt_goes_by_the_channel_that_she_wants_for_receipts);
    STORY(what_she_answers_to_a_receipt_is_of_its_case);
    STORY(a_receipt_goes_by_no_channel_that_the_tables_do_not_name);
    STORY(a_receipt_goes_to_no_address_without_proof);
    STORY(a_receipt_that_fails_goes_another_way_and_the_case_says_so);
    STORY(a_receipt_that_went_another_way_goes_no_third);
    STORY(a_receipt_without_another_way_is_said_in_the_case);
    STORY(a_code_that_fails_goes_no_other_way);
    STORY(what_a_rule_keeps_for_the_verified_goes_to_no_address_below_that);
    STORY(a_link_asked_for_by_an_unsure_address_is_no_surer);
    STORY(a_rule_without_a_way_to_a_sure_address_keeps_the_answer);
    STORY(a_fallback_goes_to_no_address_below_what_the_rule_asks);
    STORY(what_is_refused_goes_the_way_that_the_rule_names);
    STORY(what_comes_back_later_goes_another_way_once);
    STORY(what_arrived_after_all_takes_back_what_has_not_left_another_way);
    STORY(what_went_another_way_and_fails_goes_no_third);
    STORY(without_a_way_the_case_says_so);
    STORY(what_others_must_agree_to_waits_for_them);
    return g_test_run();
}
