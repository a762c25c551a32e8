/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/error.h"
#include "command/demo-content.h"

#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <string.h>

#define NOW (G_GINT64_CONSTANT(1793607245) * CLOCK_SECOND) /* Monday 2 November 2026, 08:14 in London */

static char *
folder(void)
{
    return g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "src", "command", "demo", NULL);
}

static DemoContent *
load_at(gint64 now)
{
    g_autofree char *path = folder();
    g_autoptr(GError) error = NULL;
    DemoContent *content = demo_content_load(path, now, &error);

    g_assert_no_error(error);
    return content;
}

static void
at_any_time_of_day_events_are_past_and_in_order(void)
{
    for (guint minute = 0; minute < 24 * 60; minute += 47) {
        g_autoptr(DemoContent) content = load_at(NOW + minute * CLOCK_MINUTE);
        const GPtrArray *events = demo_content_events(content);
        gint64 last = 0;

        for (guint i = 0; i < events->len; i++) {
            const DemoEvent *event = g_ptr_array_index(events, i);

            g_assert_cmpint(event->time, >=, last);
            g_assert_cmpint(event->time, <, NOW + minute * CLOCK_MINUTE);
            last = event->time;
        }
    }
}

static void
times_of_day_are_those_of_the_bodys_zone(void)
{
    g_autoptr(DemoContent) content = load_at(NOW);
    const DemoEvent *first = g_ptr_array_index(demo_content_events(content), 0);
    g_autofree char *time = clock_format_utc(first->time);

    /* 20 days earlier summer time was still on: 08:14 in London is 07:14 UTC. */
    g_assert_cmpstr(first->of->key, ==, "lamp");
    g_assert_cmpstr(time, ==, "2026-10-13T07:14:00.000Z");
}

static void
every_address_is_of_a_domain_kept_for_examples(void)
{
    g_autoptr(DemoContent) content = load_at(NOW);
    const GPtrArray *cases = demo_content_cases(content), *events = demo_content_events(content);

    for (guint i = 0; i < cases->len; i++) {
        const DemoCase *of = g_ptr_array_index(cases, i);

        g_assert_true(g_str_has_suffix(of->mail, ".example"));
        g_assert_true(g_str_has_suffix(of->to, "@northam.example"));
    }
    for (guint i = 0; i < events->len; i++) {
        const DemoEvent *event = g_ptr_array_index(events, i);

        if (event->kind == DEMO_IN)
            g_assert_true(demo_content_sender(event)[0] == '\0' ||
                          g_str_has_suffix(demo_content_sender(event), ".example"));
    }
}

typedef struct {
    CaseState state;
    const char *unit, *assignee;
} Played;

/* What Tribune does with it: mail opens or opens again, taking opens, moving takes it from its officer. */
static void
play(Played *played, const DemoEvent *event)
{
    switch (event->kind) {
    case DEMO_IN:
        if (event->mail != NULL && demo_content_sender(event)[0] != '\0' &&
            (case_state_is_closed(played->state) || played->state == CASE_WAITING_CITIZEN ||
             played->state == CASE_PLANNED))
            played->state = CASE_OPEN;
        break;
    case DEMO_TAKE:
        played->assignee = event->by;
        played->state = played->state == CASE_NEW ? CASE_OPEN : played->state;
        break;
    case DEMO_GIVE:
        played->assignee = event->to;
        played->state = played->state == CASE_NEW ? CASE_OPEN : played->state;
        break;
    case DEMO_MOVE:
        played->unit = event->to;
        played->assignee = NULL;
        break;
    case DEMO_REPLY:
    case DEMO_STATE:
        if (event->state != CASE_NEW && event->state != played->state) {
            g_assert_true(case_state_may_follow(played->state, event->state));
            played->state = event->state;
        }
        break;
    case DEMO_NOTE:
        break;
    }
}

static const char *
unit_of_address(const DemoContent *content, const char *mail)
{
    const GPtrArray *units = demo_content_units(content);

    for (guint i = 0; i < units->len; i++) {
        const DemoUnit *unit = g_ptr_array_index(units, i);

        if (g_str_equal(unit->mail, mail))
            return unit->key;
    }
    g_assert_not_reached();
}

/* Where its first mail goes: where the address leads, but for the one that a rule of routing wants elsewhere. */
static const char *
first_unit(const DemoContent *content, const DemoCase *of)
{
    return g_str_equal(of->key, "lamp") ? "highways" : unit_of_address(content, of->to);
}

