/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "channels/web/web-private.h"

static const guint8 SECRET[32] = { 3, 1, 4 };
#define NOON (G_GINT64_CONSTANT(1795000000) * CLOCK_SECOND)

extern const struct channel_driver web_channel;

static WebForm *
form_of(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Form) sent = form_parse(text, strlen(text), &error);

    g_assert_no_error(error);
    return web_form_read(sent, "en");
}

static void
add_bytes(WebForm *form, const char *name, gsize size)
{
    g_autofree char *bytes = g_malloc0(size);
    g_autoptr(GBytes) content = g_bytes_new_take(g_steal_pointer(&bytes), size);

    g_ptr_array_add(form->files, message_part_new("att-01", "image/jpeg", name, content));
}

/* ---- checking ---- */

static void
a_message_alone_is_enough(void)
{
    g_autoptr(WebForm) form = form_of("text=The+lamp+is+out");

    g_assert_true(web_form_check(form));
    g_assert_cmpstr(form->sender, ==, "");
    g_assert_false(form->has_trap);
}

/* The service that a form's draft names. */
static void
assert_chosen(const char *sent, const char *service)
{
    g_autoptr(WebForm) form = form_of(sent);
    g_autoptr(GBytes) raw = web_form_raw(form);
    g_autoptr(GError) error = NULL;
    g_autoptr(MessageDraft) draft = web_parse_form(NULL, raw, "", "https://northam.example/contact", &error);

    g_assert_no_error(error);
    g_assert_cmpstr(draft->service, ==, service);
}

static void
a_topic_is_a_service_or_an_address(void)
{
    assert_chosen("text=The+lamp+is+out&topic=lamp", "lamp");
    assert_chosen("text=The+lamp+is+out&topic=https%3A%2F%2Fnortham.example%2Fcontact%2Fhighways", "");
    assert_chosen("text=The+lamp+is+out", "");
    assert_chosen("text=The+lamp+is+out&topic=No+code%21", "");
}

static void
every_fault_is_told_at_its_field(void)
{
    g_autofree char *words = g_strnfill(WEB_LINE_MAX + 1, 'a'), *sent = NULL;
    g_autoptr(WebForm) form = NULL;

    sent = g_strdup_printf("text=+%%0A&mail=nobody&name=%s&subject=%s", words, words);
    form = form_of(sent);
    g_assert_false(web_form_check(form));
    g_assert_cmpstr(form->faults[WEB_FIELD_TEXT], ==, "missing_text");
    g_assert_cmpstr(form->faults[WEB_FIELD_MAIL], ==, "wrong_mail");
    g_assert_cmpstr(form->faults[WEB_FIELD_NAME], ==, "long_name");
    g_assert_cmpstr(form->faults[WEB_FIELD_SUBJECT], ==, "long_subject");
    g_assert_cmpstr(form->mail, ==, "nobody");
}

static void
text_and_files_have_the_limits_that_the_page_states(void)
{
    g_autofree char *most = g_strnfill(CITIZEN_TEXT_MAX, 'x'), *sent = g_strconcat("text=", most, NULL);
    g_autofree char *more = g_strconcat(sent, "x", NULL);
    g_autoptr(WebForm) fits = form_of(sent), exceeds = form_of(more), many = form_of("text=a"),
                       large = form_of("text=a");

    g_assert_true(web_form_check(fits));
    g_assert_false(web_form_check(exceeds));
    g_assert_cmpstr(exceeds->faults[WEB_FIELD_TEXT], ==, "long_text");
    for (guint i = 0; i < CITIZEN_FILES_MAX; i++)
        add_bytes(many, "a.jpg", 10);
    g_assert_true(web_form_check(many));
    add_bytes(many, "a.jpg", 10);
    g_assert_false(web_form_check(many));
    g_assert_cmpstr(many->faults[WEB_FIELD_FILES], ==, "many_files");
    add_bytes(large, "a.jpg", CITIZEN_FILES_SIZE);
    g_assert_true(web_form_check(large));
    add_bytes(large, "b.jpg", 1);
    g_assert_false(web_form_check(large));
    g_assert_cmpstr(large->faults[WEB_FIELD_FILES], ==, "large_files");
}

