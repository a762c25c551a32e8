/* SPDX-License-Identifier: Apache-2.0 */
/* What nobody gets by typing somebody else's address, by standing in the same case, or by reading an address that was
 * another's before. */
#include "mediation/cases/merging.h"
#include "mediation/subscribing/heeding.h"
#include "mediation/subscribing/subscribing.h"
#include "store/heeding-store.h"
#include "store/release-store.h"
#include "stories/test-linking-house.h"
#include "views/citizen-view.h"

#define OTHERS "{\"id\": \"others\", \"when\": {\"purpose\": \"not(\\\"reply\\\")\"}, \"then\": [\"same\", \"any\"]}"
#define CHANNEL_TABLE(rules)                                                                                           \
    "{\"kind\": \"channel\", \"columns\": [\"purpose\", \"citizen_verified\"], \"rules\": [" rules ", " OTHERS "]}"
#define ALL(first, then)                                                                                               \
    CHANNEL_TABLE("{\"id\": \"answers\", \"when\": {\"purpose\": \"\\\"reply\\\"\"}, \"then\": [\"" first              \
                  "\", \"" then "\"]}")
/* Who is verified gets it by tin, who is not by echo. */
#define BY_LEVEL                                                                                                       \
    CHANNEL_TABLE("{\"id\": \"sure\", \"when\": {\"purpose\": \"\\\"reply\\\"\", \"citizen_verified\": \">= 1\"},"     \
                  " \"then\": [\"tin\", \"echo\"]}, {\"id\": \"unsure\", \"when\": {\"purpose\": \"\\\"reply\\\"\","   \
                  " \"citizen_verified\": \"< 1\"}, \"then\": [\"echo\", \"refuse\"]}")

/* ---- who types an address ---- */

/* Somebody fills in a form with the address of another: the link that is shown to that somebody. */
static Citizen *
type_in(House *house, const char *address, const char *text)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    g_autoptr(GError) error = NULL;
    g_autoptr(MessageDraft) draft = echo_channel.parse(echo_of(house), raw, address, DESK, &error);
    g_autofree char *token = NULL;
    Citizen *citizen;
    IntakeResult result;
    MessageId id;

    draft->access = citizen_access_make();
    draft->has_access = TRUE;
    intake_submit(house->intake, &channel, "echo", draft, &result, &id, &error);
    g_assert_no_error(error);
    settle(house);
    token = citizen_access_token(house->mediation.access, &draft->access);
    citizen = citizen_access_enter(house->mediation.access, token, &error);
    g_assert_no_error(error);
    return citizen;
}

/* Ada, of whom her channel vouched once, has case 1; what a stranger typed with her address is case 2. */
static Citizen *
stranger(House *house)
{
    g_autoptr(CaseView) view = open_case(house);

    assure(house, "echo:ada", 1);
    return type_in(house, "echo:ada", "Id: f1\nSubject: About me\n\nWhat do you know?");
}

