/* SPDX-License-Identifier: Apache-2.0 */
/* Asking others about a case: what a consultation carries, and to whom. */
#include "stories/test-side-house.h"

/* ---- what leaves ---- */

static void
a_consultation_is_a_mail_of_its_own_and_carries_nothing_that_was_not_ticked(House *house, gconstpointer data)
{
    g_autofree char *receipt = NULL, *name = NULL, *mail = NULL, *subject = NULL, *to = NULL, *reply = NULL,
                    *citizens = NULL, *related = NULL;
    g_autoptr(CaseView) view = NULL;

    (void)data;
    ada_writes(house);
    receipt = newest_sent(house);
    citizens = reply_address_of(house, receipt);
    ask(house, "Is this your bridge?", NULL, FALSE);
    name = newest_sent(house);
    mail = read_sent(house, name);
    subject = field_of(mail, "Subject");
    to = field_of(mail, "To");
    reply = reply_address_of(house, name);
    related = field_of(mail, "References");
    g_assert_true(g_str_has_prefix(subject, "Internal consultation NB-"));
    g_assert_cmpstr(to, ==, AREA9);
    g_assert_cmpstr(reply, !=, citizens);
    g_assert_null(related);
    assert_says(mail, "Is this your bridge?");
    assert_says(mail, "not to the citizen");
    assert_silent(mail, "deep");
    assert_silent(mail, "960001");
    assert_silent(mail, "ada@");
    assert_silent(mail, "/case/");
    view = look(house, 1);
    g_assert_cmpuint(view->sides->len, ==, 1);
    g_assert_true(last_message(view)->message->side);
    g_assert_cmpstr(view->to, ==, ADA);
}

static void
what_is_ticked_is_quoted_as_it_is_written_and_files_go_along(House *house, gconstpointer data)
{
    static const char LETTER[] = "From: ada@citizen.example\nTo: hello@northam.example\nSubject: Photo\n"
                                 "Message-ID: <a2@citizen.example>\nMIME-Version: 1.0\n"
                                 "Content-Type: multipart/mixed; boundary=xx\n\n--xx\nContent-Type: text/plain\n\n"
                                 "1. See *this* picture\n> you wrote earlier\n\n--xx\nContent-Type: text/plain\n"
                                 "Content-Disposition: attachment; filename=hole.txt\n\na deep hole\n--xx--\n";
    g_autoptr(CaseView) view = NULL;
    g_autofree char *words = NULL, *file = NULL, *name = NULL, *mail = NULL, *html = NULL;
    g_autoptr(GArray) chosen = NULL;

    (void)data;
    mail_in(house, ADA, HELLO, LETTER);
    settle(house);
    view = look(house, 1);
    words = value_of(view, 0);
    file = g_strconcat(words, "/att-01", NULL);
    chosen = choose((const char *const[]){ words, file, NULL });
    ask(house, "Is this yours?", chosen, FALSE);
    name = newest_sent(house);
    mail = read_sent(house, name);
    assert_says(mail, "> 1. See *this* picture");
    assert_silent(mail, "you wrote earlier");
    assert_says(mail, "the citizen wrote:");
    assert_silent(mail, "ada@citizen");
    assert_says(mail, "hole.txt");
}

static void
what_a_citizen_writes_is_never_markup_in_a_letter_of_ours(House *house, gconstpointer data)
{
    static const char LETTER[] =
        "# head\n1. one\n- two\n* three\n<script>x</script>\n<b>bold</b> **bold** _it_ `code`\n"
        "[here](http://evil.example/a)\n![i](http://evil.example/b.png)\nhttp://evil.example/c\n"
        "www.evil.example\n<http://evil.example/d>\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n"
        "fence\n```\n~~gone~~\n    indented\ntitle\n===\n&lt;i&gt; \\* end\n***\n";
    static const char *const TAGS[] = { "<h1",   "<ol", "<ul",  "<li",    "<script", "<b>",  "<strong",
                                        "<code", "<a ", "<img", "<table", "<pre",    "<del", "<hr" };
    g_autoptr(CaseView) view = NULL;
    g_autofree char *words = NULL;
    g_autoptr(GArray) chosen = NULL;
    g_autoptr(ReplyPreview) preview = NULL;
    SideDraft draft = { .to = AREA9, .name = "", .title = "", .text = "See" };

    (void)data;
    letter_in(house, "ada@citizen.example", "a1@citizen.example", "Marks", "", LETTER);
    view = look(house, 1);
    words = value_of(view, 0);
    chosen = choose((const char *const[]){ words, NULL });
    draft.enclosures = chosen;
    preview = side_preview(&house->mediation, &house->officer, view->a_case->id, &draft, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TAGS); i++)
        assert_silent(preview->rendering->html, TAGS[i]);
    assert_says(preview->rendering->html, "&lt;script&gt;x&lt;/script&gt;");
    assert_says(preview->rendering->html, "&amp;lt;i&amp;gt; \\* end");
    assert_says(preview->rendering->text, "> [here](http://evil.example/a)");
    assert_says(preview->rendering->text, "> ```");
}

