/* SPDX-License-Identifier: Apache-2.0 */
/* The torture set: what mail out there does to those who read it. Each tests/fixtures/mail/torture/NN-RULE.eml is taken
 * in as if it came by LMTP and written down; NN-RULE.txt begins with its envelope and then says what must come out. The
 * lines that need no mail but a conversation are transcripts, tests/fixtures/lmtp/torture-NN-RULE.txt.
 *
 * In a mail, @REPLY@ is a reply address of ours, @RETURN@ the envelope sender of a delivery, @OURS@ a message id of
 * ours;
 * @BIG@ is a base64 line of 5 MB, @WIDE@ 40,000 characters of text in one line. */
#include <string.h>

#include "channels/email/email-private.h"
#include "mediation/channel.h"
#include "wire/html.h"
#include "wire/quote.h"
#include "wire/test-mail-text.h"

#define LINES     40
#define SHOWN_MAX 3000 /* characters of one line */

extern const struct channel_driver email_channel;

static const guint8 SECRET[32] = { 9 };
static const ConfigKey COMMON_KEYS[] = { { "max-size", CONFIG_SIZE, "10M" }, {} };
static const Address DESK = { (char *)"hello", (char *)"northam.example" };

typedef struct {
    Config *config;
    ChannelHost host;
    gpointer channel;
} House;

static gboolean
is_endpoint(const ChannelHost *host, const char *uri)
{
    (void)host;
    return strcmp(uri, "mailto:hello@northam.example") == 0;
}

static void
set_up(House *house)
{
    static const char text[] = "[channel.mail]\ndriver = email\nauthserv-id = mx.northam.example\n";
    const ConfigTable common = { "channel", .driver = "*", .keys = COMMON_KEYS };
    const ConfigTable own = { "channel", .driver = "email", .keys = email_channel.settings };
    const ConfigTable *const tables[] = { &common, &own, NULL };

    house->config = config_parse(text, strlen(text), "test", "/", tables, NULL);
    house->host = (ChannelHost){
        .name = "mail", .domain = "northam.example", .secret = SECRET, .max_size = 10 << 20, .is_endpoint = is_endpoint
    };
    house->channel = email_channel.open(&house->host, house->config, "channel.mail", NULL);
    g_assert_nonnull(house->channel);
}

static void
tear_down(House *house)
{
    email_channel.close(house->channel);
    config_free(house->config);
}

/* ---- reading the fixtures ---- */

static char *
fixtures(const char *kind)
{
    return g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "tests", "fixtures", kind, NULL);
}

/* @bytes with @mark replaced; they may hold NUL. */
static void
put(GString *bytes, const char *mark, const char *value)
{
    gsize length = strlen(mark);
    const char *hit;

    while ((hit = memmem(bytes->str, bytes->len, mark, length)) != NULL) {
        gssize at = hit - bytes->str;

        g_string_erase(bytes, at, (gssize)length);
        g_string_insert(bytes, at, value);
    }
}

static void
put_marks(GString *bytes)
{
    g_autofree char *reply = email_token_address(SECRET, &DESK, EMAIL_TOKEN_CONVERSATION, 79);
    g_autofree char *returns = email_token_address(SECRET, &DESK, EMAIL_TOKEN_DELIVERY, 78);
    g_autofree char *ours = email_token_message_id(SECRET, DESK.domain, (ConversationId){ 79 }, 77);
    g_autofree char *big = g_strnfill(5000000, 'Q'), *wide = g_strnfill(40000, 'w');

    put(bytes, "@REPLY@", reply);
    put(bytes, "@RETURN@", returns);
    put(bytes, "@OURS@", ours);
    put(bytes, "@BIG@", big);
    put(bytes, "@WIDE@", wide);
}

static GBytes *
read_mail(const char *path)
{
    g_autofree char *raw = NULL;
    g_autoptr(GString) bytes = g_string_new(NULL);
    gsize length;

    g_assert_true(g_file_get_contents(path, &raw, &length, NULL));
    g_string_append_len(bytes, raw, (gssize)length);
    put_marks(bytes);
    return g_bytes_new(bytes->str, bytes->len);
}

