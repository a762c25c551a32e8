/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "mediation/programs/tokens.h"
#include "mediation/test-fixture.h"
#include "model/rights.h"
#include "store/staff-store.h"
#include "store/unit-store.h"

typedef struct {
    char *folder;
    Store *store;
    UnitId unit;
    StaffId officer;
} House;

static gboolean
furnish(DbSession *session, gpointer data, GError **error)
{
    House *house = data;
    Unit unit = { .id = house->unit, .code = (char *)"parks", .name = (char *)"Parks" };
    g_autoptr(Staff) staff = staff_new();
    RoleGrant grant = { ROLE_OFFICER, house->unit };

    staff->id = house->officer;
    staff->login = g_strdup("grace");
    staff->name = g_strdup("Grace Okafor");
    staff->locale = g_strdup("");
    g_array_append_val(staff->grants, grant);
    return unit_store_insert(session, &unit, error) && staff_store_insert(session, staff, "x", error);
}

static gboolean
disable(DbSession *session, gpointer data, GError **error)
{
    House *house = data;
    g_autoptr(Staff) staff = staff_store_load(session, house->officer, error);

    staff->disabled = TRUE;
    return staff_store_update(session, staff, error);
}

static void
set_up(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    house->folder = test_folder_new();
    house->store = test_store_open(house->folder);
    house->unit.value = id_next();
    house->officer.value = id_next();
    g_assert_true(store_write(house->store, furnish, house, &error));
}

static void
tear_down(House *house, gconstpointer data)
{
    (void)data;
    clock_pin(0);
    store_close(house->store);
    test_folder_remove(house->folder);
    g_free(house->folder);
}

static char *
add(House *house, StaffId staff, gint64 expires, TokenId *ret)
{
    g_autoptr(GError) error = NULL;
    char *text = tokens_add(house->store, &ACTOR_TRIBUNE,
                            &(TokenDraft){ .name = "Call centre",
                                           .scopes = TOKEN_CASES_READ | TOKEN_MESSAGES_WRITE,
                                           .units = &house->unit,
                                           .unit_count = 1,
                                           .staff = staff,
                                           .expires = expires },
                            ret, &error);

    g_assert_no_error(error);
    return text;
}

static void
a_token_is_found_by_its_text_alone(House *house, gconstpointer data)
{
    TokenId id;
    g_autofree char *text = add(house, (StaffId){ 0 }, 0, &id);
    g_autoptr(GError) error = NULL;
    g_autoptr(TokenHolder) holder = tokens_find(house->store, text, clock_now(), &error);

    (void)data;
    g_assert_no_error(error);
    g_assert_cmpuint(strlen(text), ==, TOKENS_TEXT_LENGTH);
    g_assert_true(g_str_has_prefix(text, "tri_"));
    g_assert_cmpint(holder->token->id.value, ==, id.value);
    g_assert_cmpstr(holder->actor.name, ==, "Call centre");
    g_assert_true(rights_may(&holder->actor, ACTION_READ_CASE, house->unit));
    g_assert_false(rights_may(&holder->actor, ACTION_REPLY, house->unit));
    g_assert_cmpint(test_events(house->store, EVENT_TOKEN_ADDED), ==, 1);
}

static void
a_mistyped_token_is_refused_by_its_checksum(House *house, gconstpointer data)
{
    TokenId id;
    g_autofree char *text = add(house, (StaffId){ 0 }, 0, &id);
    Digest hash;

    (void)data;
    g_assert_true(tokens_parse(text, &hash));
    for (gsize i = 0; i < strlen(text); i++) {
        g_autofree char *wrong = g_strdup(text);

        wrong[i] = wrong[i] == '7' ? '8' : '7';
        g_assert_false(tokens_parse(wrong, &hash));
    }
    g_assert_false(tokens_parse("", &hash));
    g_assert_false(tokens_parse("tri_", &hash));
}

