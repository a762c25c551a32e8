/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/release-letter.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "mediation/delivering/delivery-order.h"
#include "mediation/releasing/grounds.h"
#include "mediation/releasing/release-policy.h"
#include "store/event-store.h"
#include "store/message-store.h"

void
release_letter_clear(ReleaseLetter *letter)
{
    g_clear_pointer(&letter->external_id, g_free);
    g_clear_pointer(&letter->parts, g_ptr_array_unref);
    g_clear_pointer(&letter->sealed, sealed_content_free);
}

/* ---- before the transaction ---- */

gboolean
release_letter_render(const Mediation *mediation, const char *channel, const Outgoing *outgoing, ReleaseLetter *ret,
                      GError **error)
{
    g_autoptr(Rendering) rendering = release_render(mediation, channel, outgoing, error);
    const void *bytes;
    gsize length;

    if (rendering == NULL)
        return FALSE;
    bytes = g_bytes_get_data(rendering->payload, &length);
    release_letter_clear(ret);
    *ret = (ReleaseLetter){ .outgoing = outgoing,
                            .channel = channel,
                            .external_id = g_strdup(rendering->external_id),
                            .rendered = digest_sha256(bytes, length),
                            .digest = release_digest(outgoing),
                            .parts = release_parts(outgoing) };
    return TRUE;
}

gboolean
release_letter_seal(const Mediation *mediation, ReleaseLetter *letter, GError **error)
{
    letter->sealed = content_seal(&mediation->store->content, letter->parts, error);
    return letter->sealed != NULL;
}

void
release_letter_discard(const ReleaseLetter *letter)
{
    if (letter->sealed != NULL)
        content_discard(letter->sealed);
}

/* ---- inside it ---- */

typedef struct {
    const ReleaseLetter *letter;
    const ReleaseSaving *how;
    const Outgoing *outgoing; /* the letter's, as is the channel */
    const char *channel;
    EndpointId endpoint; /* it is from */
    RecordRef ref;
} Saving;

/* What let it go; nothing where no tables are asked. */
static gboolean
add_grounds(const Mediation *mediation, DbSession *session, const Saving *saving, Leaf *leaf, GError **error)
{
    gint64 subject = saving->how->proposal.value != 0 ? saving->how->proposal.value : saving->outgoing->release.value;
    g_autofree char *count = NULL;
    g_autoptr(GArray) grounds = NULL;
    guint approvals;

    if (mediation->policy == NULL)
        return TRUE;
    grounds = grounds_list(mediation, session, subject, &saving->letter->digest, &approvals, error);
    if (grounds == NULL)
        return FALSE;
    for (guint i = 0; i < grounds->len; i++)
        leaf_add_ref(leaf, g_array_index(grounds, gint64, i));
    count = g_strdup_printf("%u", approvals);
    leaf_add_attr(leaf, ORDER_APPROVALS, count);
    return TRUE;
}

static gboolean
append_leaf(const Mediation *mediation, DbSession *session, const Saving *saving, gint64 *ret_leaf, GError **error)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);

    leaf_init(leaf, LEAF_RELEASE, saving->letter->sealed->record);
    leaf->time = saving->outgoing->date / CLOCK_SECOND;
    leaf_add_attr(leaf, "channel", saving->channel);
    leaf_add_attr(leaf, "direction", "out");
    leaf_add_attr(leaf, "rule", saving->how->rule);
    if (saving->how->after != 0)
        leaf_add_ref(leaf, saving->how->after);
    content_commit(saving->letter->sealed, leaf);
    return add_grounds(mediation, session, saving, leaf, error) && journal_append(session, leaf, ret_leaf, error);
}

static StaffId
author_of(const Saving *saving)
{
    return saving->how->author.value != 0 ? saving->how->author : saving->how->actor->staff;
}

static const char *
name_of(const Saving *saving)
{
    if (saving->outgoing->kind == RELEASE_ACKNOWLEDGEMENT || saving->outgoing->kind == RELEASE_CODE)
        return saving->outgoing->endpoint_name;
    return saving->how->author.value != 0 ? saving->how->author_name : saving->how->actor->name;
}

static gboolean
insert_release(DbSession *session, const Saving *saving, GError **error)
{
    Release release = {
        .id = saving->outgoing->release,
        .case_id = saving->how->case_id,
        .conversation = saving->outgoing->conversation,
        .kind = saving->outgoing->kind,
        .state = (char *)"released",
        .author = author_of(saving),
        .rule = (char *)saving->how->rule,
        .digest = saving->letter->digest,
        .created = saving->outgoing->date,
        .released = saving->outgoing->date,
        .ref = saving->ref,
    };

    return release_store_insert(session, &release, error);
}