/* "envelope: SENDER -> RECIPIENT", the first line of what is expected; without it Ada writes to the desk. */
static void
read_envelope(const char *expected, char **ret_sender, char **ret_recipient)
{
    g_autoptr(GRegex) regex = g_regex_new("^envelope: (\\S*) -> (\\S+)$", G_REGEX_MULTILINE, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    gboolean said = g_regex_match(regex, expected, 0, &match);

    *ret_sender = said ? g_match_info_fetch(match, 1) : g_strdup("ada@citizen.example");
    *ret_recipient = said ? g_match_info_fetch(match, 2) : g_strdup("hello@northam.example");
}

static char *
uri_of(const char *address)
{
    g_autoptr(GString) text = g_string_new(address);

    put_marks(text);
    return text->len == 0 ? g_strdup("") : g_strconcat("mailto:", text->str, NULL);
}

/* ---- writing down ---- */

static void
write_draft(GString *out, const MessageDraft *draft)
{
    g_string_append_printf(out, "sender: [%s] <%s> %d: %s\n", draft->sender_name, draft->sender, draft->assurance,
                           draft->evidence);
    g_string_append_printf(out, "judged: %s%s%s%s%s\n", automatic_name(draft->automatic), draft->quiet ? ", quiet" : "",
                           *draft->automatic_reason != '\0' ? " (" : "", draft->automatic_reason,
                           *draft->automatic_reason != '\0' ? ")" : "");
    if (draft->hops > 0)
        g_string_append_printf(out, "hops: %u\n", draft->hops);
    if (draft->conversation.value != 0)
        g_string_append(out, "conversation: proven\n");
    if (draft->report != NULL)
        g_string_append_printf(out, "report: %s %s [%s] of %s\n", report_kind_name(draft->report->kind),
                               draft->report->code, draft->report->words,
                               draft->report->delivery.value == 78  ? "the delivery"
                               : draft->report->message.value == 77 ? "the message"
                                                                    : "something else");
}

static char *
newest_of(const char *text)
{
    g_autoptr(GArray) spans = quote_split(text, strlen(text));
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < spans->len; i++) {
        const QuoteSpan *span = &g_array_index(spans, QuoteSpan, i);

        if (span->kind == QUOTE_NEW)
            g_string_append_len(out, text + span->start, (gssize)span->length);
    }
    return g_strstrip(g_string_free(out, FALSE));
}

/* What a reader sees first, when that is not everything. */
static void
write_readings(GString *out, const Mail *mail)
{
    g_autofree char *newest = newest_of(mail->text);
    g_autofree char *whole = g_strstrip(g_strdup(mail->text));
    guint remote = 0;
    g_autofree char *clean = mail->html == NULL ? NULL
                                                : html_clean(g_bytes_get_data(mail->html, NULL),
                                                             g_bytes_get_size(mail->html), NULL, &remote, NULL);

    if (strcmp(newest, whole) != 0)
        write_block(out, "new", newest, strlen(newest));
    if (clean != NULL)
        write_block(out, "shown", clean, strlen(clean));
    if (remote > 0)
        g_string_append_printf(out, "pictures from elsewhere: %u\n", remote);
}

/* Long lines by their length: nobody would look at them. */
static char *
shorten(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);

    for (guint i = 0; lines[i] != NULL; i++) {
        gsize length = strlen(lines[i]);

        if (length > SHOWN_MAX)
            g_string_append_printf(out, "%.60s… %" G_GSIZE_FORMAT " bytes", lines[i], length);
        else
            g_string_append(out, lines[i]);
        if (lines[i + 1] != NULL)
            g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static char *
write_down(GBytes *raw, const char *sender, const char *recipient, const MessageDraft *draft)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(Mail) mail = mail_parse(raw, 10 << 20, NULL);
    g_autofree char *read = mail_text(mail);

    g_string_append_printf(out, "envelope: %s -> %s\n", sender, recipient);
    write_draft(out, draft);
    g_string_append(out, read);
    write_readings(out, mail);
    return shorten(out->str);
}

/* ---- the rules ---- */

