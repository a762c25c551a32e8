/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/people/citizen-access.h: the door for citizens: a link to her own case, or its reference with a code.
 *
 * Nobody has an account. One access is for one case and one person. Of it the store has a random seed and a keyed hash
 * of the link's token; token (128 bits) and code (10 characters) are HMAC-SHA-256 of the seed with a secret of the node
 * that is in no database, so that a copy of the database opens nothing, and the same link can be written into the next
 * letter. An access ends when staff make a new one. That of a case which was merged opens the case that is left.
 *
 * Who writes by a form is shown a link at once. Where she typed an address, that link shows nothing of whose it is: it
 * opens what was written by it and the answers to that, and no more; what goes to the address has a link of its own.
 *
 * Tries with a code are limited, in memory: from one address (IPv6: from one /64) 20 in 15 minutes, of these for one
 * case 10, with a pause after the third that doubles from 1 s to 60 s; for one case from everywhere 200, so that who
 * does not know a code cannot keep out who does from an address or two. A code has 49 bits. Links are never shut by
 * that.
 *
 * Thread-safe. The calls that name a Citizen block on a read of the store. */
#pragma once
#include "mediation/mediation.h"
#include "model/access.h"
#include "model/person.h"

/* What a citizen may send at once from a page: said there, and checked where it comes in. */
#define CITIZEN_TEXT_MAX   20000 /* characters */
#define CITIZEN_FILES_MAX  10
#define CITIZEN_FILES_SIZE (20 * 1000 * 1000) /* bytes, all together */

#define CITIZEN_ACCESS_ADDRESS_TRIES 20
#define CITIZEN_ACCESS_CASE_TRIES    10  /* from one address */
#define CITIZEN_ACCESS_CASE_MOST     200 /* from all together */
#define CITIZEN_ACCESS_WINDOW        (15 * CLOCK_MINUTE)

/* @mediation outlives it; @secret: 32 bytes, copied. */
CitizenAccess *citizen_access_new(Mediation *mediation, const guint8 *secret);
void citizen_access_free(CitizenAccess *access);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CitizenAccess, citizen_access_free)

/* For views, which read for a citizen. */
Mediation *citizen_access_mediation(const CitizenAccess *access);

/* ---- what she is given ---- */

/* A fresh one. A channel puts it into the draft, and shows token and code once intake has recorded that. */
AccessSeed citizen_access_make(void);
/* The token of the link, ACCESS_TOKEN_LENGTH characters, new. */
char *citizen_access_token(const CitizenAccess *access, const AccessSeed *seed);
/* The code as people read it, "K7F3-9QXD-2M", new. */
char *citizen_access_code(const CitizenAccess *access, const AccessSeed *seed);
/* For mediation/people/proving.h: a number below @bound (at most 2^31), made of @id with the secret of all this. */
guint32 citizen_access_number(const CitizenAccess *access, gint64 id, guint32 bound);
/* "https://…/case/TOKEN", new; NULL when there are no citizens' pages. */
char *citizen_access_url(const CitizenAccess *access, const AccessSeed *seed);

/* ---- who comes in ---- */

typedef struct {
    Actor actor; /* ACTOR_CITIZEN; borrows .name; .typed: she was shown her link, for an address that she typed */
    char *name;  /* hers, or ""; "" too where she typed an address */
    AccessSeed seed;
    char *token, *code;
    MessageId message; /* that it came with; 0: it was made for a case */
    CaseId case_id;    /* 0: her message is not filed yet. Then nothing below is known */
    char *reference;   /* "" */
    char *joined;      /* the number that she was given, when her case was merged into this one, of which she sees her
                          conversation alone; "" */
    char *identity;    /* her URI; "" */
    IdentityId identity_id;
    PersonId person;
    ConversationId conversation; /* in which she takes part; 0: none */
    char *language;              /* of the case */
} Citizen;
void citizen_free(Citizen *citizen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Citizen, citizen_free)

/* Who holds the link with @token. TRIBUNE_ERROR_NOT_FOUND: it opens nothing, or not any more. */
Citizen *citizen_access_enter(CitizenAccess *access, const char *token, GError **error);
/* Who knows the code of case @reference; both as typed. @client is the client's address as text.
 * TRIBUNE_ERROR_FORBIDDEN: they do not fit; whether there is such a case is not told. TRIBUNE_ERROR_TEMPORARY: too many
 * tries. */
Citizen *citizen_access_enter_by_code(CitizenAccess *access, const char *reference, const char *code,
                                      const char *client, GError **error);
/* Who wrote @message, for a channel that got it twice. TRIBUNE_ERROR_NOT_FOUND when it brought no access. */
Citizen *citizen_access_of_message(CitizenAccess *access, MessageId message, GError **error);

/* Ends what opened @case_id to the one who answers go to, and makes a new one: @ret. For staff, ACTION_RENEW_LINK.
 * TRIBUNE_ERROR_INVALID when nobody in the case can be answered. Blocks until durable. */
gboolean citizen_access_renew(CitizenAccess *access, const Actor *actor, CaseId case_id, AccessSeed *ret,
                              GError **error);

/* ---- inside a transaction, for the modules beside ---- */

/* @seed came with @message. */
gboolean citizen_access_record(CitizenAccess *access, DbSession *session, const AccessSeed *seed, MessageId message,
                               GError **error);
/* What @message brought, if anything, opens @case_id to @holder. @typed: her address was typed by who is shown it. */
gboolean citizen_access_bind(CitizenAccess *access, DbSession *session, const Actor *actor, MessageId message,
                             CaseId case_id, const Identity *holder, gboolean typed, GError **error);
/* What opens @case_id to @holder and is sent to her: there already, or made now. Never what was shown to who typed her
 * address, so that having it shows that she reads there. */
gboolean citizen_access_give(CitizenAccess *access, DbSession *session, const Actor *actor, CaseId case_id,
                             const Identity *holder, AccessSeed *ret, GError **error);
