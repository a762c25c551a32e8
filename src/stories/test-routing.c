/* SPDX-License-Identifier: Apache-2.0 */
/* From a mail to a case in the right unit, with the rule that put it there; and what other rules would have done. */
#include "mediation/cases/tagging.h"
#include "mediation/cases/templating.h"
#include "mediation/routing/routing-gifts.h"
#include "mediation/routing/routing-replay.h"
#include "policy/routing-words.h"
#include "stories/test-house.h"

static const RoleGrant GRANTS[] = { { ROLE_POLICY, { 0 } } };
static const Actor POLLY = { ACTOR_STAFF, { 7 }, "Polly Patel", GRANTS, 1 };

static const char RULES[] =
    "{\"rules\": ["
    "{\"id\": \"known\", \"name\": \"Known\", \"when\": {\"sender\": \"known\", \"any_words\": [\"again\"]},"
    " \"then\": {\"priority\": \"urgent\"}},"
    "{\"id\": \"potholes\", \"name\": \"Potholes\", \"when\": {\"any_words\": [\"pothole*\"]},"
    " \"then\": {\"unit\": \"roads\", \"service\": \"potholes\", \"priority\": \"high\"}}]}";

static gint64
save_rules(House *house, gint64 base, const char *json)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RoutingList) list = routing_list_parse(json, strlen(json), &error);
    gint64 number = 0;

    g_assert_no_error(error);
    routing_save(house->mediation.routing, &POLLY, base, list, "for the test", &number, &error);
    g_assert_no_error(error);
    return number;
}

/* A second unit with a service; the officer works in both. */
static UnitId
add_roads(House *house, ServiceId *ret_service)
{
    g_autoptr(GError) error = NULL;
    UnitId roads;

    directory_add_unit(house->mediation.directory, &ACTOR_TRIBUNE, "roads", "Roads", &roads, &error);
    directory_add_service(
        house->mediation.directory, &ACTOR_TRIBUNE,
        &(Service){ .code = (char *)"potholes", .name = (char *)"Potholes", .unit = roads, .basis = (char *)"" },
        ret_service, &error);
    g_assert_no_error(error);
    house->grant.unit.value = 0;
    return roads;
}

static const Event *
routing_of(const CaseView *view)
{
    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        if (event->kind == EVENT_CASE_ROUTED)
            return event;
    }
    return NULL;
}

static char *
why(House *house, const Event *event)
{
    g_autoptr(GPtrArray) reasons = routing_decision_reasons(event->detail);

    g_assert_cmpuint(reasons->len, ==, 1);
    return routing_words_reason(locales_find(house->locales, "en"), g_ptr_array_index(reasons, 0), NULL);
}

static void
a_mail_with_a_word_goes_where_the_rule_says_and_the_case_says_why(House *house, gconstpointer data)
{
    ServiceId potholes;
    UnitId roads = add_roads(house, &potholes);
    g_autoptr(CaseView) view = NULL;
    g_autofree char *said = NULL;
    const Event *event;

    (void)data;
    g_assert_cmpint(save_rules(house, 0, RULES), ==, 1);
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Mill Lane\n\nThere are two Potholes near the school.");
    settle(house);
    view = look(house, 1);
    g_assert_cmpint(view->a_case->unit.value, ==, roads.value);
    g_assert_cmpint(view->a_case->service.value, ==, potholes.value);
    g_assert_cmpint(view->a_case->priority, ==, CASE_PRIORITY_HIGH);
    event = routing_of(view);
    g_assert_nonnull(event);
    g_assert_cmpint(event->actor_kind, ==, ACTOR_SYSTEM);
    g_assert_cmpint(json_integer_value(json_object_get(event->detail, "version")), ==, 1);
    g_assert_cmpint(json_integer_value(json_object_get(event->detail, "number")), ==, 2);
    g_assert_cmpstr(json_string_value(json_object_get(event->detail, "name")), ==, "Potholes");
    said = why(house, event);
    g_assert_cmpstr(said, ==, "the text has “pothole*”");
}

static void
what_no_rule_wants_goes_where_the_address_leads(House *house, gconstpointer data)
{
    ServiceId potholes;
    g_autoptr(CaseView) view = NULL;

    (void)data;
    add_roads(house, &potholes);
    save_rules(house, 0, RULES);
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp\n\nThe lamp is out again.");
    settle(house);
    view = look(house, 1);
    g_assert_cmpint(view->a_case->unit.value, ==, house->unit.value);
    g_assert_cmpint(view->a_case->priority, ==, CASE_PRIORITY_NORMAL);
    g_assert_cmpint(json_integer_value(json_object_get(routing_of(view)->detail, "number")), ==, 0);
}

