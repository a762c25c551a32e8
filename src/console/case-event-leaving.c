/* SPDX-License-Identifier: Apache-2.0 */
/* What left, or was to leave, and what became of it. */
#include <string.h>

#include "console/case-event-private.h"

static void
describe_released(const CaseEvent *it)
{
    const char *kind = case_event_text(it, "kind");

    if (strcmp(kind, "side") == 0)
        case_event_be_side(it, "side_sent", identity_address(case_event_text(it, "to")));
    else
        case_event_be(it, strcmp(kind, "acknowledgement") == 0                           ? "acknowledged"
                          : json_is_true(json_object_get(it->event->detail, "decision")) ? "decision_released"
                                                                                         : "released");
    part_set(it->into, "to", part_text(identity_address(case_event_text(it, "to"))));
}

static void
describe_attempt(const CaseEvent *it)
{
    static const struct {
        EventKind kind;
        const char *word;
    } WORDS[] = { { EVENT_DELIVERY_ACCEPTED, "sent" },
                  { EVENT_DELIVERY_RETRIED, "retried" },
                  { EVENT_DELIVERY_FAILED, "failed" } };
    const char *reason = case_event_text(it, "reason"), *remote = case_event_text(it, "remote");

    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (WORDS[i].kind == it->event->kind)
            case_event_be(it, case_event_is_doubtful(it->event) ? "sent_again" : WORDS[i].word);
    part_set(it->into, "reason", part_text(*reason != '\0' ? locale_say(it->visit->locale, reason) : remote));
}

static void
describe_report(const CaseEvent *it)
{
    static const char *const KINDS[] = { "delivered", "read", "delayed", "failed", "complaint",
                                         "away",      "full", "policy",  "gone",   "stopped" };
    const char *kind = case_event_text(it, "kind"), *words = case_event_text(it, "words");
    g_autofree char *flag = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(KINDS) && flag == NULL; i++)
        if (strcmp(KINDS[i], kind) == 0)
            flag = g_strconcat("reported_", KINDS[i], NULL);
    case_event_be(it, flag != NULL ? flag : "reported_failed");
    part_set(it->into, "reason", part_text(*words != '\0' ? words : case_event_text(it, "code")));
}

static void
describe_proposed(const CaseEvent *it)
{
    const ConsoleVisit *visit = it->visit;
    gint64 scheduled = case_event_id(it, "scheduled");
    g_autofree char *at = scheduled != 0 ? locale_date(visit->locale, scheduled, LOCALE_DATE_TIME, visit->zone) : NULL;
    gboolean asks = json_array_size(json_object_get(it->event->detail, "tiers")) > 0;

    case_event_be(it, asks ? "proposed" : "scheduled");
    part_set(it->into, "at", part_text(at));
    part_set(it->into, "untranslated",
             part_text(*case_event_text(it, "untranslated") != '\0' ? case_event_text(it, "untranslated") : NULL));
}

static void
describe_proposal_change(const CaseEvent *it)
{
    static const char *const CHANGES[][2] = {
        { "approved", "proposal_approved" },   { "returned", "proposal_returned" },
        { "refused", "proposal_refused" },     { "taken-back", "proposal_taken_back" },
        { "scheduled", "proposal_scheduled" }, { "missed", "proposal_missed" },
        { "stopped", "proposal_stopped" },
    };
    const char *comment = case_event_text(it, "comment");

    case_event_be(it, "other");
    part_set(it->into, "kind", part_text(case_event_text(it, "change")));
    for (guint i = 0; i < G_N_ELEMENTS(CHANGES); i++)
        if (strcmp(CHANGES[i][0], case_event_text(it, "change")) == 0)
            case_event_be(it, CHANGES[i][1]);
    part_set(it->into, "reason", part_text(*comment != '\0' ? comment : NULL));
}

