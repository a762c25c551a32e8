/* SPDX-License-Identifier: Apache-2.0 */
/* model/rights.h: who may do what: the one permission table.
 *
 * A role gives a right nowhere, in the units in which the role is held, or everywhere. A role held for every unit (unit
 * 0) gives its rights everywhere. Officers and leads are of units; the other roles are of the whole body. Somebody with
 * several roles has the rights of all of them. What is not in the table is not permitted. A program has what its scopes
 * give, in the units of its token; when it acts for a member of staff, no more than she has now. A citizen by link has
 * a few over the one case that the link opens, and none over anything else.
 *
 * Separation that the table holds: an administrator sees no content; an auditor reads all and changes nothing; only
 * records decides on held messages, and no part of Tribune itself does. Pure and thread-safe. */
#pragma once
#include "model/actor.h"

typedef enum {
    /* of a unit: of the case, or of what belongs to it */
    ACTION_READ_INBOX,    /* see lists of cases */
    ACTION_READ_CASE,     /* its messages, notes, events; also to search for it */
    ACTION_READ_MESSAGES, /* what was written and attached */
    ACTION_READ_PERSON,   /* who has a case there, and by which addresses we know them */
    ACTION_READ_TRAIL,    /* the events with journal index */
    ACTION_DOWNLOAD_PROOF,
    ACTION_NOTE,
    ACTION_TAKE,   /* assign to oneself, give back */
    ACTION_ASSIGN, /* also take away from others */
    ACTION_SET_STATE,
    ACTION_SET_UNIT,         /* pass on to another unit; asked of the unit that has it */
    ACTION_EDIT_CASE,        /* its title, links to other cases, the person's name */
    ACTION_MANAGE_TAGS,      /* make and close the internal labels that all cases share */
    ACTION_MANAGE_TEMPLATES, /* replies that are written often, of a unit; unit 0: of all */
    ACTION_MANAGE_PARTNERS,  /* the directory of other bodies; asked anywhere */
    ACTION_REPLY,            /* draft and release an answer; ask others about a case, hand it over */
    ACTION_RELEASE_HELD,     /* read what filters hold; show it after all, or keep it held */
    /* of the whole body: ask with unit 0 */
    ACTION_READ_JOURNAL, /* checkpoints, size, verification */
    ACTION_CHECK_READS,  /* who searched for what, and looked at whose page */
    ACTION_SIGN_CHECKPOINT,
    ACTION_SEE_STAFF, /* lists of staff, units and endpoints with what belongs to them */
    ACTION_MANAGE_STAFF,
    ACTION_MANAGE_UNITS,    /* units and endpoints */
    ACTION_SEE_PROMISES,    /* services, what is promised for them, and the calendars it is counted on */
    ACTION_MANAGE_PROMISES, /* change those */
    ACTION_CHANGE_SETTINGS,
    ACTION_MANAGE_TOKENS,   /* of programs */
    ACTION_MANAGE_WEBHOOKS, /* also for one unit: where news of its cases goes */
    ACTION_SEE_RULES,       /* by which cases are routed */
    ACTION_CHANGE_RULES,
    ACTION_APPROVE_RULES,       /* agree to a version of a decision table */
    ACTION_SEE_HEALTH,          /* of channels and filters */
    ACTION_PAUSE_CHANNEL,       /* hold what would leave by it, and let it go on */
    ACTION_SEE_PUBLICATIONS,    /* also those that nobody has released */
    ACTION_WRITE_PUBLICATION,   /* write, send for review, schedule, release what is approved */
    ACTION_APPROVE_PUBLICATION, /* what somebody else wrote */
    ACTION_RELEASE_UNREVIEWED, /* what cannot wait: an answer of the unit, a publication; others review it afterwards */
    ACTION_MANAGE_TOPICS,
    ACTION_SEE_COMMENTS,           /* also those that are held or hidden */
    ACTION_MODERATE_COMMENTS,      /* publish, hide, show again */
    ACTION_ANSWER_COMMENT_APPEALS, /* against what somebody else decided */
    ACTION_MANAGE_COMMENTS,        /* the rules, and where comments are open */
    ACTION_MANAGE_SUBSCRIBERS,     /* look up whether an address gets newsletters, and end that */
    ACTION_IMPORT_SUBSCRIBERS,     /* who said yes elsewhere */
    /* what only Tribune and its channels do */
    ACTION_SUBMIT_MESSAGE,  /* hand in what arrived; also for a unit, what somebody said to staff or to a program */
    ACTION_SUBMIT_REPORT,   /* hand in what became of a delivery */
    ACTION_TELL_STATE,      /* tell somebody how far her own cases are, by the address she writes from */
    ACTION_PROCESS_MESSAGE, /* screen, thread, route, open cases */
    ACTION_ACKNOWLEDGE,
    ACTION_DELIVER,
    /* links that open a case to its citizen */
    ACTION_RENEW_LINK,     /* end the old one and make a new one; of the unit of the case */
    ACTION_READ_OWN_CASE,  /* by link: what was written to her and by her; ask rights_check_own() */
    ACTION_WRITE_OWN_CASE, /* by link: write into it */
    ACTION_COUNT,
} Action;

/* Whether @role may be held in one unit only. */
gboolean rights_role_has_units(Role role);

/* Whether @actor has @action over what belongs to @unit. Unit 0 is what belongs to no unit: only those who have the
 * right everywhere. */
gboolean rights_may(const Actor *actor, Action action, UnitId unit);

/* Whether @actor has @action in at least one unit: whether to offer a page at all. It says nothing about one case. */
gboolean rights_may_anywhere(const Actor *actor, Action action);

/* As rights_may(), with TRIBUNE_ERROR_FORBIDDEN and a sentence that says what one may not do. The sentences are
 * constant. */
gboolean rights_check(const Actor *actor, Action action, UnitId unit, GError **error);
gboolean rights_check_anywhere(const Actor *actor, Action action, GError **error);

/* Whether @actor, a citizen, has @action over @case_id: over the one case that her link opens. */
gboolean rights_check_own(const Actor *actor, Action action, CaseId case_id, GError **error);

typedef enum {
    SCOPE_NONE,
    SCOPE_OWN, /* in the listed units */
    SCOPE_ALL,
} RightScope;

/* Where @actor has @action, for reading many cases at once. With SCOPE_OWN the units are appended to
 * @units: UnitId, each once. */
RightScope rights_scope(const Actor *actor, Action action, GArray *units);