static void
every_case_ends_as_it_says(void)
{
    g_autoptr(DemoContent) content = load_at(NOW);
    const GPtrArray *cases = demo_content_cases(content), *events = demo_content_events(content);

    for (guint i = 0; i < cases->len; i++) {
        const DemoCase *of = g_ptr_array_index(cases, i);
        Played played = { CASE_NEW, first_unit(content, of), NULL };

        g_test_message("%s", of->key);
        for (guint j = 0; j < events->len; j++) {
            const DemoEvent *event = g_ptr_array_index(events, j);

            if (event->of == of)
                play(&played, event);
        }
        g_assert_cmpstr(case_state_name(played.state), ==, case_state_name(of->then_state));
        g_assert_cmpstr(played.unit, ==, of->then_unit);
        if (of->then_state != CASE_SPAM)
            g_assert_cmpstr(played.assignee, ==, of->then_assignee);
    }
}

static gboolean
works_in(const DemoContent *content, const char *key, const char *unit)
{
    const GPtrArray *staff = demo_content_staff(content);

    for (guint i = 0; i < staff->len; i++) {
        const DemoStaff *person = g_ptr_array_index(staff, i);

        for (guint j = 0; g_str_equal(person->key, key) && j < person->grants->len; j++) {
            const DemoGrant *grant = &g_array_index(person->grants, DemoGrant, j);

            if (grant->role <= ROLE_LEAD && g_strcmp0(grant->unit, unit) == 0)
                return TRUE;
        }
    }
    return FALSE;
}

static void
people_act_only_in_cases_of_their_own_unit(void)
{
    g_autoptr(DemoContent) content = load_at(NOW);
    const GPtrArray *events = demo_content_events(content);
    g_autoptr(GHashTable) units = g_hash_table_new(g_direct_hash, g_direct_equal);

    for (guint i = 0; i < events->len; i++) {
        const DemoEvent *event = g_ptr_array_index(events, i);
        const char *unit = event->of != NULL ? g_hash_table_lookup(units, event->of) : NULL;

        if (event->of == NULL)
            continue;
        if (unit == NULL)
            g_hash_table_insert(units, (gpointer)event->of, (gpointer)(unit = first_unit(content, event->of)));
        if (event->kind != DEMO_IN && !works_in(content, event->by, unit))
            g_error("%s: %s does not work in %s", event->of->key, event->by, unit);
        if (event->kind == DEMO_MOVE)
            g_hash_table_insert(units, (gpointer)event->of, (gpointer)event->to);
    }
}

static GMimeMessage *
parse(GBytes *bytes)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

    g_object_unref(parser);
    g_object_unref(stream);
    return message;
}

/* The first text part of @part, decoded. */
static char *
first_text(GMimeObject *part)
{
    while (GMIME_IS_MULTIPART(part))
        part = g_mime_multipart_get_part(GMIME_MULTIPART(part), 0);
    return g_mime_text_part_get_text(GMIME_TEXT_PART(part));
}

static void
assert_mail(const DemoContent *content, const DemoEvent *event)
{
    g_autoptr(GBytes) bytes = demo_content_compose(content, event, NULL),
                      again = demo_content_compose(content, event, NULL);
    gsize length;
    const char *raw = g_bytes_get_data(bytes, &length);
    GMimeMessage *message = parse(bytes);
    g_autofree char *text = first_text(g_mime_message_get_mime_part(message));
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
    g_autofree char *plain = g_strjoinv("\n", lines);

    g_assert_true(g_bytes_equal(bytes, again));
    g_assert_nonnull(g_mime_message_get_date(message));
    g_assert_nonnull(g_mime_message_get_message_id(message));
    g_assert_nonnull(g_mime_message_get_subject(message));
    if (!g_str_has_prefix(plain, event->text))
        g_error("the text came out as: %s", plain);
    for (gsize i = 0, column = 0; i < length; i++) {
        column = raw[i] == '\n' ? 0 : column + 1;
        g_assert_cmpuint(column, <=, 999);
        g_assert_true((guchar)raw[i] < 0x80 && raw[i] != '\0');
        g_assert_true(raw[i] != '\n' || (i > 0 && raw[i - 1] == '\r'));
    }
    g_object_unref(message);
}

static void
every_inbound_item_is_a_mail_that_reads_back_the_same(void)
{
    g_autoptr(DemoContent) content = load_at(NOW);
    const GPtrArray *events = demo_content_events(content);
    guint mails = 0;

    for (guint i = 0; i < events->len; i++) {
        const DemoEvent *event = g_ptr_array_index(events, i);

        if (event->kind == DEMO_IN) {
            assert_mail(content, event);
            mails++;
        }
    }
    g_assert_cmpuint(mails, >, 50);
}

