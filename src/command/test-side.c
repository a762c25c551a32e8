/* SPDX-License-Identifier: Apache-2.0 */
/* Asking others about a case, and handing it over: what leaves, where answers land, and what a citizen never sees. */
#include "command/test-mail-house.h"
#include "mediation/cases/hand-over.h"
#include "mediation/cases/merging.h"
#include "mediation/cases/partners.h"
#include "mediation/cases/side.h"
#include "mediation/people/persons.h"
#include "store/clock-store.h"
#include "store/person-store.h"
#include "store/webhook-store.h"
#include "views/citizen-view.h"
#include "views/message-pages-view.h"

#define AREA9   "area9@highways.example"
#define PARTNER "mailto:" AREA9

static const guint8 DOOR[32] = { 9, 8, 7 };

/* A house with pages for citizens. */
static void
set_up_side(House *house, gconstpointer data)
{
    set_up_mail(house, data);
    house->mediation.portal_url = "https://contact.northam.example";
    house->mediation.access = citizen_access_new(&house->mediation, DOOR);
}

static void
tear_down_side(House *house, gconstpointer data)
{
    CitizenAccess *access = house->mediation.access;

    tear_down(house, data);
    citizen_access_free(access);
}

/* ---- helpers ---- */

static void
ada_writes(House *house)
{
    letter_in(house, "ada@citizen.example", "a1@citizen.example", "Pothole on the bridge", "",
              "The hole is *deep*.\nMy number is 01632 960001.");
    g_assert_cmpuint(cases(house), ==, 1);
}

static char *
newest_sent(House *house)
{
    g_autoptr(GPtrArray) names = outbox(house);

    g_assert_cmpuint(names->len, >, 0);
    return g_strdup(g_ptr_array_index(names, names->len - 1));
}

static gboolean
try_ask(House *house, const SideDraft *draft, ConversationId *ret, GError **error)
{
    g_autoptr(CaseView) view = look(house, 1);
    g_autoptr(ReplyPreview) preview = side_preview(&house->mediation, &house->officer, view->a_case->id, draft, error);

    if (preview == NULL)
        return FALSE;
    if (!side_send(&house->mediation, &house->officer, view->a_case->id, view->a_case->version, draft, &preview->digest,
                   ret, error))
        return FALSE;
    settle(house);
    return TRUE;
}

static ConversationId
ask(House *house, const char *text, const GArray *enclosures, gboolean wait)
{
    const SideDraft draft = {
        .to = AREA9, .name = "Highways England", .title = "", .text = text, .enclosures = enclosures, .wait = wait
    };
    g_autoptr(GError) error = NULL;
    ConversationId id = { 0 };

    try_ask(house, &draft, &id, &error);
    g_assert_no_error(error);
    return id;
}

/* @sender answers to where the sent file @name says. */
static void
answer_to(House *house, const char *sender, const char *name, const char *id, const char *text)
{
    g_autofree char *to = reply_address_of(house, name);
    g_autofree char *mail = g_strdup_printf("From: %s\nTo: %s\nSubject: Re: your question\nMessage-ID: <%s>\n\n%s\n",
                                            identity_address(sender), identity_address(to), id, text);

    mail_in(house, sender, to, mail);
    settle(house);
}

static CaseState
state_of(House *house, guint number)
{
    g_autoptr(CaseView) view = look(house, number);

    return view->a_case->state;
}

static void
set_state(House *house, CaseState state)
{
    g_autoptr(CaseView) view = look(house, 1);

    g_assert_true(casework_set_state(&house->mediation, &house->officer, view->a_case->id, 0, state, "", NULL));
}

typedef struct {
    House *house;
    CaseId case_id;
    const char *uri;
    AccessSeed seed;
    gint64 first;
} Opening;

static gboolean
give(DbSession *session, gpointer data, GError **error)
{
    Opening *opening = data;
    g_autoptr(Identity) holder = person_store_find_identity(session, opening->uri, error);

    return holder != NULL && citizen_access_give(opening->house->mediation.access, session, &ACTOR_TRIBUNE,
                                                 opening->case_id, holder, &opening->seed, error);
}

/* As whoever holds the link that @uri was given to case @number. */
static Citizen *
citizen_of(House *house, guint number, const char *uri)
{
    g_autoptr(CaseView) view = look(house, number);
    Opening opening = { .house = house, .case_id = view->a_case->id, .uri = uri };
    g_autofree char *token = NULL;
    g_autoptr(GError) error = NULL;
    Citizen *citizen;

    g_assert_true(store_write(house->mediation.store, give, &opening, NULL));
    token = citizen_access_token(house->mediation.access, &opening.seed);
    citizen = citizen_access_enter(house->mediation.access, token, &error);
    g_assert_no_error(error);
    return citizen;
}

