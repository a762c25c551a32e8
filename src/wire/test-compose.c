/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "wire/compose.h"
#include "wire/mail.h"

#define NOON (G_GINT64_CONSTANT(1762167600) * CLOCK_SECOND) /* 2025-11-03T11:00:00Z */

typedef struct {
    Address *desk, *ada;
    ComposeMailbox to;
    ComposeMail mail;
} Sample;

static void
sample_clear(Sample *s)
{
    address_free(s->desk);
    address_free(s->ada);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sample, sample_clear)

static Address *
address(const char *text)
{
    Address *parsed = address_parse(text, strlen(text), NULL);

    g_assert_nonnull(parsed);
    return parsed;
}

static void
sample_init(Sample *s)
{
    s->desk = address("hello@northam.example");
    s->ada = address("ada@home.example");
    s->to = (ComposeMailbox){ "Ada Lovelace", s->ada };
    s->mail = (ComposeMail){
        .from = { "Northam Borough Council", s->desk },
        .to = &s->to,
        .to_count = 1,
        .subject = "Re: Lamp",
        .date = NOON,
        .message_id = "c.7.1@northam.example",
        .text = "Dear Ada,\n\nit is fixed.\n",
    };
}

static gboolean
needs_smtputf8(const ComposeMail *mail)
{
    gboolean needs = address_needs_smtputf8(mail->from.address) ||
                     (mail->reply_to != NULL && address_needs_smtputf8(mail->reply_to->address));

    for (gsize i = 0; i < mail->to_count; i++)
        needs = needs || address_needs_smtputf8(mail->to[i].address);
    return needs;
}

/* The bytes as text, checked for what holds for all: CRLF, 7 bits, lines up to 998. */
static char *
render(const ComposeMail *mail)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = compose_render(mail, &error);
    gsize length;
    const char *text;
    gsize column = 0;

    g_assert_no_error(error);
    text = g_bytes_get_data(bytes, &length);
    for (gsize i = 0; i < length; i++) {
        column = text[i] == '\n' ? 0 : column + 1;
        g_assert_cmpuint(column, <=, 999); /* with the CR */
        g_assert_true((text[i] == '\n') == (i > 0 && text[i - 1] == '\r'));
        g_assert_true((guchar)text[i] < 0x80 || needs_smtputf8(mail));
        g_assert_true(text[i] != '\0');
    }
    g_assert_cmpint(text[length - 1], ==, (int)0x0a);
    return g_strndup(text, length);
}

static Mail *
read_back(const ComposeMail *mail)
{
    g_autoptr(GBytes) bytes = compose_render(mail, NULL);

    g_assert_nonnull(bytes);
    return mail_parse(bytes, 0, NULL);
}

static void
a_plain_answer_looks_like_this(void)
{
    g_auto(Sample) s = { 0 };
    const char *const references[] = { "root@home.example", "a2@home.example", NULL };
    g_autoptr(Address) reply = address("hello+7.mac@northam.example");
    ComposeMailbox reply_to = { NULL, reply };
    ComposeField field = { "X-Tribune-Hop", "1" };
    g_autofree char *text = NULL;

    sample_init(&s);
    s.mail.references = references;
    s.mail.in_reply_to = "a2@home.example";
    s.mail.reply_to = &reply_to;
    s.mail.fields = &field;
    s.mail.field_count = 1;
    s.mail.language = "en-GB";
    text = render(&s.mail);
    g_assert_cmpstr(text, ==,
                    "Date: Mon, 3 Nov 2025 11:00:00 +0000\r\n"
                    "From: Northam Borough Council <hello@northam.example>\r\n"
                    "To: Ada Lovelace <ada@home.example>\r\n"
                    "Reply-To: hello+7.mac@northam.example\r\n"
                    "Subject: Re: Lamp\r\n"
                    "Message-ID: <c.7.1@northam.example>\r\n"
                    "In-Reply-To: <a2@home.example>\r\n"
                    "References: <root@home.example> <a2@home.example>\r\n"
                    "X-Tribune-Hop: 1\r\n"
                    "Content-Language: en-GB\r\n"
                    "MIME-Version: 1.0\r\n"
                    "Content-Type: text/plain; charset=utf-8\r\n"
                    "Content-Transfer-Encoding: quoted-printable\r\n"
                    "\r\n"
                    "Dear Ada,\r\n\r\nit is fixed.\r\n");
}

/* RFC 2047 section 2: lines with encoded words have at most 76 characters; all of ours have at most 78. */
static void
assert_folded(const ComposeMail *mail)
{
    g_autofree char *text = render(mail);
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);

    for (guint i = 0; lines[i] != NULL; i++)
        g_assert_cmpuint(strlen(lines[i]), <=, strstr(lines[i], "=?") != NULL ? 76 : 78);
}