static void
without_rules_nothing_is_decided_or_recorded(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nA pothole.");
    settle(house);
    view = look(house, 1);
    g_assert_cmpint(view->a_case->unit.value, ==, house->unit.value);
    g_assert_null(routing_of(view));
}

static void
a_sender_is_known_from_her_second_case_on(House *house, gconstpointer data)
{
    ServiceId potholes;
    g_autoptr(CaseView) first = NULL, second = NULL;

    (void)data;
    add_roads(house, &potholes);
    save_rules(house, 0, RULES);
    write_in(house, "echo:ada", DESK, "Id: a1\n\nDark again.");
    settle(house);
    write_in(house, "echo:ada", DESK, "Id: a2\n\nDark again.");
    settle(house);
    first = look(house, 1);
    second = look(house, 2);
    g_assert_cmpint(first->a_case->priority, ==, CASE_PRIORITY_NORMAL);
    g_assert_cmpint(second->a_case->priority, ==, CASE_PRIORITY_URGENT);
    g_assert_cmpint(second->a_case->unit.value, ==, house->unit.value);
}

static void
a_unit_that_closed_since_gets_no_cases(House *house, gconstpointer data)
{
    ServiceId potholes;
    UnitId roads = add_roads(house, &potholes);
    g_autoptr(GError) error = NULL;
    g_autoptr(CaseView) view = NULL;

    (void)data;
    save_rules(house, 0, RULES);
    directory_close_unit(house->mediation.directory, &ACTOR_TRIBUNE, roads, &error);
    g_assert_no_error(error);
    write_in(house, "echo:ada", DESK, "Id: a1\n\nA pothole.");
    settle(house);
    view = look(house, 1);
    g_assert_cmpint(view->a_case->unit.value, ==, house->unit.value);
    g_assert_cmpint(view->a_case->service.value, ==, 0);
    g_assert_cmpint(view->a_case->priority, ==, CASE_PRIORITY_HIGH);
    g_assert_true(json_is_true(json_object_get(routing_of(view)->detail, "unusable")));
}

static void
an_answer_in_a_case_moves_it_nowhere(House *house, gconstpointer data)
{
    ServiceId potholes;
    g_autoptr(CaseView) view = NULL;

    (void)data;
    add_roads(house, &potholes);
    save_rules(house, 0, RULES);
    write_in(house, "echo:ada", DESK, "Id: a1\n\nThe lamp is out.");
    settle(house);
    write_in(house, "echo:ada", DESK, "Id: a2\nReference: a1\n\nAnd there is a pothole.");
    settle(house);
    g_assert_cmpuint(cases(house), ==, 1);
    view = look(house, 1);
    g_assert_cmpint(view->a_case->unit.value, ==, house->unit.value);
}

/* ---- what else a rule gives, and what else it asks ---- */

static const char GIFTS[] =
    "{\"rules\": [{\"id\": \"holes\", \"name\": \"Holes\", \"when\": {\"any_words\": [\"hole\"]},"
    " \"then\": {\"template\": \"pothole\", \"tags\": [\"school\", \"Winter 2026\"]}}]}";

static void
assert_not_saved(House *house, const char *json, const char *words)
{
    g_autoptr(RoutingList) list = routing_list_parse(json, strlen(json), NULL);
    g_autoptr(GError) error = NULL;
    gint64 number;

    g_assert_false(routing_save(house->mediation.routing, &POLLY, 0, list, "for the test", &number, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, words));
}

static TagId
tag_named(House *house, const char *name)
{
    g_autoptr(RoutingGifts) gifts = routing_gifts_load(house->mediation.routing, &POLLY, NULL);

    return routing_gifts_find_tag(gifts, name)->id;
}

/* "school Winter 2026": as the trail tells. */
static char *
tags_given(const CaseView *view)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        if (event->kind == EVENT_CASE_TAGGED)
            g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "",
                                   json_string_value(json_object_get(event->detail, "tag")));
    }
    return g_string_free(out, FALSE);
}

static void
a_case_gets_the_open_tags_of_its_rule(House *house, gconstpointer data)
{
    Mediation *mediation = &house->mediation;
    g_autoptr(CaseView) first = NULL, second = NULL;
    g_autofree char *both = NULL, *one = NULL;

    (void)data;
    g_assert_true(templating_make(mediation, &POLLY, "pothole", (UnitId){ 0 }, "en", "Pothole", "We fill it.", NULL));
    assert_not_saved(house, GIFTS, "rule 1 “Holes”, tags: one of these tags");
    g_assert_true(tagging_make(mediation, &POLLY, "School", NULL));
    g_assert_true(tagging_make(mediation, &POLLY, "Winter 2026", NULL));
    save_rules(house, 0, GIFTS);
    write_in(house, "echo:ada", DESK, "Id: a1\n\nA hole.");
    settle(house);
    first = look(house, 1);
    both = tags_given(first);
    g_assert_cmpstr(both, ==, "School, Winter 2026");
    g_assert_cmpstr(json_string_value(json_object_get(routing_of(first)->detail, "template")), ==, "pothole");

    g_assert_true(tagging_set_closed(mediation, &POLLY, tag_named(house, "school"), TRUE, NULL));
    write_in(house, "echo:bob", DESK, "Id: b1\n\nA hole.");
    settle(house);
    second = look(house, 2);
    one = tags_given(second);
    g_assert_cmpstr(one, ==, "Winter 2026");
}

