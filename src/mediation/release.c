/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/release-policy.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "journal/journal.h"
#include "mediation/casework.h"
#include "mediation/clocks.h"
#include "mediation/drafting.h"
#include "mediation/preferring.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/message-store.h"
#include "store/person-store.h"

#define REFERENCES_MAX 20

/* ---- preview ---- */

void
reply_preview_free(ReplyPreview *preview)
{
    g_clear_pointer(&preview->outgoing, outgoing_free);
    g_clear_pointer(&preview->rendering, rendering_free);
    release_policy_clear(&preview->policy);
    g_clear_pointer(&preview->proofread, proofread_free);
    g_free(preview);
}

static gboolean
check_text(const char *text, GError **error)
{
    gsize length = strlen(text);

    if (length > RELEASE_TEXT_MAX || !text_is_valid(text, length)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                    "the answer is longer than %d KiB; shorten it or attach a file", RELEASE_TEXT_MAX / 1024);
        return FALSE;
    }
    for (const char *c = text; *c != '\0'; c++)
        if (!g_ascii_isspace(*c))
            return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the answer is empty; write what the citizen should read");
    return FALSE;
}

gboolean
release_check_files(guint count, gint64 size, GError **error)
{
    if (count > RELEASE_ATTACHMENTS_MAX)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("more than 20 files; send fewer, or put them in an archive"));
    else if (size > RELEASE_FILES_SIZE_MAX)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("the files are larger than 15 MB together; send fewer, or make them smaller"));
    return count <= RELEASE_ATTACHMENTS_MAX && size <= RELEASE_FILES_SIZE_MAX;
}

static gboolean
check_draft(const ReplyDraft *draft, GError **error)
{
    gint64 size = 0;

    if (!check_text(draft->text, error))
        return FALSE;
    for (guint i = 0; draft->attachments != NULL && i < draft->attachments->len; i++)
        size += (gint64)((const MessagePart *)g_ptr_array_index(draft->attachments, i))->size;
    return draft->attachments == NULL || release_check_files(draft->attachments->len, size, error);
}

char *
release_subject(const char *subject, const char *reference)
{
    if (*subject == '\0')
        return g_strdup(reference);
    return g_ascii_strncasecmp(subject, "re:", 3) == 0 ? g_strdup(subject) : g_strconcat("Re: ", subject, NULL);
}

/* Its own thread, in her program: her last message is answered, and everything since the first is referred to. */
gboolean
release_fill_thread(DbSession *session, const Conversation *conversation, Outgoing *outgoing, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Message) last = message_store_last_in(session, conversation->id, &trouble);
    GPtrArray *references =
        trouble != NULL ? NULL : message_store_external_ids(session, conversation->id, REFERENCES_MAX, error);

    if (references == NULL) {
        if (trouble != NULL)
            g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    g_ptr_array_unref(outgoing->references);
    outgoing->references = references;
    g_free(outgoing->in_reply_to);
    outgoing->in_reply_to = g_strdup(last != NULL ? last->external_id : "");
    return TRUE;
}

gboolean
release_fill_sender(const Mediation *mediation, const Case *a_case, const Conversation *conversation,
                    const char *channel, Outgoing *outgoing, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *endpoint =
        strcmp(channel, conversation->channel) == 0 ? directory_get_endpoint(snapshot, conversation->endpoint) : NULL;

    if (endpoint == NULL)
        endpoint = directory_endpoint_for(snapshot, channel, a_case->unit);
    if (endpoint == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "there is no address of ours on %s to answer from; ask an administrator to add one", channel);
        return FALSE;
    }
    g_free(outgoing->endpoint);
    outgoing->endpoint = g_strdup(endpoint->uri);
    g_free(outgoing->endpoint_name);
    outgoing->endpoint_name = g_strdup(*endpoint->name != '\0' ? endpoint->name : mediation->authority);
    return TRUE;
}

const char *
release_channel(const Mediation *mediation, const Conversation *conversation, const char *to)
{
    const Channel *channel = channels_for(mediation->channels, conversation->channel, to);

    return channel != NULL ? channel->name : conversation->channel;
}