/* What left without review, and what others say of it afterwards. */
static void
describe_emergency(const CaseEvent *it)
{
    gboolean agreed = strcmp(case_event_text(it, "outcome"), "agreed") == 0;

    case_event_be(it, it->event->kind == EVENT_EMERGENCY_RELEASED ? "unreviewed"
                      : it->event->kind == EVENT_EMERGENCY_LATE   ? "review_late"
                      : agreed                                    ? "reviewed_agreed"
                                                                  : "reviewed_correct");
    part_set(it->into, "reason", part_text(case_event_text(it, "reason")));
}

/* How a channel is called; what is not there any more by its name. */
static const char *
label_of(const CaseEvent *it, const char *name)
{
    const ConsoleVisit *visit = it->visit;
    const Channel *channel = channels_find(visit->console->mediation->channels, name);

    return channel != NULL ? locale_say(visit->locale, channel->driver->label) : name;
}

static void
describe_fallback(const CaseEvent *it)
{
    const char *outcome = case_event_text(it, "outcome"), *why = case_event_text(it, "why");
    gboolean is_receipt = strcmp(case_event_text(it, "kind"), "acknowledgement") == 0;

    case_event_be(it, strcmp(outcome, "sent") == 0         ? (is_receipt ? "fallback_receipt" : "fallback_sent")
                      : strcmp(outcome, "proposed") == 0   ? "fallback_proposed"
                      : strcmp(outcome, "taken-back") == 0 ? "fallback_taken_back"
                                                           : "fallback_none");
    part_set(it->into, "failed_by", part_text(label_of(it, case_event_text(it, "failed"))));
    part_set(it->into, "failed_to", part_text(identity_address(case_event_text(it, "failed_to"))));
    part_set(it->into, "way", part_text(label_of(it, case_event_text(it, "channel"))));
    part_set(it->into, "to", part_text(identity_address(case_event_text(it, "to"))));
    part_set(it->into, "rule", part_text(case_event_text(it, "rule")));
    part_set(it->into, "reason", part_text(*why != '\0' ? locale_say(it->visit->locale, why) : NULL));
}

static void
describe_published(const CaseEvent *it)
{
    gboolean withdrawn = json_is_true(json_object_get(it->event->detail, "withdrawn"));

    case_event_be(it, withdrawn ? "public_withdrawn" : "published");
    part_set(it->into, "title", part_text(case_event_text(it, "title")));
    part_set(it->into, "publication_url",
             part_text(http_request_format(it->visit->request, "/publications/%" G_GINT64_FORMAT, it->event->subject)));
}

/* In the words that were said and recorded then, in the language of the house. */
static void
describe_decided(const CaseEvent *it)
{
    case_event_be(it, "decided");
    part_set(it->into, "sentence", part_text(case_event_text(it, "sentence")));
    part_set(it->into, "sentence_language", part_text(it->visit->console->mediation->language));
}

static void
describe_lost(const CaseEvent *it)
{
    case_event_be(it, "file_lost");
    part_set(it->into, "reason", part_text(locale_say(it->visit->locale, case_event_text(it, "because"))));
}

static const CaseEventDescriber DESCRIBERS[EVENT_COUNT] = {
    [EVENT_RELEASE_RELEASED] = describe_released,       [EVENT_DELIVERY_ACCEPTED] = describe_attempt,
    [EVENT_DELIVERY_RETRIED] = describe_attempt,        [EVENT_DELIVERY_FAILED] = describe_attempt,
    [EVENT_DELIVERY_REPORTED] = describe_report,        [EVENT_MESSAGE_FILE_LOST] = describe_lost,
    [EVENT_POLICY_DECIDED] = describe_decided,          [EVENT_RELEASE_PROPOSED] = describe_proposed,
    [EVENT_RELEASE_CHANGED] = describe_proposal_change, [EVENT_CASE_PUBLISHED] = describe_published,
    [EVENT_DELIVERY_FALLBACK] = describe_fallback,      [EVENT_EMERGENCY_RELEASED] = describe_emergency,
    [EVENT_EMERGENCY_LATE] = describe_emergency,        [EVENT_EMERGENCY_REVIEWED] = describe_emergency,
};

CaseEventDescriber
case_event_of_leaving(EventKind kind)
{
    return DESCRIBERS[kind];
}
