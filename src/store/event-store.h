/* SPDX-License-Identifier: Apache-2.0 */
/* store/event-store.h: the audit trail. Every change appends one event and its journal leaf, in the transaction of the
 * change.
 *
 * The event's detail is canonical JSON, sealed with a secret of its own; the leaf carries only codes and the commitment
 * to it, so nothing personal gets into the journal. Sealed with the detail are the actor's name and the ids that the
 * row has in the clear: case, subject and staff member; for a program also its token. */
#pragma once
#include <jansson.h>

#include "model/actor.h"
#include "model/ids.h"
#include "store/store.h"

/* What happened: a closed vocabulary. Names are stored and shown; each belongs to a leaf type. */
typedef enum {
    EVENT_MESSAGE_SCREENED, /* subject: the message */
    EVENT_MESSAGE_FILED,    /* put in a case, or nowhere */
    EVENT_MESSAGE_RELEASED, /* a held one is shown after all */
    EVENT_MESSAGE_KEPT,     /* … or stays held */
    EVENT_CASE_OPENED,
    EVENT_CASE_STATE,
    EVENT_CASE_ASSIGNED,
    EVENT_CASE_UNIT,
    EVENT_CASE_TITLE,
    EVENT_CASE_LINKED,
    EVENT_CASE_SERVICE,
    EVENT_CASE_PRIORITY,
    EVENT_CASE_SENSITIVITY,
    EVENT_CASE_RECORD_CLASS, /* how long its record lives, as the policy says */
    EVENT_CLOCK_STARTED,     /* subject: the case; detail names each clock */
    EVENT_CLOCK_STOPPED,
    EVENT_CLOCK_RESUMED,
    EVENT_CLOCK_MOVED, /* counted on another calendar */
    EVENT_CLOCK_NEAR,
    EVENT_CLOCK_MISSED,
    EVENT_CLOCK_MET,
    EVENT_CLOCK_ENDED,
    EVENT_CASE_UNLINKED,
    EVENT_CASE_MERGED, /* on both cases */
    EVENT_CASE_UNMERGED,
    EVENT_CASE_TAGGED,
    EVENT_CASE_UNTAGGED,
    EVENT_CASE_SNOOZED,
    EVENT_CASE_WOKEN,
    EVENT_NOTE_ADDED, /* subject: the note, a message */
    EVENT_PERSON_CREATED,
    EVENT_PERSON_CHANGED,
    EVENT_PERSON_MERGED, /* on both persons */
    EVENT_PERSON_UNMERGED,
    EVENT_RELEASE_RELEASED, /* subject: the release */
    EVENT_RELEASE_PROPOSED, /* subject: the proposal; a reply that others must agree to, or whose time has not come */
    EVENT_RELEASE_CHANGED,  /* … agreed to, returned, taken back, refused, missed, stopped */
    EVENT_DELIVERY_ACCEPTED,
    EVENT_DELIVERY_RETRIED,
    EVENT_DELIVERY_FAILED,
    EVENT_DELIVERY_REPORTED,
    EVENT_STAFF_ADDED,
    EVENT_STAFF_CHANGED,
    EVENT_STAFF_PASSWORD,
    EVENT_STAFF_FACTOR, /* second factor set up, used up, or taken away */
    EVENT_STAFF_DISABLED,
    EVENT_STAFF_SIGNED_IN,
    EVENT_STAFF_SIGNED_OUT,
    EVENT_UNIT_CHANGED,
    EVENT_ENDPOINT_CHANGED,
    EVENT_SERVICE_CHANGED,
    EVENT_CASE_ROUTED,     /* by which rule of which version, and why */
    EVENT_ROUTING_CHANGED, /* subject: number of the new version */
    EVENT_POLICY_DECIDED,  /* subject: the release or message; what a decision table said */
    EVENT_POLICY_DRAFTED,  /* subject: number of the version */
    EVENT_POLICY_CHECKED,
    EVENT_POLICY_REPLAYED,
    EVENT_POLICY_APPROVED,
    EVENT_POLICY_ACTIVATED,
    EVENT_POLICY_RETIRED,
    EVENT_CALENDAR_CHANGED,
    EVENT_SETTING_CHANGED,
    EVENT_TOKEN_ADDED, /* subject: the token of a program */
    EVENT_TOKEN_REVOKED,
    EVENT_WEBHOOK_CHANGED,   /* subject: the webhook; added, changed, switched off, removed */
    EVENT_WORD_LIST_CHANGED, /* subject: the list */
    EVENT_ACCESS_GIVEN,      /* subject: the access; a link opens the case to its citizen */
    EVENT_ACCESS_ENDED,
    EVENT_TAG_CHANGED,
    EVENT_TEMPLATE_CHANGED,
    EVENT_APPROVAL_GIVEN,       /* subject: the release; what was decided, bound to its digest */
    EVENT_APPROVAL_VOIDED,      /* what was given before no longer stands */
    EVENT_PUBLICATION_CHANGED,  /* subject: the publication; made, edited, sent for review, taken back … */
    EVENT_PUBLICATION_RELEASED, /* released, corrected, withdrawn: everybody sees it */
    EVENT_TOPIC_CHANGED,
    EVENT_SEARCH_RUN,         /* somebody searched; the detail says for what */
    EVENT_PERSON_READ,        /* subject: the person; somebody looked at her page */
    EVENT_CASE_APPEALED,      /* subject: the answer of which the citizen asks for a review */
    EVENT_SIDE_OPENED,        /* subject: the conversation; somebody else is asked */
    EVENT_CASE_REFERRED,      /* subject: the partner; with the reason, and on what basis */
    EVENT_PARTNER_CHANGED,    /* subject: the partner */
    EVENT_DELEGATION_GIVEN,   /* subject: the delegation; somebody decides in another's stead */
    EVENT_DELEGATION_ENDED,   /* … earlier than it would have */
    EVENT_EMERGENCY_RELEASED, /* subject: the emergency; something leaves without review, and why */
    EVENT_EMERGENCY_LATE,     /* nobody has looked at it in time */
    EVENT_EMERGENCY_REVIEWED, /* two others agreed, or one says that it must be corrected */
    EVENT_COMMENT_RECEIVED,   /* subject of these: the comment */
    EVENT_COMMENT_SCREENED,
    EVENT_COMMENT_PUBLISHED, /* a held one is let through, or a report of it is not followed */
    EVENT_COMMENT_HIDDEN,
    EVENT_COMMENT_RESTORED,   /* shown again */
    EVENT_COMMENT_FLAGGED,    /* a reader reports it */
    EVENT_COMMENT_APPEALED,   /* its writer asks for a review of the decision to hide it */
    EVENT_COMMENT_ANSWERED,   /* … and what came of it */
    EVENT_COMMENT_EDITED,     /* its writer changed it … */
    EVENT_COMMENT_RETRACTED,  /* … or took it back */
    EVENT_COMMENTS_CHANGED,   /* subject: a publication, or 0; rules for comments, and where they are open */
    EVENT_SUBSCRIBER_CHANGED, /* subject: the subscriber; confirmed, changed, suppressed, ended, looked up */
    EVENT_MAILING_STARTED,    /* subject: the mailing; how many it goes to */
    EVENT_MAILING_ENDED,      /* … and what became of it, in numbers */
    EVENT_MESSAGE_EDITED,     /* subject: the message as it was; its writer changed it */
    EVENT_MESSAGE_RETRACTED,  /* … or took it back */
    EVENT_MESSAGE_FILE_LOST,  /* subject: the message; what it links to could not be fetched, and why */
    /* subject: the message, one word, or the delivery or subscriber of which a report said so: nothing more that was
     * not asked for, at this address */
    EVENT_ADDRESS_STOPPED,
    EVENT_ADDRESS_STARTED,   /* … after all */
    EVENT_ADDRESS_ASKED,     /* subject of these: the person; a code went to an address that is said to be hers */
    EVENT_ADDRESS_PROVEN,    /* … and came back from her */
    EVENT_ADDRESS_PARTED,    /* what was proven is undone */
    EVENT_CASE_PUBLISHED,    /* subject: the publication; what is said to everybody is about this case */
    EVENT_DELIVERY_FALLBACK, /* subject: the delivery; it failed, and the answer goes another way, or nowhere */
    EVENT_CHANNEL_PAUSED,    /* subject: the pause; nothing leaves by the channel until … */
    EVENT_CHANNEL_RESUMED,
    EVENT_COUNT,
} EventKind;
const char *event_kind_name(EventKind kind); /* "case.state" */
LeafType event_kind_leaf(EventKind kind);
gboolean event_kind_parse(const char *name, EventKind *ret);