/* All that the page of @citizen says, and the names of its files. */
static char *
read_page(House *house, const Citizen *citizen)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CitizenView) view = citizen_view_load(house->mediation.access, citizen, &error);
    GString *said = g_string_new(NULL);

    g_assert_no_error(error);
    g_string_append_printf(said, "[%s]", view->subject);
    for (guint i = 0; i < view->messages->len; i++) {
        const CitizenMessage *item = g_ptr_array_index(view->messages, i);

        g_string_append_printf(said, "%s\n", item->text);
        for (guint j = 0; j < item->files->len; j++)
            g_string_append(said, ((const MessagePart *)g_ptr_array_index(item->files, j))->filename);
    }
    return g_string_free(said, FALSE);
}

static void
assert_says(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        g_error("“%s” does not say “%s”", text, part);
}

static void
assert_silent(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        g_error("“%s” says “%s”", text, part);
}

static gboolean
read_first_reply(DbSession *session, gpointer data, GError **error)
{
    Opening *opening = data;

    return clock_store_first_reply(session, opening->case_id, &opening->first, error);
}

static GArray *
choose(const char *const *values)
{
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(Enclosure));

    for (; *values != NULL; values++) {
        Enclosure enclosure;

        g_assert_true(enclosures_parse(*values, &enclosure));
        g_array_append_val(chosen, enclosure);
    }
    return chosen;
}

static char *
value_of(const CaseView *view, guint index)
{
    char id[ID_TEXT_SIZE];

    id_format(((const CaseMessage *)g_ptr_array_index(view->messages, index))->message->id.value, id);
    return g_strdup(id);
}

DB_STATEMENT(side_count_events, "SELECT count(*) FROM events WHERE kind = $1");

typedef struct {
    const char *kind;
    gint64 count;
} Count;

static gboolean
count_events(DbSession *session, gpointer data, GError **error)
{
    Count *count = data;
    g_autoptr(DbQuery) query = db_query(session, &side_count_events);

    db_bind_text(query, count->kind);
    if (!db_step_one(query, "count", error))
        return FALSE;
    count->count = db_int(query, 0);
    return db_finish(query, error);
}

static gint64
events_of(House *house, EventKind kind)
{
    Count count = { event_kind_name(kind), -1 };

    g_assert_true(store_read(house->mediation.store, count_events, &count, NULL));
    return count.count;
}

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

/* ---- answers ---- */

static void
an_answer_lands_in_it_and_the_citizen_sees_nothing(House *house, gconstpointer data)
{
    g_autofree char *name = NULL, *page = NULL, *before = NULL;
    g_autoptr(CaseView) asked = NULL, answered = NULL;
    g_autoptr(MessagePages) pages = NULL;
    g_autoptr(Citizen) ada = NULL;
    Opening opening = { 0 };
    ConversationId side;

    (void)data;
    ada_writes(house);
    ada = citizen_of(house, 1, ADA);
    before = read_page(house, ada);
    side = ask(house, "Is this your bridge?", NULL, TRUE);
    asked = look(house, 1);
    g_assert_cmpint(asked->a_case->state, ==, CASE_WAITING_OTHER);
    name = newest_sent(house);
    answer_to(house, PARTNER, name, "p1@highways.example", "Yes, it is ours.");
    answered = look(house, 1);
    g_assert_cmpint(last_message(answered)->message->conversation.value, ==, side.value);
    g_assert_true(last_message(answered)->message->side);
    g_assert_false(last_message(answered)->unverified);
    g_assert_cmpint(answered->a_case->state, ==, CASE_OPEN);
    g_assert_true(answered->a_case->unread);
    g_assert_cmpstr(answered->a_case->preview, ==, asked->a_case->preview);
    g_assert_cmpint(answered->a_case->last_in, ==, asked->a_case->last_in);
    g_assert_cmpuint(sent(house), ==, 2); /* her receipt and the question: nobody was acknowledged */
    g_assert_cmpuint(cases(house), ==, 1);

    page = read_page(house, ada);
    g_assert_cmpstr(page, ==, before);
    g_assert_null(citizen_view_file(house->mediation.access, ada, last_message(answered)->message->id, "att-01", NULL));
    pages = message_pages_view_list(house->mediation.store, &house->officer, answered->a_case->reference,
                                    (MessageId){ 0 }, 50, NULL);
    g_assert_cmpuint(pages->items->len, ==, 2);
    g_assert_null(message_pages_view_load(house->mediation.store, &house->officer, answered->a_case->reference,
                                          last_message(answered)->message->id, NULL));
    opening.case_id = answered->a_case->id;
    g_assert_true(store_read(house->mediation.store, read_first_reply, &opening, NULL));
    g_assert_cmpint(opening.first, ==, 0);
}

