/* SPDX-License-Identifier: Apache-2.0 */
/* The officers' pages: lists, searches, a case, what is written in it and who is beside it. */
#include "mediation/indexing.h"
#include "stories/test-console-house.h"
#include "views/case-view.h"

/* ---- lists and cases ---- */

static void
lists_show_what_the_reader_may_see(House *house, gconstpointer data)
{
    g_autofree char *grace = sign_in(house, "grace"), *pat = sign_in(house, "pat"), *owen = sign_in(house, "owen");
    g_auto(Page) first = get(house, "/cases?queue=unit&unit=highways", grace);

    (void)data;
    SAYS(first, "No case yet");
    first_case(house);
    g_auto(Page) unit = get(house, "/cases?queue=unit&unit=highways", grace);
    g_auto(Page) other = get(house, "/cases?queue=all&state=any", pat);
    g_auto(Page) admin = get(house, "/cases?queue=all", owen);
    g_auto(Page) nowhere = get(house, "/cases?queue=unit&unit=moon", grace);
    SAYS(unit, "Lamp &lt;out&gt;");
    SAYS(unit, "href=\"/cases/NB-2026-000001\"");
    DOES_NOT_SAY(unit, "<script>lamp");
    DOES_NOT_SAY(other, "NB-2026-000001");
    g_assert_cmpuint(admin.status, ==, 403);
    g_assert_cmpuint(nowhere.status, ==, 404);
}

static void
the_person_beside_a_case_has_a_page_for_who_may_read_the_case(House *house, gconstpointer data)
{
    g_autofree char *grace = sign_in(house, "grace"), *pat = sign_in(house, "pat"), *url = NULL, *merge = NULL;
    const char *start;

    (void)data;
    first_case(house);
    g_auto(Page) one = get(house, CASE_1, grace);
    start = strstr(one.body, "\"/persons/");
    g_assert_nonnull(start);
    url = g_strndup(start + 1, strcspn(start + 1, "\""));
    merge = g_strconcat(url, "/merge?other=NB-2026-000001", NULL);
    g_auto(Page) page = get(house, url, grace);
    g_auto(Page) hidden = get(house, url, pat);
    g_auto(Page) self = get(house, merge, grace);
    g_assert_cmpuint(page.status, ==, 200);
    SAYS(page, "NB-2026-000001");
    SAYS(page, "How they want to be written to");
    g_assert_cmpuint(hidden.status, ==, 404);
    g_assert_cmpuint(self.status, ==, 422);
    SAYS(self, "This is the same person already");
}

static void
a_search_leads_to_the_case_or_the_persons_cases(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *pat = sign_in(house, "pat");

    (void)data;
    first_case(house);
    g_auto(Page) reference = get(house, "/cases?q=%20nb-2026-000001", cookie);
    g_auto(Page) address = get(house, "/cases?q=echo%3Aada", cookie);
    g_auto(Page) nobody = get(house, "/cases?q=echo%3Azoe", cookie);
    g_auto(Page) stranger = get(house, "/cases?q=nb-2026-000001", pat);
    g_assert_cmpstr(reference.location, ==, CASE_1);
    SAYS(address, "NB-2026-000001");
    SAYS(nobody, "No case matches");
    SAYS(stranger, "No case matches");
}

static void
index_now(House *house)
{
    const IndexingPace pace = { .up_to_now = TRUE };
    gboolean done = FALSE;

    while (!done)
        g_assert_true(indexing_step(&house->mediation, &pace, &done, NULL, NULL));
}

static void
a_search_marks_what_it_found_and_says_how(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *pat = sign_in(house, "pat"), *owen = sign_in(house, "owen");

    (void)data;
    first_case(house);
    index_now(house);
    g_auto(Page) page = get(house, "/search?q=lamp+before%3Asoon", cookie);
    g_auto(Page) reference = get(house, "/search?q=%20nb-2026-000001", cookie);
    g_auto(Page) nothing = get(house, "/search?q=lamp+lighthouse", cookie);
    g_auto(Page) empty = get(house, "/search", cookie);
    g_auto(Page) other = get(house, "/search?q=lamp", pat);
    g_auto(Page) admin = get(house, "/search?q=lamp", owen);
    SAYS(page, "&gt;<mark>lamp</mark>&lt;");
    SAYS(page, "href=\"" CASE_1 "\"");
    SAYS(page, "<b>before:soon</b> was left out");
    DOES_NOT_SAY(page, "<script>lamp");
    g_assert_cmpstr(reference.location, ==, CASE_1);
    SAYS(nothing, "Nothing matches");
    SAYS(empty, "How to search");
    SAYS(other, "Nothing matches");
    g_assert_cmpuint(admin.status, ==, 403);
}