static const DemoEvent *
find_mail(const DemoContent *content, const char *key, guint number)
{
    const GPtrArray *events = demo_content_events(content);

    for (guint i = 0; i < events->len; i++) {
        const DemoEvent *event = g_ptr_array_index(events, i);

        if (event->kind == DEMO_IN && event->of != NULL && g_str_equal(event->of->key, key) && number-- == 0)
            return event;
    }
    g_assert_not_reached();
}

static char *
compose(const DemoContent *content, const DemoEvent *event, const DemoThread *thread)
{
    g_autoptr(GBytes) bytes = demo_content_compose(content, event, thread);

    return g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

static void
assert_has(const char *mail, const char *wanted)
{
    if (strstr(mail, wanted) == NULL)
        g_error("no %s in:\n%s", wanted, mail);
}

static void
an_answer_goes_to_the_conversation_and_quotes(void)
{
    static const DemoThread thread = { "reply+1.abc@northam.example", "r1@northam.example", "Grace Okafor",
                                       NOW - CLOCK_DAY, "Dear Ms Lovelace,\n\nthank you." };
    g_autoptr(DemoContent) content = load_at(NOW);
    const DemoEvent *event = find_mail(content, "lamp", 1);
    g_autofree char *mail = compose(content, event, &thread);

    assert_has(mail, "<reply+1.abc@northam.example>");
    assert_has(mail, "In-Reply-To: <r1@northam.example>\r\n");
    assert_has(mail, "References: <r1@northam.example>\r\n");
    assert_has(mail, "Subject: Re: Lamp out at 12 High Street\r\n");
    assert_has(mail, "Grace Okafor wrote:\r\n> Dear Ms Lovelace,\r\n>\r\n> thank you.\r\n");
    g_assert_cmpstr(demo_content_recipient(event, &thread), ==, thread.to);
}

static void
automatic_mail_says_so(void)
{
    g_autoptr(DemoContent) content = load_at(NOW);
    const GPtrArray *events = demo_content_events(content);
    g_autofree char *away = compose(content, find_mail(content, "exchange-fr", 1), NULL);
    guint lists = 0;

    assert_has(away, "Auto-Submitted: auto-replied\r\n");
    g_assert_cmpstr(demo_content_sender(find_mail(content, "exchange-fr", 1)), ==, "");
    for (guint i = 0; i < events->len; i++) {
        const DemoEvent *event = g_ptr_array_index(events, i);

        if (event->of == NULL) {
            g_autofree char *list = compose(content, event, NULL);

            assert_has(list, "List-Id: <weekly.lgweekly.example>\r\n");
            lists++;
        }
    }
    g_assert_cmpuint(lists, ==, 1);
}

static void
mail_has_the_charset_html_and_attachments_it_asks_for(void)
{
    g_autoptr(DemoContent) content = load_at(NOW);
    g_autofree char *german = compose(content, find_mail(content, "sperrmuell-de", 0), NULL);
    g_autofree char *lamp = compose(content, find_mail(content, "lamp", 0), NULL);

    assert_has(german, "charset=windows-1252");
    assert_has(german, "=F6chten");
    assert_has(lamp, "multipart/alternative");
    assert_has(lamp, "Content-Type: image/jpeg; name=lamp.jpg\r\n");
    assert_has(lamp, "Content-Disposition: attachment; filename=lamp.jpg\r\n");
}

static void
assert_refused(const char *dir, const char *json, const char *message)
{
    g_autofree char *path = g_build_filename(dir, "northam.json", NULL);
    g_autoptr(GError) error = NULL;
    DemoContent *content;

    g_assert_true(g_file_set_contents(path, json, -1, NULL));
    content = demo_content_load(dir, NOW, &error);
    g_assert_null(content);
    g_assert_nonnull(error);
    if (strstr(error->message, message) == NULL)
        g_error("%s\ndoes not say: %s", error->message, message);
    g_unlink(path);
}

/* A content of one case with one event. */
static char *
with_event(const char *event)
{
    return g_strdup_printf(
        "{\"body\":{\"name\":\"N\",\"domain\":\"n.example\",\"prefix\":\"N\",\"timezone\":\"UTC\",\"language\":\"en\","
        "\"telephone\":\"1\"},"
        "\"units\":[{\"key\":\"u\",\"name\":\"U\",\"mail\":\"u@n.example\"}],"
        "\"services\":[{\"key\":\"v\",\"name\":\"V\"}],\"calendars\":[{\"key\":\"b\",\"name\":\"B\",\"hours\":"
        "\"9:00-17:00;;;;;;\",\"days_off\":[],\"units\":[]}],"
        "\"staff\":[{\"key\":\"s\",\"sign_in\":\"s\",\"name\":\"S\",\"grants\":[{\"role\":\"officer\",\"unit\":\"u\"}]}"
        "],"
        "\"cases\":[{\"key\":\"c\",\"citizen\":{\"name\":\"C\",\"mail\":\"c@c.example\",\"language\":\"en\"},\"to\":"
        "\"u\",\"subject\":\"X\","
        "\"events\":[%s],\"then\":{\"unit\":\"u\",\"assignee\":null,\"state\":\"new\"}}],\"strays\":[{\"at\":\"-1h\","
        "\"to\":\"u\",\"from\":{\"name\":\"L\",\"mail\":\"l@l.example\"},\"subject\":\"X\",\"automatic\":\"list\","
        "\"text\":[\"a\"]}]}",
        event);
}

static void
mistakes_in_the_file_name_their_place(void)
{
    static const struct {
        const char *event, *message;
    } wrong[] = {
        { "{\"at\":\"-1h\",\"in\":{\"text\":[]}}", "c, event 1: has no text" },
        { "{\"at\":\"-1x\",\"in\":{\"text\":[\"a\"]}}", "c, event 1: at must be" },
        { "{\"at\":\"1h\",\"in\":{\"text\":[\"a\"]}}", "c, event 1: at must be" },
        { "{\"at\":\"-\",\"in\":{\"text\":[\"a\"]}}", "c, event 1: at must be" },
        { "{\"at\":\"-0d 23:00\",\"in\":{\"text\":[\"a\"]}}", "c, event 1: at must be" },
        { "{\"at\":\"-1h\",\"shout\":{}}", "is no known kind" },
        { "{\"at\":\"-1h\",\"take\":{\"by\":\"x\"}}", "names nobody" },
        { "{\"at\":\"-1h\",\"take\":{\"by\":\"s\",\"loudly\":1}}", "loudly" },
        { "{\"at\":\"-1h\",\"take\":{\"by\":\"s\"},\"note\":{}}", "more than a time" },
        { "{\"at\":\"-1h\",\"move\":{\"by\":\"s\",\"to\":\"x\",\"reason\":\"\"}}", "names no unit" },
        { "{\"at\":\"-1h\",\"state\":{\"by\":\"s\",\"to\":\"x\",\"reason\":\"\"}}", "names no state" },
        { "{\"at\":\"-1h\",\"take\":{\"by\":\"s\"}},{\"at\":\"-2h\",\"take\":{\"by\":\"s\"}}", "not in order of time" },
        { "{\"at\":\"-1h\",\"in\":{\"text\":[\"a\"],\"attachments\":[{\"name\":\"a\",\"type\":\"a/b\"}]}}",
          "either a file or a text" },
        { "{\"at\":\"-1h\",\"in\":{\"text\":[\"a\"],\"automatic\":\"never\"}}", "no kind of automatic" },
    };
    g_autofree char *dir = g_dir_make_tmp("tribune-demo-XXXXXX", NULL);

    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *json = with_event(wrong[i].event);

        assert_refused(dir, json, wrong[i].message);
    }
    assert_refused(dir, "{", "line 1");
    assert_refused(dir, "{}", "northam.json: body");
    g_rmdir(dir);
}

