/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/proofreading.h: what is to leave is read once more, by the filters that judge texts of ours.
 *
 * A publication is read in each of its languages: title and text, then what stands beside them. A reply is read with
 * what the citizen wrote in the same case, so that a number of her own is told from anybody else's. What is found
 * warns, or stops: then it is mended, or who lets it leave gives a reason, one of PROOFREADING_EXCUSES, which is kept
 * with the release (store/finding-store.h) and stands in the trail.
 *
 * When a filter cannot judge, nothing is read: TRIBUNE_ERROR_UNAVAILABLE, and what is to leave waits. Calls block, up
 * to 30 s a filter and text. */
#pragma once
#include <jansson.h>

#include "mediation/mediation.h"
#include "model/publication.h"

/* Words in the form, in the store and in the trail; ends with NULL. */
extern const char *const PROOFREADING_EXCUSES[]; /* "public", "quoted", "checked", "urgent" */
gboolean proofreading_excuse_is_known(const char *excuse);

#define PROOFREADING_PLACES_MAX 5   /* of one finding that are told */
#define PROOFREADING_WORDS_MAX  120 /* characters of what stands there */

typedef struct {
    guint line;  /* from 1 */
    char *words; /* what stands there, on one line */
} ProofreadPlace;

typedef struct {
    gboolean stops;
    char *label;       /* a closed word, of the filter or of a word list */
    char *language;    /* of the text */
    const char *field; /* "title", "text", "beside" (summary, what to do, area); "whole": of all of it */
    char *reason;      /* what is wrong and what to do: a catalogue's msgid */
    char *detail;      /* in no language; "" */
    GPtrArray *places; /* ProofreadPlace * */
    guint more;        /* places beyond these */
} ProofreadFinding;

typedef struct {
    GPtrArray *findings; /* ProofreadFinding *, what stops first */
    guint stops;
} Proofread;
void proofread_free(Proofread *proofread);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Proofread, proofread_free)

/* TRIBUNE_ERROR_UNAVAILABLE: a filter is down. A withdrawal says nothing but its reason. */
Proofread *proofreading_publication(Mediation *mediation, PublicationKind kind, PublicationAct act,
                                    const PublicationContent *content, GError **error);

/* @text is Markdown, to who wrote in the case. Rights are the caller's to ask. */
Proofread *proofreading_reply(Mediation *mediation, CaseId case_id, const char *language, const char *text,
                              GError **error);

/* Whether it may leave: nothing stops it, or @excuse says why. TRIBUNE_ERROR_INVALID with a sentence for who lets it.
 */
gboolean proofreading_check(const Proofread *proofread, const char *excuse, GError **error);
/* Whether everything that stops it was excused before, for exactly @digest. Inside a transaction. */
gboolean proofreading_was_excused(DbSession *session, gint64 subject, const Digest *digest, const Proofread *proofread,
                                  gboolean *ret, GError **error);
/* Keeps what was found of @subject, when anything was. Inside the caller's transaction. */
gboolean proofreading_record(DbSession *session, const Actor *actor, gint64 subject, const Digest *digest,
                             const Proofread *proofread, const char *excuse, GError **error);
/* Adds what was found and the excuse to the @detail of an event, when anything was. */
void proofreading_describe(const Proofread *proofread, const char *excuse, json_t *detail);

/* ---- for the file beside ---- */

/* Reads one text and adds what is found. @subject and @text are borrowed; @field_of_text as ProofreadFinding.field. */
gboolean proofreading_read(const Mediation *mediation, const FilterRelease *release, const char *subject,
                           const char *text, const char *field_of_text, Proofread *proofread, GError **error);
Proofread *proofreading_new(void);
void proofreading_sort(Proofread *proofread);