static void
a_link_that_was_shown_for_a_typed_address_proves_nothing(House *house, gconstpointer data)
{
    g_autoptr(Citizen) other = stranger(house);
    const ProvingMatter matter = matter_of(other);
    g_auto(ProvingView) view = { 0 };
    g_autoptr(GError) asked = NULL, said = NULL, seen = NULL;

    (void)data;
    g_assert_cmpint(other->person.value, ==, person_of(house, "echo:ada").value);
    g_assert_false(proving_ask(&house->mediation, &other->actor, &matter, "tin", "tin:stranger", &asked));
    g_assert_error(asked, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(proving_say(&house->mediation, &other->actor, &matter, "00000000", TRUE, &said));
    g_assert_error(said, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(proving_view(&house->mediation, &other->actor, &matter, &view, &seen));
    g_assert_error(seen, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpstr(other->name, ==, "");
}

static void
what_is_sent_to_the_address_has_a_link_of_its_own_that_does(House *house, gconstpointer data)
{
    g_autoptr(Citizen) other = stranger(house), hers = enter(house, 2);
    g_autoptr(PersonView) page = NULL;

    (void)data;
    g_assert_cmpint(hers->case_id.value, ==, other->case_id.value);
    g_assert_cmpstr(hers->token, !=, other->token);
    g_assert_cmpstr(hers->code, !=, other->code);
    link_tin(house, 2, "tin:ada", FALSE);
    page = page_of(house, hers->person);
    g_assert_cmpuint(page->proofs->len, ==, 1);
    g_assert_cmpint(((AddressProof *)g_ptr_array_index(page->proofs, 0))->level, ==, 0); /* as that case is */
}

static void
a_code_is_for_nobody_but_who_asked_for_it(House *house, gconstpointer data)
{
    g_autoptr(Citizen) other = stranger(house), here = enter(house, 1), there = enter(house, 2);
    const ProvingMatter asks = matter_of(there), says = matter_of(here),
                        staff = { .person = here->person, .language = "en" };
    g_auto(ProvingView) view = { 0 };
    g_autofree char *code = NULL;
    g_autoptr(GError) error = NULL, late = NULL, officer = NULL;

    (void)data;
    proving_ask(&house->mediation, &there->actor, &asks, "tin", "tin:ada", &error);
    g_assert_no_error(error);
    wait_sent(tin_of(house), 1);
    settle(house);
    code = code_in(tin_of(house));
    g_assert_true(proving_view(&house->mediation, &here->actor, &says, &view, NULL));
    g_assert_cmpint(view.state, ==, PROVING_NONE);
    g_assert_false(proving_say(&house->mediation, &here->actor, &says, code, FALSE, &late));
    g_assert_error(late, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_assert_false(proving_say(&house->mediation, &house->officer, &staff, code, FALSE, &officer));
    g_assert_error(officer, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    proving_say(&house->mediation, &there->actor, &asks, code, FALSE, &error);
    g_assert_no_error(error);
}

static char *
preview_to(House *house, guint number)
{
    const ReplyDraft draft = { .text = "It is repaired.", .next = CASE_OPEN };
    g_autoptr(CaseView) view = look(house, number);
    g_autoptr(GError) error = NULL;
    g_autoptr(ReplyPreview) preview =
        release_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error);

    g_assert_no_error(error);
    return g_strdup(preview->outgoing->recipient);
}

static void
what_was_typed_is_answered_as_to_somebody_unverified(House *house, gconstpointer data)
{
    g_autoptr(Citizen) other = stranger(house);
    g_autofree char *own = NULL, *typed = NULL;

    (void)data;
    link_tin(house, 1, "tin:ada", FALSE);
    put_in_force(house, BY_LEVEL);
    own = preview_to(house, 1);
    typed = preview_to(house, 2);
    g_assert_cmpstr(own, ==, "tin:ada");
    g_assert_cmpstr(typed, ==, "echo:ada");
}

static guint
count_seen(House *house, const Citizen *citizen)
{
    g_autofree char *token = g_strdup(citizen->token);
    g_autoptr(Citizen) again = citizen_access_enter(house->mediation.access, token, NULL);
    g_autoptr(CitizenView) view = citizen_view_load(house->mediation.access, again, NULL);

    return view->messages->len;
}

static void
who_typed_an_address_sees_nothing_else_that_came_from_there(House *house, gconstpointer data)
{
    g_autoptr(Citizen) other = stranger(house);
    g_autoptr(CaseView) own = look(house, 1), typed = look(house, 2);
    g_autoptr(GError) error = NULL;

    (void)data;
    merging_merge(&house->mediation, &house->officer, own->a_case->id, 0, typed->a_case->id, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(count_seen(house, other), ==, 1);
    merging_undo(&house->mediation, &house->officer, own->a_case->id, &error);
    merging_merge(&house->mediation, &house->officer, typed->a_case->id, 0, own->a_case->id, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(count_seen(house, other), ==, 1);
}

static void
what_is_read_out_instead_of_a_shown_link_proves_no_more(House *house, gconstpointer data)
{
    g_autoptr(Citizen) other = stranger(house), again = NULL;
    g_autofree char *token = NULL;
    g_autoptr(GError) error = NULL;
    AccessSeed seed;

    (void)data;
    g_assert_true(citizen_access_renew(house->mediation.access, &house->officer, other->case_id, &seed, &error));
    token = citizen_access_token(house->mediation.access, &seed);
    again = citizen_access_enter(house->mediation.access, token, &error);
    g_assert_no_error(error);
    g_assert_true(again->actor.typed);
    g_assert_cmpuint(count_seen(house, again), ==, 1);
}

/* ---- who stands in the same case ---- */

static const Event *
wait_fallback(House *house, guint number, CaseView **ret)
{
    guint place;

    WAIT_FOR(backlog(house, WORK_FALLBACK) == 0);
    settle(house);
    *ret = look(house, number);
    return find_event(*ret, EVENT_DELIVERY_FALLBACK, &place);
}

static void
reply(House *house, guint number, const char *text)
{
    g_autoptr(CaseView) view = look(house, number);

    answer(house, view, text);
    settle(house);
}

static void
what_one_did_not_get_goes_to_nobody_else_in_the_case(House *house, gconstpointer data)
{
    g_autoptr(CaseView) hers = open_case(house), other = NULL, view = NULL;
    g_autoptr(GError) error = NULL;
    const Event *event;
    guint before;

    (void)data;
    write_by_tin(house, "tin:bob", TIN_DESK, "Id: b1\nSubject: Lamp\n\nThe same lamp");
    settle(house);
    other = look(house, 2);
    merging_merge(&house->mediation, &house->officer, other->a_case->id, 0, hers->a_case->id, &error);
    g_assert_no_error(error);
    put_in_force(house, ALL("tin", "echo"));
    before = echo_sent(echo_of(house));
    echo_fail(tin_of(house), OUTCOME_REFUSED, 1);
    reply(house, 1, "For Bob alone.");
    event = wait_fallback(house, 1, &view);
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "none");
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, before);
    g_assert_true(view->a_case->unread);
}

static void
what_was_merged_by_hand_lends_no_proof_to_another_address(House *house, gconstpointer data)
{
    g_autoptr(CaseView) hers = open_case(house);
    g_autofree char *own = NULL, *other = NULL;
    PersonPreferences wanted = { 0 };
    PersonMergeSize size;
    PersonId bob;
    g_autoptr(GError) error = NULL;

    (void)data;
    link_tin(house, 1, "tin:ada", FALSE);
    write_in(house, "echo:bob", DESK, "Id: b1\nSubject: Street\n\nDark street");
    settle(house);
    bob = person_of(house, "echo:bob");
    g_assert_true(person_view_size(house->mediation.store, &house->officer, bob, &size, NULL));
    persons_merge(&house->mediation, &house->officer, bob, person_of(house, "echo:ada"), size, "by mistake", &error);
    g_assert_no_error(error);
    wanted.of[PERSON_PURPOSE_ANSWER].channel = (char *)"tin";
    persons_prefer(&house->mediation, &house->officer, person_of(house, "echo:ada"), &wanted, &error);
    g_assert_no_error(error);
    own = preview_to(house, 1);
    other = preview_to(house, 2);
    g_assert_cmpstr(own, ==, "tin:ada");
    g_assert_cmpstr(other, ==, "echo:bob");
}

/* ---- what arrived ---- */

static void
report_on(House *house, guint number, ReportKind kind)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    g_autoptr(CaseView) view = look(house, number);
    Report report = { .kind = kind, .code = (char *)"5.1.1", .words = (char *)"no such user" };
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < view->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(view->messages, i);

        if (item->message->direction == DIRECTION_OUT && item->message->automatic == AUTOMATIC_NO)
            report.message = item->message->id;
    }
    report_submit(&house->mediation, &channel, &report, &error);
    g_assert_no_error(error);
}

static void
what_arrived_is_not_sent_again_when_it_comes_back_later(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    guint before, place;

    (void)data;
    link_tin(house, 1, "tin:ada", FALSE);
    put_in_force(house, ALL("echo", "tin"));
    reply(house, 1, "It is repaired.");
    before = echo_sent(tin_of(house));
    report_on(house, 1, REPORT_DELIVERED);
    report_on(house, 1, REPORT_FAILED);
    WAIT_FOR(backlog(house, WORK_FALLBACK) == 0);
    settle(house);
    view = look(house, 1);
    g_assert_null(find_event(view, EVENT_DELIVERY_FALLBACK, &place));
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before);
    g_assert_true(view->a_case->unread);
}

/* ---- who wrote STOP ---- */

static void
set_up_stopping(House *house, gconstpointer data)
{
    set_up_linking(house, data);
    house->mediation.subscribing =
        subscribing_new(&house->mediation,
                        &(SubscribingSettings){ .from = "desk", .connections = 1, .digest_hour = 7, .secret = { 9 } });
}

static void
tear_down_stopping(House *house, gconstpointer data)
{
    Subscribing *subscribing = house->mediation.subscribing;

    tear_down_linking(house, data);
    subscribing_free(subscribing);
}

static gboolean
put_stop(DbSession *session, gpointer data, GError **error)
{
    return heeding_store_stop(session, data, clock_now(), error);
}

static void
stop(House *house, const char *uri)
{
    Digest hash = subscribing_hash(house->mediation.subscribing, uri);

    g_assert_true(store_write(house->mediation.store, put_stop, &hash, NULL));
}

static void
no_code_goes_to_who_wrote_stop_and_no_citizen_is_told(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    g_autoptr(Citizen) citizen = enter(house, 1);
    const ProvingMatter matter = matter_of(citizen), staff = { .person = citizen->person, .language = "en" };
    g_auto(ProvingView) seen = { 0 };
    g_autoptr(GError) error = NULL, told = NULL;
    const Event *event;
    guint before = echo_sent(tin_of(house)), place;

    (void)data;
    stop(house, "tin:other");
    proving_ask(&house->mediation, &citizen->actor, &matter, "tin", "tin:other", &error);
    g_assert_no_error(error);
    settle(house);
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before);
    g_assert_true(proving_view(&house->mediation, &citizen->actor, &matter, &seen, NULL));
    g_assert_cmpint(seen.state, ==, PROVING_OPEN);
    view = look(house, 1);
    event = find_event(view, EVENT_ADDRESS_ASKED, &place);
    g_assert_true(json_is_true(json_object_get(event->detail, "stopped")));
    g_assert_false(proving_ask(&house->mediation, &house->officer, &staff, "tin", "tin:other", &told));
    g_assert_error(told, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
no_fallback_goes_where_she_wrote_stop(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    const Event *event;
    guint before;

    (void)data;
    link_tin(house, 1, "tin:ada", FALSE);
    stop(house, "tin:ada");
    put_in_force(house, ALL("echo", "tin"));
    before = echo_sent(tin_of(house));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    reply(house, 1, "It is repaired.");
    event = wait_fallback(house, 1, &view);
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "none");
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before);
}

