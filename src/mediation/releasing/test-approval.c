/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/approval.h"

#include "base/clock.h"
#include "base/error.h"
#include "mediation/releasing/delegating.h"
#include "mediation/staff/test-hire.h"
#include "mediation/test-fixture.h"
#include "store/staff-store.h"

#define NOON G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */

static const RoleGrant LEADS = { ROLE_LEAD, { 7 } }, WRITES = { ROLE_COMMUNICATIONS, { 0 } },
                       WORKS = { ROLE_OFFICER, { 7 } }, READS = { ROLE_AUDITOR, { 0 } }, RUNS = { ROLE_ADMIN, { 0 } };

/* clang-format off */
static const Actor MAYA = { .kind = ACTOR_STAFF, .staff = { 1 }, .name = "Maya", .grants = &WRITES, .grant_count = 1 };
static const Actor PRIYA = { .kind = ACTOR_STAFF, .staff = { 2 }, .name = "Priya", .grants = &LEADS, .grant_count = 1 };
static const Actor LENA = { .kind = ACTOR_STAFF, .staff = { 3 }, .name = "Lena", .grants = &LEADS, .grant_count = 1 };
static const Actor GRACE = { .kind = ACTOR_STAFF, .staff = { 4 }, .name = "Grace", .grants = &WORKS, .grant_count = 1 };
static const Actor SAM = { .kind = ACTOR_STAFF, .staff = { 5 }, .name = "Sam", .grants = &WORKS, .grant_count = 1 };
static const Actor COLIN = { .kind = ACTOR_STAFF, .staff = { 6 }, .name = "Colin", .grants = &READS, .grant_count = 1 };
static const Actor ADMIN = { .kind = ACTOR_STAFF, .staff = { 7 }, .name = "Admin", .grants = &RUNS, .grant_count = 1 };
static const Actor OMAR = { .kind = ACTOR_STAFF, .staff = { 8 }, .name = "Omar", .grants = &WRITES, .grant_count = 1 };
/* clang-format on */

static const StaffId AUTHOR = { 1 };

static gboolean
may(const Actor *actor, guint tier, gconstpointer data)
{
    (void)tier;
    (void)data;
    return rights_may_anywhere(actor, ACTION_APPROVE_PUBLICATION);
}

typedef struct {
    char *folder;
    Mediation mediation;
    ApprovalQuestion question;
    const Actor *actor;
    ApprovalVerdict verdict;
    ApprovalState state;
    gboolean complete;
    GPtrArray *given;
    const Actor *changed;
    gboolean disabled;
} House;

static void
set_up(House *house, gconstpointer data)
{
    const Actor *const people[] = { &MAYA, &PRIYA, &LENA, &GRACE, &SAM, &COLIN, &ADMIN, &OMAR };

    (void)data;
    clock_pin(NOON);
    house->folder = test_folder_new();
    house->mediation.store = test_store_open(house->folder);
    for (guint i = 0; i < G_N_ELEMENTS(people); i++)
        test_hire(house->mediation.store, people[i]);
    house->question = (ApprovalQuestion){
        .subject = 99, .digest = { { 1, 2, 3 } }, .authors = &AUTHOR, .author_count = 1, .tiers = 2, .may = may
    };
}

static void
tear_down(House *house, gconstpointer data)
{
    (void)data;
    clock_pin(0);
    g_clear_pointer(&house->given, g_ptr_array_unref);
    store_close(house->mediation.store);
    test_folder_remove(house->folder);
    g_free(house->folder);
}

static gboolean
run_decide(DbSession *session, gpointer data, GError **error)
{
    House *house = data;

    return approval_decide(&house->mediation, session, house->actor, &house->question, &house->question.digest,
                           house->verdict, "", &house->state, error);
}

/* The code of the refusal, or -1. */
static int
approve(House *house, const Actor *actor)
{
    g_autoptr(GError) error = NULL;

    house->actor = actor;
    house->verdict = VERDICT_APPROVE;
    return store_write(house->mediation.store, run_decide, house, &error) ? -1 : error->code;
}

static gboolean
run_complete(DbSession *session, gpointer data, GError **error)
{
    House *house = data;
    gint64 leaf;

    g_clear_pointer(&house->given, g_ptr_array_unref);
    house->given = approval_store_list(house->mediation.store, session, house->question.subject, error);
    return house->given != NULL &&
           approval_is_complete(&house->mediation, session, &house->question, &house->complete, &leaf, error);
}

static gboolean
is_complete(House *house)
{
    g_autoptr(GError) error = NULL;

    store_read(house->mediation.store, run_complete, house, &error);
    g_assert_no_error(error);
    return house->complete;
}