int
main(int argc, char **argv)
{
    g_mime_init();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/demo-content/at-any-time-of-day-events-are-past-and-in-order",
                    at_any_time_of_day_events_are_past_and_in_order);
    g_test_add_func("/demo-content/times-of-day-are-those-of-the-bodys-zone", times_of_day_are_those_of_the_bodys_zone);
    g_test_add_func("/demo-content/every-address-is-of-a-domain-kept-for-examples",
                    every_address_is_of_a_domain_kept_for_examples);
    g_test_add_func("/demo-content/every-case-ends-as-it-says", every_case_ends_as_it_says);
    g_test_add_func("/demo-content/people-act-only-in-cases-of-their-own-unit",
                    people_act_only_in_cases_of_their_own_unit);
    g_test_add_func("/demo-content/every-inbound-item-is-a-mail-that-reads-back-the-same",
                    every_inbound_item_is_a_mail_that_reads_back_the_same);
    g_test_add_func("/demo-content/an-answer-goes-to-the-conversation-and-quotes",
                    an_answer_goes_to_the_conversation_and_quotes);
    g_test_add_func("/demo-content/automatic-mail-says-so", automatic_mail_says_so);
    g_test_add_func("/demo-content/mail-has-the-charset-html-and-attachments-it-asks-for",
                    mail_has_the_charset_html_and_attachments_it_asks_for);
    g_test_add_func("/demo-content/mistakes-in-the-file-name-their-place", mistakes_in_the_file_name_their_place);
    return g_test_run();
}
