/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/id.h"
#include "mediation/releasing/preferring.h"
#include "mediation/test-fixture.h"
#include "store/person-preference-store.h"
#include "store/person-store.h"

/* Ada takes part by mail and by the form, the form last; by telephone she is known, but takes no part. */
typedef struct {
    Person ada;
    Identity mail, form, phone;
    Case a_case;
    Conversation by_mail, by_form;
    PersonPreference for_all, for_answers, for_notices;
    PersonPurpose purpose;
    /* what came out */
    char *to, *channel, *language;
    gboolean asked;
} Matter;

static gboolean
insert_all(Matter *matter, DbSession *session, GError **error)
{
    const Identity *identities[] = { &matter->mail, &matter->form, &matter->phone };

    if (!person_store_insert(session, &matter->ada, error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(identities); i++)
        if (!person_store_insert_identity(session, identities[i], 1, error))
            return FALSE;
    return case_store_insert(session, &matter->a_case, error) &&
           case_store_insert_conversation(session, &matter->by_mail, error) &&
           case_store_insert_conversation(session, &matter->by_form, error) &&
           case_store_add_participant(session, matter->by_mail.id, matter->mail.id, error) &&
           case_store_add_participant(session, matter->by_form.id, matter->form.id, error);
}

/* Nobody writes STOP here. */
static const Mediation NO_STOPS = { .store = NULL };

static gboolean
choose(DbSession *session, gpointer data, GError **error)
{
    Matter *matter = data;
    g_autoptr(Conversation) conversation = NULL;
    g_autoptr(Identity) to = NULL;

    if (!insert_all(matter, session, error) ||
        !person_preference_store_set(session, matter->ada.id, PERSON_PURPOSE_ANY, &matter->for_all, error) ||
        !person_preference_store_set(session, matter->ada.id, PERSON_PURPOSE_ANSWER, &matter->for_answers, error) ||
        !person_preference_store_set(session, matter->ada.id, PERSON_PURPOSE_NOTICE, &matter->for_notices, error))
        return FALSE;
    conversation = case_store_last_conversation(session, matter->a_case.id, error);
    to = person_store_load_identity(session, matter->form.id, error);
    if (!preferring_way(&NO_STOPS, session, &matter->a_case, matter->purpose, &conversation, &to, &matter->asked,
                        error) ||
        !preferring_language(session, matter->ada.id, matter->purpose, &matter->language, error))
        return FALSE;
    matter->to = g_strdup(to->uri);
    matter->channel = g_strdup(conversation->channel);
    return TRUE;
}

static Identity
identity_of(PersonId person, const char *uri)
{
    return (Identity){
        .id = { id_next() }, .person = person, .uri = (char *)uri, .display = (char *)uri, .evidence = (char *)""
    };
}

static Conversation
conversation_of(CaseId id, const char *channel)
{
    return (Conversation){ .id = { id_next() }, .case_id = id, .channel = (char *)channel, .subject = (char *)"" };
}

/* What comes out for the purpose of @matter, when she wants what is in it: the address, the channel, the language. */
static void
assert_choice_of(Matter matter, gboolean asked, const char *to, const char *channel, const char *language)
{
    g_autofree char *folder = test_folder_new();
    Store *store = test_store_open(folder);
    g_autoptr(GError) error = NULL;

    matter.language = g_strdup("en");
    matter.ada = (Person){ .id = { id_next() }, .name = (char *)"Ada", .language = (char *)"", .created = 1 };
    matter.mail = identity_of(matter.ada.id, "mailto:ada@citizen.example");
    matter.form = identity_of(matter.ada.id, "https://northam.example/citizen/x");
    matter.phone = identity_of(matter.ada.id, "tel:+441632960001");
    matter.a_case = (Case){ .id = { id_next() },
                            .reference = (char *)"NB-2026-000001",
                            .title = (char *)"Lamp",
                            .person = matter.ada.id,
                            .channel = (char *)"web",
                            .language = (char *)"en",
                            .preview = (char *)"" };
    matter.by_mail = conversation_of(matter.a_case.id, "email");
    matter.by_form = conversation_of(matter.a_case.id, "web");
    store_write(store, choose, &matter, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(matter.to, ==, to);
    g_assert_cmpstr(matter.channel, ==, channel);
    g_assert_cmpstr(matter.language, ==, language);
    g_assert_cmpint(matter.asked, ==, asked);
    g_free(matter.to);
    g_free(matter.channel);
    g_free(matter.language);
    store_close(store);
    test_folder_remove(folder);
}

static void
assert_choice(PersonPreference for_all, PersonPreference for_answers, gboolean asked, const char *to,
              const char *channel, const char *language)
{
    assert_choice_of((Matter){ .for_all = for_all, .for_answers = for_answers, .purpose = PERSON_PURPOSE_ANSWER },
                     asked, to, channel, language);
}

#define WANTS(name, tag) ((PersonPreference){ (char *)(name), (char *)(tag) })
#define MAIL             "mailto:ada@citizen.example", "email"
#define FORM             "https://northam.example/citizen/x", "web"

static void
without_a_wish_it_goes_where_she_last_wrote_from(void)
{
    assert_choice(WANTS("", ""), WANTS("", ""), FALSE, FORM, "en");
}

static void
her_channel_is_taken_where_the_case_has_it(void)
{
    assert_choice(WANTS("", ""), WANTS("email", "de"), TRUE, MAIL, "de");
    assert_choice(WANTS("", ""), WANTS("web", ""), TRUE, FORM, "en");
}

static void
what_she_said_for_answers_counts_before_what_she_said_for_all(void)
{
    assert_choice(WANTS("email", "de"), WANTS("web", "pl"), TRUE, FORM, "pl");
    assert_choice(WANTS("email", "de"), WANTS("", ""), TRUE, MAIL, "de");
}

static void
what_she_said_for_notices_counts_for_those_alone(void)
{
    Matter matter = { .for_answers = WANTS("web", "pl"), .for_notices = WANTS("email", "de") };

    matter.purpose = PERSON_PURPOSE_NOTICE;
    assert_choice_of(matter, TRUE, MAIL, "de");
    matter.purpose = PERSON_PURPOSE_ANSWER;
    assert_choice_of(matter, TRUE, FORM, "pl");
}

static void
a_wish_brings_a_case_to_no_address_that_had_no_part_in_it(void)
{
    assert_choice(WANTS("", ""), WANTS("sms", "de"), FALSE, FORM, "de");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/preferring/without-a-wish-it-goes-where-she-last-wrote-from",
                    without_a_wish_it_goes_where_she_last_wrote_from);
    g_test_add_func("/preferring/her-channel-is-taken-where-the-case-has-it",
                    her_channel_is_taken_where_the_case_has_it);
    g_test_add_func("/preferring/what-she-said-for-answers-counts-before-what-she-said-for-all",
                    what_she_said_for_answers_counts_before_what_she_said_for_all);
    g_test_add_func("/preferring/what-she-said-for-notices-counts-for-those-alone",
                    what_she_said_for_notices_counts_for_those_alone);
    g_test_add_func("/preferring/a-wish-brings-a-case-to-no-address-that-had-no-part-in-it",
                    a_wish_brings_a_case_to_no_address_that_had_no_part_in_it);
    return g_test_run();
}