static void
notes_held_messages_and_other_cases_cannot_be_ticked(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, other = NULL;

    (void)data;
    ada_writes(house);
    letter_in(house, "eve@citizen.example", "e1@citizen.example", "Noise", "", "It is loud.");
    view = look(house, 1);
    g_assert_true(casework_add_note(&house->mediation, &house->officer, view->a_case->id, "A secret note", NULL));
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    letter_in(house, "ada@citizen.example", "a9@citizen.example", "Re: Pothole", "In-Reply-To: <a1@citizen.example>\n",
              "This is odd.");
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    ask(house, "A first question", NULL, FALSE);
    g_clear_pointer(&view, case_view_free);
    view = look(house, 1);
    other = look(house, 2);
    for (guint i = 0; i <= view->messages->len; i++) {
        const CaseMessage *item = i < view->messages->len ? g_ptr_array_index(view->messages, i) : NULL;
        gboolean fine = item != NULL && !item->message->side && item->message->direction != DIRECTION_NOTE &&
                        item->message->screening != SCREENING_HELD;
        g_autofree char *value = item != NULL ? value_of(view, i) : value_of(other, 0);
        g_autoptr(GArray) chosen = choose((const char *const[]){ value, NULL });
        const SideDraft draft = { .to = AREA9, .name = "", .title = "", .text = "See", .enclosures = chosen };
        g_autoptr(GError) error = NULL;
        g_autoptr(ReplyPreview) preview =
            side_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error);

        g_assert_true((preview != NULL) == fine);
        if (!fine)
            g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
there_are_limits_to_what_goes_along(House *house, gconstpointer data)
{
    static const char *const NONSENSE[] = { "",
                                            "/",
                                            "x",
                                            "../att-01",
                                            "38h1kaav40001/raw",
                                            "38h1kaav40001/att-01/2",
                                            "38h1kaav40001/att-",
                                            "38h1kaav40001 ",
                                            "38h1kaav40001/att-01234567890" };
    g_autoptr(GArray) chosen = g_array_new(FALSE, TRUE, sizeof(Enclosure));
    const SideDraft many = { .to = AREA9, .name = "", .title = "", .text = "See", .enclosures = chosen };
    g_autofree char *endless = g_strnfill(RELEASE_TEXT_MAX + 1, 'a');
    const SideDraft large = { .to = AREA9, .name = "", .title = "", .text = endless };
    g_autoptr(GError) error = NULL, size = NULL;
    ConversationId id;

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(NONSENSE); i++) {
        Enclosure enclosure;

        g_assert_false(enclosures_parse(NONSENSE[i], &enclosure));
    }
    ada_writes(house);
    g_array_set_size(chosen, ENCLOSURES_MAX + 1);
    g_assert_false(try_ask(house, &many, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_assert_false(try_ask(house, &large, &id, &size));
    g_assert_error(size, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

static void
what_leaves_is_what_was_looked_at(House *house, gconstpointer data)
{
    const SideDraft seen = { .to = AREA9, .name = "", .title = "", .text = "One" };
    const SideDraft other = { .to = AREA9, .name = "", .title = "", .text = "Two" };
    g_autoptr(CaseView) view = NULL;
    g_autoptr(ReplyPreview) preview = NULL;
    g_autoptr(GError) error = NULL, forbidden = NULL;
    const RoleGrant elsewhere = { ROLE_OFFICER, { house->unit.value + 1 } };
    const Actor pat = { ACTOR_STAFF, { 4711 }, "Pat Parks", &elsewhere, 1 };
    ConversationId id;

    (void)data;
    ada_writes(house);
    view = look(house, 1);
    preview = side_preview(&house->mediation, &house->officer, view->a_case->id, &seen, NULL);
    g_assert_false(
        side_send(&house->mediation, &house->officer, view->a_case->id, 0, &other, &preview->digest, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_null(side_preview(&house->mediation, &pat, view->a_case->id, &seen, &forbidden));
    g_assert_error(forbidden, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpuint(sent(house), ==, 1);
}

static void
neither_the_citizen_nor_we_ourselves_can_be_asked(House *house, gconstpointer data)
{
    static const char *const WRONG[] = { "ada@citizen.example", "ADA@Citizen.Example", "hello@northam.example",
                                         "no address", "" };

    (void)data;
    ada_writes(house);
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        const SideDraft draft = { .to = WRONG[i], .name = "", .title = "", .text = "Hm?" };
        g_autoptr(GError) error = NULL;
        ConversationId id;

        g_assert_false(try_ask(house, &draft, &id, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    g_assert_cmpuint(sent(house), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add("/side/" name, House, NULL, set_up_side, function, tear_down_side)
    TEST("a-consultation-is-a-mail-of-its-own-and-carries-nothing-that-was-not-ticked",
         a_consultation_is_a_mail_of_its_own_and_carries_nothing_that_was_not_ticked);
    TEST("what-is-ticked-is-quoted-as-it-is-written-and-files-go-along",
         what_is_ticked_is_quoted_as_it_is_written_and_files_go_along);
    TEST("what-a-citizen-writes-is-never-markup-in-a-letter-of-ours",
         what_a_citizen_writes_is_never_markup_in_a_letter_of_ours);
    TEST("notes-held-messages-and-other-cases-cannot-be-ticked", notes_held_messages_and_other_cases_cannot_be_ticked);
    TEST("there-are-limits-to-what-goes-along", there_are_limits_to_what_goes_along);
    TEST("what-leaves-is-what-was-looked-at", what_leaves_is_what_was_looked_at);
    TEST("neither-the-citizen-nor-we-ourselves-can-be-asked", neither_the_citizen_nor_we_ourselves_can_be_asked);
    return g_test_run();
}