static void
a_rule_suggests_a_template_that_is_there(House *house, gconstpointer data)
{
    static const char RULE[] = "{\"rules\": [{\"id\": \"x\", \"name\": \"X\", \"then\": {\"template\": \"pothole\"}}]}";
    Mediation *mediation = &house->mediation;
    g_autoptr(GPtrArray) rows = NULL;
    const UnitId all = { 0 }, own = house->unit;

    (void)data;
    assert_not_saved(house, RULE, "template: that template is not there");
    templating_make(mediation, &POLLY, "pothole", all, "en", "For all", "Text", NULL);
    templating_make(mediation, &POLLY, "pothole", own, "en", "Our own", "Text", NULL);
    templating_make(mediation, &POLLY, "pothole", all, "de", "Auf Deutsch", "Text", NULL);
    templating_make(mediation, &POLLY, "lamp", own, "pl", "Lamp", "Text", NULL);
    save_rules(house, 0, RULE);
    rows = templating_list_for(mediation, &house->officer, own, NULL);
    g_assert_cmpstr(routing_gifts_suggest(rows, "pothole", "en")->name, ==, "Our own");
    g_assert_cmpstr(routing_gifts_suggest(rows, "pothole", "de")->name, ==, "Auf Deutsch");
    g_assert_cmpstr(routing_gifts_suggest(rows, "pothole", "pl")->name, ==, "Our own");
    g_assert_null(routing_gifts_suggest(rows, "bridge", "en"));
}

static const char CHOSEN[] =
    "{\"rules\": [{\"id\": \"chosen\", \"name\": \"Chosen\", \"when\": {\"services\": [\"potholes\"]},"
    " \"then\": {\"priority\": \"urgent\"}}]}";

static void
what_the_citizen_chose_decides_and_a_rule_may_ask_for_it(House *house, gconstpointer data)
{
    ServiceId potholes;
    UnitId roads = add_roads(house, &potholes);
    g_autoptr(CaseView) chosen = NULL, gone = NULL;

    (void)data;
    save_rules(house, 0, CHOSEN);
    write_in(house, "echo:ada", DESK, "Id: a1\nService: potholes\n\nAt the school.");
    settle(house);
    write_in(house, "echo:bob", DESK, "Id: b1\nService: windmills\n\nAt the school.");
    settle(house);
    chosen = look(house, 1);
    g_assert_cmpint(chosen->a_case->unit.value, ==, roads.value);
    g_assert_cmpint(chosen->a_case->service.value, ==, potholes.value);
    g_assert_cmpint(chosen->a_case->priority, ==, CASE_PRIORITY_URGENT);
    gone = look(house, 2);
    g_assert_cmpint(gone->a_case->unit.value, ==, house->unit.value);
    g_assert_cmpint(gone->a_case->service.value, ==, 0);
}

/* ---- replay ---- */

static RoutingReplay *
replay(House *house, const Actor *actor, const char *json, gint64 deadline)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RoutingList) list = routing_list_parse(json, strlen(json), &error);
    RoutingReplay *replay =
        routing_replay_run(&house->mediation, actor, list, ROUTING_REPLAY_MESSAGES, deadline, &error);

    g_assert_no_error(error);
    return replay;
}

