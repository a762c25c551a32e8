/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-linking-house.h: the small house with decision tables, links for citizens, and a second channel that
 * carries to addresses of another kind: "tin:ada". */
#pragma once
#include "mediation/delivering/report.h"
#include "mediation/people/citizen-access.h"
#include "mediation/people/proving.h"
#include "store/access-store.h"
#include "store/address-store.h"
#include "store/person-store.h"
#include "stories/test-policy-house.h"
#include "views/person-view.h"

#define TIN_DESK "tin:desk"

static struct channel_driver tin_channel, sure_echo; /* made by set_up_linking() */
static const struct channel_driver *const LINKING_DRIVERS[] = { &sure_echo, &tin_channel, &refuse_channel, NULL };
static const ConfigTable TIN_TABLE = { "channel", .driver = "tin", .keys = NO_KEYS };
static const ConfigTable *const LINKING_TABLES[] = { &COMMON,       &ECHO_TABLE,   &TIN_TABLE,
                                                     &REFUSE_TABLE, &FILTER_TABLE, NULL };
static const guint8 LINKING_SECRET[32] = { 9 };

static inline char *
tin_resolve(gpointer channel, const char *text, GError **error)
{
    (void)channel;
    if (g_str_has_prefix(text, "tin:"))
        return g_strdup(text);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "an address of tin begins with tin:");
    return NULL;
}

static inline gboolean
add_tin_desk(DbSession *session, gpointer data, GError **error)
{
    House *house = data;
    Endpoint endpoint = { .id = { id_next() },
                          .channel = (char *)"tin",
                          .uri = (char *)TIN_DESK,
                          .name = (char *)"Tin desk",
                          .unit = house->unit };
    Endpoint refusing = { .id = { id_next() },
                          .channel = (char *)"refuse",
                          .uri = (char *)"refuse:desk",
                          .name = (char *)"Desk",
                          .unit = house->unit };

    return test_add_endpoint(house->mediation.store, session, &endpoint, error) &&
           test_add_endpoint(house->mediation.store, session, &refusing, error);
}

static inline void
set_up_linking(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    sure_echo = tin_channel = echo_channel;
    sure_echo.capabilities.assurance = 1;
    tin_channel.name = "tin";
    tin_channel.label = "tin";
    tin_channel.capabilities.scheme = "tin";
    tin_channel.capabilities.assurance = 2;
    tin_channel.resolve = tin_resolve;
    house->channel = "echo";
    house->desk = DESK;
    house->domain = "northam.example";
    house->settings = "[channel.echo]\ndriver = echo\n[channel.tin]\ndriver = tin\n[channel.refuse]\ndriver = refuse\n";
    house->master = MASTER;
    house->drivers = LINKING_DRIVERS;
    house->tables = LINKING_TABLES;
    open_house(house, data);
    g_assert_true(store_write(house->mediation.store, add_tin_desk, house, &error));
    g_assert_true(directory_reload(house->mediation.directory, &error));
    house->mediation.policy = policy_open(house->mediation.store, &error);
    g_assert_no_error(error);
    house->mediation.portal_url = "https://contact.northam.example";
    house->mediation.access = citizen_access_new(&house->mediation, LINKING_SECRET);
}

static inline void
tear_down_linking(House *house, gconstpointer data)
{
    tear_down_policy(house, data);
    citizen_access_free(house->mediation.access);
}

static inline gpointer
tin_of(House *house)
{
    return channels_find(house->mediation.channels, "tin")->handle;
}

/* By the channel tin. */
static inline void
write_by_tin(House *house, const char *from, const char *to, const char *text)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "tin" };
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    g_autoptr(GError) error = NULL;
    g_autoptr(MessageDraft) draft = tin_channel.parse(tin_of(house), raw, from, to, &error);
    IntakeResult result;
    MessageId id;

    g_assert_true(intake_submit(house->intake, &channel, "tin", draft, &result, &id, &error));
    g_assert_no_error(error);
}

/* ---- who asks ---- */

typedef struct {
    const CaseView *view;
    Citizen *citizen;
    House *house;
} Entering;

