/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/acknowledgement.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "mediation/release.h"

static char *
compose_text(const Mediation *mediation, const Case *a_case, const char *name, const char *language)
{
    const Locale *locale = locales_find(mediation->locales, language);
    g_autofree char *greeting = *name != '\0' ? locale_fill(locale, SAY("Dear {name},"), "name", name, NULL)
                                              : g_strdup(locale_say(locale, SAY("Good day,")));
    g_autofree char *body = locale_fill(locale,
                                        SAY("thank you for writing to us. We have your message and gave it the number "
                                            "**{reference}**. A member of our staff will read it and answer you."),
                                        "reference", a_case->reference, NULL);
    const char *how =
        locale_say(locale, SAY("To add something, simply answer this mail. You do not need to do anything else."));

    return g_strdup_printf("%s\n\n%s\n\n%s\n\n%s", greeting, body, how, mediation->authority);
}

gboolean
acknowledgement_may_send(DbSession *session, CaseId id, gboolean *ret, GError **error)
{
    gint64 count;

    if (!release_store_count_automatic(session, id, clock_now() - CLOCK_HOUR, &count, error))
        return FALSE;
    *ret = count < AUTOMATIC_PER_CASE_AND_HOUR;
    return TRUE;
}

static gboolean
is_allowed(DbSession *session, CaseId id, const Identity *to, gboolean *ret, GError **error)
{
    gint64 count;

    if (!acknowledgement_may_send(session, id, ret, error))
        return FALSE;
    if (!*ret)
        return TRUE;

    if (!release_store_count_acknowledgement(session, to->id, clock_now() / CLOCK_DAY, &count, error))
        return FALSE;
    *ret = count <= ACKNOWLEDGEMENTS_PER_DAY;
    return TRUE;
}

/* Whoever cannot be answered by this channel is not: that must not keep the message from its case. */
static gboolean
unless_unanswerable(GError *trouble, gboolean *ret_sent, GError **error)
{
    *ret_sent = FALSE;
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID)) {
        log_event(LOG_WARNING, "acknowledgement.skipped", "error", trouble->message, NULL);
        g_error_free(trouble);
        return TRUE;
    }
    g_propagate_error(error, trouble);
    return FALSE;
}

static gboolean
save(const Mediation *mediation, DbSession *session, const Case *a_case, const Message *message, const Identity *to,
     const Channel *channel, const Outgoing *outgoing, const char *external_id, GError **error)
{
    g_autoptr(GPtrArray) parts = NULL;
    g_autoptr(SealedContent) sealed = NULL;

    parts = release_parts(outgoing);
    sealed = content_seal((ContentStore *)&mediation->store->content, parts, error);
    return sealed != NULL && release_save(mediation, session,
                                          &(ReleaseSaving){ .actor = &ACTOR_TRIBUNE,
                                                            .outgoing = outgoing,
                                                            .sealed = sealed,
                                                            .channel = channel->name,
                                                            .external_id = external_id,
                                                            .rule = RULE_ACKNOWLEDGEMENT,
                                                            .case_id = a_case->id,
                                                            .endpoint = message->endpoint,
                                                            .recipient = to->id,
                                                            .person = to->person,
                                                            .delivery = outgoing->delivery },
                                          error);
}

gboolean
acknowledgement_send(const Mediation *mediation, DbSession *session, const Case *a_case, ConversationId conversation,
                     const Message *message, const Identity *to, guint hops, gboolean *ret_sent, GError **error)
{
    const Channel *channel = channels_find(mediation->channels, message->channel);
    g_autoptr(Conversation) thread = NULL;
    g_autoptr(Outgoing) outgoing = NULL;
    g_autoptr(Rendering) rendering = NULL;
    gboolean allowed = FALSE;
    GError *trouble = NULL;

    *ret_sent = FALSE;
    if (channel == NULL || !(channel->driver->capabilities.abilities & CHANNEL_SENDS))
        return TRUE;
    if (!is_allowed(session, a_case->id, to, &allowed, error))
        return FALSE;
    if (!allowed)
        return TRUE;
    thread = case_store_load_conversation(session, conversation, error);
    if (thread == NULL)
        return FALSE;
    outgoing = release_compose(mediation, session, a_case, thread, to, &trouble);
    if (outgoing == NULL)
        return unless_unanswerable(trouble, ret_sent, error);
    outgoing->kind = RELEASE_ACKNOWLEDGEMENT;
    outgoing->hops = hops + 1;
    outgoing->release.value = id_next();
    outgoing->delivery.value = id_next();
    g_free(outgoing->text);
    outgoing->text = compose_text(mediation, a_case, outgoing->recipient_name, outgoing->language);
    rendering = channel->driver->render(channel->handle, outgoing, &trouble);
    if (rendering == NULL)
        return unless_unanswerable(trouble, ret_sent, error);
    *ret_sent = TRUE;
    return save(mediation, session, a_case, message, to, channel, outgoing, rendering->external_id, error);
}