/* The table asks for consent, and she prefers a channel where she gives none. */
static void
a_wish_is_no_consent_where_she_wrote_stop(House *house, gconstpointer data)
{
    static const char TABLE[] =
        "{\"kind\": \"channel\", \"columns\": [\"purpose\", \"consent_channels\"], \"rules\": ["
        "{\"id\": \"agreed\", \"when\": {\"purpose\": \"\\\"reply\\\"\", \"consent_channels\": \"has(\\\"tin\\\")\"},"
        " \"then\": [\"tin\", \"echo\"]},"
        "{\"id\": \"else\", \"when\": {\"purpose\": \"\\\"reply\\\"\", \"consent_channels\": "
        "\"not(has(\\\"tin\\\"))\"},"
        " \"then\": [\"echo\", \"refuse\"]},"
        "{\"id\": \"others\", \"when\": {\"purpose\": \"not(\\\"reply\\\")\"}, \"then\": [\"same\", \"any\"]}]}";
    g_autoptr(CaseView) opened = open_case(house);
    PersonPreferences wanted = { 0 };
    g_autofree char *agreed = NULL, *stopped = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    link_tin(house, 1, "tin:ada", FALSE);
    wanted.of[PERSON_PURPOSE_ANSWER].channel = (char *)"tin";
    persons_prefer(&house->mediation, &house->officer, person_of(house, "echo:ada"), &wanted, &error);
    g_assert_no_error(error);
    put_in_force(house, TABLE);
    agreed = preview_to(house, 1);
    stop(house, "tin:ada");
    stopped = preview_to(house, 1);
    g_assert_cmpstr(agreed, ==, "tin:ada");
    g_assert_cmpstr(stopped, !=, "tin:ada");
}