typedef struct {
    EventKind kind;
    const Actor *actor;
    CaseId case_id;        /* 0: of no case */
    gint64 subject;        /* id of what changed */
    json_t *detail;        /* borrowed; an object, or NULL for {} */
    gint64 ref;            /* an earlier leaf that this one follows; 0: none */
    const GArray *grounds; /* gint64: more of them, which let it happen; NULL: none */
} EventDraft;

/* Appends the event and its leaf. @ret_leaf may be NULL. */
gboolean event_append(Store *store, DbSession *session, const EventDraft *draft, gint64 *ret_leaf, GError **error);

typedef struct {
    EventId id;
    gint64 at;
    EventKind kind;
    CaseId case_id;
    gint64 subject;
    ActorKind actor_kind;
    StaffId actor;
    char *actor_name;
    json_t *detail;
    gint64 leaf;
} Event;
void event_free(Event *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Event, event_free)

/* The events of a case as Event *: the newest @limit, oldest first. */
GPtrArray *event_list_case(Store *store, DbSession *session, CaseId case_id, guint limit, GError **error);
/* Who looked something up: EVENT_SEARCH_RUN and EVENT_PERSON_READ, those before @before (id 0: the newest), newest
 * first. @staff id 0: of everybody. */
GPtrArray *event_list_reads(Store *store, DbSession *session, EventId before, StaffId staff, guint limit,
                            GError **error);
