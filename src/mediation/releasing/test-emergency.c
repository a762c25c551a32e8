/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/emergency.h"

#include "base/clock.h"
#include "base/error.h"
#include "mediation/publishing/publishing.h"
#include "mediation/releasing/delegating.h"
#include "mediation/releasing/noticing-private.h"
#include "mediation/releasing/waiting.h"
#include "mediation/staff/test-hire.h"
#include "mediation/test-fixture.h"
#include "store/staff-store.h"

#define NOON G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */

static const RoleGrant WRITES = { ROLE_COMMUNICATIONS, { 0 } }, LEADS = { ROLE_LEAD, { 7 } },
                       WORKS = { ROLE_OFFICER, { 7 } };

/* clang-format off */
static const Actor MAYA = { .kind = ACTOR_STAFF, .staff = { 1 }, .name = "Maya", .grants = &WRITES, .grant_count = 1 };
static const Actor OMAR = { .kind = ACTOR_STAFF, .staff = { 2 }, .name = "Omar", .grants = &WRITES, .grant_count = 1 };
static const Actor PRIYA = { .kind = ACTOR_STAFF, .staff = { 3 }, .name = "Priya", .grants = &LEADS, .grant_count = 1 };
static const Actor LENA = { .kind = ACTOR_STAFF, .staff = { 4 }, .name = "Lena", .grants = &LEADS, .grant_count = 1 };
static const Actor GRACE = { .kind = ACTOR_STAFF, .staff = { 5 }, .name = "Grace", .grants = &WORKS, .grant_count = 1 };
/* clang-format on */

typedef struct {
    char *folder;
    Mediation mediation;
    PublicationId id;
    PublicationRow *row;
    Emergency *emergency;
    const Actor *actor;
    GPtrArray *items;
} House;

static void
set_up(House *house, gconstpointer data)
{
    const Actor *const people[] = { &MAYA, &OMAR, &PRIYA, &LENA, &GRACE };

    (void)data;
    clock_pin(NOON);
    house->folder = test_folder_new();
    house->mediation.store = test_store_open(house->folder);
    house->mediation.work = work_new(house->mediation.store);
    house->mediation.publishing = publishing_new(&house->mediation);
    emergency_register(&house->mediation);
    for (guint i = 0; i < G_N_ELEMENTS(people); i++)
        test_hire(house->mediation.store, people[i]);
}

static void
tear_down(House *house, gconstpointer data)
{
    (void)data;
    clock_pin(0);
    g_clear_pointer(&house->row, publication_row_free);
    g_clear_pointer(&house->emergency, emergency_free);
    g_clear_pointer(&house->items, g_ptr_array_unref);
    publishing_free(house->mediation.publishing);
    work_free(house->mediation.work);
    store_close(house->mediation.store);
    test_folder_remove(house->folder);
    g_free(house->folder);
}

static gboolean
read_all(DbSession *session, gpointer data, GError **error)
{
    House *house = data;

    g_clear_pointer(&house->row, publication_row_free);
    g_clear_pointer(&house->emergency, emergency_free);
    house->row = publication_store_load(session, house->id, error);
    house->emergency = emergency_store_find(house->mediation.store, session, house->id.value, error);
    return house->row != NULL;
}

static void
look(House *house)
{
    g_autoptr(GError) error = NULL;

    store_read(house->mediation.store, read_all, house, &error);
    g_assert_no_error(error);
}

static gboolean
gather(DbSession *session, gpointer data, GError **error)
{
    House *house = data;

    g_clear_pointer(&house->items, g_ptr_array_unref);
    house->items = waiting_gather(&house->mediation, session, house->actor, "en", error);
    return house->items != NULL;
}

static guint
waits_for(House *house, const Actor *actor)
{
    g_autoptr(GError) error = NULL;

    house->actor = actor;
    store_read(house->mediation.store, gather, house, &error);
    g_assert_no_error(error);
    return house->items->len;
}

static void
make(House *house)
{
    g_autoptr(PublicationContent) content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");
    g_autoptr(GError) error = NULL;

    g_free(text->title);
    g_free(text->body);
    text->title = g_strdup("Boil your water");
    text->body = g_strdup("From now on.");
    publishing_make(&house->mediation, &MAYA, PUBLICATION_NEWS, content, &house->id, &error);
    g_assert_no_error(error);
}

/* The code of the refusal, or -1. */
static int
release(House *house, const Actor *actor, const char *reason)
{
    g_autoptr(GError) error = NULL;

    return publishing_release_unreviewed(&house->mediation, actor, house->id, 0, reason, &error) ? -1 : error->code;
}

static int
review(House *house, const Actor *actor, gboolean agrees, const char *comment)
{
    g_autoptr(GError) error = NULL;
    EmergencyOutcome outcome;

    look(house);
    return emergency_review(&house->mediation, actor, house->emergency->id, agrees, comment, &outcome, &error)
               ? -1
               : error->code;
}

