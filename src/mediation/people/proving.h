/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/people/proving.h: that another address is hers, too: a code goes there, and who reads it there says it
 * here.
 *
 * She asks on the page of a case of hers, opened by a link that was sent to her address, or an officer asks for her.
 * The code leaves as a release of its own, by the channel of that address, and names neither her nor the case: who gets
 * it by mistake learns that one was asked for. It is made of the release's number with a secret of the node, and put in
 * when it leaves; neither the database nor the record of the release holds it. Typed in on the page, or said to the
 * officer, it makes the addresses those of one person: who had the address before is merged into her
 * (mediation/people/persons.h), cases and all, and undoing the proof undoes that. Equal names or numbers prove nothing,
 * and nothing else is asked.
 *
 * A proof is as sure as the weaker of its two ends: the address by which she asked, and what the channel of the other
 * can vouch for; PROVING_LEVEL at most. So sure, and no surer, is an address in a case that it did not begin:
 * proving_level().
 *
 * To an address that wrote STOP (mediation/subscribing/heeding.h) nothing is sent: staff are told, a citizen sees what
 * everybody sees.
 *
 * One code at a time is open for who asks. Bounds are below; they are counted in the store, so a restart forgets none.
 *
 * Calls block until durable. TRIBUNE_ERROR_TEMPORARY: too many were asked for. */
#pragma once
#include "mediation/mediation.h"
#include "model/delivery.h"
#include "model/person.h"

#define PROVING_DIGITS      8 /* 26 bits */
#define PROVING_LIFE        (10 * CLOCK_MINUTE)
#define PROVING_TRIES       5                   /* wrong ones, for one code */
#define PROVING_PAUSE       (30 * CLOCK_SECOND) /* between two codes for one person */
#define PROVING_PERSON_DAY  5                   /* codes for one person in 24 hours */
#define PROVING_ADDRESS_DAY 3                   /* … to one address, whoever asks */
#define PROVING_DAY         500                 /* … of the whole body … */
#define PROVING_DAY_OWN     400                 /* … asked for by citizens: the rest is for staff */
#define PROVING_LEVEL       2
#define PROVING_ADDRESS_MAX 300      /* bytes, as typed */
#define PROVING_EVIDENCE    "code"   /* of an identity, where nothing better is known */
#define PROVING_MARK        "{code}" /* where the code stands in what is recorded */

/* Whose address it is said to be. A code is for who asked: by the same of her addresses, on the page of the same case;
 * or for staff, when they did. */
typedef struct {
    PersonId person;
    IdentityId by;        /* by which of hers she came … */
    CaseId case_id;       /* … to the page of which case; 0, 0: staff asks for her */
    const char *language; /* that she reads; "" the body's own */
} ProvingMatter;

/* Whether a code may be sent by @channel: it speaks to one person, at an address that is not a page of ours. */
gboolean proving_may_use(const Channel *channel);

/* Sends a code to @address, as typed, by the channel of that name. For the citizen over her own case, unless she has
 * but the link that she was shown for an address that she typed (citizen-access.h): FORBIDDEN; or for staff who may
 * change the person. TRIBUNE_ERROR_INVALID: a sentence about the address, or that it may not be sent. */
gboolean proving_ask(Mediation *mediation, const Actor *actor, const ProvingMatter *matter, const char *channel,
                     const char *address, GError **error);

/* @code as typed. @prefer: answers go there from now on. TRIBUNE_ERROR_INVALID: it is another one;
 * TRIBUNE_ERROR_NOT_FOUND: none is open any more, ask for a new one. */
gboolean proving_say(Mediation *mediation, const Actor *actor, const ProvingMatter *matter, const char *code,
                     gboolean prefer, GError **error);

/* The address is not hers after all: it goes back to whom it came from, with what came with it. For staff who may
 * change the person. */
gboolean proving_undo(Mediation *mediation, const Actor *actor, PersonId person, gint64 proof, GError **error);

/* Where it stands with the latest code, for pages. */
typedef enum { PROVING_NONE, PROVING_OPEN, PROVING_OVER } ProvingState;
typedef struct {
    ProvingState state;
    char *uri;    /* NULL: none */
    gint64 until; /* that it can be used */
    guint left;   /* tries */
} ProvingView;
void proving_view_clear(ProvingView *view);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ProvingView, proving_view_clear)

/* ---- inside a transaction, for the modules beside ---- */

gboolean proving_look(DbSession *session, const ProvingMatter *matter, ProvingView *ret, GError **error);
/* How sure @identity is in a case of hers: -1: it has no part there, and nothing proves that it is hers. 0 at most
 * where something in the case began with an address that somebody only typed, whatever is known of that address
 * elsewhere. */
gboolean proving_level(DbSession *session, CaseId case_id, const Identity *identity, int *ret, GError **error);
/* @proof stands no more, and its address leaves the cases that it came into by that. */
gboolean proving_part(Mediation *mediation, DbSession *session, const Actor *actor, gint64 proof, GError **error);

/* ---- for delivery ---- */

/* Puts the code into what leaves. FALSE: it is too late for that. */
gboolean proving_fill(const Mediation *mediation, Outgoing *outgoing);

/* For pages of the citizen: where it stands. TRIBUNE_ERROR_FORBIDDEN. */
gboolean proving_view(Mediation *mediation, const Actor *actor, const ProvingMatter *matter, ProvingView *ret,
                      GError **error);