static void
a_line_of_the_set_is_taken_in_as_expected(gconstpointer data)
{
    const char *path = data;
    g_autofree char *stem = g_strndup(path, strlen(path) - strlen(".eml")), *text = g_strconcat(stem, ".txt", NULL);
    g_autofree char *expected = NULL, *actual = NULL, *sender = NULL, *recipient = NULL, *from = NULL, *to = NULL;
    g_autoptr(GBytes) raw = read_mail(path);
    g_autoptr(MessageDraft) draft = NULL;
    g_autoptr(GError) error = NULL;
    House house;

    set_up(&house);
    if (!g_file_get_contents(text, &expected, NULL, NULL))
        expected = g_strdup("");
    read_envelope(expected, &sender, &recipient);
    from = uri_of(sender);
    to = uri_of(recipient);
    draft = email_channel.parse(house.channel, raw, from, to, &error);
    g_assert_no_error(error);
    /* Signed, encrypted or broken: what came is kept to the byte. */
    g_assert_true(g_bytes_equal(message_parts_find(draft->parts, PART_RAW)->bytes, raw));
    actual = write_down(raw, sender, recipient, draft);
    if (g_getenv("WRITE_EXPECTED") != NULL) { /* to look at before it is committed */
        g_file_set_contents(text, actual, -1, NULL);
        g_free(expected);
        expected = g_strdup(actual);
    }
    g_assert_cmpstr(actual, ==, expected);
    tear_down(&house);
}

/* The number that @name begins with, after @prefix; 0: none. */
static guint
number_of(const char *name, const char *prefix)
{
    return g_str_has_prefix(name, prefix) ? (guint)g_ascii_strtoull(name + strlen(prefix), NULL, 10) : 0;
}

static void
note_numbers(const char *kind, const char *prefix, gboolean *seen)
{
    g_autofree char *folder = fixtures(kind);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    g_assert_nonnull(dir);
    while ((name = g_dir_read_name(dir)) != NULL)
        if (number_of(name, prefix) <= LINES)
            seen[number_of(name, prefix)] = TRUE;
}

static void
no_line_is_left_out(void)
{
    gboolean seen[LINES + 1] = { FALSE };

    note_numbers("mail/torture", "", seen);
    note_numbers("lmtp", "torture-", seen);
    for (guint i = 1; i <= LINES; i++) {
        g_test_message("line %u", i);
        g_assert_true(seen[i]);
    }
}

static void
add_fixtures(void)
{
    g_autofree char *folder = fixtures("mail/torture");
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *test = g_strdup_printf("/email-torture/%.*s", (int)strcspn(name, "."), name);

        if (g_str_has_suffix(name, ".eml"))
            g_test_add_data_func_full(test, g_build_filename(folder, name, NULL),
                                      a_line_of_the_set_is_taken_in_as_expected, g_free);
    }
}

/* ---- examples from elsewhere ---- */

static void
take_in_files(House *house, const char *folder, guint *ret_count)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL), *raw = NULL;
        g_autoptr(GBytes) bytes = NULL;
        g_autoptr(MessageDraft) draft = NULL, returned = NULL;
        gsize length;

        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            take_in_files(house, path, ret_count);
            continue;
        }
        if (!g_file_get_contents(path, &raw, &length, NULL) || length > house->host.max_size)
            continue;
        bytes = g_bytes_new(raw, length);
        draft = email_channel.parse(house->channel, bytes, "mailto:ada@citizen.example", "mailto:hello@northam.example",
                                    NULL);
        returned = email_channel.parse(house->channel, bytes, "", "mailto:hello@northam.example", NULL);
        g_assert_nonnull(draft);
        g_assert_nonnull(returned);
        ++*ret_count;
    }
}

static void
every_example_from_elsewhere_is_taken_in(void)
{
    const char *data = g_getenv("TRIBUNE_TEST_DATA");
    g_autofree char *folder = data == NULL ? NULL : g_build_filename(data, "mail", NULL);
    guint count = 0;
    House house;

    if (folder == NULL || !g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_test_skip("TRIBUNE_TEST_DATA names no folder with mail/ in it");
        return;
    }
    set_up(&house);
    take_in_files(&house, folder, &count);
    tear_down(&house);
    g_test_message("%u files", count);
    g_assert_cmpuint(count, >, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_fixtures();
    g_test_add_func("/email-torture/no_line_is_left_out", no_line_is_left_out);
    g_test_add_func("/email-torture/every_example_from_elsewhere_is_taken_in",
                    every_example_from_elsewhere_is_taken_in);
    return g_test_run();
}