static void
an_answer_changes_no_other_state(House *house, gconstpointer data)
{
    static const CaseState STATES[] = { CASE_WAITING_CITIZEN, CASE_PLANNED, CASE_RESOLVED };
    g_autofree char *name = NULL;

    (void)data;
    ada_writes(house);
    ask(house, "Is this your bridge?", NULL, FALSE);
    name = newest_sent(house);
    for (guint i = 0; i < G_N_ELEMENTS(STATES); i++) {
        g_autofree char *id = g_strdup_printf("p%u@highways.example", i);

        set_state(house, STATES[i]);
        answer_to(house, PARTNER, name, id, "It is.");
        g_assert_cmpint(state_of(house, 1), ==, STATES[i]);
    }
}

static void
going_on_answers_the_last_mail_in_the_same_thread(House *house, gconstpointer data)
{
    g_autofree char *name = NULL, *next = NULL, *mail = NULL, *answers = NULL, *subject = NULL;
    SideDraft draft = { .text = "Thank you. When?", .to = "", .name = "", .title = "" };
    g_autoptr(GError) error = NULL;
    ConversationId side, same;

    (void)data;
    ada_writes(house);
    side = ask(house, "Is this your bridge?", NULL, FALSE);
    name = newest_sent(house);
    answer_to(house, PARTNER, name, "p1@highways.example", "Yes.");
    draft.conversation = side;
    g_assert_true(try_ask(house, &draft, &same, &error));
    g_assert_no_error(error);
    g_assert_cmpint(same.value, ==, side.value);
    next = newest_sent(house);
    mail = read_sent(house, next);
    answers = field_of(mail, "In-Reply-To");
    subject = field_of(mail, "Subject");
    g_assert_cmpstr(answers, ==, "p1@highways.example");
    g_assert_true(g_str_has_prefix(subject, "Re: Internal consultation"));
    g_assert_cmpint(events_of(house, EVENT_SIDE_OPENED), ==, 1);
}

static void
a_leaked_address_brings_words_in_and_tells_nothing(House *house, gconstpointer data)
{
    g_autofree char *receipt = NULL, *name = NULL, *page = NULL;
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autoptr(Citizen) ada = NULL;

    (void)data;
    ada_writes(house);
    receipt = newest_sent(house);
    ask(house, "A question for Area 9", NULL, TRUE);
    name = newest_sent(house);
    answer_to(house, ADA, name, "a7@citizen.example", "What is this?");
    view = look(house, 1);
    g_assert_true(last_message(view)->message->side);
    g_assert_true(last_message(view)->unverified);
    g_assert_cmpint(view->a_case->state, ==, CASE_WAITING_OTHER);
    ada = citizen_of(house, 1, ADA);
    page = read_page(house, ada);
    assert_silent(page, "Area 9");

    answer_to(house, PARTNER, receipt, "p8@highways.example", "To the citizen's address");
    after = look(house, 1);
    g_assert_false(last_message(after)->message->side);
    g_assert_true(last_message(after)->unverified);
    g_assert_cmpint(after->a_case->state, ==, CASE_WAITING_OTHER);
    g_assert_cmpuint(sent(house), ==, 2);
    g_clear_pointer(&page, g_free);
    page = read_page(house, ada);
    assert_silent(page, "To the citizen's address");
}

static void
a_partners_other_mail_is_a_mail_like_any(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    ada_writes(house);
    ask(house, "Is this your bridge?", NULL, FALSE);
    letter_in(house, AREA9, "p9@highways.example", "Road works in May", "", "We close the road.");
    g_assert_cmpuint(cases(house), ==, 2);
    view = look(house, 2);
    g_assert_false(((const CaseMessage *)g_ptr_array_index(view->messages, 0))->message->side);
    g_assert_cmpuint(sent(house), ==, 3);
}