static void
assert_refused(House *house, const char *text)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(tokens_find(house->store, text, clock_now(), &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
a_revoked_token_opens_nothing_from_then_on(House *house, gconstpointer data)
{
    TokenId id;
    g_autofree char *text = add(house, (StaffId){ 0 }, 0, &id);

    (void)data;
    g_assert_true(tokens_revoke(house->store, &ACTOR_TRIBUNE, id, NULL));
    assert_refused(house, text);
    g_assert_true(tokens_revoke(house->store, &ACTOR_TRIBUNE, id, NULL));
    g_assert_cmpint(test_events(house->store, EVENT_TOKEN_REVOKED), ==, 1);
}

static void
a_token_ends_when_it_says(House *house, gconstpointer data)
{
    gint64 now = clock_now();
    TokenId id;
    g_autofree char *text = add(house, (StaffId){ 0 }, now + CLOCK_DAY, &id);
    g_autoptr(TokenHolder) holder = tokens_find(house->store, text, now + CLOCK_DAY - 1, NULL);

    (void)data;
    g_assert_nonnull(holder);
    g_assert_null(tokens_find(house->store, text, now + CLOCK_DAY, NULL));
}

static void
a_token_that_acts_for_somebody_ends_with_her_access(House *house, gconstpointer data)
{
    TokenId id;
    g_autofree char *text = add(house, house->officer, 0, &id);
    g_autoptr(TokenHolder) holder = tokens_find(house->store, text, clock_now(), NULL);

    (void)data;
    g_assert_cmpstr(holder->actor.name, ==, "Grace Okafor, by Call centre");
    g_assert_true(rights_may(&holder->actor, ACTION_REPLY, house->unit));
    g_assert_true(store_write(house->store, disable, house, NULL));
    assert_refused(house, text);
}

static void
only_who_manages_tokens_makes_sees_and_revokes_them(House *house, gconstpointer data)
{
    static const RoleGrant lead = { ROLE_LEAD, { 0 } };
    Actor actor = { .kind = ACTOR_STAFF, .staff = { 1 }, .name = "Petra", .grants = &lead, .grant_count = 1 };
    TokenDraft draft = { .name = "x", .scopes = 1, .everywhere = TRUE };
    g_autoptr(GError) adding = NULL, listing = NULL, revoking = NULL;
    TokenId id;

    (void)data;
    g_assert_null(tokens_add(house->store, &actor, &draft, &id, &adding));
    g_assert_error(adding, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_null(tokens_list(house->store, &actor, &listing));
    g_assert_error(listing, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(tokens_revoke(house->store, &actor, (TokenId){ 1 }, &revoking));
    g_assert_error(revoking, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

static void
a_token_without_name_scope_or_unit_is_not_made(House *house, gconstpointer data)
{
    const TokenDraft drafts[] = {
        { .name = " ", .scopes = 1, .everywhere = TRUE },
        { .name = "x", .scopes = 0, .everywhere = TRUE },
        { .name = "x", .scopes = 1 },
        { .name = "x", .scopes = 1, .everywhere = TRUE, .expires = 1 },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(drafts); i++) {
        g_autoptr(GError) error = NULL;
        TokenId id;

        g_assert_null(tokens_add(house->store, &ACTOR_TRIBUNE, &drafts[i], &id, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
its_use_is_noted_by_the_hour(House *house, gconstpointer data)
{
    gint64 noon = G_GINT64_CONSTANT(1795348800000000);
    TokenId id;
    g_autofree char *text = add(house, (StaffId){ 0 }, 0, &id);
    g_autoptr(TokenHolder) first = tokens_find(house->store, text, noon, NULL), again = NULL;

    (void)data;
    g_assert_true(tokens_touch(house->store, first, noon + CLOCK_MINUTE, NULL));
    again = tokens_find(house->store, text, noon, NULL);
    g_assert_cmpint(again->token->used, ==, noon);
}

#define TEST(name, function) g_test_add("/tokens/" name, House, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("a-token-is-found-by-its-text-alone", a_token_is_found_by_its_text_alone);
    TEST("a-mistyped-token-is-refused-by-its-checksum", a_mistyped_token_is_refused_by_its_checksum);
    TEST("a-revoked-token-opens-nothing-from-then-on", a_revoked_token_opens_nothing_from_then_on);
    TEST("a-token-ends-when-it-says", a_token_ends_when_it_says);
    TEST("a-token-that-acts-for-somebody-ends-with-her-access", a_token_that_acts_for_somebody_ends_with_her_access);
    TEST("only-who-manages-tokens-makes-sees-and-revokes-them", only_who_manages_tokens_makes_sees_and_revokes_them);
    TEST("a-token-without-name-scope-or-unit-is-not-made", a_token_without_name_scope_or_unit_is_not_made);
    TEST("its-use-is-noted-by-the-hour", its_use_is_noted_by_the_hour);
    return g_test_run();
}