/* The utterance itself, in the conversation. */
static gboolean
insert_message(DbSession *session, const Saving *saving, GError **error)
{
    const Outgoing *outgoing = saving->outgoing;
    g_autofree char *preview = text_one_line(outgoing->text, strlen(outgoing->text), 160);
    Message message = {
        .id = { outgoing->release.value },
        .direction = DIRECTION_OUT,
        .channel = (char *)saving->channel,
        .endpoint = saving->endpoint,
        .external_id = (char *)saving->letter->external_id,
        .sender = outgoing->endpoint,
        .sender_name = (char *)name_of(saving),
        .author = author_of(saving),
        .subject = outgoing->subject,
        .preview = preview,
        .language = outgoing->language,
        .automatic = outgoing->kind == RELEASE_ACKNOWLEDGEMENT || outgoing->kind == RELEASE_CODE ? AUTOMATIC_REPLY
                                                                                                 : AUTOMATIC_NO,
        .screening = SCREENING_CLEAR,
        .size = (gint64)strlen(outgoing->text),
        .attachments = outgoing->attachments->len,
        .sent = outgoing->date,
        .received = outgoing->date,
        .person = saving->how->to != NULL ? saving->how->to->person : (PersonId){ 0 },
        .conversation = outgoing->conversation,
        .side = outgoing->kind == RELEASE_SIDE,
        .case_id = saving->how->case_id,
        .ref = saving->ref,
    };

    return message_store_insert(session, &message, (const guint8 *)&message.id, sizeof message.id, error) &&
           message_store_add_thread_id(session, saving->channel, saving->letter->external_id, message.id, error);
}

static gboolean
insert_delivery(const Mediation *mediation, DbSession *session, const Saving *saving, GError **error)
{
    g_autofree char *hex = digest_to_hex(&saving->letter->digest);
    json_t *detail = json_pack("{s:s, s:s, s:s, s:s, s:s, s:I}", "kind", release_kind_name(saving->outgoing->kind),
                               "rule", saving->how->rule, "digest", hex, "channel", saving->channel, "to",
                               saving->outgoing->recipient, "author", (json_int_t)author_of(saving).value);
    Delivery delivery = {
        .id = saving->outgoing->delivery,
        .release = saving->outgoing->release,
        .case_id = saving->how->case_id,
        .channel = (char *)saving->channel,
        .identity = saving->how->to != NULL ? saving->how->to->id : (IdentityId){ 0 },
        .state = DELIVERY_WAITING,
        .created = saving->outgoing->date,
        .changed = saving->outgoing->date,
    };
    gboolean done;

    if (saving->how->proofread != NULL)
        proofreading_describe(saving->how->proofread, saving->how->excuse, detail);
    if (saving->outgoing->decision)
        json_object_set_new(detail, "decision", json_true());
    if (saving->how->proposal.value != 0)
        json_object_set_new(detail, "proposal", json_integer(saving->how->proposal.value));
    done = event_append(mediation->store, session,
                        &(EventDraft){ .kind = EVENT_RELEASE_RELEASED,
                                       .actor = saving->how->actor,
                                       .case_id = saving->how->case_id,
                                       .subject = delivery.release.value,
                                       .detail = detail,
                                       .ref = saving->ref.leaf },
                        &delivery.leaf, error);

    json_decref(detail);
    return done && release_store_insert_delivery(session, &delivery, error) &&
           work_add_in_lane(session, WORK_DELIVER, delivery.id.value, delivery_order_lane(mediation, &delivery),
                            delivery.created, error);
}

static gboolean
record_proofread(DbSession *session, const Saving *saving, GError **error)
{
    return saving->how->proofread == NULL ||
           proofreading_record(session, saving->how->actor, saving->outgoing->release.value, &saving->letter->digest,
                               saving->how->proofread, saving->how->excuse != NULL ? saving->how->excuse : "", error);
}

static gboolean
record_policy(const Mediation *mediation, DbSession *session, const ReleaseSaving *how, ReleaseId release,
              GError **error)
{
    ReleasePolicy policy;

    if (how->policy == NULL)
        return TRUE;
    policy = *how->policy; /* the decisions in it learn their ids */
    return release_policy_record(mediation, session, how->actor, &policy, how->case_id, release, error);
}

static gboolean
begin(const Mediation *mediation, DbSession *session, const Saving *saving, GError **error)
{
    const ReleaseSaving *how = saving->how;

    return how->conversation == NULL ||
           release_begin(mediation, session, how->conversation, saving->channel, saving->outgoing, how->to->id, error);
}

gboolean
release_letter_save(const Mediation *mediation, DbSession *session, const ReleaseLetter *letter,
                    const ReleaseSaving *how, GError **error)
{
    Saving saving = { .letter = letter,
                      .how = how,
                      .outgoing = letter->outgoing,
                      .channel = letter->channel,
                      .endpoint = release_endpoint(mediation, letter->channel, letter->outgoing),
                      .ref = { .secret_key = letter->sealed->secret_key } };

    memcpy(saving.ref.record, letter->sealed->record, sizeof saving.ref.record);
    return record_policy(mediation, session, how, letter->outgoing->release, error) &&
           begin(mediation, session, &saving, error) &&
           append_leaf(mediation, session, &saving, &saving.ref.leaf, error) &&
           content_save(session, letter->outgoing->release.value, letter->sealed, error) &&
           insert_release(session, &saving, error) && insert_message(session, &saving, error) &&
           insert_delivery(mediation, session, &saving, error) && record_proofread(session, &saving, error);
}
