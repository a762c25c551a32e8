/* SPDX-License-Identifier: Apache-2.0 */
/* What was decided about a comment, by mail to its writer. The decision itself stands on the page of her link; the mail
 * has no word of the comment, since nobody knows whether the address is hers. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "mediation/commenting/comment-private.h"
#include "mediation/releasing/release-letter.h"
#include "mediation/releasing/release-policy.h"
#include "mediation/releasing/sending-policy.h"
#include "mediation/subscribing/heeding.h"

#define RULE_NOTICE "comment-notice"

static void
set(char **field, char *text)
{
    g_free(*field);
    *field = text;
}

static const char *
news_of(const Locale *locale, const Comment *comment, const CommentDecision *decision)
{
    if (decision->ended != 0 && comment->state == COMMENT_WAITING)
        return locale_say(locale, SAY("we no longer hide your comment on our pages. What you have changed in it since "
                                      "then is looked at before it is shown."));
    if (decision->ended != 0)
        return locale_say(locale, SAY("your comment on our pages is shown again."));
    if (decision->appeal == COMMENT_APPEAL_UPHELD)
        return locale_say(locale,
                          SAY("somebody else has looked at your appeal. Your comment on our pages stays hidden."));
    return locale_say(locale, SAY("we have hidden your comment on our pages."));
}

static char *
compose_text(const Mediation *mediation, const Locale *locale, const Comment *comment, const CommentDecision *decision)
{
    g_autofree char *url = g_strdup_printf("%s/comment/%s", mediation->portal_url, comment->token), *how = NULL;
    g_autofree char *until = locale_date(locale, decision->until, LOCALE_DATE_LONG, mediation->timezone);
    gboolean may_appeal = decision->ended == 0 && decision->appeal == COMMENT_APPEAL_NONE;

    how = may_appeal
              ? locale_fill(locale,
                            SAY("The reasons stand on a page of your own. There you can also appeal until {until}, "
                                "free of charge; somebody else than who decided looks at it:\n\n<{url}>"),
                            "until", until, "url", url, NULL)
              : locale_fill(locale, SAY("The reasons stand on a page of your own:\n\n<{url}>"), "url", url, NULL);
    return g_strdup_printf("%s\n\n%s\n\n%s\n\n%s", locale_say(locale, SAY("Good day,")),
                           news_of(locale, comment, decision), how, mediation->authority);
}

/* NULL: some unit has no address there to write from. */
static Outgoing *
compose(const Mediation *mediation, const Channel *channel, const Comment *comment, const CommentDecision *decision)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *endpoint = directory_endpoint_for(snapshot, channel->name, (UnitId){ 0 });
    const Locale *locale = locales_choose_or(mediation->locales, comment->language, mediation->language);
    Outgoing *outgoing;

    if (endpoint == NULL)
        return NULL;
    outgoing = outgoing_new();
    outgoing->kind = RELEASE_ACKNOWLEDGEMENT;
    outgoing->release.value = id_next();
    outgoing->delivery.value = id_next();
    outgoing->date = clock_now();
    outgoing->hops = 1;
    set(&outgoing->endpoint, g_strdup(endpoint->uri));
    set(&outgoing->endpoint_name, g_strdup(*endpoint->name != '\0' ? endpoint->name : mediation->authority));
    set(&outgoing->recipient, g_strdup(comment->identity));
    set(&outgoing->subject, g_strdup(locale_say(locale, SAY("Your comment"))));
    set(&outgoing->language, g_strdup(locale_tag(locale)));
    set(&outgoing->text, compose_text(mediation, locale, comment, decision));
    return outgoing;
}

/* The tables may keep it back; the private page of the comment says the same. */
static gboolean
ask_policy(const Mediation *mediation, DbSession *session, const Comment *comment, const Outgoing *outgoing,
           ReleasePolicy *policy, const Channel **ret_channel, GError **error)
{
    SendingMatter matter = { .actor = &ACTOR_TRIBUNE,
                             .purpose = "notice",
                             .channel = comment->channel,
                             .uri = comment->identity,
                             .language = outgoing->language,
                             .text = outgoing->text };

    return heeding_is_stopped(mediation, session, comment->identity, &matter.stopped, error) &&
           sending_policy_ask(mediation, &matter, policy, ret_channel, error);
}

gboolean
comment_notice_send(CommentStep *step, DbSession *session, const Comment *comment, const CommentDecision *decision,
                    GError **error)
{
    const Mediation *mediation = step->mediation;
    const Channel *channel = mediation->channels != NULL && *comment->identity != '\0'
                                 ? channels_for(mediation->channels, comment->channel, comment->identity)
                                 : NULL;
    g_autoptr(Outgoing) outgoing = NULL;
    g_auto(ReleaseLetter) letter = { 0 };
    g_autoptr(GError) trouble = NULL;
    g_auto(ReleasePolicy) policy = { NULL, NULL };

    if (channel == NULL || mediation->portal_url == NULL || comment->state == COMMENT_WITHDRAWN)
        return TRUE;
    outgoing = compose(mediation, channel, comment, decision);
    if (outgoing != NULL && !ask_policy(mediation, session, comment, outgoing, &policy, &channel, &trouble)) {
        log_event(LOG_WARNING, "comment.notice-skipped", "error", trouble->message, NULL);
        return release_policy_record(mediation, session, &ACTOR_TRIBUNE, &policy, (CaseId){ 0 },
                                     (ReleaseId){ comment->id.value }, error);
    }
    if (outgoing != NULL && channel == NULL)
        return TRUE;
    if (outgoing != NULL) { /* by the channel that was chosen */
        outgoing_free(outgoing);
        outgoing = compose(mediation, channel, comment, decision);
    }
    if (outgoing == NULL || !release_letter_render(mediation, channel->name, outgoing, &letter, &trouble)) {
        log_event(LOG_WARNING, "comment.notice-skipped", "error", trouble != NULL ? trouble->message : "no address",
                  NULL);
        return TRUE;
    }
    step->delivers = TRUE;
    return release_letter_seal(mediation, &letter, error) &&
           release_letter_save(mediation, session, &letter,
                               &(ReleaseSaving){ .actor = &ACTOR_TRIBUNE, .rule = RULE_NOTICE, .policy = &policy },
                               error);
}