static gboolean
count_sides(DbSession *session, gpointer data, GError **error)
{
    guint *counts = data;
    g_autoptr(GPtrArray) events = webhook_store_events(session, 0, 1000, error);

    counts[0] = counts[1] = 0;
    for (guint i = 0; events != NULL && i < events->len; i++)
        counts[((const WebhookEvent *)g_ptr_array_index(events, i))->side ? 1 : 0]++;
    return events != NULL;
}

static void
programs_hear_nothing_of_it(House *house, gconstpointer data)
{
    g_autofree char *name = NULL;
    guint before[2], after[2];

    (void)data;
    ada_writes(house);
    g_assert_true(store_read(house->mediation.store, count_sides, before, NULL));
    g_assert_cmpuint(before[1], ==, 0);
    ask(house, "Is this your bridge?", NULL, FALSE);
    name = newest_sent(house);
    answer_to(house, PARTNER, name, "p1@highways.example", "Yes.");
    g_assert_true(store_read(house->mediation.store, count_sides, after, NULL));
    g_assert_cmpuint(after[1], >=, 3); /* released, taken by the other side, answered */
}

/* ---- handing over ---- */

static PartnerId
highways(House *house)
{
    const RoleGrant grant = { ROLE_LEAD, house->unit };
    const Actor lead = { ACTOR_STAFF, { 4712 }, "Lena Lead", &grant, 1 };
    g_autoptr(GError) error = NULL;
    PartnerId id = { 0 };

    partners_add(&house->mediation, &lead, "Highways England", AREA9, "0300 123 5000, highways.example", &id, &error);
    g_assert_no_error(error);
    return id;
}

static void
a_case_is_handed_over_with_two_letters_and_a_basis(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autofree char *words = NULL, *letter = NULL, *notice = NULL, *page = NULL;
    g_autoptr(GArray) chosen = NULL;
    g_autoptr(GPtrArray) names = NULL;
    g_autoptr(HandOverPreview) preview = NULL;
    g_autoptr(Citizen) ada = NULL;
    g_autoptr(GError) error = NULL;
    HandOverDraft draft = { .text = "Please take this over.", .reason = "The bridge is not ours", .law = "" };

    (void)data;
    ada_writes(house);
    view = look(house, 1);
    words = value_of(view, 0);
    chosen = choose((const char *const[]){ words, NULL });
    draft.partner = highways(house);
    draft.enclosures = chosen;
    g_assert_null(hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID); /* on what basis? */
    g_clear_error(&error);
    draft.based = TRUE;
    draft.basis = HAND_OVER_BY_LAW;
    g_assert_null(hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID); /* which law? */
    g_clear_error(&error);
    draft.law = "Highways Act 1980, s. 41";
    preview = hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(preview->notice->recipient, ==, ADA);
    g_assert_cmpstr(preview->letter->recipient, ==, PARTNER);
    hand_over_send(&house->mediation, &house->officer, view->a_case->id, view->a_case->version, &draft,
                   &preview->digest, &error);
    g_assert_no_error(error);
    settle(house);

    names = outbox(house);
    g_assert_cmpuint(names->len, ==, 3);
    letter = read_sent(house, g_ptr_array_index(names, 1));
    notice = read_sent(house, g_ptr_array_index(names, 2));
    assert_says(letter, "Please take this over.");
    assert_says(letter, "Subject: Handed over NB-");
    assert_says(letter, "ada@citizen.example wrote:");
    assert_says(letter, "> The hole is *deep*.");
    assert_says(notice, "Highways England");
    assert_says(notice, "The bridge is not ours.");
    assert_says(notice, "0300 123 5000");
    assert_silent(notice, "Please take this over.");
    after = look(house, 1);
    g_assert_cmpint(after->a_case->state, ==, CASE_REFERRED);
    g_assert_cmpint(events_of(house, EVENT_CASE_REFERRED), ==, 1);
    ada = citizen_of(house, 1, ADA);
    page = read_page(house, ada);
    assert_says(page, "The bridge is not ours.");
    assert_silent(page, "Please take this over.");
}