static void
what_is_composed_is_read_back(void)
{
    g_auto(Sample) s = { 0 };
    g_autoptr(GBytes) pdf = g_bytes_new("%PDF\0\xff", 6);
    ComposeAttachment attachments[] = { { "Bescheid für Straße 7.pdf", "application/pdf", pdf },
                                        { "plan.png", "image/png", pdf } };
    g_autoptr(Mail) mail = NULL;
    const Mailbox *to;
    const MailAttachment *first;

    sample_init(&s);
    s.to.name = "Jörg \"Lamp\" Müller, Straßenbeleuchtungsbeauftragter der Gemeinde";
    s.mail.subject = "Straßenlampe vor Nr. 7: eine sehr lange Betreffzeile, die gefaltet werden muss, ohne Zeichen zu "
                     "verlieren – 街灯";
    s.mail.text = "Grüß Gott,\n\n.dot\nFrom here\nend  \n=3D\n";
    s.mail.html = "<p>Grüß Gott</p>";
    s.mail.attachments = attachments;
    s.mail.attachment_count = 2;
    mail = read_back(&s.mail);
    to = g_ptr_array_index(mail->to, 0);
    first = g_ptr_array_index(mail->attachments, 0);
    g_assert_cmpstr(to->name, ==, s.to.name);
    g_assert_true(address_equal(to->address, s.ada));
    g_assert_cmpstr(mail->subject, ==, s.mail.subject);
    g_assert_cmpint(mail->date, ==, NOON);
    g_assert_cmpstr(mail->message_id, ==, "c.7.1@northam.example");
    g_assert_cmpstr(mail->text, ==, s.mail.text);
    g_assert_nonnull(strstr(g_bytes_get_data(mail->html, NULL), "<p>Grüß Gott</p>"));
    g_assert_cmpuint(mail->attachments->len, ==, 2);
    g_assert_cmpstr(first->filename, ==, "Bescheid für Straße 7.pdf");
    g_assert_true(g_bytes_equal(first->bytes, pdf));
    g_assert_cmpint(mail->automation, ==, MAIL_PERSONAL);
    assert_folded(&s.mail);
}

static void
the_same_mail_gives_the_same_bytes(void)
{
    g_auto(Sample) s = { 0 };
    g_autofree char *first = NULL;
    g_autofree char *again = NULL;
    g_autofree char *other = NULL;

    sample_init(&s);
    s.mail.html = "<p>x</p>";
    first = render(&s.mail);
    again = render(&s.mail);
    s.mail.seed = "another";
    other = render(&s.mail);
    g_assert_cmpstr(first, ==, again);
    g_assert_cmpstr(first, !=, other);
}

static void
no_header_can_be_injected(void)
{
    g_auto(Sample) s = { 0 };
    ComposeField field = { "X-Note", "a\r\nBcc: eve@evil.example" };
    g_autoptr(GBytes) bytes = g_bytes_new("x", 1);
    ComposeAttachment attachment = { "a\"\r\nX-Evil: 1.txt", "text/plain\r\nX-Evil: 1", bytes };
    const char *const references[] = { "a\r\nX-Evil: <1@x>", "good@home.example", NULL };
    g_autofree char *text = NULL;
    g_autoptr(Mail) mail = NULL;

    sample_init(&s);
    s.mail.subject = "Lamp\r\nBcc: eve@evil.example\r\n\r\nbody";
    s.to.name = "Ada\r\nBcc: eve@evil.example\n <eve@evil.example>, x";
    s.mail.from.name = "Council\" <eve@evil.example>";
    s.mail.in_reply_to = "x@y>\r\nX-Evil: 1";
    s.mail.references = references;
    s.mail.fields = &field;
    s.mail.field_count = 1;
    s.mail.attachments = &attachment;
    s.mail.attachment_count = 1;
    text = render(&s.mail);
    mail = read_back(&s.mail);
    g_assert_null(strstr(text, "\nBcc"));
    g_assert_null(strstr(text, "\nX-Evil"));
    g_assert_cmpuint(mail->to->len, ==, 1);
    g_assert_cmpuint(mail->from->len, ==, 1);
    g_assert_true(address_equal(((const Mailbox *)mail->from->pdata[0])->address, s.desk));
    g_assert_cmpstr(mail->subject, ==, "Lamp Bcc: eve@evil.example body");
    g_assert_cmpuint(mail->in_reply_to->len, ==, 0);
    g_assert_cmpuint(mail->references->len, ==, 1);
    g_assert_cmpstr(((const MailAttachment *)mail->attachments->pdata[0])->media_type, ==, "application/octet-stream");
}

static void
assert_refused(const ComposeMail *mail, TribuneError code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = compose_render(mail, &error);

    g_assert_null(bytes);
    g_assert_error(error, TRIBUNE_ERROR, (gint)code);
}

