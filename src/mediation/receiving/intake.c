/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/receiving/intake.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "journal/journal.h"
#include "mediation/lanes.h"
#include "mediation/mediation.h"
#include "mediation/people/citizen-access.h"
#include "mediation/receiving/envelope.h"
#include "model/rights.h"
#include "store/message-store.h"
#include "store/request-store.h"

#define PREVIEW_CHARACTERS 160

struct Intake {
    Mediation *mediation;
};

Intake *
intake_new(struct Mediation *mediation)
{
    Intake *intake = g_new0(Intake, 1);

    intake->mediation = mediation;
    return intake;
}

void
intake_free(Intake *intake)
{
    g_free(intake);
}

typedef struct {
    const Mediation *mediation;
    const Actor *actor;
    const MessageDraft *draft;
    Message *message;
    const SealedContent *sealed;
    Digest fingerprints[2]; /* the second: the one that it had before */
    guint fingerprints_count;
    IntakeResult result;
    MessageId id;
} Submission;

/* The same utterance to another endpoint is another message. */
static Digest
fingerprint_of(const char *channel, const MessageDraft *draft, const Digest *fingerprint)
{
    DigestSpan spans[] = {
        { channel, strlen(channel) + 1 },
        { draft->endpoint, strlen(draft->endpoint) + 1 },
        { fingerprint->bytes, DIGEST_SIZE },
    };

    return digest_sha256_spans(spans, G_N_ELEMENTS(spans));
}

static char *
preview_of(const MessageDraft *draft)
{
    const MessagePart *text = message_parts_find(draft->parts, PART_TEXT);
    gsize length = 0;
    const char *bytes = text == NULL ? "" : g_bytes_get_data(text->bytes, &length);

    return text_one_line(bytes == NULL ? "" : bytes, MIN(length, 8 * PREVIEW_CHARACTERS), PREVIEW_CHARACTERS);
}

static Message *
message_of(const char *channel, const MessageDraft *draft, EndpointId endpoint)
{
    Message *message = g_new0(Message, 1);

    message->id.value = id_next();
    message->direction = DIRECTION_IN;
    message->channel = g_strdup(channel);
    message->endpoint = endpoint;
    message->external_id = g_strdup(draft->external_id);
    message->sender = g_strdup(draft->sender);
    message->sender_name = g_strdup(draft->sender_name);
    message->subject = text_one_line(draft->subject, strlen(draft->subject), ENVELOPE_SUBJECT_MAX);
    message->preview = preview_of(draft);
    message->language = g_strdup(draft->language);
    message->automatic = draft->automatic;
    message->screening = SCREENING_WAITING;
    message->sent = draft->sent;
    message->received = clock_now();
    for (guint i = 0; i < draft->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(draft->parts, i);

        message->attachments += message_part_is_attachment(part) ? 1 : 0;
        if (strcmp(part->name, PART_RAW) == 0)
            message->size = (gint64)g_bytes_get_size(part->bytes);
    }
    return message;
}

static gboolean
append_leaf(DbSession *session, const Submission *submission, gint64 *ret_leaf, GError **error)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);

    leaf_init(leaf, LEAF_RECEIVE, submission->sealed->record);
    leaf->time = submission->message->received / CLOCK_SECOND;
    leaf_add_attr(leaf, "channel", submission->message->channel);
    leaf_add_attr(leaf, "direction", "in");
    content_commit(submission->sealed, leaf);
    return journal_append(session, leaf, ret_leaf, error);
}

/* What a program asked for has happened when its message is durable. */
static gboolean
note_request(DbSession *session, const Submission *submission, GError **error)
{
    const ActorProgram *program = submission->actor->program;

    return program == NULL || program->request == 0 ||
           request_store_done(session, program->request, submission->id.value, error);
}

/* 0 in .id: it was not. */
static gboolean
find_seen(DbSession *session, Submission *submission, GError **error)
{
    submission->id.value = 0;
    for (guint i = 0; i < submission->fingerprints_count && submission->id.value == 0; i++)
        if (!message_store_find_fingerprint(session, submission->fingerprints[i].bytes, DIGEST_SIZE, &submission->id,
                                            error))
            return FALSE;
    return TRUE;
}

/* What one person writes on one channel is filed in the order in which it came. */
static gint64
lane_of(const Message *message)
{
    g_autofree char *name = g_strconcat(message->channel, " ", message->sender, NULL);

    return *message->sender != '\0' ? lanes_number(name) : 0;
}

