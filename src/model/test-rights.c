/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "model/rights.h"
#include "model/token.h"

#define PARKS   ((UnitId){ 11 })
#define STREETS ((UnitId){ 12 })
#define NO_UNIT ((UnitId){ 0 })

/* In the order of Action. One letter per role: - not, u in her units, A everywhere; then system and channel: + or -. */
static const struct {
    Action action;
    const char *roles; /* officer lead records auditor policy admin communications */
    const char *parts; /* system channel */
} EXPECTED[] = {
    { ACTION_READ_INBOX, "uuAA---", "+-" },
    { ACTION_READ_CASE, "uuAA---", "+-" },
    { ACTION_READ_MESSAGES, "uuAA---", "+-" },
    { ACTION_READ_PERSON, "uuAA---", "+-" },
    { ACTION_READ_TRAIL, "uuAA---", "+-" },
    { ACTION_DOWNLOAD_PROOF, "uuAA---", "+-" },
    { ACTION_NOTE, "uu-----", "--" },
    { ACTION_TAKE, "uu-----", "--" },
    { ACTION_ASSIGN, "-u-----", "+-" },
    { ACTION_SET_STATE, "uu-----", "+-" },
    { ACTION_SET_UNIT, "uu-----", "+-" },
    { ACTION_EDIT_CASE, "uu-----", "+-" },
    { ACTION_MANAGE_TAGS, "-u--A--", "--" },
    { ACTION_MANAGE_TEMPLATES, "-u--A--", "--" },
    { ACTION_MANAGE_PARTNERS, "-u--AA-", "--" },
    { ACTION_REPLY, "uu-----", "--" },
    { ACTION_RELEASE_HELD, "--A----", "--" },
    { ACTION_READ_JOURNAL, "--AA-A-", "+-" },
    { ACTION_CHECK_READS, "--AA---", "+-" },
    { ACTION_SIGN_CHECKPOINT, "-----A-", "+-" },
    { ACTION_SEE_STAFF, "---A-A-", "+-" },
    { ACTION_MANAGE_STAFF, "-----A-", "+-" },
    { ACTION_MANAGE_UNITS, "-----A-", "+-" },
    { ACTION_SEE_PROMISES, "AAAAAAA", "+-" },
    { ACTION_MANAGE_PROMISES, "----AA-", "+-" },
    { ACTION_CHANGE_SETTINGS, "-----A-", "+-" },
    { ACTION_MANAGE_TOKENS, "-----A-", "+-" },
    { ACTION_MANAGE_WEBHOOKS, "-----A-", "+-" },
    { ACTION_SEE_RULES, "-AAAA--", "+-" },
    { ACTION_CHANGE_RULES, "----A--", "--" },
    { ACTION_APPROVE_RULES, "-AA-A--", "--" },
    { ACTION_SEE_HEALTH, "AAAAAAA", "+-" },
    { ACTION_PAUSE_CHANNEL, "----AA-", "+-" },
    { ACTION_SEE_PUBLICATIONS, "-A-A--A", "+-" },
    { ACTION_WRITE_PUBLICATION, "------A", "+-" },
    { ACTION_APPROVE_PUBLICATION, "-A----A", "--" },
    { ACTION_RELEASE_UNREVIEWED, "-u----A", "--" },
    { ACTION_MANAGE_TOPICS, "------A", "--" },
    { ACTION_SEE_COMMENTS, "-AAA--A", "+-" },
    { ACTION_MODERATE_COMMENTS, "--A---A", "--" },
    { ACTION_ANSWER_COMMENT_APPEALS, "-AA---A", "--" },
    { ACTION_MANAGE_COMMENTS, "------A", "--" },
    { ACTION_MANAGE_SUBSCRIBERS, "--A---A", "--" },
    { ACTION_IMPORT_SUBSCRIBERS, "-------", "+-" },
    { ACTION_SUBMIT_MESSAGE, "uu-----", "-+" },
    { ACTION_SUBMIT_REPORT, "-------", "++" },
    { ACTION_TELL_STATE, "-------", "-+" },
    { ACTION_PROCESS_MESSAGE, "-------", "+-" },
    { ACTION_ACKNOWLEDGE, "-------", "+-" },
    { ACTION_DELIVER, "-------", "+-" },
    { ACTION_RENEW_LINK, "uu-----", "+-" },
    { ACTION_READ_OWN_CASE, "-------", "--" },
    { ACTION_WRITE_OWN_CASE, "-------", "--" },
};
G_STATIC_ASSERT(G_N_ELEMENTS(EXPECTED) == ACTION_COUNT);

