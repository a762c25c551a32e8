/* SPDX-License-Identifier: Apache-2.0 */
/* Mail in and out without a socket: what a parse makes of a mail, and what a rendering makes of an answer. */
#include <arpa/inet.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "channels/email/email-private.h"
#include "mediation/channel.h"

extern const struct channel_driver email_channel;

static const guint8 SECRET[32] = { 9 };
static const ConfigKey COMMON_KEYS[] = { { "max-size", CONFIG_SIZE, "1M" }, {} };

typedef struct {
    Config *config;
    ChannelHost host;
    gpointer channel;
} Fixture;

static gboolean
is_endpoint(const ChannelHost *host, const char *uri)
{
    (void)host;
    return strcmp(uri, "mailto:hello@northam.example") == 0;
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    static const char text[] = "[channel.mail]\ndriver = email\n";
    const ConfigTable common = { "channel", .driver = "*", .keys = COMMON_KEYS };
    const ConfigTable own = { "channel", .driver = "email", .keys = email_channel.settings };
    const ConfigTable *const tables[] = { &common, &own, NULL };
    g_autoptr(GError) error = NULL;

    (void)data;
    fixture->config = config_parse(text, strlen(text), "test", "/", tables, &error);
    g_assert_no_error(error);
    fixture->host = (ChannelHost){ .name = "mail",
                                   .authority = "Northam",
                                   .domain = "northam.example",
                                   .secret = SECRET,
                                   .max_size = 1 << 20,
                                   .is_endpoint = is_endpoint };
    fixture->channel = email_channel.open(&fixture->host, fixture->config, "channel.mail", &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    email_channel.close(fixture->channel);
    config_free(fixture->config);
}

static MessageDraft *
parse(Fixture *fixture, const char *sender, const char *recipient, const char *mail)
{
    g_autoptr(GBytes) raw = g_bytes_new(mail, strlen(mail));
    g_autoptr(GError) error = NULL;
    MessageDraft *draft = email_channel.parse(fixture->channel, raw, sender, recipient, &error);

    g_assert_no_error(error);
    return draft;
}

static Outgoing *
answer(void)
{
    Outgoing *outgoing = outgoing_new();

    outgoing->release.value = 77;
    outgoing->delivery.value = 78;
    outgoing->conversation.value = 79;
    outgoing->date = G_GINT64_CONSTANT(1767225600000000);
    g_free(outgoing->endpoint), outgoing->endpoint = g_strdup("mailto:hello@northam.example");
    g_free(outgoing->endpoint_name), outgoing->endpoint_name = g_strdup("Northam Borough Council");
    g_free(outgoing->recipient), outgoing->recipient = g_strdup("mailto:ada@citizen.example");
    g_free(outgoing->recipient_name), outgoing->recipient_name = g_strdup("Ada Lovelace");
    g_free(outgoing->subject), outgoing->subject = g_strdup("Re: Straßenlampe");
    g_free(outgoing->text), outgoing->text = g_strdup("A crew comes on **Tuesday**.");
    g_free(outgoing->case_reference), outgoing->case_reference = g_strdup("NB-2026-000001");
    g_free(outgoing->in_reply_to), outgoing->in_reply_to = g_strdup("a1@citizen.example");
    g_ptr_array_add(outgoing->references, g_strdup("a1@citizen.example"));
    return outgoing;
}

static char *
rendered(Fixture *fixture, const Outgoing *outgoing)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Rendering) rendering = email_channel.render(fixture->channel, outgoing, &error);
    gsize length;
    const char *bytes;

    g_assert_no_error(error);
    bytes = g_bytes_get_data(rendering->payload, &length);
    return g_strndup(bytes, length);
}

/* The value of a header field of @mail, unfolded. */
static char *
field(const char *mail, const char *name)
{
    g_autofree char *pattern = g_strdup_printf("(?im)^%s:\\s*((?:.|\\r?\\n[ \\t])*)", name);
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_autofree char *value = NULL;

    if (!g_regex_match(regex, mail, 0, &match))
        return NULL;
    value = g_match_info_fetch(match, 1);
    g_strdelimit(value, "\r\n\t", ' ');
    return g_strdup(g_strstrip(value));
}