static void
prefer_tin(House *house, PersonPurpose purpose)
{
    PersonPreferences wanted = { 0 };
    g_autoptr(GError) error = NULL;

    wanted.of[purpose].channel = (char *)"tin";
    persons_prefer(&house->mediation, &house->officer, person_of(house, "echo:ada"), &wanted, &error);
    g_assert_no_error(error);
}

/* Whatever the table would allow. */
static void
no_answer_goes_where_she_wrote_stop_though_she_wished_it_before(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    g_autofree char *before = NULL, *after = NULL;

    (void)data;
    link_tin(house, 1, "tin:ada", FALSE);
    prefer_tin(house, PERSON_PURPOSE_ANSWER);
    before = preview_to(house, 1);
    reply(house, 1, "It is repaired."); /* so that the case has a conversation there */
    stop(house, "tin:ada");
    after = preview_to(house, 1);
    view = look(house, 1);
    g_assert_cmpstr(before, ==, "tin:ada");
    g_assert_cmpstr(after, ==, "echo:ada");
    g_assert_cmpstr(view->to, ==, "echo:ada"); /* and the page says so before */
}

static void
no_receipt_goes_where_she_wrote_stop(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house);
    guint tins, echoes;

    (void)data;
    link_tin(house, 1, "tin:ada", FALSE);
    prefer_tin(house, PERSON_PURPOSE_RECEIPT);
    stop(house, "tin:ada");
    tins = echo_sent(tin_of(house));
    echoes = echo_sent(echo_of(house));
    write_in(house, "echo:ada", DESK, "Id: a2\nSubject: Bin\n\nThe bin is full.");
    settle(house);
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, tins);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, echoes + 1);
}