static Actor
member(const RoleGrant *grants, guint count)
{
    return (Actor){ .kind = ACTOR_STAFF, .staff = { 1 }, .name = "Petra", .grants = grants, .grant_count = count };
}

static void
every_role_has_exactly_the_rights_of_the_table(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        Action action = EXPECTED[i].action;

        g_assert_cmpint(action, ==, (int)i);
        for (int role = 0; role < ROLE_COUNT; role++) {
            RoleGrant in_parks = { (Role)role, PARKS }, everywhere = { (Role)role, NO_UNIT };
            Actor hers = member(&in_parks, 1), whole = member(&everywhere, 1);
            char expected = EXPECTED[i].roles[role];

            g_test_message("right %zu of %s", i, role_name((Role)role));
            g_assert_cmpint(rights_may(&hers, action, PARKS), ==, expected != '-');
            g_assert_cmpint(rights_may(&hers, action, STREETS), ==, expected == 'A');
            g_assert_cmpint(rights_may(&hers, action, NO_UNIT), ==, expected == 'A');
            g_assert_cmpint(rights_may_anywhere(&hers, action), ==, expected != '-');
            g_assert_cmpint(rights_may(&whole, action, STREETS), ==, expected != '-');
            g_assert_cmpint(rights_may(&whole, action, NO_UNIT), ==, expected != '-');
        }
    }
}

static void
the_house_and_its_channels_have_what_they_need(void)
{
    Actor channel = { .kind = ACTOR_CHANNEL, .name = "email" };

    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        g_test_message("right %zu", i);
        g_assert_cmpint(rights_may(&ACTOR_TRIBUNE, EXPECTED[i].action, NO_UNIT), ==, EXPECTED[i].parts[0] == '+');
        g_assert_cmpint(rights_may(&channel, EXPECTED[i].action, PARKS), ==, EXPECTED[i].parts[1] == '+');
    }
}

static void
grants_count_for_staff_alone(void)
{
    static const RoleGrant all[] = { { ROLE_OFFICER, { 0 } }, { ROLE_RECORDS, { 0 } }, { ROLE_ADMIN, { 0 } } };
    static const ActorKind kinds[] = { ACTOR_CITIZEN, ACTOR_TOKEN };

    for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++) {
        Actor actor = member(all, 3);

        actor.kind = kinds[k];
        for (int action = 0; action < ACTION_COUNT; action++) {
            g_assert_false(rights_may(&actor, (Action)action, PARKS));
            g_assert_false(rights_may_anywhere(&actor, (Action)action));
        }
    }
}

static void
a_citizen_by_link_reads_and_writes_her_own_case_and_nothing_else(void)
{
    Actor citizen = { .kind = ACTOR_CITIZEN, .name = "Ada", .own = { 5 } }, officer = { .kind = ACTOR_STAFF };
    Actor nothing = { .kind = ACTOR_CITIZEN, .name = "Ada" };

    for (int action = 0; action < ACTION_COUNT; action++) {
        gboolean hers = action == ACTION_READ_OWN_CASE || action == ACTION_WRITE_OWN_CASE;

        g_assert_cmpint(rights_check_own(&citizen, (Action)action, (CaseId){ 5 }, NULL), ==, hers);
        g_assert_false(rights_check_own(&citizen, (Action)action, (CaseId){ 6 }, NULL));
        g_assert_false(rights_check_own(&nothing, (Action)action, (CaseId){ 0 }, NULL));
        g_assert_false(rights_check_own(&officer, (Action)action, (CaseId){ 0 }, NULL));
        g_assert_false(rights_may(&citizen, (Action)action, PARKS));
    }
}