static void
a_replay_tells_which_cases_would_go_elsewhere_and_changes_nothing(House *house, gconstpointer data)
{
    static const char LAMPS[] = "{\"rules\": [{\"id\": \"lamps\", \"name\": \"Lamps\","
                                " \"when\": {\"all_words\": [\"lamp\"]}, \"then\": {\"unit\": \"roads\"}}]}";
    ServiceId potholes;
    UnitId roads = add_roads(house, &potholes);
    g_autoptr(RoutingReplay) hers = NULL, his = NULL, same = NULL, late = NULL;
    const RoutingReplayChange *change;
    const RoutingReplayExample *example;

    (void)data;
    save_rules(house, 0, RULES);
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: One\n\nA lamp.");
    write_in(house, "echo:bob", DESK, "Id: b1\nSubject: Two\n\nA lamp.");
    write_in(house, "echo:cyd", DESK, "Id: c1\nSubject: Three\n\nA pothole.");
    settle(house);
    hers = replay(house, &POLLY, LAMPS, G_MAXINT64);
    g_assert_true(hers->complete);
    g_assert_cmpuint(hers->messages, ==, 3);
    g_assert_cmpuint(hers->changed, ==, 3);
    g_assert_cmpuint(hers->unrouted, ==, 1);
    g_assert_cmpuint(g_array_index(hers->fired, guint, 0), ==, 2);
    g_assert_cmpuint(hers->changes->len, ==, 2);
    change = g_ptr_array_index(hers->changes, 0);
    g_assert_cmpuint(change->count, ==, 2);
    g_assert_cmpint(change->old.unit.value, ==, house->unit.value);
    g_assert_cmpint(change->now.unit.value, ==, roads.value);
    example = g_ptr_array_index(change->examples, 0);
    g_assert_cmpuint(example->old, ==, G_MAXUINT);
    g_assert_cmpuint(example->now, ==, 0);
    g_assert_nonnull(example->reference);
    g_assert_null(example->title); /* who owns the rules reads no cases */
    change = g_ptr_array_index(hers->changes, 1);
    example = g_ptr_array_index(change->examples, 0);
    g_assert_cmpint(change->old.priority, ==, CASE_PRIORITY_HIGH);
    g_assert_cmpuint(example->old, ==, 1);

    house->grant.role = ROLE_LEAD;
    his = replay(house, &house->officer, LAMPS, G_MAXINT64);
    change = g_ptr_array_index(his->changes, 1);
    g_assert_cmpstr(((const RoutingReplayExample *)g_ptr_array_index(change->examples, 0))->title, ==, "Three");
    same = replay(house, &POLLY, RULES, G_MAXINT64);
    g_assert_cmpuint(same->changed, ==, 0);
    late = replay(house, &POLLY, LAMPS, clock_monotonic());
    g_assert_false(late->complete);
    g_assert_cmpuint(late->messages, ==, 0);
}

static void
a_replay_knows_what_the_citizen_chose(House *house, gconstpointer data)
{
    ServiceId potholes;
    g_autoptr(RoutingReplay) replayed = NULL;

    (void)data;
    add_roads(house, &potholes);
    save_rules(house, 0, RULES);
    write_in(house, "echo:ada", DESK, "Id: a1\nService: potholes\n\nAt the school.");
    write_in(house, "echo:bob", DESK, "Id: b1\n\nAt the school.");
    settle(house);
    replayed = replay(house, &POLLY, CHOSEN, G_MAXINT64);
    g_assert_cmpuint(replayed->messages, ==, 2);
    g_assert_cmpuint(g_array_index(replayed->fired, guint, 0), ==, 1);
    g_assert_cmpuint(replayed->changed, ==, 1);
}

static void
who_may_not_see_the_rules_replays_nothing(House *house, gconstpointer data)
{
    g_autoptr(RoutingList) list = routing_list_new();
    g_autoptr(GError) error = NULL;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nA lamp.");
    settle(house);
    g_assert_null(routing_replay_run(&house->mediation, &house->officer, list, 10, G_MAXINT64, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

int
main(int argc, char **argv)
{
#define ADD(rule, test) g_test_add("/command/routing/" rule, House, NULL, set_up, test, tear_down)
    g_test_init(&argc, &argv, NULL);
    ADD("a-mail-with-a-word-goes-where-the-rule-says-and-the-case-says-why",
        a_mail_with_a_word_goes_where_the_rule_says_and_the_case_says_why);
    ADD("what-no-rule-wants-goes-where-the-address-leads", what_no_rule_wants_goes_where_the_address_leads);
    ADD("without-rules-nothing-is-decided-or-recorded", without_rules_nothing_is_decided_or_recorded);
    ADD("a-sender-is-known-from-her-second-case-on", a_sender_is_known_from_her_second_case_on);
    ADD("a-unit-that-closed-since-gets-no-cases", a_unit_that_closed_since_gets_no_cases);
    ADD("an-answer-in-a-case-moves-it-nowhere", an_answer_in_a_case_moves_it_nowhere);
    ADD("a-case-gets-the-open-tags-of-its-rule", a_case_gets_the_open_tags_of_its_rule);
    ADD("a-rule-suggests-a-template-that-is-there", a_rule_suggests_a_template_that_is_there);
    ADD("what-the-citizen-chose-decides-and-a-rule-may-ask-for-it",
        what_the_citizen_chose_decides_and_a_rule_may_ask_for_it);
    ADD("a-replay-knows-what-the-citizen-chose", a_replay_knows_what_the_citizen_chose);
    ADD("a-replay-tells-which-cases-would-go-elsewhere-and-changes-nothing",
        a_replay_tells_which_cases_would_go_elsewhere_and_changes_nothing);
    ADD("who-may-not-see-the-rules-replays-nothing", who_may_not_see_the_rules_replays_nothing);
    return g_test_run();
}