static void
malformed_ids_addresses_and_names_are_refused(void)
{
    static const char *const ids[] = { "", "x", "@x", "x@", "x y@z", "<x@y>", "x@y\r\nA: b", "ü@y" };
    char local[] = "a\nb", domain[] = "x.example";
    Address forged = { local, domain };
    ComposeField field = { "X Evil:", "1" };
    g_auto(Sample) s = { 0 };

    sample_init(&s);
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        s.mail.message_id = ids[i];
        assert_refused(&s.mail, TRIBUNE_ERROR_INVALID);
    }
    s.mail.message_id = "x@y";
    s.to.address = &forged;
    assert_refused(&s.mail, TRIBUNE_ERROR_INVALID);
    s.to.address = s.ada;
    s.mail.language = "en\r\nX: y";
    assert_refused(&s.mail, TRIBUNE_ERROR_INVALID);
    s.mail.language = NULL;
    s.mail.fields = &field;
    s.mail.field_count = 1;
    assert_refused(&s.mail, TRIBUNE_ERROR_INVALID);
    s.mail.field_count = 0;
    s.mail.to_count = 0;
    assert_refused(&s.mail, TRIBUNE_ERROR_INVALID);
}

static void
recipients_and_bytes_are_limited(void)
{
    g_auto(Sample) s = { 0 };
    ComposeMailbox many[COMPOSE_RECIPIENTS_MAX + 1];
    g_autoptr(GBytes) large = g_bytes_new_take(g_malloc0(COMPOSE_SIZE_MAX), COMPOSE_SIZE_MAX);
    ComposeAttachment attachment = { "a.bin", NULL, large };

    sample_init(&s);
    for (gsize i = 0; i < G_N_ELEMENTS(many); i++)
        many[i] = s.to;
    s.mail.to = many;
    s.mail.to_count = G_N_ELEMENTS(many);
    assert_refused(&s.mail, TRIBUNE_ERROR_LIMIT);
    s.mail.to_count--;
    g_free(render(&s.mail));
    s.mail.attachments = &attachment;
    s.mail.attachment_count = 1;
    assert_refused(&s.mail, TRIBUNE_ERROR_LIMIT);
}

static void
of_many_references_the_first_and_the_newest_19_stay(void)
{
    g_auto(Sample) s = { 0 };
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Mail) mail = NULL;

    sample_init(&s);
    for (guint i = 0; i < 30; i++)
        g_ptr_array_add(ids, g_strdup_printf("r%u@home.example", i));
    g_ptr_array_add(ids, g_strdup("r29@home.example"));
    g_ptr_array_add(ids, NULL);
    s.mail.references = (const char *const *)ids->pdata;
    s.mail.in_reply_to = "last@home.example";
    mail = read_back(&s.mail);
    g_assert_cmpuint(mail->references->len, ==, 20);
    g_assert_cmpstr(mail->references->pdata[0], ==, "r0@home.example");
    g_assert_cmpstr(mail->references->pdata[18], ==, "r29@home.example");
    g_assert_cmpstr(mail->references->pdata[19], ==, "last@home.example");
}

static void
automatic_mail_says_so(void)
{
    g_auto(Sample) s = { 0 };
    g_autoptr(Mail) replied = NULL;
    g_autoptr(Mail) generated = NULL;

    sample_init(&s);
    s.mail.kind = COMPOSE_REPLIED;
    replied = read_back(&s.mail);
    g_assert_cmpint(replied->automation, ==, MAIL_AUTO_REPLY);
    g_assert_cmpstr(mail_field(replied, "X-Auto-Response-Suppress"), ==, "All");
    s.mail.kind = COMPOSE_GENERATED;
    generated = read_back(&s.mail);
    g_assert_cmpint(generated->automation, ==, MAIL_GENERATED);
}

static void
long_lines_and_subjects_stay_within_limits(void)
{
    g_auto(Sample) s = { 0 };
    g_autofree char *line = g_strnfill(5000, 'x');
    g_autofree char *text = NULL;
    g_autoptr(Mail) mail = NULL;

    sample_init(&s);
    s.mail.subject = line;
    s.mail.text = line;
    s.to.name = line;
    text = render(&s.mail);
    mail = read_back(&s.mail);
    g_assert_true(g_str_has_prefix(mail->text, line));
    g_assert_cmpuint(strlen(mail->subject), <, 300);
}

static void
only_utf8_local_parts_need_smtputf8(void)
{
    g_auto(Sample) s = { 0 };
    g_autoptr(Address) utf8 = address("jörg@müller.example");
    g_autoptr(Address) domain = address("jorg@müller.example");

    sample_init(&s);
    s.to.address = domain;
    g_assert_false(needs_smtputf8(&s.mail));
    g_free(render(&s.mail));
    s.to.address = utf8;
    g_assert_true(needs_smtputf8(&s.mail));
    g_free(render(&s.mail));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/compose/" #name, name)
    ADD(a_plain_answer_looks_like_this);
    ADD(what_is_composed_is_read_back);
    ADD(the_same_mail_gives_the_same_bytes);
    ADD(no_header_can_be_injected);
    ADD(malformed_ids_addresses_and_names_are_refused);
    ADD(recipients_and_bytes_are_limited);
    ADD(of_many_references_the_first_and_the_newest_19_stay);
    ADD(automatic_mail_says_so);
    ADD(long_lines_and_subjects_stay_within_limits);
    ADD(only_utf8_local_parts_need_smtputf8);
    return g_test_run();
}
