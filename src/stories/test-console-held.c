/* SPDX-License-Identifier: Apache-2.0 */
/* The officers' pages: what is held, and what came with a message, is shown so that it can do no harm. */
#include "http/headers.h"
#include "stories/test-console-house.h"

/* ---- what is held ---- */

static char *
review_url(const Page *page)
{
    const char *start = strstr(page->body, "/messages/");

    g_assert_nonnull(start);
    return g_strdup_printf(CASE_1 "%.*s", (int)strcspn(start, "\""), start);
}

static void
held_messages_are_for_records_to_decide(House *house, gconstpointer data)
{
    g_autofree char *grace = sign_in(house, "grace"), *ruth = sign_in(house, "ruth");

    (void)data;
    write_in(house, "Id: h\nSubject: odd thing\n\nA secret sentence.");
    g_auto(Page) officer = get(house, CASE_1, grace);
    g_auto(Page) records = get(house, CASE_1, ruth);
    SAYS(officer, "held for review");
    DOES_NOT_SAY(officer, "secret sentence");
    DOES_NOT_SAY(officer, "/review");
    SAYS(records, "A secret sentence.");
    g_autofree char *url = review_url(&records);
    g_auto(Page) without = submit(house, &records, url, ruth, "decision=release&reason=");
    g_assert_cmpuint(without.status, ==, 422);
    SAYS(without, "Give a reason");
    g_auto(Page) by_officer = submit(house, &officer, url, grace, "decision=release&reason=please");
    g_assert_cmpuint(by_officer.status, ==, 403);
    g_auto(Page) released = submit(house, &records, url, ruth, "decision=release&reason=It+is+fine");
    g_assert_cmpuint(released.status, ==, 303);
    g_auto(Page) after = get(house, CASE_1, grace);
    SAYS(after, "A secret sentence.");
    SAYS(after, "let through by Ruth Feldman: It is fine");
}

static void
malware_is_never_shown(House *house, gconstpointer data)
{
    g_autofree char *ruth = sign_in(house, "ruth");

    (void)data;
    write_in(house, "Id: v\nSubject: virus inside\n\nA secret sentence.");
    g_auto(Page) page = get(house, CASE_1, ruth);
    g_autofree char *url = review_url(&page);
    g_auto(Page) released = submit(house, &page, url, ruth, "decision=release&reason=please");
    DOES_NOT_SAY(page, "secret sentence");
    SAYS(page, "found harmful software");
    g_assert_cmpuint(released.status, ==, 403);
    DOES_NOT_SAY(released, "secret sentence");
}

/* ---- what came with a message ---- */

static void
formatted_mail_stands_alone_without_script_or_network(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *pat = sign_in(house, "pat");

    (void)data;
    write_richly(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    const char *start = strstr(page.body, "src=\"/messages/");
    g_assert_nonnull(start);
    g_autofree char *url = g_strndup(start + 5, strcspn(start + 5, "\""));
    g_auto(Page) html = get(house, url, cookie);
    g_auto(Page) other = get(house, url, pat);
    g_assert_cmpstr(html.policy, ==, HEADERS_POLICY_MAIL);
    SAYS(html, "<b>council</b>");
    DOES_NOT_SAY(html, "script");
    DOES_NOT_SAY(html, "t.example");
    SAYS(html, "data:image/gif;base64,");
    g_assert_cmpuint(other.status, ==, 404);
}

static void
attachments_are_saved_never_opened(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *colin = sign_in(house, "colin");

    (void)data;
    write_richly(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    const char *start = strstr(page.body, "href=\"/messages/");
    g_assert_nonnull(start);
    g_autofree char *url = g_strndup(start + 6, strcspn(start + 6, "\""));
    g_autofree char *message = g_strndup(url, strlen("/messages/") + 13);
    g_autofree char *raw = g_strconcat(message, "/raw", NULL);
    g_autofree char *body = g_strconcat(message, "/attachments/body", NULL);
    g_auto(Page) file = get(house, url, cookie);
    g_assert_cmpuint(file.status, ==, 200);
    g_assert_cmpstr(file.type, ==, "application/octet-stream");
    g_assert_cmpstr(file.policy, ==, HEADERS_POLICY_FILE);
    g_assert_cmpstr(file.disposition, ==, "attachment; filename=\"evil_.html\"; filename*=UTF-8''evil%22.html");
    g_auto(Page) text = get(house, body, cookie);
    g_auto(Page) raw_officer = get(house, raw, cookie);
    g_auto(Page) raw_auditor = get(house, raw, colin);
    g_assert_cmpuint(text.status, ==, 404);
    g_assert_cmpuint(raw_officer.status, ==, 403);
    g_assert_cmpuint(raw_auditor.status, ==, 200);
    SAYS(raw_auditor, "Subject: Rich");
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/console/held-messages-are-for-records-to-decide", held_messages_are_for_records_to_decide },
        { "/console/malware-is-never-shown", malware_is_never_shown },
        { "/console/formatted-mail-stands-alone-without-script-or-network",
          formatted_mail_stands_alone_without_script_or_network },
        { "/console/attachments-are-saved-never-opened", attachments_are_saved_never_opened },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, NULL, set_up, TESTS[i].test, tear_down);
    return g_test_run();
}