static void
a_mail_address_is_one_identity_however_it_is_written(void)
{
    g_autoptr(WebForm) form = form_of("text=a&mail=+Ada.Lovelace%40Citizen.EXAMPLE+");

    g_assert_true(web_form_check(form));
    g_assert_cmpstr(form->sender, ==, "mailto:ada.lovelace@citizen.example");
}

static void
lines_stay_lines_and_a_trap_is_seen(void)
{
    g_autoptr(WebForm) form = form_of("text=a%0D%0Abc&subject=x%0D%0ABcc:+y&website=http://spam.example");

    g_assert_cmpstr(form->text, ==, "a\nbc");
    g_assert_cmpstr(form->subject, ==, "x Bcc: y");
    g_assert_true(form->has_trap);
}

static void
what_was_kept_comes_back_but_for_what_is_left_out(void)
{
    g_autoptr(GPtrArray) kept = message_parts_new();
    g_autoptr(GBytes) bytes = g_bytes_new("x", 1);
    g_autoptr(Form) sent = form_parse("drop=0&drop=nonsense", 20, NULL);
    g_autoptr(WebForm) form = web_form_new();

    g_ptr_array_add(kept, message_part_new("att-01", "image/png", "one.png", bytes));
    g_ptr_array_add(kept, message_part_new("att-02", "image/png", "two.png", bytes));
    web_form_add_kept(form, kept, sent);
    g_assert_cmpuint(form->files->len, ==, 1);
    g_assert_cmpstr(((const MessagePart *)g_ptr_array_index(form->files, 0))->filename, ==, "two.png");
    g_assert_cmpstr(((const MessagePart *)g_ptr_array_index(form->files, 0))->name, ==, "att-01");
}

/* ---- parse ---- */

static void
a_form_is_a_draft_with_exactly_what_was_entered(void)
{
    g_autoptr(WebForm) form = form_of("text=The+lamp+is+out&subject=Lamp&name=Ada&mail=ada%40citizen.example&once=r1");
    g_autoptr(GBytes) raw = NULL;
    g_autoptr(MessageDraft) draft = NULL;
    const MessagePart *text;

    add_bytes(form, "lamp.jpg", 3);
    g_assert_true(web_form_check(form));
    raw = web_form_raw(form);
    draft = web_channel.parse(NULL, raw, form->sender, "https://northam.example/contact", NULL);
    g_assert_cmpstr(draft->endpoint, ==, "https://northam.example/contact");
    g_assert_cmpstr(draft->sender, ==, "mailto:ada@citizen.example");
    g_assert_cmpstr(draft->sender_name, ==, "Ada");
    g_assert_cmpstr(draft->subject, ==, "Lamp");
    g_assert_cmpstr(draft->language, ==, "en");
    g_assert_cmpint(draft->assurance, ==, 0);
    g_assert_cmpint(draft->automatic, ==, AUTOMATIC_NO);
    text = message_parts_find(draft->parts, PART_TEXT);
    g_assert_cmpmem(g_bytes_get_data(text->bytes, NULL), g_bytes_get_size(text->bytes), "The lamp is out", 15);
    g_assert_nonnull(g_strstr_len(g_bytes_get_data(raw, NULL), (gssize)g_bytes_get_size(raw), "lamp.jpg"));
}

static Digest
fingerprint_of(const char *sent)
{
    g_autoptr(WebForm) form = form_of(sent);
    g_autoptr(GBytes) raw = web_form_raw(form);
    g_autoptr(MessageDraft) draft = web_channel.parse(NULL, raw, "", "https://northam.example/contact", NULL);

    return draft->fingerprint;
}

static void
the_same_form_sent_twice_is_one_message_and_another_form_is_another(void)
{
    Digest first = fingerprint_of("text=a&once=r1"), again = fingerprint_of("text=a&once=r1"),
           other = fingerprint_of("text=a&once=r2");

    g_assert_true(digest_equal(&first, &again));
    g_assert_false(digest_equal(&first, &other));
}