static void
an_auditor_changes_nothing_and_an_admin_reads_no_content(void)
{
    static const Action changes[] = { ACTION_NOTE,         ACTION_TAKE,         ACTION_ASSIGN,
                                      ACTION_SET_STATE,    ACTION_SET_UNIT,     ACTION_EDIT_CASE,
                                      ACTION_REPLY,        ACTION_RELEASE_HELD, ACTION_SIGN_CHECKPOINT,
                                      ACTION_MANAGE_STAFF, ACTION_MANAGE_UNITS, ACTION_CHANGE_SETTINGS,
                                      ACTION_CHANGE_RULES };
    static const Action content[] = { ACTION_READ_INBOX, ACTION_READ_CASE, ACTION_READ_TRAIL, ACTION_DOWNLOAD_PROOF,
                                      ACTION_RELEASE_HELD };
    RoleGrant audits = { ROLE_AUDITOR, { 0 } }, administers = { ROLE_ADMIN, { 0 } };
    Actor auditor = member(&audits, 1), admin = member(&administers, 1);

    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++)
        g_assert_false(rights_may_anywhere(&auditor, changes[i]));
    for (gsize i = 0; i < G_N_ELEMENTS(content); i++)
        g_assert_false(rights_may_anywhere(&admin, content[i]));
}

static void
several_roles_add_up(void)
{
    static const RoleGrant grants[] = { { ROLE_OFFICER, { 11 } }, { ROLE_LEAD, { 12 } }, { ROLE_OFFICER, { 12 } } };
    Actor actor = member(grants, 3);
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(UnitId));

    g_assert_cmpint(rights_scope(&actor, ACTION_READ_CASE, units), ==, SCOPE_OWN);
    g_assert_cmpuint(units->len, ==, 2);
    g_assert_true(rights_may(&actor, ACTION_ASSIGN, STREETS));
    g_assert_false(rights_may(&actor, ACTION_ASSIGN, PARKS));
    g_array_set_size(units, 0);
    g_assert_cmpint(rights_scope(&actor, ACTION_MANAGE_STAFF, units), ==, SCOPE_NONE);
    g_assert_cmpint(rights_scope(&actor, ACTION_SEE_HEALTH, units), ==, SCOPE_ALL);
    g_assert_cmpuint(units->len, ==, 0);
}

static Actor
program(const ActorProgram *what, StaffId staff, const RoleGrant *grants, guint count)
{
    return (Actor){ .kind = ACTOR_TOKEN,
                    .staff = staff,
                    .name = "Call centre",
                    .grants = grants,
                    .grant_count = count,
                    .program = what };
}

static void
a_program_may_what_its_scopes_say_where_its_units_are(void)
{
    static const UnitId parks[] = { { 11 } };
    ActorProgram reads = { .scopes = TOKEN_CASES_READ, .units = parks, .unit_count = 1 };
    ActorProgram all = { .scopes = TOKEN_CASES_READ | TOKEN_WEBHOOKS_MANAGE, .everywhere = TRUE };
    Actor actor = program(&reads, (StaffId){ 0 }, NULL, 0), whole = program(&all, (StaffId){ 0 }, NULL, 0);
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(UnitId));

    g_assert_true(rights_may(&actor, ACTION_READ_CASE, PARKS));
    g_assert_false(rights_may(&actor, ACTION_READ_CASE, STREETS));
    g_assert_false(rights_may(&actor, ACTION_READ_CASE, NO_UNIT));
    g_assert_false(rights_may(&actor, ACTION_READ_MESSAGES, PARKS));
    g_assert_false(rights_may(&actor, ACTION_SET_STATE, PARKS));
    g_assert_cmpint(rights_scope(&actor, ACTION_READ_INBOX, units), ==, SCOPE_OWN);
    g_assert_cmpuint(units->len, ==, 1);
    g_assert_cmpint(rights_scope(&whole, ACTION_READ_INBOX, NULL), ==, SCOPE_ALL);
    g_assert_true(rights_may(&whole, ACTION_MANAGE_WEBHOOKS, NO_UNIT));
    g_assert_false(rights_may(&whole, ACTION_RELEASE_HELD, PARKS));
    g_assert_false(rights_may(&whole, ACTION_MANAGE_TOKENS, NO_UNIT));
}