/* What somebody typed with Ada's address: she gets word at that address, and nowhere else. */
static void
a_receipt_for_a_typed_address_goes_to_no_other_one_of_who_has_it(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    g_autoptr(Citizen) other = NULL;
    const Event *event;
    guint tins;

    (void)data;
    link_tin(house, 1, "tin:ada", FALSE);
    prefer_tin(house, PERSON_PURPOSE_RECEIPT);
    put_in_force(house, ALL("echo", "tin"));
    tins = echo_sent(tin_of(house));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    other = type_in(house, "echo:ada", "Id: f1\nSubject: About me\n\nWhat do you know?");
    event = wait_fallback(house, 2, &view);
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, tins);
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "none");
}

/* The table keeps receipts for who is verified. Ada's address is; who typed it is not known to be Ada. */
static void
a_typed_address_is_no_surer_for_what_is_known_of_it(House *house, gconstpointer data)
{
    static const char TABLE[] =
        "{\"kind\": \"channel\", \"columns\": [\"purpose\", \"citizen_verified\"], \"rules\": ["
        "{\"id\": \"sure\", \"when\": {\"purpose\": \"\\\"acknowledgement\\\"\", \"citizen_verified\": \">= 1\"},"
        " \"then\": [\"echo\", \"any\"]}, {\"id\": \"others\", \"when\": {\"purpose\": "
        "\"not(\\\"acknowledgement\\\")\"},"
        " \"then\": [\"same\", \"any\"]}]}";
    g_autoptr(CaseView) opened = open_case(house);
    g_autoptr(Citizen) other = NULL;
    guint before, hers;

    (void)data;
    assure(house, "echo:ada", 2);
    put_in_force(house, TABLE);
    before = echo_sent(echo_of(house));
    other = type_in(house, "echo:ada", "Id: f1\nSubject: About me\n\nWhat do you know?");
    settle(house);
    hers = echo_sent(echo_of(house));
    write_in(house, "echo:ada", DESK, "Id: a2\nSubject: Bin\n\nThe bin is full.");
    settle(house);
    g_assert_cmpuint(hers, ==, before);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, before + 1);
}

#define STORY(name)      g_test_add("/command/strangers/" #name, House, NULL, set_up_linking, name, tear_down_linking)
#define STOP_STORY(name) g_test_add("/command/strangers/" #name, House, NULL, set_up_stopping, name, tear_down_stopping)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY(a_link_that_was_shown_for_a_typed_address_proves_nothing);
    STORY(what_is_sent_to_the_address_has_a_link_of_its_own_that_does);
    STORY(a_code_is_for_nobody_but_who_asked_for_it);
    STORY(what_was_typed_is_answered_as_to_somebody_unverified);
    STORY(who_typed_an_address_sees_nothing_else_that_came_from_there);
    STORY(what_is_read_out_instead_of_a_shown_link_proves_no_more);
    STORY(what_one_did_not_get_goes_to_nobody_else_in_the_case);
    STORY(what_was_merged_by_hand_lends_no_proof_to_another_address);
    STORY(what_arrived_is_not_sent_again_when_it_comes_back_later);
    STOP_STORY(no_code_goes_to_who_wrote_stop_and_no_citizen_is_told);
    STOP_STORY(no_fallback_goes_where_she_wrote_stop);
    STOP_STORY(a_wish_is_no_consent_where_she_wrote_stop);
    STOP_STORY(no_answer_goes_where_she_wrote_stop_though_she_wished_it_before);
    STOP_STORY(no_receipt_goes_where_she_wrote_stop);
    STORY(a_receipt_for_a_typed_address_goes_to_no_other_one_of_who_has_it);
    STORY(a_typed_address_is_no_surer_for_what_is_known_of_it);
    return g_test_run();
}
