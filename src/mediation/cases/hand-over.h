/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/hand-over.h: giving a case to another body, which then answers the citizen, and telling the citizen
 * so.
 *
 * One transaction: a letter to the partner (an internal consultation of the case, mediation/cases/side.h, in which what
 * is quoted says who wrote it), a notice to the citizen in their language, the state "referred", and an event with the
 * reason and on what basis their data was passed on. Without that basis nothing is handed over.
 *
 * For who may answer in the case and change its state. For the decision tables (mediation/releasing/release-policy.h)
 * the notice is an answer like any other: they say by which channel it goes, and whether somebody else must agree: then
 * it is refused. Of what she wishes counts what she said for notices (mediation/releasing/preferring.h). */
#pragma once
#include "mediation/cases/side.h"
#include "store/partner-store.h"

#define HAND_OVER_REASON_MAX 1000 /* characters */
#define HAND_OVER_BASIS_MAX  300

/* Why their data may go there. */
typedef enum {
    HAND_OVER_AGREED, /* she said so */
    HAND_OVER_BY_LAW, /* which is named */
    HAND_OVER_BASIS_COUNT,
} HandOverBasis;
const char *hand_over_basis_name(HandOverBasis basis); /* "agreed", "law": in forms and in the trail */
gboolean hand_over_basis_parse(const char *name, HandOverBasis *ret);

typedef struct {
    PartnerId partner;
    const char *text;         /* to the partner, Markdown */
    const GArray *enclosures; /* Enclosure; may be NULL */
    const char *reason;       /* the citizen reads it, in their language; one line */
    gboolean based;           /* the officer said on what basis: */
    HandOverBasis basis;
    const char *law; /* with HAND_OVER_BY_LAW; one line */
} HandOverDraft;

/* Both letters, and what binds them. */
typedef struct {
    Outgoing *letter, *notice;
    Rendering *letter_rendering, *notice_rendering;
    Digest digest;
} HandOverPreview;
void hand_over_preview_free(HandOverPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HandOverPreview, hand_over_preview_free)

/* TRIBUNE_ERROR_FORBIDDEN; TRIBUNE_ERROR_INVALID with a sentence: no partner, text, reason or basis, or nobody in the
 * case can be told. Blocks on a read. */
HandOverPreview *hand_over_preview(Mediation *mediation, const Actor *actor, CaseId case_id, const HandOverDraft *draft,
                                   GError **error);

/* @expected is the digest of the preview: TRIBUNE_ERROR_CONFLICT when what would leave is no longer that, or the case
 * is not at @version any more. Blocks until durable. */
gboolean hand_over_send(Mediation *mediation, const Actor *actor, CaseId case_id, gint64 version,
                        const HandOverDraft *draft, const Digest *expected, GError **error);