static void
a_program_that_acts_for_somebody_may_no_more_than_she(void)
{
    static const RoleGrant hers[] = { { ROLE_OFFICER, { 11 } } };
    ActorProgram all = { .scopes = G_MAXUINT, .everywhere = TRUE };
    Actor actor = program(&all, (StaffId){ 7 }, hers, 1), nobodys = program(&all, (StaffId){ 0 }, NULL, 0);
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(UnitId));

    g_assert_true(rights_may(&actor, ACTION_REPLY, PARKS));
    g_assert_false(rights_may(&actor, ACTION_REPLY, STREETS));
    g_assert_false(rights_may(&actor, ACTION_ASSIGN, PARKS));
    g_assert_false(rights_may(&actor, ACTION_MANAGE_WEBHOOKS, NO_UNIT));
    g_assert_cmpint(rights_scope(&actor, ACTION_READ_CASE, units), ==, SCOPE_OWN);
    g_assert_cmpint(g_array_index(units, UnitId, 0).value, ==, 11);
    g_assert_false(rights_may(&nobodys, ACTION_REPLY, PARKS));
    g_assert_true(rights_may(&nobodys, ACTION_NOTE, PARKS));
}

static void
every_refusal_says_what_is_refused(void)
{
    Actor nobody = member(NULL, 0);

    for (int action = 0; action < ACTION_COUNT; action++) {
        g_autoptr(GError) error = NULL, again = NULL;

        g_assert_false(rights_check(&nobody, (Action)action, PARKS, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
        g_assert_cmpuint(g_utf8_strlen(error->message, -1), >, 10);
        g_assert_false(rights_check_anywhere(&nobody, (Action)action, &again));
        g_assert_cmpstr(again->message, ==, error->message);
    }
    g_assert_true(rights_check(&ACTOR_TRIBUNE, ACTION_DELIVER, NO_UNIT, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rights/every-role-has-exactly-the-rights-of-the-table",
                    every_role_has_exactly_the_rights_of_the_table);
    g_test_add_func("/rights/the-house-and-its-channels-have-what-they-need",
                    the_house_and_its_channels_have_what_they_need);
    g_test_add_func("/rights/grants-count-for-staff-alone", grants_count_for_staff_alone);
    g_test_add_func("/rights/a-citizen-by-link-reads-and-writes-her-own-case-and-nothing-else",
                    a_citizen_by_link_reads_and_writes_her_own_case_and_nothing_else);
    g_test_add_func("/rights/an-auditor-changes-nothing-and-an-admin-reads-no-content",
                    an_auditor_changes_nothing_and_an_admin_reads_no_content);
    g_test_add_func("/rights/several-roles-add-up", several_roles_add_up);
    g_test_add_func("/rights/a-program-may-what-its-scopes-say-where-its-units-are",
                    a_program_may_what_its_scopes_say_where_its_units_are);
    g_test_add_func("/rights/a-program-that-acts-for-somebody-may-no-more-than-she",
                    a_program_that_acts_for_somebody_may_no_more_than_she);
    g_test_add_func("/rights/every-refusal-says-what-is-refused", every_refusal_says_what_is_refused);
    return g_test_run();
}