static void
what_citizens_wrote_is_text(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *pat = sign_in(house, "pat");

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    g_auto(Page) other = get(house, CASE_1, pat);
    g_assert_cmpuint(page.status, ==, 200);
    SAYS(page, "the &lt;script&gt;lamp&lt;/script&gt; is out");
    SAYS(page, "because the message was sent to desk");
    SAYS(page, CASE_1 "/reply/preview");
    g_assert_cmpuint(other.status, ==, 404);
}

static void
looking_changes_nothing(House *house, gconstpointer data)
{
    static const char *const TARGETS[] = { CASE_1, CASE_1 "/trail", "/cases?queue=mine", "/cases?queue=unassigned" };
    g_autofree char *cookie = sign_in(house, "grace");
    const Actor *system = &ACTOR_TRIBUNE;

    (void)data;
    first_case(house);
    g_autoptr(Case) before = case_view_find(house->mediation.store, system, "NB-2026-000001", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TARGETS); i++) {
        g_auto(Page) page = get(house, TARGETS[i], cookie);

        g_assert_cmpuint(page.status, ==, 200);
    }
    g_autoptr(Case) after = case_view_find(house->mediation.store, system, "NB-2026-000001", NULL);
    g_assert_cmpint(after->version, ==, before->version);
    g_assert_true(after->unread);
    g_auto(Page) page = get(house, CASE_1, cookie);
    g_auto(Page) done = submit(house, &page, CASE_1 "/read", cookie, "");
    g_autoptr(Case) read = case_view_find(house->mediation.store, system, "NB-2026-000001", NULL);
    g_assert_cmpuint(done.status, ==, 303);
    g_assert_false(read->unread);
}

static void
a_case_is_taken_noted_and_given_on(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *lena = sign_in(house, "lena");

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    g_auto(Page) taken = submit(house, &page, CASE_1 "/take", cookie, "");
    g_assert_cmpstr(taken.location, ==, CASE_1);
    g_assert_true(g_str_has_prefix(taken.cookie, "flash="));
    g_autofree char *both = g_strdup_printf("%s; %.*s", cookie, (int)strcspn(taken.cookie, ";"), taken.cookie);
    g_auto(Page) after = get(house, CASE_1, both);
    SAYS(after, "You have taken this case.");
    g_assert_true(g_str_has_prefix(after.cookie, "flash=;"));
    g_auto(Page) forged = get(house, CASE_1, "sid=x; flash=00.7461");
    g_assert_cmpuint(forged.status, ==, 303);

    g_auto(Page) empty = submit(house, &after, CASE_1 "/notes", cookie, "text=%20");
    g_assert_cmpuint(empty.status, ==, 422);
    SAYS(empty, "Write a note first");
    g_auto(Page) noted = submit(house, &after, CASE_1 "/notes", cookie, "text=It+is+**bold**+%3Cb%3Ex");
    g_assert_cmpuint(noted.status, ==, 303);
    g_auto(Page) again = get(house, CASE_1, cookie);
    SAYS(again, "It is <strong>bold</strong> &lt;b&gt;x");
    SAYS(again, "Note, only for staff");

    g_auto(Page) lead = get(house, CASE_1, lena);
    g_auto(Page) renamed = submit(house, &lead, CASE_1 "/title", lena, "title=A+better+title");
    g_assert_cmpuint(renamed.status, ==, 303);
    g_auto(Page) fresh = get(house, CASE_1, lena);
    g_auto(Page) moved = submit(house, &fresh, CASE_1 "/unit", lena, "unit=parks&reason=trees");
    g_assert_cmpstr(moved.location, ==, "/");
    g_auto(Page) gone = get(house, CASE_1, cookie);
    g_assert_cmpuint(gone.status, ==, 404);
}

static void
an_old_page_changes_nothing(House *house, gconstpointer data)
{
    g_autofree char *grace = sign_in(house, "grace"), *lena = sign_in(house, "lena");

    (void)data;
    first_case(house);
    g_auto(Page) old = get(house, CASE_1, grace);
    g_auto(Page) other = get(house, CASE_1, lena);
    g_auto(Page) taken = submit(house, &other, CASE_1 "/take", lena, "");
    g_auto(Page) late = submit(house, &old, CASE_1 "/take", grace, "");
    g_auto(Page) list = get(house, "/cases?queue=all", grace);
    g_auto(Page) from_list = submit(house, &list, CASE_1 "/take", grace, "");
    g_assert_cmpuint(taken.status, ==, 303);
    g_assert_cmpuint(late.status, ==, 409);
    SAYS(late, "govuk-error-summary");
    SAYS(late, "Lena Kraus");
    g_assert_cmpuint(from_list.status, ==, 409);
    SAYS(from_list, "A colleague has taken this case in the meantime");
}