static gboolean
record(DbSession *session, gpointer data, GError **error)
{
    Submission *submission = data;
    Message *message = submission->message;

    if (!find_seen(session, submission, error))
        return FALSE;
    if (submission->id.value != 0) {
        submission->result = INTAKE_DUPLICATE;
        return note_request(session, submission, error);
    }
    memcpy(message->ref.record, submission->sealed->record, sizeof message->ref.record);
    message->ref.secret_key = submission->sealed->secret_key;
    submission->result = INTAKE_RECORDED;
    submission->id = message->id;
    return append_leaf(session, submission, &message->ref.leaf, error) &&
           content_save(session, message->id.value, submission->sealed, error) &&
           message_store_insert(session, message, submission->fingerprints[0].bytes, DIGEST_SIZE, error) &&
           (!submission->draft->has_access || citizen_access_record(submission->mediation->access, session,
                                                                    &submission->draft->access, message->id, error)) &&
           note_request(session, submission, error) &&
           work_add_in_lane(session, WORK_SCREEN, message->id.value, lane_of(message), message->received, error);
}

static gboolean
find_endpoint(const Intake *intake, const Actor *actor, const char *channel, const MessageDraft *draft, EndpointId *ret,
              GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(intake->mediation->directory);
    const Endpoint *endpoint = directory_find_endpoint(snapshot, channel, draft->endpoint);

    if (endpoint == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "not an address of ours on %s", channel);
        return FALSE;
    }
    *ret = endpoint->id;
    return rights_check(actor, ACTION_SUBMIT_MESSAGE, endpoint->unit, error);
}

/* The draft's parts and its envelope, borrowed from the draft but for the last. */
static GPtrArray *
parts_with_envelope(const MessageDraft *draft)
{
    GPtrArray *parts = g_ptr_array_sized_new(draft->parts->len + 1);
    g_autoptr(GBytes) envelope = envelope_format(draft);

    for (guint i = 0; i < draft->parts->len; i++)
        g_ptr_array_add(parts, g_ptr_array_index(draft->parts, i));
    g_ptr_array_add(parts, message_part_new(PART_ENV, "application/json", NULL, envelope));
    return parts;
}

static SealedContent *
seal(const Intake *intake, const MessageDraft *draft, GError **error)
{
    g_autoptr(GPtrArray) parts = parts_with_envelope(draft);
    SealedContent *sealed = content_seal(&intake->mediation->store->content, parts, error);

    message_part_free(g_ptr_array_index(parts, parts->len - 1));
    return sealed;
}

gboolean
intake_submit(Intake *intake, const Actor *actor, const char *channel, const MessageDraft *draft,
              IntakeResult *ret_result, MessageId *ret_id, GError **error)
{
    return intake_submit_unless(intake, actor, channel, draft, NULL, ret_result, ret_id, error);
}

gboolean
intake_submit_unless(Intake *intake, const Actor *actor, const char *channel, const MessageDraft *draft,
                     const Digest *earlier, IntakeResult *ret_result, MessageId *ret_id, GError **error)
{
    Submission submission = { .mediation = intake->mediation,
                              .actor = actor,
                              .draft = draft,
                              .fingerprints = { fingerprint_of(channel, draft, &draft->fingerprint) },
                              .fingerprints_count = earlier != NULL ? 2 : 1 };
    g_autoptr(SealedContent) sealed = NULL;
    g_autoptr(Message) message = NULL;
    EndpointId endpoint;

    if (earlier != NULL)
        submission.fingerprints[1] = fingerprint_of(channel, draft, earlier);
    if (!rights_check_anywhere(actor, ACTION_SUBMIT_MESSAGE, error) ||
        !find_endpoint(intake, actor, channel, draft, &endpoint, error))
        return FALSE;
    submission.sealed = sealed = seal(intake, draft, error);
    if (sealed == NULL)
        return FALSE;
    submission.message = message = message_of(channel, draft, endpoint);
    if (!store_write(intake->mediation->store, record, &submission, error)) {
        content_discard(sealed);
        g_prefix_error(error, "recording a message from %s: ", channel);
        return FALSE;
    }
    if (submission.result == INTAKE_DUPLICATE)
        content_discard(sealed);
    work_wake(intake->mediation->work, WORK_SCREEN);
    *ret_result = submission.result;
    *ret_id = submission.id;
    return TRUE;
}