EndpointId
release_endpoint(const Mediation *mediation, const char *channel, const Outgoing *outgoing)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *endpoint = directory_find_endpoint(snapshot, channel, outgoing->endpoint);

    return endpoint != NULL ? endpoint->id : (EndpointId){ 0 };
}

Outgoing *
release_compose(const Mediation *mediation, DbSession *session, const Case *a_case, const Conversation *conversation,
                const Identity *to, GError **error)
{
    g_autoptr(Outgoing) outgoing = outgoing_new();
    g_autoptr(Person) person = person_store_load(session, to->person, error);

    if (person == NULL ||
        !release_fill_sender(mediation, a_case, conversation, release_channel(mediation, conversation, to->uri),
                             outgoing, error) ||
        !release_fill_thread(session, conversation, outgoing, error))
        return NULL;
    g_free(outgoing->case_reference);
    outgoing->case_reference = g_strdup(a_case->reference);
    g_free(outgoing->recipient);
    outgoing->recipient = g_strdup(to->uri);
    g_free(outgoing->recipient_name);
    outgoing->recipient_name = g_strdup(person->name);
    g_free(outgoing->subject);
    outgoing->subject = release_subject(conversation->subject, a_case->reference);
    g_free(outgoing->language);
    outgoing->language = g_strdup(*a_case->language != '\0' ? a_case->language : mediation->language);
    outgoing->conversation = conversation->id;
    outgoing->date = clock_now();
    return g_steal_pointer(&outgoing);
}

/* What a reply is made of, read in one transaction. */
typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CaseId case_id;
    const ReplyDraft *draft;
    Case *a_case;
    Conversation *conversation;
    Identity *to;
    gboolean asked;      /* she wants it so */
    const char *channel; /* that carries it */
    ReleasePolicy policy;
    Outgoing *outgoing;
} Reply;

static void
reply_clear(Reply *reply)
{
    g_clear_pointer(&reply->a_case, case_free);
    g_clear_pointer(&reply->conversation, conversation_free);
    g_clear_pointer(&reply->to, identity_free);
    g_clear_pointer(&reply->outgoing, outgoing_free);
    release_policy_clear(&reply->policy);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reply, reply_clear)

gboolean
release_find_recipient(DbSession *session, CaseId case_id, Conversation **ret_conversation, Identity **ret_to,
                       GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Conversation) conversation = case_store_last_conversation(session, case_id, &trouble);
    IdentityId id = { 0 };

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (conversation != NULL && !case_store_first_participant(session, conversation->id, &id, error))
        return FALSE;
    if (id.value == 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "nobody in this case has an address that can be answered; write a note instead");
        return FALSE;
    }
    *ret_to = person_store_load_identity(session, id, error);
    if (*ret_to == NULL)
        return FALSE;
    *ret_conversation = g_steal_pointer(&conversation);
    return TRUE;
}

/* By which channel it goes, and to which of her addresses, is the policy's to say. */
static gboolean
choose_channel(DbSession *session, Reply *reply, GError **error)
{
    const ReleaseMatter matter = { reply->actor, reply->a_case, reply->conversation, reply->to, reply->draft };
    Conversation *in = NULL;
    Identity *other = NULL;
    gboolean decided =
        release_policy_ask(reply->mediation, session, &matter, &reply->policy, &reply->channel, &other, &in, error);

    if (other != NULL) {
        identity_free(reply->to);
        reply->to = other;
    }
    if (in != NULL) {
        conversation_free(reply->conversation);
        reply->conversation = in;
    }
    return decided;
}

