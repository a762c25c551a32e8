/* SPDX-License-Identifier: Apache-2.0 */
/* filters/rspamd: asks Rspamd's worker about a message (POST /checkv2, see wire/rspamd.h).
 *
 * Mail goes as it came, with its envelope; what came by another channel goes as text with `Raw: yes`, which leaves out
 * the rules about mail headers. Rspamd's action becomes a label; settings say which actions hold the message and which
 * only label it. Score and names of symbols stand in the verdict's detail. Whatever keeps Rspamd from judging is
 * TRIBUNE_ERROR_UNAVAILABLE: the message waits. No answer of Rspamd's refuses or deletes anything here. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "mediation/filter.h"
#include "model/person.h"
#include "net/fetch.h"
#include "wire/rspamd.h"

#define MAIL_TYPE "message/rfc822"

/* What an action means here. */
static const struct {
    const char *label, *reason;
} WORDS[RSPAMD_ACTIONS] = {
    [RSPAMD_GREYLIST] = { "spam-unsure", SAY_NOOP("The spam filter is not sure about this message.") },
    [RSPAMD_SOFT_REJECT] = { "spam-unsure", SAY_NOOP("The spam filter is not sure about this message.") },
    [RSPAMD_ADD_HEADER] = { "spam-likely", SAY_NOOP("The spam filter takes this for spam, probably.") },
    [RSPAMD_REWRITE_SUBJECT] = { "spam-likely", SAY_NOOP("The spam filter takes this for spam, probably.") },
    [RSPAMD_REJECT] = { "spam", SAY_NOOP("The spam filter takes this for spam.") },
    [RSPAMD_DISCARD] = { "spam", SAY_NOOP("The spam filter takes this for spam.") },
    [RSPAMD_QUARANTINE] = { "spam", SAY_NOOP("The spam filter takes this for spam.") },
};

typedef struct {
    char *url;
    char *profile; /* Settings-ID; NULL: none */
    gint64 timeout;
    guint held, labelled; /* bits: 1 << RspamdAction */
    Fetch *fetch;
} RspamdFilter;

/* ---- the question ---- */

static void
add_header(GPtrArray *headers, const char *name, const char *value)
{
    char *line = value == NULL ? NULL : rspamd_header(name, value);

    if (line != NULL)
        g_ptr_array_add(headers, line);
}

/* Ends with NULL. */
static GPtrArray *
list_headers(const RspamdFilter *filter, const FilterInput *input, gboolean is_mail)
{
    GPtrArray *headers = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *id = input->message.value != 0 ? g_strdup_printf("%" G_GINT64_FORMAT, input->message.value) : NULL;

    add_header(headers, "Content-Type", is_mail ? MAIL_TYPE : "text/plain; charset=utf-8");
    add_header(headers, "From", identity_address(input->sender));
    add_header(headers, "Rcpt", input->recipient == NULL ? NULL : identity_address(input->recipient));
    add_header(headers, "Queue-Id", id);
    add_header(headers, "Settings-ID", filter->profile);
    if (!is_mail) {
        add_header(headers, "Subject", input->subject);
        add_header(headers, "Raw", "yes");
    }
    g_ptr_array_add(headers, NULL);
    return headers;
}

/* The bytes to ask about; NULL: the message has none. Borrowed. */
static GBytes *
find_body(const FilterInput *input, gboolean *ret_is_mail)
{
    const MessagePart *raw = message_parts_find(input->parts, PART_RAW);
    const MessagePart *text = message_parts_find(input->parts, PART_TEXT);

    *ret_is_mail = raw != NULL && g_strcmp0(raw->type, MAIL_TYPE) == 0;
    if (*ret_is_mail)
        return raw->bytes;
    return text != NULL ? text->bytes : NULL;
}

static gboolean
ask(const RspamdFilter *filter, const FilterInput *input, GBytes *body, gboolean is_mail, gint64 deadline,
    RspamdAnswer *ret, GError **error)
{
    g_autoptr(GPtrArray) headers = list_headers(filter, input, is_mail);
    FetchRequest request = {
        .method = "POST",
        .url = filter->url,
        .headers = (const char *const *)headers->pdata,
        .body = body,
    };
    g_autoptr(FetchResponse) response = NULL;
    gsize length;
    const char *bytes;

    if (!fetch_perform(filter->fetch, &request, MIN(deadline, clock_monotonic() + filter->timeout), &response, error))
        return FALSE;
    if (response->status != 200) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "it answered %u", response->status);
        return FALSE;
    }
    bytes = g_bytes_get_data(response->body, &length);
    return rspamd_parse_answer(bytes, length, ret, error);
}

/* ---- the verdict ---- */

