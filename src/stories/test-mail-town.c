/* SPDX-License-Identifier: Apache-2.0 */
/* Two Tribunes that write to each other, and a mail server between them that may mangle what it carries: it ends. */
#include "mediation/releasing/acknowledgement.h"
#include "stories/test-mail-house.h"

#define SOUTHAM    "mailto:hello@southam.example"
#define ROUNDS_MAX 200

static const guint8 OTHER_MASTER[32] = { 8 };

typedef struct {
    House northam, southam;
    GHashTable *carried;  /* names of files that were handed over */
    const char *stripped; /* a pattern of the fields that get lost on the way; NULL: none */
    guint renamed;        /* how many got a new Message-ID, after theirs was lost */
} Town;

static void
set_up_town(Town *town, gconstpointer data)
{
    (void)data;
    open_mail_house(&town->northam, HELLO, "northam.example", MASTER);
    open_mail_house(&town->southam, SOUTHAM, "southam.example", OTHER_MASTER);
    town->carried = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
tear_down_town(Town *town, gconstpointer data)
{
    g_hash_table_unref(town->carried);
    tear_down(&town->southam, data);
    tear_down(&town->northam, data);
}

/* What arrives of @mail. Whatever loses the Message-ID makes another. */
static char *
mangle(Town *town, const char *mail)
{
    g_autofree char *pattern =
        town->stripped == NULL ? NULL : g_strdup_printf("(?im)^(%s):.*\\r?\\n([ \\t].*\\r?\\n)*", town->stripped);
    g_autoptr(GRegex) regex = pattern == NULL ? NULL : g_regex_new(pattern, 0, 0, NULL);
    g_autofree char *left = regex == NULL ? g_strdup(mail) : g_regex_replace_literal(regex, mail, -1, 0, "", 0, NULL);
    g_autofree char *id = field_of(left, "Message-ID");

    return id != NULL ? g_steal_pointer(&left)
                      : g_strdup_printf("Message-ID: <%u@gateway.example>\r\n%s", ++town->renamed, left);
}

/* Hands over what @from sent to @to and was not handed over yet. TRUE: there was something. */
static gboolean
carry(Town *town, House *from, House *to)
{
    g_autoptr(GPtrArray) names = outbox(from);
    gboolean any = FALSE;

    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *key = g_strconcat(from->domain, " ", name, NULL), *text = read_sent(from, name);
        g_autofree char *recipient = field_of(text, "To"), *uri = g_strconcat("mailto:", recipient, NULL);
        g_autofree char *sender = town->stripped != NULL ? g_strdup(from->desk) : return_path_of(from, name);
        g_autofree char *arrives = mangle(town, text);

        if (!g_hash_table_add(town->carried, g_steal_pointer(&key)) || !g_str_has_prefix(uri, "mailto:hello"))
            continue;
        mail_in(to, sender, uri, arrives);
        any = TRUE;
    }
    settle(to);
    return any;
}

/* Lets them talk until neither has anything to say. */
static void
talk(Town *town)
{
    for (guint round = 0; round < ROUNDS_MAX; round++) {
        gboolean there = carry(town, &town->northam, &town->southam);
        gboolean back = carry(town, &town->southam, &town->northam);

        if (!there && !back)
            return;
    }
    g_assert_not_reached();
}

/* Somebody writes to Northam in Southam's name. */
static void
begin(Town *town)
{
    letter_in(&town->northam, "hello@southam.example", "first@elsewhere.example", "Hello", "", "Hello, Northam.");
    talk(town);
}

static void
an_acknowledgement_is_not_acknowledged(Town *town, gconstpointer data)
{
    (void)data;
    begin(town);
    g_assert_cmpuint(sent(&town->northam), ==, 1);
    g_assert_cmpuint(sent(&town->southam), ==, 0);
    g_assert_cmpuint(cases(&town->southam), ==, 0);
}

static void
without_its_marks_it_ends_when_it_comes_home_to_its_case(Town *town, gconstpointer data)
{
    (void)data;
    town->stripped = "Auto-Submitted|X-Auto-Response-Suppress|Precedence|X-Loop|X-Tribune-Hop";
    begin(town);
    g_assert_cmpuint(sent(&town->northam), ==, 1);
    g_assert_cmpuint(sent(&town->southam), ==, 1);
    g_assert_cmpuint(cases(&town->northam), ==, 1);
    g_assert_cmpuint(cases(&town->southam), ==, 1);
}

static void
without_marks_and_threads_the_daily_bound_ends_it(Town *town, gconstpointer data)
{
    (void)data;
    town->stripped = "Auto-Submitted|X-Auto-Response-Suppress|Precedence|X-Loop|X-Tribune-Hop|In-Reply-To|References|"
                     "Message-ID|Reply-To";
    begin(town);
    g_assert_cmpuint(sent(&town->northam), ==, ACKNOWLEDGEMENTS_PER_DAY);
    g_assert_cmpuint(sent(&town->southam), ==, ACKNOWLEDGEMENTS_PER_DAY);
    g_assert_cmpuint(cases(&town->northam), ==, ACKNOWLEDGEMENTS_PER_DAY + 1);
}

static void
each_answer_of_a_machine_counts_the_hops(Town *town, gconstpointer data)
{
    g_autoptr(GPtrArray) names = NULL;
    g_autofree char *last = NULL, *hops = NULL;

    (void)data;
    town->stripped =
        "Auto-Submitted|X-Auto-Response-Suppress|Precedence|X-Loop|In-Reply-To|References|Message-ID|Reply-To";
    begin(town);
    names = outbox(&town->southam);
    last = read_sent(&town->southam, g_ptr_array_index(names, names->len - 1));
    hops = field_of(last, "X-Tribune-Hop");
    g_assert_cmpstr(hops, ==, "10"); /* five of each */
}

static void
a_conversation_of_officers_goes_on_between_two_cases(Town *town, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, there = NULL, back = NULL;

    (void)data;
    begin(town);
    view = look(&town->northam, 1);
    answer(&town->northam, view, "Good day, Southam.");
    settle(&town->northam);
    talk(town);
    there = look(&town->southam, 1);
    g_assert_cmpuint(sent(&town->southam), ==, 1); /* its own acknowledgement, which Northam keeps in the case */
    back = look(&town->northam, 1);
    g_assert_cmpuint(cases(&town->northam), ==, 1);
    g_assert_cmpint(back->a_case->state, ==, CASE_WAITING_CITIZEN);
    answer(&town->southam, there, "Good day, Northam.");
    settle(&town->southam);
    talk(town);
    g_clear_pointer(&back, case_view_free);
    back = look(&town->northam, 1);
    g_assert_cmpint(back->a_case->state, ==, CASE_OPEN);
    g_assert_cmpuint(cases(&town->northam), ==, 1);
    g_assert_cmpuint(cases(&town->southam), ==, 1);
}

#define TALE(function) g_test_add("/mail-town/" #function, Town, NULL, set_up_town, function, tear_down_town)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TALE(an_acknowledgement_is_not_acknowledged);
    TALE(without_its_marks_it_ends_when_it_comes_home_to_its_case);
    TALE(without_marks_and_threads_the_daily_bound_ends_it);
    TALE(each_answer_of_a_machine_counts_the_hops);
    TALE(a_conversation_of_officers_goes_on_between_two_cases);
    return g_test_run();
}