static gboolean
compose(DbSession *session, gpointer data, GError **error)
{
    Reply *reply = data;

    reply->a_case = case_store_load(session, reply->case_id, error);
    if (reply->a_case == NULL || !rights_check(reply->actor, ACTION_REPLY, reply->a_case->unit, error) ||
        !release_find_recipient(session, reply->case_id, &reply->conversation, &reply->to, error) ||
        !preferring_answer(session, reply->a_case, &reply->conversation, &reply->to, &reply->asked, error))
        return FALSE;
    if (!choose_channel(session, reply, error))
        return FALSE;
    reply->outgoing = release_compose(reply->mediation, session, reply->a_case, reply->conversation, reply->to, error);
    if (reply->outgoing == NULL ||
        !release_fill_sender(reply->mediation, reply->a_case, reply->conversation, reply->channel, reply->outgoing,
                             error) ||
        !preferring_language(session, reply->to->person, PERSON_PURPOSE_ANSWER, &reply->outgoing->language, error))
        return FALSE;
    reply->outgoing->kind = RELEASE_REPLY;
    g_free(reply->outgoing->text);
    reply->outgoing->text = text_clean(reply->draft->text, strlen(reply->draft->text));
    if (reply->draft->attachments != NULL) {
        g_ptr_array_unref(reply->outgoing->attachments);
        reply->outgoing->attachments = g_ptr_array_ref(reply->draft->attachments);
    }
    return TRUE;
}

static const Channel *
find_channel(const Mediation *mediation, const char *name, GError **error)
{
    const Channel *channel = channels_find(mediation->channels, name);

    if (channel == NULL || !(channel->driver->capabilities.abilities & CHANNEL_SENDS)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the channel %s cannot send; ask an administrator",
                    name);
        return NULL;
    }
    return channel;
}

Rendering *
release_render(const Mediation *mediation, const char *channel_name, const Outgoing *outgoing, GError **error)
{
    const Channel *channel = find_channel(mediation, channel_name, error);

    return channel == NULL ? NULL : channel->driver->render(channel->handle, outgoing, error);
}

ReplyPreview *
release_preview(Mediation *mediation, const Actor *actor, CaseId case_id, const ReplyDraft *draft, GError **error)
{
    g_auto(Reply) reply = { .mediation = mediation, .actor = actor, .case_id = case_id, .draft = draft };
    g_autoptr(Rendering) rendering = NULL;
    ReplyPreview *preview;

    if (!check_draft(draft, error) || !store_read(mediation->store, compose, &reply, error))
        return NULL;
    rendering = release_render(mediation, reply.channel, reply.outgoing, error);
    if (rendering == NULL)
        return NULL;
    preview = g_new0(ReplyPreview, 1);
    preview->digest = release_digest(reply.outgoing);
    preview->outgoing = g_steal_pointer(&reply.outgoing);
    preview->rendering = g_steal_pointer(&rendering);
    preview->policy = reply.policy;
    reply.policy = (ReleasePolicy){ NULL, NULL };
    preview->proofread =
        proofreading_reply(mediation, case_id, preview->outgoing->language, preview->outgoing->text, NULL);
    preview->why = SAY_NOOP("You may send this yourself: officers release replies of their own unit.");
    return preview;
}

/* ---- saving ---- */

static gboolean
append_leaf(DbSession *session, const ReleaseSaving *saving, gint64 *ret_leaf, GError **error)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);

    leaf_init(leaf, LEAF_RELEASE, saving->sealed->record);
    leaf->time = saving->outgoing->date / CLOCK_SECOND;
    leaf_add_attr(leaf, "channel", saving->channel);
    leaf_add_attr(leaf, "direction", "out");
    leaf_add_attr(leaf, "rule", saving->rule);
    content_commit(saving->sealed, leaf);
    return journal_append(session, leaf, ret_leaf, error);
}

static gboolean
insert_release(DbSession *session, const ReleaseSaving *saving, const RecordRef *ref, GError **error)
{
    Release release = {
        .id = saving->outgoing->release,
        .case_id = saving->case_id,
        .conversation = saving->outgoing->conversation,
        .kind = saving->outgoing->kind,
        .state = (char *)"released",
        .author = saving->actor->staff,
        .rule = (char *)saving->rule,
        .digest = release_digest(saving->outgoing),
        .created = saving->outgoing->date,
        .released = saving->outgoing->date,
        .ref = *ref,
    };

    return release_store_insert(session, &release, error);
}