static void
add_verdict(const RspamdFilter *filter, const RspamdAnswer *answer, GPtrArray *verdicts)
{
    gboolean held = (filter->held & 1U << answer->action) != 0;
    g_autofree char *detail = NULL;
    char score[G_ASCII_DTOSTR_BUF_SIZE];
    Verdict *verdict;

    if (answer->skipped) {
        g_ptr_array_add(verdicts, verdict_new(VERDICT_LABEL, "spam-unchecked", "",
                                              SAY_NOOP("The spam filter did not look at this message.")));
        return;
    }
    if (!held && (filter->labelled & 1U << answer->action) == 0)
        return;
    verdict =
        verdict_new(held ? VERDICT_HOLD : VERDICT_LABEL, WORDS[answer->action].label, "", WORDS[answer->action].reason);
    g_ascii_formatd(score, sizeof score, "%.1f", answer->score);
    detail = g_strdup_printf("%s%s%s", score, *answer->symbols != '\0' ? ": " : "", answer->symbols);
    verdict_set_detail(verdict, detail);
    g_ptr_array_add(verdicts, verdict);
}

static gboolean
judge(gpointer data, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    const RspamdFilter *filter = data;
    g_autoptr(GError) local = NULL;
    g_auto(RspamdAnswer) answer = { 0 };
    gboolean is_mail;
    GBytes *body = find_body(input, &is_mail);

    if (body == NULL || g_bytes_get_size(body) == 0)
        return TRUE;
    if (!ask(filter, input, body, is_mail, deadline, &answer, &local)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "asking Rspamd: %s", local->message);
        return FALSE;
    }
    add_verdict(filter, &answer, verdicts);
    return TRUE;
}

/* ---- settings ---- */

static const ConfigKey SETTINGS[] = {
    { "url", CONFIG_TEXT, "http://127.0.0.1:11333/checkv2",
      .help =
          "Where Rspamd's normal worker answers. Between machines use https, a tunnel, or a network of your own: the "
          "mail goes there whole." },
    { "networks", CONFIG_LIST, "127.0.0.0/8;::1",
      .help = "Networks beside the public ones in which that address may be, such as 10.1.0.0/16." },
    { "timeout", CONFIG_DURATION, "20s", .min = CLOCK_SECOND, .max = 10 * CLOCK_MINUTE,
      .help = "How long one check may take." },
    { "hold", CONFIG_LIST, "reject;discard;quarantine",
      .help = "Actions of Rspamd that hold a message until a person has looked. Known: greylist, add header, rewrite "
              "subject, soft reject, reject, discard, quarantine." },
    { "label", CONFIG_LIST, "add header;rewrite subject;soft reject",
      .help = "Actions that only label it. What is in neither list passes." },
    { "profile", CONFIG_TEXT, NULL, .help = "Sent as Settings-ID, for rules of its own in Rspamd." },
    {},
};

static gboolean
read_actions(const Config *config, const char *group, const char *key, guint *ret, GError **error)
{
    guint actions = 0;

    for (const char *const *name = config_list(config, group, key); *name != NULL; name++) {
        RspamdAction action;

        if (!rspamd_action_parse(*name, &action) || action == RSPAMD_NO_ACTION) {
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                        "%s: Rspamd has no action \"%s\"; known are greylist, add header, rewrite subject, soft "
                        "reject, reject, discard, quarantine",
                        key, *name);
            return FALSE;
        }
        actions |= 1U << action;
    }
    *ret = actions;
    return TRUE;
}

static void
close_filter(gpointer data)
{
    RspamdFilter *filter = data;

    fetch_free(filter->fetch);
    g_free(filter->url);
    g_free(filter->profile);
    g_free(filter);
}

static gpointer
open_filter(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    FetchSettings settings = {
        .allowed = config_list(config, group, "networks"),
        .user_agent = "Tribune",
        .max_size = RSPAMD_ANSWER_LIMIT,
    };
    RspamdFilter *filter;
    guint held, labelled;
    Fetch *fetch;

    (void)host;
    if (!read_actions(config, group, "hold", &held, error) || !read_actions(config, group, "label", &labelled, error))
        return NULL;
    if (!g_str_has_prefix(config_text(config, group, "url"), "http://") &&
        !g_str_has_prefix(config_text(config, group, "url"), "https://")) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "url: expected http://HOST:PORT/checkv2");
        return NULL;
    }
    fetch = fetch_new(&settings, error);
    if (fetch == NULL)
        return NULL;
    filter = g_new0(RspamdFilter, 1);
    filter->url = g_strdup(config_text(config, group, "url"));
    filter->profile = g_strdup(config_text(config, group, "profile"));
    filter->timeout = config_integer(config, group, "timeout");
    filter->held = held;
    filter->labelled = labelled;
    filter->fetch = fetch;
    return filter;
}

extern const struct filter_driver rspamd_filter;
const struct filter_driver rspamd_filter = {
    .contract = FILTER_CONTRACT,
    .name = "rspamd",
    .summary = SAY_NOOP("Looks for spam with Rspamd"),
    .settings = SETTINGS,
    .open = open_filter,
    .judge = judge,
    .close = close_filter,
};