static void
a_persons_mail_is_a_draft_with_all_its_parts(Fixture *fixture, gconstpointer data)
{
    static const char mail[] =
        "From: =?utf-8?q?J=C3=B6rg?= <Joerg@Citizen.EXAMPLE>\r\nTo: hello@northam.example\r\n"
        "Subject: =?utf-8?q?Stra=C3=9Fenlampe?=\r\nMessage-ID: <a1@citizen.example>\r\n"
        "In-Reply-To: <x@y>\r\nReferences: <r1@y> <r2@y>\r\nContent-Language: de\r\n\r\nGuten Tag\r\n";
    g_autoptr(MessageDraft) draft =
        parse(fixture, "mailto:joerg@citizen.example", "mailto:Hello@northam.example", mail);

    (void)data;
    g_assert_cmpstr(draft->endpoint, ==, "mailto:hello@northam.example");
    g_assert_cmpstr(draft->sender, ==, "mailto:joerg@citizen.example");
    g_assert_cmpstr(draft->sender_name, ==, "Jörg");
    g_assert_cmpstr(draft->subject, ==, "Straßenlampe");
    g_assert_cmpstr(draft->external_id, ==, "a1@citizen.example");
    g_assert_cmpstr(draft->language, ==, "de");
    g_assert_cmpint(draft->automatic, ==, AUTOMATIC_NO);
    g_assert_cmpuint(draft->references->len, ==, 3);
    g_assert_cmpstr(g_ptr_array_index(draft->references, 0), ==, "x@y");
    g_assert_cmpstr(g_ptr_array_index(draft->references, 1), ==, "r2@y");
    g_assert_cmpmem(g_bytes_get_data(message_parts_find(draft->parts, PART_RAW)->bytes, NULL),
                    message_parts_find(draft->parts, PART_RAW)->size, mail, sizeof mail - 1);
}

static void
the_answer_to_an_answer_names_its_conversation(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Outgoing) outgoing = answer();
    g_autofree char *mail = rendered(fixture, outgoing), *reply_to = field(mail, "Reply-To"), *to = NULL;
    g_autoptr(MessageDraft) draft = NULL;
    char *start = strchr(reply_to, '<');

    (void)data;
    g_assert_nonnull(start);
    start[strcspn(start, ">")] = '\0';
    to = g_strconcat("mailto:", start + 1, NULL);
    draft = parse(fixture, "mailto:ada@citizen.example", to, "From: ada@citizen.example\r\n\r\nThanks");
    g_assert_cmpint(draft->conversation.value, ==, 79);
    g_assert_cmpstr(draft->endpoint, ==, "mailto:hello@northam.example");
}

static void
an_answer_threads_and_is_the_same_bytes_each_time(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Outgoing) outgoing = answer();
    g_autofree char *mail = rendered(fixture, outgoing), *again = rendered(fixture, outgoing);
    g_autofree char *in_reply_to = field(mail, "In-Reply-To"), *references = field(mail, "References");
    g_autofree char *automatic = field(mail, "Auto-Submitted"), *id = field(mail, "Message-ID");

    (void)data;
    g_assert_cmpstr(mail, ==, again);
    g_assert_cmpstr(in_reply_to, ==, "<a1@citizen.example>");
    g_assert_cmpstr(references, ==, "<a1@citizen.example>");
    g_assert_null(automatic);
    g_assert_true(g_str_has_prefix(id, "<c."));
    g_assert_true(g_str_has_suffix(id, "@northam.example>"));
    g_assert_nonnull(strstr(mail, "<strong>Tuesday</strong>"));
    g_assert_nonnull(strstr(mail, "NB-2026-000001"));
}

static void
an_acknowledgement_says_that_a_machine_wrote_it(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Outgoing) outgoing = answer();
    g_autofree char *mail = NULL, *automatic = NULL, *suppress = NULL, *loop = NULL, *hops = NULL;

    (void)data;
    outgoing->kind = RELEASE_ACKNOWLEDGEMENT;
    outgoing->hops = 3;
    mail = rendered(fixture, outgoing);
    automatic = field(mail, "Auto-Submitted");
    suppress = field(mail, "X-Auto-Response-Suppress");
    g_assert_cmpstr(automatic, ==, "auto-replied");
    g_assert_cmpstr(suppress, ==, "All");
    loop = field(mail, "X-Loop");
    hops = field(mail, "X-Tribune-Hop");
    g_assert_cmpstr(loop, ==, "hello@northam.example");
    g_assert_cmpstr(hops, ==, "3");
}

static void
our_own_mail_coming_back_is_automatic(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Outgoing) outgoing = answer();
    g_autofree char *mail = rendered(fixture, outgoing);
    g_autoptr(MessageDraft) draft = parse(fixture, "mailto:ada@citizen.example", "mailto:hello@northam.example", mail);

    (void)data;
    g_assert_cmpint(draft->automatic, ==, AUTOMATIC_OTHER);
    g_assert_true(draft->quiet);
}

