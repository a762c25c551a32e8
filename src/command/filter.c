/* SPDX-License-Identifier: Apache-2.0 */
/* tribune filter try */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "command/command-node.h"
#include "command/commands.h"

#define MAIL_MAX     (64 * 1024 * 1024)
#define FILTER_LIMIT (60 * CLOCK_SECOND)

/* "-" is what comes in by standard input. */
static GBytes *
read_mail(const char *path, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    guint8 buffer[65536];
    gsize got;

    if (file == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "%s cannot be read; name a file with one mail",
                    path);
        return NULL;
    }
    while (bytes->len <= MAIL_MAX && (got = fread(buffer, 1, sizeof buffer, file)) > 0)
        g_byte_array_append(bytes, buffer, (guint)got);
    if (file != stdin)
        fclose(file);
    if (bytes->len > 0 && bytes->len <= MAIL_MAX)
        return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                bytes->len == 0 ? "%s is empty" : "%s is larger than 64 MiB; filters never see such a mail", path);
    return NULL;
}

/* The first channel that reads raw messages, unless one is named. */
static const Channel *
choose_channel(const Channels *channels, const char *name, GError **error)
{
    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);

        if (channel->driver->parse != NULL && (name == NULL || strcmp(channel->name, name) == 0))
            return channel;
    }
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there is no channel %s%sthat reads messages",
                name != NULL ? name : "", name != NULL ? " " : "");
    return NULL;
}

/* One of our addresses on @channel; in a house that has none yet, one that it could have. */
static char *
choose_recipient(const Mediation *mediation, const Channel *channel, const char *named)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *endpoint = directory_endpoint_for(snapshot, channel->name, (UnitId){ 0 });

    if (named != NULL)
        return g_strdup_printf("mailto:%s", named);
    return endpoint != NULL ? g_strdup(endpoint->uri) : g_strdup_printf("mailto:postmaster@%s", mediation->domain);
}

typedef struct {
    guint labels, holds;
} Tally;

static void
print_verdict(gpointer data, const char *filter, const Verdict *verdict)
{
    Tally *tally = data;

    tally->labels += verdict->kind == VERDICT_LABEL;
    tally->holds += verdict->kind >= VERDICT_HOLD;
    printf("%-5s  %-16s  %-16s  %-6s  %s", verdict_kind_name(verdict->kind), verdict->label, filter,
           *verdict->part != '\0' ? verdict->part : "-", verdict->reason);
    if (*verdict->detail != '\0')
        printf(" (%s)", verdict->detail);
    if (*verdict->places != '\0')
        printf(" [%s]", verdict->places);
    putchar('\n');
}

static gboolean
judge(const Mediation *mediation, const Channel *channel, const MessageDraft *draft, Tally *tally, GError **error)
{
    g_autoptr(Prose) prose = prose_of_parts(draft->parts);
    const char *language = *draft->language != '\0' ? draft->language : prose_language(prose);
    FilterInput input = {
        .received = clock_now(),
        .channel = channel->name,
        .sender = draft->sender,
        .recipient = draft->endpoint,
        .subject = draft->subject,
        .parts = draft->parts,
        .prose = prose,
    };

    printf("language %s\n", *language != '\0' ? language : "unknown");
    return filters_judge(mediation->filters, &input, FILTER_LIMIT, print_verdict, tally, error);
}

/* What it comes to: a line, and for a held message the exit code. */
static gboolean
conclude(const Tally *tally, GError **error)
{
    if (tally->holds > 0) {
        g_set_error_literal(error, COMMAND_ERROR, COMMAND_HELD, "this mail would be held for review");
        return FALSE;
    }
    puts(tally->labels > 0 ? "this mail would pass, with labels" : "this mail would pass");
    return TRUE;
}

static gboolean
run(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(GBytes) mail = read_mail(command_line_argument(line, 0), error);
    g_autoptr(MessageDraft) draft = NULL;
    g_autofree char *recipient = NULL;
    const char *sender = command_line_option(line, "sender");
    g_autofree char *sender_uri = g_strdup_printf("mailto:%s", sender != NULL ? sender : "");
    const Mediation *mediation;
    const Channel *channel;
    Tally tally = { 0 };

    if (mail == NULL || !command_node_open(&opened, line, NODE_READ, error))
        return FALSE;
    mediation = node_mediation(opened.node);
    channel = choose_channel(mediation->channels, command_line_option(line, "channel"), error);
    if (channel == NULL)
        return FALSE;
    recipient = choose_recipient(mediation, channel, command_line_option(line, "recipient"));
    draft = channel->driver->parse(channel->handle, mail, sender != NULL ? sender_uri : "", recipient, error);
    return draft != NULL && judge(mediation, channel, draft, &tally, error) && conclude(&tally, error);
}

static const CommandOption OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "channel", "NAME", "As if it came by this channel; without it, by the first." },
    { "sender", "ADDRESS", "Envelope sender; without it, that of the mail's header." },
    { "recipient", "ADDRESS", "Our address that it went to; without it, the first of the channel." },
    {},
};

const struct command filter_try_command = {
    .name = "filter try",
    .summary = "Run all filters over one mail and print what they say.",
    .details =
        "FILE holds one mail as it came (- reads standard input). Each line is a verdict: hold or label, its label, "
        "the "
        "filter, the part of the message, and the reason; places in a text follow as first byte and length.\n"
        "\n"
        "The filters are those of the configuration file, with the word lists of the data folder, and outside ones "
        "such "
        "as ClamAV and Rspamd are asked in earnest. Nothing is stored, and nothing is sent to anybody else.\n"
        "\n"
        "It ends with 0 when the mail would pass, with labels or without; with 6 when it would be held; with 1 when a "
        "filter could not judge, so that the mail would wait.",
    .syntax = { OPTIONS, "FILE" },
    .run = run,
};