/* ---- the rules ---- */

static void
it_leaves_at_once_with_a_reason_and_says_so(House *house, gconstpointer data)
{
    (void)data;
    make(house);
    g_assert_cmpint(release(house, &MAYA, "  "), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(release(house, &PRIYA, "The water is bad."), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(release(house, &GRACE, "The water is bad."), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(release(house, &MAYA, "The water is bad."), ==, -1);
    look(house);
    g_assert_cmpint(house->row->standing, ==, STANDING_RELEASED);
    g_assert_cmpstr(house->emergency->reason, ==, "The water is bad.");
    g_assert_cmpint(house->emergency->due, ==, NOON + EMERGENCY_HOURS * CLOCK_HOUR);
    g_assert_cmpint(test_events(house->mediation.store, EVENT_EMERGENCY_RELEASED), ==, 1);
    g_assert_cmpint(test_events(house->mediation.store, EVENT_PUBLICATION_RELEASED), ==, 1);
    g_assert_cmpint(release(house, &MAYA, "Again."), ==, TRIBUNE_ERROR_INVALID);
}

static void
what_is_in_review_can_leave_too(House *house, gconstpointer data)
{
    (void)data;
    make(house);
    g_assert_true(publishing_submit(&house->mediation, &MAYA, house->id, 0, NULL));
    g_assert_cmpint(release(house, &OMAR, "The water is bad."), ==, -1);
    /* Neither who wrote it nor who released it reviews it. */
    g_assert_cmpint(review(house, &MAYA, TRUE, ""), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(review(house, &OMAR, TRUE, ""), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(review(house, &GRACE, TRUE, ""), ==, TRIBUNE_ERROR_FORBIDDEN);
}

static void
two_others_review_it_afterwards(House *house, gconstpointer data)
{
    (void)data;
    make(house);
    release(house, &MAYA, "The water is bad.");
    g_assert_cmpint(review(house, &PRIYA, TRUE, ""), ==, -1);
    look(house);
    g_assert_cmpint(house->emergency->closed, ==, 0);
    g_assert_cmpint(review(house, &PRIYA, TRUE, ""), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(review(house, &OMAR, TRUE, ""), ==, -1);
    look(house);
    g_assert_cmpint(house->emergency->outcome, ==, EMERGENCY_AGREED);
    g_assert_cmpint(house->row->stage, ==, STAGE_NONE);
    g_assert_cmpint(review(house, &LENA, TRUE, ""), ==, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(test_events(house->mediation.store, EVENT_EMERGENCY_REVIEWED), ==, 1);
}

static void
what_must_be_corrected_opens_a_correction(House *house, gconstpointer data)
{
    (void)data;
    make(house);
    release(house, &MAYA, "The water is bad.");
    g_assert_cmpint(review(house, &PRIYA, TRUE, ""), ==, -1);
    g_assert_cmpint(review(house, &OMAR, FALSE, " "), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(review(house, &OMAR, FALSE, "Only in the east."), ==, -1);
    look(house);
    g_assert_cmpint(house->emergency->outcome, ==, EMERGENCY_CORRECT);
    g_assert_cmpint(house->row->stage, ==, STAGE_DRAFT);
    g_assert_cmpint(house->row->act, ==, ACT_CORRECTION);
    g_assert_cmpint(house->row->standing, ==, STANDING_RELEASED);
}

static void
a_second_one_does_not_hide_the_first(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    gint64 first, second;

    (void)data;
    make(house);
    release(house, &MAYA, "The water is bad.");
    look(house);
    first = house->emergency->id;
    publishing_correct(&house->mediation, &MAYA, house->id, 0, "Only in the east.", &error);
    g_assert_no_error(error);
    g_assert_cmpint(release(house, &MAYA, "It is still bad."), ==, -1);
    look(house);
    g_assert_cmpint(house->emergency->id, ==, first);
    g_assert_cmpint(review(house, &PRIYA, TRUE, ""), ==, -1);
    g_assert_cmpint(review(house, &OMAR, TRUE, ""), ==, -1);
    look(house);
    second = house->emergency->id;
    g_assert_cmpint(second, !=, first);
    g_assert_cmpint(house->emergency->closed, ==, 0);
    g_assert_cmpint(review(house, &PRIYA, TRUE, ""), ==, -1);
    g_assert_cmpint(review(house, &OMAR, TRUE, ""), ==, -1);
    look(house);
    g_assert_cmpint(house->emergency->id, ==, second);
    g_assert_cmpint(house->emergency->closed, !=, 0);
}

static void
nobody_looking_in_time_is_an_event(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    gint64 open, late;

    (void)data;
    make(house);
    release(house, &MAYA, "The water is bad.");
    clock_pin(NOON + EMERGENCY_HOURS * CLOCK_HOUR + 1);
    g_assert_true(work_start(house->mediation.work, NULL));
    for (guint i = 0; i < 200 && test_events(house->mediation.store, EVENT_EMERGENCY_LATE) == 0; i++)
        g_usleep(50000);
    work_stop(house->mediation.work);
    look(house);
    g_assert_true(house->emergency->late);
    emergency_count(&house->mediation, &GRACE, &open, &late, &error);
    g_assert_no_error(error);
    g_assert_cmpint(open, ==, 1);
    g_assert_cmpint(late, ==, 1);
}

/* ---- what waits for whom ---- */

static void
each_sees_what_she_may_decide_and_nothing_else(House *house, gconstpointer data)
{
    const WaitingItem *item;

    (void)data;
    house->mediation.approvals = 2;
    make(house);
    g_assert_cmpuint(waits_for(house, &PRIYA), ==, 0);
    publishing_submit(&house->mediation, &MAYA, house->id, 0, NULL);
    g_assert_cmpuint(waits_for(house, &MAYA), ==, 0);
    g_assert_cmpuint(waits_for(house, &GRACE), ==, 0);
    g_assert_cmpuint(waits_for(house, &PRIYA), ==, 1);
    item = g_ptr_array_index(house->items, 0);
    g_assert_cmpint(item->kind, ==, WAITING_PUBLICATION);
    g_assert_cmpstr(item->title, ==, "Boil your water");
    g_assert_cmpint(item->since, ==, NOON);
    g_assert_cmpuint(item->needed, ==, 2);
    look(house);
    publishing_decide(&house->mediation, &PRIYA, house->id, &house->row->digest, VERDICT_APPROVE, "", "", NULL);
    g_assert_cmpuint(waits_for(house, &PRIYA), ==, 0);
    g_assert_cmpuint(waits_for(house, &OMAR), ==, 1);
    g_assert_cmpuint(((const WaitingItem *)g_ptr_array_index(house->items, 0))->given, ==, 1);
}

static void
what_she_decides_in_anothers_stead_waits_for_her_too(House *house, gconstpointer data)
{
    (void)data;
    make(house);
    publishing_submit(&house->mediation, &MAYA, house->id, 0, NULL);
    g_assert_true(delegating_name(&house->mediation, &PRIYA,
                                  &(DelegationDraft){ "grace", NOON, NOON + CLOCK_DAY, "on leave" }, NULL));
    g_assert_cmpuint(waits_for(house, &GRACE), ==, 1);
    g_assert_cmpint(((const WaitingItem *)g_ptr_array_index(house->items, 0))->stead.value, ==, PRIYA.staff.value);
    clock_pin(NOON + CLOCK_DAY);
    g_assert_cmpuint(waits_for(house, &GRACE), ==, 0);
}

static void
what_left_without_review_waits_for_two_others(House *house, gconstpointer data)
{
    (void)data;
    make(house);
    release(house, &MAYA, "The water is bad.");
    g_assert_cmpuint(waits_for(house, &MAYA), ==, 0);
    g_assert_cmpuint(waits_for(house, &LENA), ==, 1);
    g_assert_cmpint(((const WaitingItem *)g_ptr_array_index(house->items, 0))->kind, ==, WAITING_AFTER_REVIEW);
    review(house, &LENA, TRUE, "");
    g_assert_cmpuint(waits_for(house, &LENA), ==, 0);
    g_assert_cmpuint(waits_for(house, &PRIYA), ==, 1);
}

static void
it_is_news_when_it_begins_to_wait_or_becomes_her_turn_or_falls_due(void)
{
    g_assert_cmpint(noticing_news(&(WaitingItem){ .since = 10 }, 50), ==, 10);
    g_assert_cmpint(noticing_news(&(WaitingItem){ .since = 10, .hers = 20 }, 50), ==, 20);
    g_assert_cmpint(noticing_news(&(WaitingItem){ .since = 10, .hers = 20, .due = 40 }, 30), ==, 20);
    g_assert_cmpint(noticing_news(&(WaitingItem){ .since = 10, .hers = 20, .due = 40 }, 50), ==, 40);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(test) g_test_add("/emergency/" #test, House, NULL, set_up, test, tear_down)
    ADD(it_leaves_at_once_with_a_reason_and_says_so);
    ADD(what_is_in_review_can_leave_too);
    ADD(two_others_review_it_afterwards);
    ADD(what_must_be_corrected_opens_a_correction);
    ADD(a_second_one_does_not_hide_the_first);
    ADD(nobody_looking_in_time_is_an_event);
    ADD(each_sees_what_she_may_decide_and_nothing_else);
    ADD(what_she_decides_in_anothers_stead_waits_for_her_too);
    ADD(what_left_without_review_waits_for_two_others);
    g_test_add_func("/emergency/it_is_news_when_it_begins_to_wait_or_becomes_her_turn_or_falls_due",
                    it_is_news_when_it_begins_to_wait_or_becomes_her_turn_or_falls_due);
    return g_test_run();
}