/* The utterance itself, in the conversation. */
static gboolean
insert_message(DbSession *session, const ReleaseSaving *saving, const RecordRef *ref, GError **error)
{
    const Outgoing *outgoing = saving->outgoing;
    g_autofree char *preview = text_one_line(outgoing->text, strlen(outgoing->text), 160);
    Message message = {
        .id = { outgoing->release.value },
        .direction = DIRECTION_OUT,
        .channel = (char *)saving->channel,
        .endpoint = saving->endpoint,
        .external_id = (char *)saving->external_id,
        .sender = outgoing->endpoint,
        .sender_name =
            (char *)(outgoing->kind != RELEASE_ACKNOWLEDGEMENT ? saving->actor->name : outgoing->endpoint_name),
        .author = saving->actor->staff,
        .subject = outgoing->subject,
        .preview = preview,
        .language = outgoing->language,
        .automatic = outgoing->kind == RELEASE_ACKNOWLEDGEMENT ? AUTOMATIC_REPLY : AUTOMATIC_NO,
        .screening = SCREENING_CLEAR,
        .size = (gint64)strlen(outgoing->text),
        .attachments = outgoing->attachments->len,
        .sent = outgoing->date,
        .received = outgoing->date,
        .person = saving->person,
        .conversation = outgoing->conversation,
        .side = outgoing->kind == RELEASE_SIDE,
        .case_id = saving->case_id,
        .ref = *ref,
    };

    return message_store_insert(session, &message, (const guint8 *)&message.id, sizeof message.id, error) &&
           message_store_add_thread_id(session, saving->channel, saving->external_id, message.id, error);
}

static gboolean
insert_delivery(const Mediation *mediation, DbSession *session, const ReleaseSaving *saving, const RecordRef *ref,
                GError **error)
{
    Digest digest = release_digest(saving->outgoing);
    g_autofree char *hex = digest_to_hex(&digest);
    json_t *detail =
        json_pack("{s:s, s:s, s:s, s:s, s:s}", "kind", release_kind_name(saving->outgoing->kind), "rule", saving->rule,
                  "digest", hex, "channel", saving->channel, "to", saving->outgoing->recipient);
    Delivery delivery = {
        .id = saving->delivery,
        .release = saving->outgoing->release,
        .case_id = saving->case_id,
        .channel = (char *)saving->channel,
        .identity = saving->recipient,
        .state = DELIVERY_WAITING,
        .created = saving->outgoing->date,
        .changed = saving->outgoing->date,
    };
    gboolean done;

    if (saving->proofread != NULL)
        proofreading_describe(saving->proofread, saving->excuse, detail);
    done = event_append(mediation->store, session,
                        &(EventDraft){ .kind = EVENT_RELEASE_RELEASED,
                                       .actor = saving->actor,
                                       .case_id = saving->case_id,
                                       .subject = delivery.release.value,
                                       .detail = detail,
                                       .ref = ref->leaf },
                        &delivery.leaf, error);

    json_decref(detail);
    return done && release_store_insert_delivery(session, &delivery, error) &&
           work_add(session, WORK_DELIVER, delivery.id.value, delivery.created, error);
}

static gboolean
record_proofread(DbSession *session, const ReleaseSaving *saving, GError **error)
{
    Digest digest = release_digest(saving->outgoing);

    return saving->proofread == NULL ||
           proofreading_record(session, saving->actor, saving->outgoing->release.value, &digest, saving->proofread,
                               saving->excuse != NULL ? saving->excuse : "", error);
}

gboolean
release_save(const Mediation *mediation, DbSession *session, const ReleaseSaving *saving, GError **error)
{
    RecordRef ref = { .secret_key = saving->sealed->secret_key };

    memcpy(ref.record, saving->sealed->record, sizeof ref.record);
    return append_leaf(session, saving, &ref.leaf, error) &&
           content_save(session, saving->outgoing->release.value, saving->sealed, error) &&
           insert_release(session, saving, &ref, error) && insert_message(session, saving, &ref, error) &&
           insert_delivery(mediation, session, saving, &ref, error) && record_proofread(session, saving, error);
}

/* ---- replying ---- */

typedef struct {
    Reply *reply;
    gint64 version;
    const SealedContent *sealed;
    const char *external_id;
    DeliveryId delivery;
    GPtrArray *paths; /* of the draft's files, which are removed with it */
    const Proofread *proofread;
} Sending;

