/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/acknowledgement-private.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "mediation/citizen-access.h"
#include "mediation/heeding.h"
#include "mediation/name.h"
#include "mediation/preferring.h"
#include "mediation/release-policy.h"
#include "mediation/sending-policy.h"
#include "store/message-store.h"

/* "" when there are no citizens' pages. */
static char *
compose_link(const Mediation *mediation, const Locale *locale, const AccessSeed *seed)
{
    g_autofree char *url = NULL, *code = NULL, *text = NULL;

    if (!access_seed_is_set(seed))
        return g_strdup("");
    url = citizen_access_url(mediation->access, seed);
    code = citizen_access_code(mediation->access, seed);
    text =
        locale_fill(locale,
                    SAY("You can also look at your case, and write to us, on a page of your own:\n\n<{url}>\n\nWhoever "
                        "has the link can open it, so keep it to yourself. Without the link, give the number of "
                        "your case and the code {code}."),
                    "url", url, "code", code, NULL);
    return g_strconcat("\n\n", text, NULL);
}

/* Where every word costs, and the next one comes by itself. */
static char *
compose_short(const Mediation *mediation, const Case *a_case, const Locale *locale, const AccessSeed *seed)
{
    g_autofree char *url = access_seed_is_set(seed) ? citizen_access_url(mediation->access, seed) : NULL;
    g_autofree char *text =
        locale_fill(locale,
                    SAY("{authority} has your message. Its number is {reference}. We answer here; to "
                        "add something, just write again."),
                    "authority", mediation->authority, "reference", a_case->reference, NULL);

    return g_strdup_printf("%s%s%s", text, url != NULL ? " " : "", url != NULL ? url : "");
}

static char *
compose_text(const Mediation *mediation, const Case *a_case, const char *name, const Locale *locale,
             const AccessSeed *seed)
{
    g_autofree char *greeting = name_is_plain(name) ? locale_fill(locale, SAY("Dear {name},"), "name", name, NULL)
                                                    : g_strdup(locale_say(locale, SAY("Good day,")));
    g_autofree char *body = locale_fill(locale,
                                        SAY("thank you for writing to us. We have your message and gave it the number "
                                            "**{reference}**. A member of our staff will read it and answer you."),
                                        "reference", a_case->reference, NULL);
    const char *how =
        locale_say(locale, SAY("To add something, simply answer this mail. You do not need to do anything else."));
    g_autofree char *page = compose_link(mediation, locale, seed);

    return g_strdup_printf("%s\n\n%s\n\n%s%s\n\n%s", greeting, body, how, page, mediation->authority);
}

