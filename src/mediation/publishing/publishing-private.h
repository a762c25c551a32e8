/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/publishing/publishing-private.h: what the files of publishing share. */
#pragma once
#include "mediation/publishing/publishing.h"
#include "mediation/releasing/proofreading.h"
#include "store/event-store.h"

/* One step of one publication, inside its transaction. */
typedef struct {
    Mediation *mediation;
    const Actor *actor;
    PublicationId id;
    gint64 seen; /* 0: whatever there is */
    const PublicationContent *content;
    PublicationKind kind;
    PublicationAct act;
    const char *reason;
    char written[DIGEST_SIZE * 2 + 1]; /* digest of the version that this step added; "" none */
    const GArray *grounds;             /* gint64: leaves of what let it go; NULL: none */
    guint voided;
    /* of a preview made before the transaction */
    Digest digest;
    gint64 changes; /* of the row that it was made of */
    gint64 ends;    /* when the alert ends that it shows; 0: none does */
    const Digest *shown;
    ApprovalVerdict verdict;
    const char *comment, *excuse;
    Proofread *proofread; /* of what was rendered; NULL: it was not read */
    gboolean public_changed;
} PublishingStep;
/* What it owns. */
void publishing_step_clear(PublishingStep *step);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PublishingStep, publishing_step_clear)

/* The row as it stands; TRIBUNE_ERROR_CONFLICT when it is not the one that was seen. */
PublicationRow *publishing_load(const PublishingStep *step, DbSession *session, GError **error);
/* The same, and what was rendered before the transaction is what there still is. */
PublicationRow *publishing_load_rendered(const PublishingStep *step, DbSession *session, GError **error);
/* Begins step->act on what is released, for step->reason; the row is left in the new stage. */
gboolean publishing_begin(PublishingStep *step, DbSession *session, PublicationRow *row, GError **error);
/* TRIBUNE_ERROR_INVALID: the alert is over. */
gboolean publishing_refuse_over(GError **error);
/* Saves @row with an event of @kind that says @change; @ret_leaf may be NULL. */
gboolean publishing_save(const PublishingStep *step, DbSession *session, PublicationRow *row, EventKind kind,
                         const char *change, gint64 ref, gint64 *ret_leaf, GError **error);
/* Adds the next version of @row with @content. */
gboolean publishing_add_version(PublishingStep *step, DbSession *session, PublicationRow *row,
                                const PublicationContent *content, GError **error);
gboolean publishing_void(PublishingStep *step, DbSession *session, const PublicationRow *row, const char *why,
                         GError **error);
/* Reads the row, renders its latest version, and puts digest, changes and ends into @step. Outside a transaction. */
gboolean publishing_render_step(PublishingStep *step, GError **error);
/* … and reads it, see proofreading.h. */
gboolean publishing_proofread_step(PublishingStep *step, GError **error);
/* Whether the alert that was rendered is over at @when: warning systems do not take it then. */
gboolean publishing_is_over(const PublishingStep *step, gint64 when);
/* TRIBUNE_ERROR_INVALID: the step does not follow from where it is. */
gboolean publishing_refuse(GError **error);
/* What the approvals of @row answer, read in the transaction; the authors belong to @ret_authors. */
gboolean publishing_ask(const PublishingStep *step, DbSession *session, const PublicationRow *row, GArray *ret_authors,
                        ApprovalQuestion *ret, GError **error);
/* It leaves: everybody sees the latest version from now on. */
gboolean publishing_let_go(PublishingStep *step, DbSession *session, PublicationRow *row, gint64 approval_leaf,
                           GError **error);
