/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "wire/webfinger.h"

static void
an_account_is_one_identity_however_it_is_written(void)
{
    static const char *const WRITTEN[] = { "acct:Ada@Remote.example", "@ada@remote.example", "ada@REMOTE.example ",
                                           " ACCT:ada@remote.example" };

    for (gsize i = 0; i < G_N_ELEMENTS(WRITTEN); i++) {
        g_autoptr(WebfingerAccount) account = webfinger_account_parse(WRITTEN[i], NULL);
        g_autofree char *uri = webfinger_account_uri(account);

        g_assert_cmpstr(uri, ==, "acct:ada@remote.example");
    }
}

static void
what_is_no_account_is_refused(void)
{
    static const char *const WRONG[] = { "",
                                         "ada",
                                         "@ada",
                                         "ada@",
                                         "@@remote.example",
                                         "a da@remote.example",
                                         "ada@remote.example/x",
                                         "acct:ada@remote.example@other.example" };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(webfinger_account_parse(WRONG[i], &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
the_answer_that_we_make_is_one_that_we_read(void)
{
    json_t *made = webfinger_answer_make("acct:desk@city.example", "https://city.example/ap/desk",
                                         "https://city.example/desks/desk");
    g_autofree char *text = json_dumps(made, 0);
    g_autoptr(WebfingerAnswer) answer = webfinger_answer_parse(text, strlen(text), NULL);

    g_assert_cmpstr(answer->subject, ==, "acct:desk@city.example");
    g_assert_cmpstr(answer->actor, ==, "https://city.example/ap/desk");
    json_decref(made);
}

static void
an_answer_that_names_no_actor_is_none(void)
{
    static const char *const WRONG[] = {
        "", "[]", "{\"links\":[]}",
        "{\"links\":[{\"rel\":\"self\",\"type\":\"text/html\",\"href\":\"https://a.example/1\"}]}",
        "{\"links\":[{\"rel\":\"self\",\"type\":\"application/activity+json\",\"href\":\"ftp://a.example/1\"}]}"
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++)
        g_assert_null(webfinger_answer_parse(WRONG[i], strlen(WRONG[i]), NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/wire/webfinger/" #name, name)
    TEST(an_account_is_one_identity_however_it_is_written);
    TEST(what_is_no_account_is_refused);
    TEST(the_answer_that_we_make_is_one_that_we_read);
    TEST(an_answer_that_names_no_actor_is_none);
    return g_test_run();
}