/* The citizen's language, when we have its words; else the body's own. */
static const Locale *
choose_locale(const Mediation *mediation, const char *language)
{
    const Locale *locale = locales_choose(mediation->locales, language);

    return locale != NULL ? locale : locales_find(mediation->locales, mediation->language);
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

/* Who wrote STOP did not ask for it. */
static gboolean
is_allowed(const Mediation *mediation, DbSession *session, CaseId id, const Identity *to, gboolean *ret, GError **error)
{
    gboolean stopped;
    gint64 count;

    if (!acknowledgement_may_send(session, id, ret, error) ||
        !heeding_is_stopped(mediation, session, to->uri, &stopped, error))
        return FALSE;
    *ret = *ret && !stopped;
    if (!*ret)
        return TRUE;

    if (!release_store_count_acknowledgement(session, to->id, clock_now() / CLOCK_DAY, &count, error))
        return FALSE;
    *ret = count <= ACKNOWLEDGEMENTS_PER_DAY;
    return TRUE;
}

/* She did not write from this address: somebody typed it, who may not be the one who has it. So nothing else of what
 * was typed goes there. */
static void
leave_out_what_was_typed(const Case *a_case, Outgoing *outgoing)
{
    g_free(outgoing->subject);
    outgoing->subject = release_subject("", a_case->reference);
    g_free(outgoing->recipient_name);
    outgoing->recipient_name = g_strdup("");
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
save(const Mediation *mediation, DbSession *session, const Case *a_case, const Identity *to, const Channel *channel,
     ReleasePolicy *policy, const Outgoing *outgoing, const char *external_id, GError **error)
{
    g_autoptr(GPtrArray) parts = NULL;
    g_autoptr(SealedContent) sealed = NULL;

    parts = release_parts(outgoing);
    sealed = content_seal((ContentStore *)&mediation->store->content, parts, error);
    return sealed != NULL &&
           release_policy_record(mediation, session, &ACTOR_TRIBUNE, policy, a_case->id, outgoing->release, error) &&
           release_save(mediation, session,
                        &(ReleaseSaving){ .actor = &ACTOR_TRIBUNE,
                                          .outgoing = outgoing,
                                          .sealed = sealed,
                                          .channel = channel->name,
                                          .external_id = external_id,
                                          .rule = RULE_ACKNOWLEDGEMENT,
                                          .case_id = a_case->id,
                                          .endpoint = release_endpoint(mediation, channel->name, outgoing),
                                          .recipient = to->id,
                                          .person = to->person,
                                          .delivery = outgoing->delivery },
                        error);
}

static char *
compose(const Mediation *mediation, const Case *a_case, const Outgoing *outgoing, const Channel *channel,
        const AccessSeed *seed)
{
    const Locale *locale = choose_locale(mediation, outgoing->language);

    return (channel->driver->capabilities.abilities & CHANNEL_TALKS) != 0
               ? compose_short(mediation, a_case, locale, seed)
               : compose_text(mediation, a_case, outgoing->recipient_name, locale, seed);
}

/* The tables are asked with the text as it is without the link, which is made only for what leaves. */
static gboolean
ask_policy(const Mediation *mediation, const Case *a_case, const Message *message, const Identity *to,
           const Outgoing *outgoing, ReleasePolicy *policy, const Channel **ret_channel, GError **error)
{
    const AccessSeed none = { 0 };
    g_autofree char *text = compose(mediation, a_case, outgoing, *ret_channel, &none);
    const SendingMatter matter = { .actor = &ACTOR_TRIBUNE,
                                   .purpose = "acknowledgement",
                                   .a_case = a_case,
                                   .channel = message->channel,
                                   .uri = to->uri,
                                   .assurance = to->assurance,
                                   .language = outgoing->language,
                                   .text = text };

    return sending_policy_ask(mediation, &matter, policy, ret_channel, error);
}

/* No rule lets it go now: that is on record with the case, and it is asked again later (acknowledgement-wait.c). */
static gboolean
wait_for_policy(const Mediation *mediation, DbSession *session, const Case *a_case, const Message *message,
                ReleasePolicy *policy, gboolean again, GError **error)
{
    return again ||
           (release_policy_record(mediation, session, &ACTOR_TRIBUNE, policy, a_case->id,
                                  (ReleaseId){ message->id.value }, error) &&
            work_add(session, WORK_ACKNOWLEDGE, message->id.value, clock_now() + ACKNOWLEDGEMENT_PAUSE, error));
}

static gboolean
fill(const Mediation *mediation, DbSession *session, const Case *a_case, const Conversation *thread, const Identity *to,
     const Channel *channel, Outgoing *outgoing, GError **error)
{
    AccessSeed seed = { 0 };
    const Locale *locale = choose_locale(mediation, outgoing->language);

    if (mediation->portal_url != NULL &&
        !citizen_access_give(mediation->access, session, &ACTOR_TRIBUNE, a_case->id, to, &seed, error))
        return FALSE;
    g_free(outgoing->language);
    outgoing->language = g_strdup(locale_tag(locale));
    g_free(outgoing->text);
    outgoing->text = compose(mediation, a_case, outgoing, channel, &seed);
    return release_fill_sender(mediation, a_case, thread, channel->name, outgoing, error);
}

static gboolean
is_answerable(const Channel *channel)
{
    return channel != NULL && (channel->driver->capabilities.abilities & CHANNEL_PAGE) == 0;
}

gboolean
acknowledgement_try(const Mediation *mediation, DbSession *session, const Case *a_case, ConversationId conversation,
                    const Message *message, const Identity *to, guint hops, gboolean again, gboolean *ret_sent,
                    gboolean *ret_waits, GError **error)
{
    const Channel *channel = channels_for(mediation->channels, message->channel, to->uri);
    g_autoptr(Conversation) thread = NULL;
    g_autoptr(Outgoing) outgoing = NULL;
    g_autoptr(Rendering) rendering = NULL;
    g_auto(ReleasePolicy) policy = { NULL, NULL };
    gboolean allowed = FALSE;
    GError *trouble = NULL;

    *ret_sent = *ret_waits = FALSE;
    if (!is_answerable(channel))
        return TRUE;
    thread = case_store_load_conversation(session, conversation, error);
    if (thread == NULL)
        return FALSE;
    outgoing = release_compose(mediation, session, a_case, thread, to, &trouble);
    if (outgoing == NULL)
        return unless_unanswerable(trouble, ret_sent, error);
    outgoing->kind = RELEASE_ACKNOWLEDGEMENT;
    if (strcmp(channel->name, message->channel) != 0)
        leave_out_what_was_typed(a_case, outgoing);
    outgoing->hops = hops + 1;
    outgoing->release.value = id_next();
    outgoing->delivery.value = id_next();
    if (!preferring_language(session, to->person, PERSON_PURPOSE_RECEIPT, &outgoing->language, error))
        return FALSE;
    if (!ask_policy(mediation, a_case, message, to, outgoing, &policy, &channel, &trouble)) {
        log_event(LOG_WARNING, "acknowledgement.waits", "why", trouble->message, NULL);
        g_error_free(trouble);
        *ret_waits = TRUE;
        return wait_for_policy(mediation, session, a_case, message, &policy, again, error);
    }
    if (!is_answerable(channel))
        return TRUE;
    if (strcmp(channel->name, message->channel) != 0)
        leave_out_what_was_typed(a_case, outgoing);
    if (!is_allowed(mediation, session, a_case->id, to, &allowed, error))
        return FALSE;
    if (!allowed)
        return TRUE;
    if (!fill(mediation, session, a_case, thread, to, channel, outgoing, &trouble))
        return unless_unanswerable(trouble, ret_sent, error);
    rendering = channel->driver->render(channel->handle, outgoing, &trouble);
    if (rendering == NULL)
        return unless_unanswerable(trouble, ret_sent, error);
    *ret_sent = TRUE;
    return save(mediation, session, a_case, to, channel, &policy, outgoing, rendering->external_id, error);
}

gboolean
acknowledgement_send(const Mediation *mediation, DbSession *session, const Case *a_case, ConversationId conversation,
                     const Message *message, const Identity *to, guint hops, gboolean *ret_sent, GError **error)
{
    gboolean waits;

    return acknowledgement_try(mediation, session, a_case, conversation, message, to, hops, FALSE, ret_sent, &waits,
                               error);
}