static gboolean
save_reply(DbSession *session, gpointer data, GError **error)
{
    Sending *sending = data;
    Reply *reply = sending->reply;
    g_autoptr(Case) a_case = case_store_load(session, reply->case_id, error);
    ReleaseSaving saving = {
        .actor = reply->actor,
        .outgoing = reply->outgoing,
        .sealed = sending->sealed,
        .channel = reply->channel,
        .external_id = sending->external_id,
        .rule = RULE_OWN_UNIT,
        .case_id = reply->case_id,
        .endpoint = release_endpoint(reply->mediation, reply->channel, reply->outgoing),
        .recipient = reply->to->id,
        .person = reply->to->person,
        .delivery = sending->delivery,
        .proofread = sending->proofread,
        .excuse = reply->draft->excuse,
    };

    if (a_case == NULL || !rights_check(reply->actor, ACTION_REPLY, a_case->unit, error))
        return FALSE;
    if (sending->version != 0 && sending->version != a_case->version) {
        g_set_error(
            error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
            "somebody changed the case while you wrote; your text is kept below, look at the case and send it again");
        return FALSE;
    }
    if (!clocks_answered(reply->mediation, session, reply->actor, a_case, reply->outgoing->date, error) ||
        !casework_move(reply->mediation, session, reply->actor, a_case, reply->draft->next, "answered", error))
        return FALSE;
    a_case->unread = FALSE;
    a_case->changed = clock_now();
    g_free(a_case->preview);
    a_case->preview = text_one_line(reply->outgoing->text, strlen(reply->outgoing->text), 160);
    return release_policy_record(reply->mediation, session, reply->actor, &reply->policy, reply->case_id,
                                 reply->outgoing->release, error) &&
           release_save(reply->mediation, session, &saving, error) && case_store_update(session, a_case, error) &&
           drafting_forget(reply->mediation, session, a_case->id, reply->actor->staff, DRAFT_REPLY, sending->paths,
                           error);
}

static gboolean
check_expected(const Outgoing *outgoing, const Digest *expected, GError **error)
{
    Digest digest = release_digest(outgoing);

    if (expected == NULL || digest_equal(&digest, expected))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                "what would leave is not what you saw; the citizen may have written in the meantime. Look at the "
                "preview again");
    return FALSE;
}

gboolean
release_reply(Mediation *mediation, const Actor *actor, CaseId case_id, gint64 version, const ReplyDraft *draft,
              const Digest *expected, ReleaseId *ret_id, GError **error)
{
    g_auto(Reply) reply = { .mediation = mediation, .actor = actor, .case_id = case_id, .draft = draft };
    g_autoptr(GPtrArray) parts = NULL;
    g_autoptr(SealedContent) sealed = NULL;
    g_autoptr(Rendering) rendering = NULL;
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Proofread) proofread = NULL;
    Sending sending = { .reply = &reply, .version = version, .paths = paths };

    if (!check_draft(draft, error) || !store_read(mediation->store, compose, &reply, error) ||
        !check_expected(reply.outgoing, expected, error) || !release_policy_check(&reply.policy, error) ||
        !release_screen(mediation, actor, draft->attachments, NULL, error))
        return FALSE;
    sending.proofread = proofread =
        proofreading_reply(mediation, case_id, reply.outgoing->language, reply.outgoing->text, error);
    if (proofread == NULL || !proofreading_check(proofread, draft->excuse != NULL ? draft->excuse : "", error))
        return FALSE;
    reply.outgoing->release.value = id_next();
    reply.outgoing->delivery.value = id_next();
    rendering = release_render(mediation, reply.channel, reply.outgoing, error);
    if (rendering == NULL)
        return FALSE;
    parts = release_parts(reply.outgoing);
    sending.sealed = sealed = content_seal(&mediation->store->content, parts, error);
    if (sealed == NULL)
        return FALSE;
    sending.external_id = rendering->external_id;
    sending.delivery = reply.outgoing->delivery;
    if (!store_write(mediation->store, save_reply, &sending, error)) {
        content_discard(sealed);
        return FALSE;
    }
    content_unlink(paths);
    *ret_id = reply.outgoing->release;
    work_wake(mediation->work, WORK_DELIVER);
    mediation_changed(mediation, case_id);
    return TRUE;
}