static void
forms_without_a_number_are_never_the_same(void)
{
    Digest first = fingerprint_of("text=a"), again = fingerprint_of("text=a&once=+");

    g_assert_false(digest_equal(&first, &again));
}

static void
bytes_that_are_no_form_are_refused(void)
{
    static const char *const BYTES[] = { "", "[1]", "{\"text\":", "{\"text\":\"a\",\"text\":\"b\"}", "\xff\xfe" };

    for (gsize i = 0; i < G_N_ELEMENTS(BYTES); i++) {
        g_autoptr(GBytes) raw = g_bytes_new(BYTES[i], strlen(BYTES[i]));
        g_autoptr(GError) error = NULL;

        g_assert_null(web_channel.parse(NULL, raw, "", "", &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
an_answer_is_shown_as_the_officer_wrote_it(void)
{
    g_autoptr(Outgoing) outgoing = outgoing_new();
    g_autoptr(Rendering) rendering = NULL, again = NULL;

    g_free(outgoing->text);
    outgoing->text = g_strdup("A crew comes on **Tuesday**. <script>");
    outgoing->release.value = 77;
    rendering = web_channel.render(NULL, outgoing, NULL);
    again = web_channel.render(NULL, outgoing, NULL);
    g_assert_nonnull(strstr(rendering->html, "<strong>Tuesday</strong>"));
    g_assert_null(strstr(rendering->html, "<script>"));
    g_assert_true(g_bytes_equal(rendering->payload, again->payload));
    g_assert_cmpstr(rendering->external_id, ==, again->external_id);
}

/* ---- publications ---- */

static void
put(char **member, const char *text)
{
    g_free(*member);
    *member = g_strdup(text);
}

static void
who_approves_an_alert_reads_where_it_holds_and_what_to_do(void)
{
    PublicationItem *item = publication_item_new();
    g_autoptr(Rendering) rendering = NULL, over = NULL;
    PublicationText *text;

    item->slug = g_strdup("flood");
    item->kind = PUBLICATION_ALERT;
    item->content = publication_content_new();
    put(&item->content->severity, "Severe");
    put(&item->content->reason, "The river falls.");
    text = publication_content_add_text(item->content, "en");
    put(&text->title, "River Alder floods");
    put(&text->body, "Water stands in River Street.");
    put(&text->area, "East of the river & the mill");
    put(&text->instruction, "Go to the town hall.");
    rendering = web_channel.render_public(NULL, item, "en", NULL);
    g_assert_nonnull(strstr(rendering->html, "<strong>Severe: East of the river &amp; the mill</strong>"));
    g_assert_nonnull(strstr(rendering->html, "<p>Go to the town hall.</p>"));
    item->act = ACT_WITHDRAWAL;
    put(&text->body, "![](gone.png)");
    over = web_channel.render_public(NULL, item, "en", NULL);
    g_assert_nonnull(strstr(over->html, "The river falls."));
    g_assert_null(strstr(over->html, "town hall"));
    publication_item_free(item);
}

/* ---- addresses of ours ---- */

static void
the_form_and_its_choices_have_addresses(void)
{
    static const struct {
        const char *typed, *uri;
    } CASES[] = {
        { "contact", "https://northam.example/contact" },
        { " Highways ", "https://northam.example/contact/highways" },
        { "contact/council-tax", "https://northam.example/contact/council-tax" },
        { "https://northam.example/contact/housing", "https://northam.example/contact/housing" },
        { "/contact", "https://northam.example/contact" },
        { "a b", NULL },
        { "contact/", NULL },
        { "https://elsewhere.example/contact", NULL },
        { "hello@northam.example", NULL },
    };
    ChannelHost host = { .name = "web", .domain = "northam.example", .secret = SECRET };
    Web web = { .host = &host };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *uri = web_channel.resolve(&web, CASES[i].typed, NULL);

        g_assert_cmpstr(uri, ==, CASES[i].uri);
    }
}

/* ---- robots ---- */

static void
a_form_filled_in_too_fast_too_late_or_not_ours_is_not_timely(void)
{
    static const guint8 OTHER[32] = { 9 };
    WebGuard *guard = web_guard_new(SECRET, 3 * CLOCK_SECOND), *other = web_guard_new(OTHER, 3 * CLOCK_SECOND);
    g_autofree char *token = web_guard_token(guard, NOON), *changed = g_strdup(token);

    g_assert_false(web_guard_is_timely(guard, token, NOON + 2 * CLOCK_SECOND));
    g_assert_true(web_guard_is_timely(guard, token, NOON + 3 * CLOCK_SECOND));
    g_assert_true(web_guard_is_timely(guard, token, NOON + WEB_GUARD_OLDEST));
    g_assert_false(web_guard_is_timely(guard, token, NOON + WEB_GUARD_OLDEST + 1));
    g_assert_false(web_guard_is_timely(other, token, NOON + CLOCK_MINUTE));
    for (gsize i = 0; i < strlen(token); i++) {
        changed[i] = changed[i] == '0' ? '1' : '0';
        g_assert_false(web_guard_is_timely(guard, changed, NOON + CLOCK_MINUTE));
        changed[i] = token[i];
    }
    g_assert_false(web_guard_is_timely(guard, "", NOON));
    web_guard_free(guard);
    web_guard_free(other);
}

static void
a_confirmation_is_of_one_form(void)
{
    WebGuard *guard = web_guard_new(SECRET, 0);
    g_autofree char *confirmation = web_guard_confirmation(guard, "r1"), *none = web_guard_confirmation(guard, "");

    g_assert_true(web_guard_is_confirmed(guard, "r1", confirmation));
    g_assert_false(web_guard_is_confirmed(guard, "r2", confirmation));
    g_assert_false(web_guard_is_confirmed(guard, "", none));
    web_guard_free(guard);
}

static void
a_few_are_calm_many_are_looked_at_and_a_flood_waits(void)
{
    WebGuard *guard = web_guard_new(SECRET, 0);
    gint64 wait = 0;

    for (guint i = 0; i < WEB_GUARD_ADDRESS_CALM; i++)
        g_assert_true(web_guard_is_calm(guard, "192.0.2.1", NOON));
    g_assert_false(web_guard_is_calm(guard, "192.0.2.1", NOON));
    g_assert_true(web_guard_is_calm(guard, "192.0.2.2", NOON));
    for (guint i = 0; i < WEB_GUARD_ADDRESS_MOST; i++)
        g_assert_true(web_guard_admit(guard, "2001:db8::1", NOON, &wait));
    g_assert_false(web_guard_admit(guard, "2001:db8::2", NOON, &wait));
    g_assert_cmpint(wait, >, 0);
    g_assert_true(web_guard_admit(guard, "2001:db8:0:1::2", NOON, &wait));
    g_assert_true(web_guard_admit(guard, "2001:db8::2", NOON + WEB_GUARD_WINDOW + 1, &wait));
    web_guard_free(guard);
}

static void
a_flood_of_forms_shuts_nobody_out_of_her_case(void)
{
    WebGuard *guard = web_guard_new(SECRET, 0);
    gint64 wait = 0;

    for (guint i = 0; i < WEB_GUARD_EVERYBODY_MOST; i++) {
        g_autofree char *client = g_strdup_printf("192.0.%u.%u", i / 250, i % 250);

        g_assert_true(web_guard_admit(guard, client, NOON, &wait));
    }
    g_assert_false(web_guard_admit(guard, "198.51.100.1", NOON, &wait));
    for (guint i = 0; i < WEB_GUARD_CASE_MOST; i++)
        g_assert_true(web_guard_admit_reply(guard, "hers", NOON, &wait));
    g_assert_false(web_guard_admit_reply(guard, "hers", NOON, &wait));
    g_assert_cmpint(wait, >, 0);
    g_assert_true(web_guard_admit_reply(guard, "his", NOON, &wait));
    web_guard_free(guard);
}

/* ---- files between two steps ---- */

static GPtrArray *
files_of(gsize size)
{
    g_autoptr(WebForm) form = web_form_new();

    add_bytes(form, "a.jpg", size);
    return g_ptr_array_ref(form->files);
}

static void
files_are_kept_once_for_an_hour_and_the_oldest_make_room(void)
{
    WebStash *stash = web_stash_new(100);
    g_autoptr(GPtrArray) small = files_of(40), large = files_of(101), none = message_parts_new(), taken = NULL;
    g_autofree char *first = web_stash_put(stash, small, NOON), *second = web_stash_put(stash, small, NOON + 1),
                    *third = web_stash_put(stash, small, NOON + 2), *nothing = web_stash_put(stash, none, NOON),
                    *too_large = web_stash_put(stash, large, NOON);

    g_assert_cmpstr(nothing, ==, "");
    g_assert_cmpstr(too_large, ==, "");
    g_assert_null(web_stash_take(stash, first, NOON + 3));
    taken = web_stash_take(stash, second, NOON + 3);
    g_assert_cmpuint(taken->len, ==, 1);
    g_assert_null(web_stash_take(stash, second, NOON + 3));
    g_assert_null(web_stash_take(stash, third, NOON + 2 + WEB_STASH_LIFE));
    g_assert_null(web_stash_take(stash, "guessed", NOON));
    web_stash_free(stash);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/web/a-message-alone-is-enough", a_message_alone_is_enough);
    g_test_add_func("/web/a-topic-is-a-service-or-an-address", a_topic_is_a_service_or_an_address);
    g_test_add_func("/web/every-fault-is-told-at-its-field", every_fault_is_told_at_its_field);
    g_test_add_func("/web/text-and-files-have-the-limits-that-the-page-states",
                    text_and_files_have_the_limits_that_the_page_states);
    g_test_add_func("/web/a-mail-address-is-one-identity-however-it-is-written",
                    a_mail_address_is_one_identity_however_it_is_written);
    g_test_add_func("/web/lines-stay-lines-and-a-trap-is-seen", lines_stay_lines_and_a_trap_is_seen);
    g_test_add_func("/web/what-was-kept-comes-back-but-for-what-is-left-out",
                    what_was_kept_comes_back_but_for_what_is_left_out);
    g_test_add_func("/web/a-form-is-a-draft-with-exactly-what-was-entered",
                    a_form_is_a_draft_with_exactly_what_was_entered);
    g_test_add_func("/web/the-same-form-sent-twice-is-one-message-and-another-form-is-another",
                    the_same_form_sent_twice_is_one_message_and_another_form_is_another);
    g_test_add_func("/web/forms-without-a-number-are-never-the-same", forms_without_a_number_are_never_the_same);
    g_test_add_func("/web/bytes-that-are-no-form-are-refused", bytes_that_are_no_form_are_refused);
    g_test_add_func("/web/an-answer-is-shown-as-the-officer-wrote-it", an_answer_is_shown_as_the_officer_wrote_it);
    g_test_add_func("/web/who-approves-an-alert-reads-where-it-holds-and-what-to-do",
                    who_approves_an_alert_reads_where_it_holds_and_what_to_do);
    g_test_add_func("/web/the-form-and-its-choices-have-addresses", the_form_and_its_choices_have_addresses);
    g_test_add_func("/web/a-form-filled-in-too-fast-too-late-or-not-ours-is-not-timely",
                    a_form_filled_in_too_fast_too_late_or_not_ours_is_not_timely);
    g_test_add_func("/web/a-confirmation-is-of-one-form", a_confirmation_is_of_one_form);
    g_test_add_func("/web/a-few-are-calm-many-are-looked-at-and-a-flood-waits",
                    a_few_are_calm_many_are_looked_at_and_a_flood_waits);
    g_test_add_func("/web/a-flood-of-forms-shuts-nobody-out-of-her-case",
                    a_flood_of_forms_shuts_nobody_out_of_her_case);
    g_test_add_func("/web/files-are-kept-once-for-an-hour-and-the-oldest-make-room",
                    files_are_kept_once_for_an_hour_and_the_oldest_make_room);
    return g_test_run();
}