static void
the_notice_is_in_the_citizens_language(House *house, gconstpointer data)
{
    HandOverDraft draft = { .text = "Please take this over.",
                            .reason = "Die Brücke gehört uns nicht",
                            .law = "",
                            .based = TRUE,
                            .basis = HAND_OVER_AGREED };
    g_autofree char *folder = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "locale", NULL);
    g_autoptr(Locales) all = locales_load(folder, NULL);
    g_autoptr(CaseView) view = NULL;
    g_autoptr(HandOverPreview) preview = NULL, wished = NULL, noted = NULL;
    PersonPreferences wanted = { 0 };

    (void)data;
    house->mediation.locales = all;
    letter_in(
        house, "ada@citizen.example", "a1@citizen.example", "Loch", "Content-Language: de\n",
        "Guten Tag, auf der Brücke ist ein sehr tiefes Loch in der Straße, bitte kommen Sie und sehen Sie es an.");
    draft.partner = highways(house);
    view = look(house, 1);
    g_assert_cmpstr(view->a_case->language, ==, "de");
    preview = hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, NULL);
    g_assert_cmpstr(preview->notice->language, ==, "de");
    g_assert_cmpstr(preview->letter->language, ==, "en");
    wanted.of[PERSON_PURPOSE_ANY].language = (char *)"en";
    g_assert_true(persons_prefer(&house->mediation, &house->officer, view->a_case->person, &wanted, NULL));
    wished = hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, NULL);
    g_assert_cmpstr(wished->notice->language, ==, "en");
    wanted.of[PERSON_PURPOSE_ANSWER].language = (char *)"en";
    wanted.of[PERSON_PURPOSE_NOTICE].language = (char *)"de"; /* it is a notice, for what she wishes */
    g_assert_true(persons_prefer(&house->mediation, &house->officer, view->a_case->person, &wanted, NULL));
    noted = hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, NULL);
    g_assert_cmpstr(noted->notice->language, ==, "de");
    house->mediation.locales = house->locales;
}

