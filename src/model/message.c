/* SPDX-License-Identifier: Apache-2.0 */
#include "model/message.h"

#include <string.h>

#include "model/name-table.h"

MessagePart *
message_part_new(const char *name, const char *type, const char *filename, GBytes *bytes)
{
    MessagePart *part = g_new0(MessagePart, 1);

    part->name = g_strdup(name);
    part->type = g_strdup(type);
    part->filename = g_strdup(filename);
    part->bytes = g_bytes_ref(bytes);
    part->size = g_bytes_get_size(bytes);
    return part;
}

void
message_part_free(MessagePart *part)
{
    g_free(part->name);
    g_free(part->filename);
    g_free(part->type);
    g_free(part->content_id);
    g_bytes_unref(part->bytes);
    g_free(part);
}

GPtrArray *
message_parts_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)message_part_free);
}

const MessagePart *
message_parts_find(const GPtrArray *parts, const char *name)
{
    for (guint i = 0; i < parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(parts, i);

        if (strcmp(part->name, name) == 0)
            return part;
    }
    return NULL;
}

gboolean
message_part_is_attachment(const MessagePart *part)
{
    return g_str_has_prefix(part->name, "att-");
}

static const char *const AUTOMATIC_NAMES[] = { "no", "reply", "report", "list", "other", "loop", "program", NULL };
static const char *const REPORT_NAMES[] = { "delivered", "read",   "delayed", "failed",  "complaint", "away",
                                            "full",      "policy", "gone",    "stopped", NULL };
static const char *const FILED_NAMES[] = { "",          "new",    "member", "stranger", "related",
                                           "automatic", "report", "parked", "program",  NULL };
static const char *const DIRECTION_NAMES[] = { "in", "out", "note", NULL };
static const char *const SCREENING_NAMES[] = { "waiting", "clear", "labelled", "held", "released", NULL };

NAME_TABLE(Automatic, automatic, AUTOMATIC_NAMES)
NAME_TABLE(Direction, direction, DIRECTION_NAMES)
NAME_TABLE(Screening, screening, SCREENING_NAMES)
NAME_TABLE(Filed, filed, FILED_NAMES)
NAME_TABLE(ReportKind, report_kind, REPORT_NAMES)

gboolean
automatic_is_seen(Automatic automatic)
{
    return automatic == AUTOMATIC_NO || automatic == AUTOMATIC_LOOP || automatic == AUTOMATIC_PROGRAM;
}

gboolean
report_kind_is_failure(ReportKind kind)
{
    return kind == REPORT_FAILED || kind == REPORT_FULL || kind == REPORT_POLICY || kind == REPORT_GONE ||
           kind == REPORT_STOPPED;
}

MessageDraft *
message_draft_new(void)
{
    MessageDraft *draft = g_new0(MessageDraft, 1);

    draft->endpoint = g_strdup("");
    draft->external_id = g_strdup("");
    draft->sender = g_strdup("");
    draft->sender_name = g_strdup("");
    draft->evidence = g_strdup("");
    draft->subject = g_strdup("");
    draft->language = g_strdup("");
    draft->service = g_strdup("");
    draft->automatic_reason = g_strdup("");
    draft->wanted = g_strdup("");
    draft->references = g_ptr_array_new_with_free_func(g_free);
    draft->parts = message_parts_new();
    return draft;
}

static void
report_free(Report *report)
{
    g_free(report->code);
    g_free(report->words);
    g_free(report);
}

void
message_draft_free(MessageDraft *draft)
{
    g_free(draft->endpoint);
    g_free(draft->external_id);
    g_free(draft->sender);
    g_free(draft->sender_name);
    g_free(draft->evidence);
    g_free(draft->subject);
    g_free(draft->language);
    g_free(draft->service);
    g_free(draft->automatic_reason);
    g_free(draft->wanted);
    g_ptr_array_unref(draft->references);
    g_ptr_array_unref(draft->parts);
    g_clear_pointer(&draft->report, report_free);
    g_free(draft);
}

void
message_free(Message *message)
{
    g_free(message->channel);
    g_free(message->external_id);
    g_free(message->sender);
    g_free(message->sender_name);
    g_free(message->subject);
    g_free(message->preview);
    g_free(message->language);
    g_free(message);
}