static void
machines_are_recognised_by_header_or_empty_sender(Fixture *fixture, gconstpointer data)
{
    static const struct {
        const char *sender, *mail;
        Automatic automatic;
    } CASES[] = {
        { "mailto:a@b.example", "From: a@b.example\r\nAuto-Submitted: auto-replied\r\n\r\nAway", AUTOMATIC_REPLY },
        { "mailto:a@b.example", "From: a@b.example\r\nPrecedence: bulk\r\n\r\nNews", AUTOMATIC_LIST },
        { "mailto:a@b.example", "From: a@b.example\r\nList-Id: <x.example>\r\n\r\nNews", AUTOMATIC_LIST },
        { "", "From: a@b.example\r\n\r\nHello", AUTOMATIC_REPORT },
        { "mailto:a@b.example", "From: a@b.example\r\nTo: hello@northam.example\r\nAuto-Submitted: no\r\n\r\nHello",
          AUTOMATIC_NO },
        { "mailto:a@b.example", "From: a@b.example\r\nX-Auto-Response-Suppress: All\r\n\r\nHello", AUTOMATIC_NO },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MessageDraft) draft = parse(fixture, CASES[i].sender, "mailto:hello@northam.example", CASES[i].mail);

        g_assert_cmpint(draft->automatic, ==, CASES[i].automatic);
        g_assert_cmpint(draft->quiet, ==, !strstr(CASES[i].mail, "Auto-Submitted: no"));
    }
}

/* What a mail with these fields, from @sender, is taken for. */
static void
assert_judged(Fixture *fixture, const char *sender, const char *fields, Automatic automatic, gboolean quiet)
{
    g_autofree char *mail = g_strconcat(fields, "\r\nHello", NULL);
    g_autoptr(MessageDraft) draft = parse(fixture, sender, "mailto:hello@northam.example", mail);

    g_test_message("%s: %s (%s)", sender, fields, draft->automatic_reason);
    g_assert_cmpint(draft->automatic, ==, automatic);
    g_assert_cmpint(draft->quiet, ==, quiet);
    g_assert_cmpint(*draft->automatic_reason != '\0', ==, quiet);
}

#define FROM_ADA "From: ada@b.example\r\n"
#define TO_US    "To: Northam <Hello+x@Northam.example>\r\n"

static void
each_sign_of_a_machine_or_a_loop_silences_ours(Fixture *fixture, gconstpointer data)
{
    static const struct {
        const char *sender, *fields;
        Automatic automatic;
        gboolean quiet;
    } CASES[] = {
        { "mailto:ada@b.example", FROM_ADA TO_US, AUTOMATIC_NO, FALSE },
        { "mailto:ada@b.example", FROM_ADA "Cc: x@y.example, hello@northam.example\r\n", AUTOMATIC_NO, FALSE },
        { "mailto:ada@b.example", FROM_ADA "To: x@y.example\r\n", AUTOMATIC_NO, TRUE },
        { "mailto:ada@b.example", FROM_ADA, AUTOMATIC_NO, TRUE },
        { "", FROM_ADA TO_US, AUTOMATIC_REPORT, TRUE },
        { "mailto:bounces%2Bada@b.example", FROM_ADA TO_US, AUTOMATIC_NO, TRUE },
        { "mailto:owner-lamps@b.example", FROM_ADA TO_US, AUTOMATIC_NO, TRUE },
        { "mailto:MAILER-DAEMON@b.example", FROM_ADA TO_US, AUTOMATIC_REPORT, TRUE },
        { "mailto:ada@b.example", FROM_ADA TO_US "Precedence: auto_reply\r\n", AUTOMATIC_REPLY, TRUE },
        { "mailto:ada@b.example", FROM_ADA TO_US "X-Auto-Response-Suppress: dr, oof\r\n", AUTOMATIC_NO, TRUE },
        { "mailto:ada@b.example", FROM_ADA TO_US "X-Auto-Response-Suppress: RN\r\n", AUTOMATIC_NO, FALSE },
        { "mailto:ada@b.example", FROM_ADA TO_US "List-Anything: x\r\n", AUTOMATIC_LIST, TRUE },
        { "mailto:ada@b.example", FROM_ADA TO_US "X-Loop: hello@northam.example\r\n", AUTOMATIC_OTHER, TRUE },
        { "mailto:ada@b.example", FROM_ADA TO_US "X-Loop: other@b.example\r\n", AUTOMATIC_NO, FALSE },
        { "mailto:hello%2Bbx@northam.example", FROM_ADA TO_US, AUTOMATIC_OTHER, TRUE },
        { "mailto:ada@b.example", "From: hello+c1@northam.example\r\n" TO_US, AUTOMATIC_OTHER, TRUE },
        { "mailto:ada@b.example", FROM_ADA TO_US "X-Tribune-Hop: 25\r\n", AUTOMATIC_NO, FALSE },
        { "mailto:ada@b.example", FROM_ADA TO_US "X-Tribune-Hop: 26\r\n", AUTOMATIC_LOOP, TRUE },
        { "mailto:ada@b.example", FROM_ADA TO_US "X-Tribune-Hop: -1\r\n", AUTOMATIC_LOOP, TRUE },
        { "mailto:ada@b.example", FROM_ADA TO_US "X-Tribune-Hop: 26\r\nPrecedence: bulk\r\n", AUTOMATIC_LIST, TRUE },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++)
        assert_judged(fixture, CASES[i].sender, CASES[i].fields, CASES[i].automatic, CASES[i].quiet);
}