static inline gboolean
give_access(DbSession *session, gpointer data, GError **error)
{
    Entering *entering = data;
    AccessSeed seed;
    g_autoptr(Conversation) conversation = case_store_last_conversation(session, entering->view->a_case->id, error);
    IdentityId id;
    g_autoptr(Identity) holder = NULL;

    g_assert_true(case_store_first_participant(session, conversation->id, &id, error));
    holder = person_store_load_identity(session, id, error);
    g_assert_true(citizen_access_give(entering->house->mediation.access, session, &ACTOR_TRIBUNE,
                                      entering->view->a_case->id, holder, &seed, error));
    entering->citizen = (Citizen *)citizen_access_token(entering->house->mediation.access, &seed);
    return TRUE;
}

/* Who holds the link to case @number. */
static inline Citizen *
enter(House *house, guint number)
{
    g_autoptr(CaseView) view = look(house, number);
    Entering entering = { view, NULL, house };
    g_autoptr(GError) error = NULL;
    g_autofree char *token = NULL;
    Citizen *citizen;

    store_write(house->mediation.store, give_access, &entering, &error);
    g_assert_no_error(error);
    token = (char *)entering.citizen;
    citizen = citizen_access_enter(house->mediation.access, token, &error);
    g_assert_no_error(error);
    return citizen;
}

static inline ProvingMatter
matter_of(const Citizen *citizen)
{
    return (ProvingMatter){ citizen->person, citizen->identity_id, citizen->case_id, "en" };
}

/* The code in the last message that went by @channel: eight digits. New. */
static inline char *
code_in(gpointer channel)
{
    g_autofree char *text = echo_text(channel, echo_sent(channel) - 1);
    char *code = g_strndup(text, PROVING_DIGITS);

    g_assert_cmpuint(strspn(code, "0123456789"), ==, PROVING_DIGITS);
    return code;
}

static inline void
wait_sent(gpointer channel, guint count)
{
    WAIT_FOR(echo_sent(channel) >= count);
}

/* She asks that @address by tin is hers, and types in what went there. */
static inline void
link_tin(House *house, guint number, const char *address, gboolean prefer)
{
    g_autoptr(Citizen) citizen = enter(house, number);
    const ProvingMatter matter = matter_of(citizen);
    guint before = echo_sent(tin_of(house));
    g_autoptr(GError) error = NULL;
    g_autofree char *code = NULL;

    proving_ask(&house->mediation, &citizen->actor, &matter, "tin", address, &error);
    g_assert_no_error(error);
    wait_sent(tin_of(house), before + 1);
    settle(house);
    code = code_in(tin_of(house));
    proving_say(&house->mediation, &citizen->actor, &matter, code, prefer, &error);
    g_assert_no_error(error);
}

static inline PersonId
person_of(House *house, const char *uri)
{
    g_autoptr(GError) error = NULL;
    PersonId id = { 0 };

    person_view_find_address(house->mediation.store, &house->officer, uri, &id, &error);
    g_assert_no_error(error);
    return id;
}

static inline PersonView *
page_of(House *house, PersonId id)
{
    g_autoptr(GError) error = NULL;
    PersonView *view = person_view_load(house->mediation.store, &house->officer, id, &error);

    g_assert_no_error(error);
    return view;
}

/* What is known of @uri: to be freed; NULL: nothing. */
typedef struct {
    const char *uri;
    Identity *found;
    int assurance;
} KnowingOf;

static inline gboolean
find_identity(DbSession *session, gpointer data, GError **error)
{
    KnowingOf *knowing = data;

    knowing->found = person_store_find_identity(session, knowing->uri, error);
    return *error == NULL;
}

static inline Identity *
identity_of(House *house, const char *uri)
{
    KnowingOf knowing = { uri, NULL, 0 };
    g_autoptr(GError) error = NULL;

    store_read(house->mediation.store, find_identity, &knowing, &error);
    g_assert_no_error(error);
    return knowing.found;
}

static inline gboolean
make_sure(DbSession *session, gpointer data, GError **error)
{
    KnowingOf *knowing = data;
    g_autoptr(Identity) identity = person_store_find_identity(session, knowing->uri, error);

    return identity != NULL && person_store_assure(session, identity->id, knowing->assurance, "for the test", error);
}

/* As if a channel had vouched for it. */
static inline void
assure(House *house, const char *uri, int assurance)
{
    KnowingOf knowing = { uri, NULL, assurance };

    g_assert_true(store_write(house->mediation.store, make_sure, &knowing, NULL));
}