static void
bodies_are_kept_by_leads_and_have_one_name_each(House *house, gconstpointer data)
{
    const RoleGrant grant = { ROLE_LEAD, house->unit };
    const Actor lead = { ACTOR_STAFF, { 4712 }, "Lena Lead", &grant, 1 };
    g_autoptr(GError) forbidden = NULL, twice = NULL, wrong = NULL, stale = NULL, error = NULL;
    PartnerId id = highways(house), other;
    g_autoptr(GPtrArray) list = NULL;

    (void)data;
    g_assert_false(
        partners_add(&house->mediation, &house->officer, "Water", "w@water.example", "", &other, &forbidden));
    g_assert_error(forbidden, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(partners_add(&house->mediation, &lead, "highways england", "w@water.example", "", &other, &twice));
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_false(partners_add(&house->mediation, &lead, "Ourselves", "hello@northam.example", "", &other, &wrong));
    g_assert_error(wrong, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_true(partners_change(&house->mediation, &lead, id, 1, "Highways", AREA9, "", TRUE, &error));
    g_assert_false(partners_change(&house->mediation, &lead, id, 1, "Highways", AREA9, "", FALSE, &stale));
    g_assert_error(stale, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    list = partners_list(&house->mediation, &house->officer, NULL);
    g_assert_cmpuint(list->len, ==, 1);
    g_assert_true(((const Partner *)g_ptr_array_index(list, 0))->closed);
    g_assert_cmpint(events_of(house, EVENT_PARTNER_CHANGED), ==, 2);
}

/* ---- joined ---- */

static gboolean
merge(House *house, guint source, guint target, GError **error)
{
    g_autoptr(CaseView) a = look(house, source), b = look(house, target);

    return merging_merge(&house->mediation, &house->officer, a->a_case->id, 0, b->a_case->id, error);
}

static void
the_link_of_a_merged_case_shows_hers_in_the_one_that_is_left(House *house, gconstpointer data)
{
    g_autoptr(Citizen) before = NULL, ada = NULL, eve = NULL, by_old = NULL, by_new = NULL, back = NULL;
    g_autoptr(CaseView) source = NULL, target = NULL, later = NULL;
    g_autofree char *page = NULL, *others = NULL, *receipt = NULL;
    g_autoptr(GPtrArray) names = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    ada_writes(house);
    letter_in(house, "eve@citizen.example", "e1@citizen.example", "Hole", "", "Eve fell into it.");
    names = outbox(house);
    receipt = g_strdup(g_ptr_array_index(names, 0)); /* Ada's */
    before = citizen_of(house, 1, ADA);
    source = look(house, 1);
    target = look(house, 2);
    g_assert_cmpstr(before->joined, ==, "");
    g_assert_true(merge(house, 1, 2, &error));
    g_assert_no_error(error);

    ada = citizen_access_enter(house->mediation.access, before->token, NULL);
    g_assert_cmpint(ada->case_id.value, ==, target->a_case->id.value);
    g_assert_cmpstr(ada->reference, ==, target->a_case->reference);
    g_assert_cmpstr(ada->joined, ==, source->a_case->reference);
    page = read_page(house, ada);
    assert_says(page, "[Pothole on the bridge]");
    assert_says(page, "The hole is *deep*.");
    assert_silent(page, "Eve");
    eve = citizen_of(house, 2, EVE);
    others = read_page(house, eve);
    assert_says(others, "Eve fell into it.");
    assert_silent(others, "deep");
    by_old = citizen_access_enter_by_code(house->mediation.access, source->a_case->reference, before->code, "192.0.2.1",
                                          NULL);
    by_new = citizen_access_enter_by_code(house->mediation.access, target->a_case->reference, before->code, "192.0.2.1",
                                          NULL);
    g_assert_cmpstr(by_old->token, ==, before->token);
    g_assert_cmpstr(by_new->token, ==, before->token);
    g_assert_null(
        citizen_access_enter_by_code(house->mediation.access, source->a_case->reference, eve->code, "192.0.2.1", NULL));

    answer_to(house, ADA, receipt, "a5@citizen.example", "It grew.");
    later = look(house, 2);
    g_assert_cmpuint(later->messages->len, ==, 5);
    g_assert_true(merging_undo(&house->mediation, &house->officer, source->a_case->id, NULL));
    back = citizen_access_enter(house->mediation.access, before->token, NULL);
    g_assert_cmpint(back->case_id.value, ==, source->a_case->id.value);
    g_assert_cmpstr(back->joined, ==, "");
}

static void
who_is_asked_in_one_case_is_not_merged_into_being_its_citizen(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    ada_writes(house);
    ask(house, "Is this your bridge?", NULL, FALSE);
    letter_in(house, AREA9, "p9@highways.example", "Road works in May", "", "We close the road.");
    g_assert_false(merge(house, 2, 1, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
who_turns_out_to_be_the_citizen_is_asked_no_further(House *house, gconstpointer data)
{
    SideDraft draft = { .to = "", .name = "", .title = "", .text = "And this one?" };
    g_autoptr(CaseView) first = NULL, second = NULL;
    g_autoptr(GError) error = NULL;
    ConversationId id;

    (void)data;
    ada_writes(house);
    draft.conversation = ask(house, "Is this your bridge?", NULL, FALSE);
    letter_in(house, AREA9, "p9@highways.example", "Road works in May", "", "We close the road.");
    first = look(house, 1);
    second = look(house, 2);
    g_assert_true(persons_merge(&house->mediation, &house->officer, second->a_case->person, first->a_case->person,
                                (PersonMergeSize){ 1, 1 }, "It is her desk", &error));
    g_assert_no_error(error);
    g_assert_false(try_ask(house, &draft, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
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
    TEST("an-answer-lands-in-it-and-the-citizen-sees-nothing", an_answer_lands_in_it_and_the_citizen_sees_nothing);
    TEST("an-answer-changes-no-other-state", an_answer_changes_no_other_state);
    TEST("going-on-answers-the-last-mail-in-the-same-thread", going_on_answers_the_last_mail_in_the_same_thread);
    TEST("a-leaked-address-brings-words-in-and-tells-nothing", a_leaked_address_brings_words_in_and_tells_nothing);
    TEST("a-partners-other-mail-is-a-mail-like-any", a_partners_other_mail_is_a_mail_like_any);
    TEST("programs-hear-nothing-of-it", programs_hear_nothing_of_it);
    TEST("a-case-is-handed-over-with-two-letters-and-a-basis", a_case_is_handed_over_with_two_letters_and_a_basis);
    TEST("the-notice-is-in-the-citizens-language", the_notice_is_in_the_citizens_language);
    TEST("bodies-are-kept-by-leads-and-have-one-name-each", bodies_are_kept_by_leads_and_have_one_name_each);
    TEST("the-link-of-a-merged-case-shows-hers-in-the-one-that-is-left",
         the_link_of_a_merged_case_shows_hers_in_the_one_that_is_left);
    TEST("who-is-asked-in-one-case-is-not-merged-into-being-its-citizen",
         who_is_asked_in_one_case_is_not_merged_into_being_its_citizen);
    TEST("who-turns-out-to-be-the-citizen-is-asked-no-further", who_turns_out_to_be_the_citizen_is_asked_no_further);
    return g_test_run();
}