/* The code of the refusal, or -1. */
static int
name(House *house, const Actor *actor, const char *delegate, gint64 days)
{
    g_autoptr(GError) error = NULL;

    return delegating_name(&house->mediation, actor,
                           &(DelegationDraft){ delegate, NOON, NOON + days * CLOCK_DAY, "on leave" }, &error)
               ? -1
               : error->code;
}

static gboolean
run_change(DbSession *session, gpointer data, GError **error)
{
    const House *house = data;
    g_autoptr(Staff) staff = staff_store_load(session, house->changed->staff, error);

    if (staff == NULL)
        return FALSE;
    staff->disabled = house->disabled;
    g_array_set_size(staff->grants, 0);
    return staff_store_update(session, staff, error) &&
           staff_store_replace_roles(session, staff->id, staff->grants, error);
}

static void
take_roles(House *house, const Actor *actor, gboolean disable)
{
    g_autoptr(GError) error = NULL;

    house->changed = actor;
    house->disabled = disable;
    store_write(house->mediation.store, run_change, house, &error);
    g_assert_no_error(error);
}

/* ---- an approval is worth what its giver's right is worth ---- */

static void
the_approval_of_who_lost_her_role_counts_no_more(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(approve(house, &PRIYA), ==, -1);
    g_assert_cmpint(approve(house, &LENA), ==, -1);
    g_assert_cmpint(house->state, ==, APPROVAL_COMPLETE);
    g_assert_true(is_complete(house));
    take_roles(house, &PRIYA, FALSE);
    g_assert_false(is_complete(house));
}

static void
the_approval_of_who_was_disabled_counts_no_more(House *house, gconstpointer data)
{
    (void)data;
    house->question.tiers = 1;
    g_assert_cmpint(approve(house, &PRIYA), ==, -1);
    g_assert_true(is_complete(house));
    take_roles(house, &PRIYA, TRUE);
    g_assert_false(is_complete(house));
}

static void
a_lapsed_approval_is_made_up_for_by_another(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(approve(house, &PRIYA), ==, -1);
    take_roles(house, &PRIYA, FALSE);
    g_assert_cmpint(approve(house, &LENA), ==, -1);
    g_assert_cmpint(house->state, ==, APPROVAL_WAITS);
    g_assert_cmpint(approve(house, &OMAR), ==, -1);
    g_assert_cmpint(house->state, ==, APPROVAL_COMPLETE);
    g_assert_true(is_complete(house));
}

/* ---- in another's stead ---- */