static void
more_than_25_servers_are_a_circle(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GString) fields = g_string_new(FROM_ADA TO_US);

    (void)data;
    for (int i = 0; i < 25; i++)
        g_string_append(fields, "Received: by x.example\r\n");
    assert_judged(fixture, "mailto:ada@b.example", fields->str, AUTOMATIC_NO, FALSE);
    g_string_append(fields, "Received: by x.example\r\n");
    assert_judged(fixture, "mailto:ada@b.example", fields->str, AUTOMATIC_LOOP, TRUE);
}

/* A bounce of delivery 78 whose status part says @fields. */
static MessageDraft *
bounce(Fixture *fixture, const char *fields)
{
    const Address endpoint = { .local = (char *)"hello", .domain = (char *)"northam.example" };
    g_autofree char *address = email_token_address(SECRET, &endpoint, EMAIL_TOKEN_DELIVERY, 78);
    g_autofree char *recipient = g_strconcat("mailto:", address, NULL);
    g_autofree char *mail = g_strdup_printf(
        "From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ada@citizen.example\r\n%s\r\n--b--\r\n",
        fields);

    return parse(fixture, "", recipient, mail);
}

static void
a_bounce_reports_its_delivery_in_the_other_sides_whole_words(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MessageDraft) failed =
        bounce(fixture, "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user:\r\n"
                        "    ada@citizen.example\r\nRemote-MTA: dns; mx.example");
    g_autoptr(MessageDraft) delayed = bounce(fixture, "Action: delayed\r\nStatus: 4.4.1");

    (void)data;
    g_assert_nonnull(failed->report);
    g_assert_cmpint(failed->report->delivery.value, ==, 78);
    g_assert_cmpint(failed->report->kind, ==, REPORT_GONE);
    g_assert_cmpstr(failed->report->code, ==, "5.1.1");
    g_assert_cmpstr(failed->report->words, ==, "550 5.1.1 no such user: ada@citizen.example");
    g_assert_cmpint(delayed->report->kind, ==, REPORT_DELAYED);
    g_assert_cmpstr(delayed->report->words, ==, "Undelivered");
}

static void
a_second_delivery_is_the_same_and_another_body_is_not(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MessageDraft) first =
        parse(fixture, "mailto:a@b.example", "mailto:hello@northam.example",
              "Received: one\r\nFrom: a@b.example\r\nMessage-ID: <1@b.example>\r\n\r\nHello");
    g_autoptr(MessageDraft) second =
        parse(fixture, "mailto:a@b.example", "mailto:hello@northam.example",
              "Received: two\r\nFrom: a@b.example\r\nMessage-ID: <1@b.example>\r\n\r\nHello");
    g_autoptr(MessageDraft) other =
        parse(fixture, "mailto:a@b.example", "mailto:hello@northam.example",
              "Received: one\r\nFrom: a@b.example\r\nMessage-ID: <1@b.example>\r\n\r\nGoodbye");

    (void)data;
    g_assert_true(digest_equal(&first->fingerprint, &second->fingerprint));
    g_assert_false(digest_equal(&first->fingerprint, &other->fingerprint));
}