static void
a_reply_leaves_as_it_was_looked_at(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace");
    const char *draft = "text=Dear+Ada,%0D%0Aa+crew+comes+on+**Tuesday**.&next=planned&decision=1";

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    g_auto(Page) empty = submit(house, &page, CASE_1 "/reply/preview", cookie, "text=");
    g_assert_cmpuint(empty.status, ==, 422);
    SAYS(empty, "Write a reply first");
    g_auto(Page) preview = submit(house, &page, CASE_1 "/reply/preview", cookie, draft);
    g_assert_cmpuint(preview.status, ==, 200);
    SAYS(preview, "This leaves to ada");
    SAYS(preview, "A formal decision.");
    g_autofree char *digest = field_of(&preview, "digest");
    g_assert_cmpuint(strlen(digest), ==, 64);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1); /* the receipt alone */

    g_auto(Page) edit = submit(house, &preview, CASE_1 "/reply/edit", cookie, draft);
    SAYS(edit, "a crew comes on **Tuesday**.</textarea>");
    SAYS(edit, "name=\"decision\" value=\"1\" checked");
    g_auto(Page) blind = submit(house, &preview, CASE_1 "/reply", cookie, draft);
    g_assert_cmpuint(blind.status, ==, 422);
    g_autofree char *other = g_strdup_printf("digest=%s&text=Something+else", digest);
    g_auto(Page) changed = submit(house, &preview, CASE_1 "/reply", cookie, other);
    g_assert_cmpuint(changed.status, ==, 409);
    SAYS(changed, "Something else</textarea>");

    g_autofree char *whole = g_strdup_printf("digest=%s&%s", digest, draft);
    g_auto(Page) sent = submit(house, &preview, CASE_1 "/reply", cookie, whole);
    g_assert_cmpstr(sent.location, ==, CASE_1);
    settle(house);
    g_autofree char *text = echo_text(echo_of(house), 1);
    g_assert_nonnull(strstr(text, "a crew comes on **Tuesday**."));
    g_auto(Page) after = get(house, CASE_1, cookie);
    SAYS(after, "a crew comes on <strong>Tuesday</strong>.");
    SAYS(after, "planned");
    SAYS(after, "formal decision released by");
}

static void
a_reply_to_a_case_that_changed_is_kept_and_not_sent(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *lena = sign_in(house, "lena");

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    g_auto(Page) preview = submit(house, &page, CASE_1 "/reply/preview", cookie, "text=My+answer");
    g_autofree char *digest = field_of(&preview, "digest");
    g_autofree char *form = g_strdup_printf("digest=%s&text=My+answer", digest);
    g_auto(Page) other = get(house, CASE_1, lena);
    g_auto(Page) taken = submit(house, &other, CASE_1 "/take", lena, "");
    g_auto(Page) sent = submit(house, &preview, CASE_1 "/reply", cookie, form);
    g_assert_cmpuint(taken.status, ==, 303);
    g_assert_cmpuint(sent.status, ==, 409);
    SAYS(sent, "My answer</textarea>");
    SAYS(sent, "your text is kept");
    settle(house);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
    /* Read and sent again, it leaves. */
    g_auto(Page) second = submit(house, &sent, CASE_1 "/reply/preview", cookie, "text=My+answer");
    g_auto(Page) again = submit(house, &second, CASE_1 "/reply", cookie, form);
    g_assert_cmpuint(again.status, ==, 303);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/console/lists-show-what-the-reader-may-see", lists_show_what_the_reader_may_see },
        { "/console/a-search-leads-to-the-case-or-the-persons-cases", a_search_leads_to_the_case_or_the_persons_cases },
        { "/console/a-search-marks-what-it-found-and-says-how", a_search_marks_what_it_found_and_says_how },
        { "/console/what-citizens-wrote-is-text", what_citizens_wrote_is_text },
        { "/console/looking-changes-nothing", looking_changes_nothing },
        { "/console/a-case-is-taken-noted-and-given-on", a_case_is_taken_noted_and_given_on },
        { "/console/an-old-page-changes-nothing", an_old_page_changes_nothing },
        { "/console/a-reply-leaves-as-it-was-looked-at", a_reply_leaves_as_it_was_looked_at },
        { "/console/a-reply-to-a-case-that-changed-is-kept-and-not-sent",
          a_reply_to_a_case_that_changed_is_kept_and_not_sent },
        { "/console/the-person-beside-a-case-has-a-page-for-who-may-read-the-case",
          the_person_beside_a_case_has_a_page_for_who_may_read_the_case },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, NULL, set_up, TESTS[i].test, tear_down);
    return g_test_run();
}