static void
who_was_named_decides_in_her_stead_and_both_are_recorded(House *house, gconstpointer data)
{
    const Approval *approval;

    (void)data;
    house->question.tiers = 1;
    g_assert_cmpint(approve(house, &GRACE), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(name(house, &PRIYA, "grace", 14), ==, -1);
    g_assert_cmpint(approve(house, &GRACE), ==, -1);
    g_assert_true(is_complete(house));
    approval = g_ptr_array_index(house->given, 0);
    g_assert_cmpint(approval->staff.value, ==, GRACE.staff.value);
    g_assert_cmpint(approval->stead.value, ==, PRIYA.staff.value);
    g_assert_cmpint(test_events(house->mediation.store, EVENT_DELEGATION_GIVEN), ==, 1);
}

static void
it_holds_from_its_first_day_until_its_last(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    delegating_name(&house->mediation, &PRIYA,
                    &(DelegationDraft){ "grace", NOON + CLOCK_DAY, NOON + 3 * CLOCK_DAY, "on leave" }, &error);
    g_assert_no_error(error);
    g_assert_cmpint(approve(house, &GRACE), ==, TRIBUNE_ERROR_FORBIDDEN);
    clock_pin(NOON + 3 * CLOCK_DAY);
    g_assert_cmpint(approve(house, &GRACE), ==, TRIBUNE_ERROR_FORBIDDEN);
    clock_pin(NOON + 3 * CLOCK_DAY - 1);
    g_assert_cmpint(approve(house, &GRACE), ==, -1);
}

static void
what_was_approved_in_time_counts_after_its_end(House *house, gconstpointer data)
{
    (void)data;
    house->question.tiers = 1;
    g_assert_cmpint(name(house, &PRIYA, "grace", 1), ==, -1);
    g_assert_cmpint(approve(house, &GRACE), ==, -1);
    clock_pin(NOON + 5 * CLOCK_DAY);
    g_assert_true(is_complete(house));
    /* But not once the right that was lent is gone. */
    take_roles(house, &PRIYA, FALSE);
    g_assert_false(is_complete(house));
}

static void
it_is_never_passed_on(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(name(house, &PRIYA, "grace", 14), ==, -1);
    g_assert_cmpint(name(house, &GRACE, "sam", 14), ==, -1);
    g_assert_cmpint(approve(house, &SAM), ==, TRIBUNE_ERROR_FORBIDDEN);
}

static void
nobody_approves_what_she_wrote_through_another(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(name(house, &MAYA, "grace", 14), ==, -1);
    g_assert_cmpint(approve(house, &GRACE), ==, TRIBUNE_ERROR_FORBIDDEN);
    /* … nor for another. */
    g_assert_cmpint(name(house, &PRIYA, "maya", 14), ==, -1);
    g_assert_cmpint(approve(house, &MAYA), ==, TRIBUNE_ERROR_FORBIDDEN);
}

static void
two_who_stand_for_one_are_one_tier(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(name(house, &PRIYA, "grace", 14), ==, -1);
    g_assert_cmpint(name(house, &PRIYA, "sam", 14), ==, -1);
    g_assert_cmpint(approve(house, &GRACE), ==, -1);
    g_assert_cmpint(house->state, ==, APPROVAL_WAITS);
    g_assert_cmpint(approve(house, &GRACE), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(approve(house, &SAM), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(approve(house, &PRIYA), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(approve(house, &LENA), ==, -1);
    g_assert_cmpint(house->state, ==, APPROVAL_COMPLETE);
}

static void
who_decides_by_her_own_right_and_in_anothers_stead_is_one_tier(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(name(house, &PRIYA, "lena", 14), ==, -1);
    g_assert_cmpint(approve(house, &LENA), ==, -1);
    g_assert_cmpint(approve(house, &LENA), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(is_complete(house));
}

static void
it_ends_early(House *house, gconstpointer data)
{
    g_autoptr(GPtrArray) list = NULL;
    gint64 id;

    (void)data;
    g_assert_cmpint(name(house, &PRIYA, "grace", 14), ==, -1);
    list = delegating_list(&house->mediation, &PRIYA, FALSE, NULL);
    g_assert_cmpuint(list->len, ==, 1);
    id = ((const DelegationLine *)g_ptr_array_index(list, 0))->delegation->id;
    g_assert_false(delegating_end(&house->mediation, &SAM, id, NULL));
    g_assert_true(delegating_end(&house->mediation, &ADMIN, id, NULL));
    g_assert_cmpint(approve(house, &GRACE), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(test_events(house->mediation.store, EVENT_DELEGATION_ENDED), ==, 1);
}

static void
what_is_named_has_bounds(House *house, gconstpointer data)
{
    g_autoptr(GPtrArray) all = NULL;

    (void)data;
    g_assert_cmpint(name(house, &PRIYA, "grace", 90), ==, -1);
    g_assert_cmpint(name(house, &PRIYA, "grace", 91), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(name(house, &PRIYA, "grace", 0), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(name(house, &PRIYA, "nobody", 1), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(name(house, &PRIYA, "priya", 1), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(name(house, &PRIYA, "colin", 1), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(name(house, &PRIYA, "admin", 1), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(name(house, &COLIN, "grace", 1), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(
        delegating_name(&house->mediation, &PRIYA, &(DelegationDraft){ "grace", NOON, NOON + CLOCK_DAY, " " }, NULL));
    for (guint i = 1; i < DELEGATIONS_MAX; i++)
        g_assert_cmpint(name(house, &PRIYA, "grace", 1), ==, -1);
    g_assert_cmpint(name(house, &PRIYA, "grace", 1), ==, TRIBUNE_ERROR_LIMIT);
    g_assert_null(delegating_list(&house->mediation, &PRIYA, TRUE, NULL));
    all = delegating_list(&house->mediation, &ADMIN, TRUE, NULL);
    g_assert_cmpuint(all->len, ==, DELEGATIONS_MAX);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(test) g_test_add("/approval/" #test, House, NULL, set_up, test, tear_down)
    ADD(the_approval_of_who_lost_her_role_counts_no_more);
    ADD(the_approval_of_who_was_disabled_counts_no_more);
    ADD(a_lapsed_approval_is_made_up_for_by_another);
    ADD(who_was_named_decides_in_her_stead_and_both_are_recorded);
    ADD(it_holds_from_its_first_day_until_its_last);
    ADD(what_was_approved_in_time_counts_after_its_end);
    ADD(it_is_never_passed_on);
    ADD(nobody_approves_what_she_wrote_through_another);
    ADD(two_who_stand_for_one_are_one_tier);
    ADD(who_decides_by_her_own_right_and_in_anothers_stead_is_one_tier);
    ADD(it_ends_early);
    ADD(what_is_named_has_bounds);
    return g_test_run();
}