static void
what_people_type_becomes_one_canonical_address(Fixture *fixture, gconstpointer data)
{
    g_autofree char *uri = email_channel.resolve(fixture->channel, " Ada@Citizen.Example ", NULL);
    g_autofree char *plus = email_channel.resolve(fixture->channel, "ada+bins@citizen.example", NULL);
    g_autofree char *ours = email_channel.resolve(fixture->channel, "hello+c123.abc@northam.example", NULL);
    g_autoptr(MessageDraft) draft = parse(fixture, "mailto:ada+bins@citizen.example", "mailto:hello@northam.example",
                                          "From: ada+bins@citizen.example\n\nHi\n");
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_cmpstr(uri, ==, "mailto:ada@citizen.example");
    g_assert_cmpstr(plus, ==, draft->sender);
    g_assert_cmpstr(ours, ==, "mailto:hello@northam.example");
    g_assert_null(email_channel.resolve(fixture->channel, "not an address", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

/* ---- on the wire ---- */

static int
dial(const Email *email)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons(listener_port(email->listener)),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    g_assert_cmpint(connect(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
    return fd;
}

static void
say(int fd, const char *text)
{
    gsize length = strlen(text);

    while (length > 0) {
        gssize written = write(fd, text, length);

        g_assert_cmpint(written, >, 0);
        text += written;
        length -= (gsize)written;
    }
}

/* Reads until the last whole line begins with @start. */
static void
expect(int fd, const char *start)
{
    g_autoptr(GString) heard = g_string_new(NULL);

    for (;;) {
        char buffer[512];
        gssize got;
        const char *line;

        if (heard->len > 1 && heard->str[heard->len - 1] == '\n') {
            g_string_truncate(heard, heard->len - 2);
            line = strrchr(heard->str, '\n');
            line = line == NULL ? heard->str : line + 1;
            if (g_str_has_prefix(line, start))
                return;
            g_string_append(heard, "\r\n");
        }
        got = read(fd, buffer, sizeof buffer);
        if (got <= 0)
            g_error("ended before %s: %s", start, heard->str);
        g_string_append_len(heard, buffer, got);
    }
}

static void
begin_message(int fd, guint lines)
{
    g_autoptr(GString) text = g_string_new(NULL);

    say(fd, "LHLO test\r\nMAIL FROM:<ada@citizen.example>\r\nRCPT TO:<hello@northam.example>\r\nDATA\r\n");
    expect(fd, "354");
    for (guint i = 0; i < lines; i++)
        g_string_append(text, "0123456789012345678901234567890123456789012345678901234567890\r\n");
    say(fd, text->str);
}

static void
wait_for_held(Email *email, gsize held)
{
    for (int i = 0; i < 5000 && atomic_load(&email->held) != held; i++)
        g_usleep(1000);
    g_assert_cmpuint(atomic_load(&email->held), ==, held);
}

static void
past_the_memory_for_messages_coming_in_senders_are_told_to_come_again(Fixture *fixture, gconstpointer data)
{
    static const guint LINES = 900, LENGTH = 63;
    NetAddress listen = { .kind = NETADDRESS_TCP, .host = (char *)"127.0.0.1", .port = 0 };
    Email *email = fixture->channel;
    g_autoptr(GError) error = NULL;
    int held[4], late;

    (void)data;
    fixture->host.max_size = 64 * 1024;
    email->memory = 4 * EMAIL_RECEIVING * LINES * LENGTH + 20000;
    email->listen = &listen;
    g_assert_true(email_channel.start(email, &error));
    for (guint i = 0; i < G_N_ELEMENTS(held); i++) {
        held[i] = dial(email);
        begin_message(held[i], LINES);
    }
    wait_for_held(email, 4 * EMAIL_RECEIVING * LINES * LENGTH);
    late = dial(email);
    begin_message(late, LINES);
    say(late, ".\r\n");
    expect(late, "452 4.3.1");
    close(held[0]);
    wait_for_held(email, 3 * EMAIL_RECEIVING * LINES * LENGTH);
    begin_message(late, 2 * LINES);
    say(late, ".\r\n");
    expect(late, "552 5.3.4");
    for (guint i = 1; i < G_N_ELEMENTS(held); i++)
        close(held[i]);
    close(late);
    wait_for_held(email, 0);
    email_channel.stop(email, 0);
}

#define RULE(function) g_test_add("/email/" #function, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE(a_persons_mail_is_a_draft_with_all_its_parts);
    RULE(the_answer_to_an_answer_names_its_conversation);
    RULE(an_answer_threads_and_is_the_same_bytes_each_time);
    RULE(an_acknowledgement_says_that_a_machine_wrote_it);
    RULE(our_own_mail_coming_back_is_automatic);
    RULE(machines_are_recognised_by_header_or_empty_sender);
    RULE(each_sign_of_a_machine_or_a_loop_silences_ours);
    RULE(more_than_25_servers_are_a_circle);
    RULE(a_bounce_reports_its_delivery_in_the_other_sides_whole_words);
    RULE(a_second_delivery_is_the_same_and_another_body_is_not);
    RULE(past_the_memory_for_messages_coming_in_senders_are_told_to_come_again);
    RULE(what_people_type_becomes_one_canonical_address);
    return g_test_run();
}
