/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/publishing/publishing.h: from a draft to what everybody reads, and what may become of it then.
 *
 *     draft → review → approved → released → (correction or withdrawal: draft → review → approved → released)
 *                              ↘ scheduled → released, or missed
 *
 * Every save is a version of its own that never changes. Sending for review renders exactly what each public channel
 * will get and keeps the digest of it all; approvals bind to that (mediation/releasing/approval.h); whatever is edited
 * afterwards voids them. Before it leaves, everything is rendered and read again: when that is not what was approved (a
 * channel was set up differently), it does not leave. Every step is an event and a leaf, and that of the release refers
 * to the last approval.
 *
 * Calls block until durable. @seen is row->changes of the page that was looked at: TRIBUNE_ERROR_CONFLICT when somebody
 * was faster. TRIBUNE_ERROR_INVALID: what is wrong with the text, or a step that does not follow. */
#pragma once
#include "mediation/mediation.h"
#include "mediation/releasing/approval.h"
#include "model/publication.h"
#include "store/publication-store.h"

/* How late it may leave by itself. Later, it is missed, and a person decides. */
#define PUBLISHING_WINDOW (15 * CLOCK_MINUTE)

/* What one channel would give to everybody. */
typedef struct {
    const Channel *channel;
    char *language;
    Rendering *rendering;
} PublicationRendering;

typedef struct {
    GPtrArray *renderings; /* PublicationRendering * */
    Digest digest;
} PublicationPreview;
void publication_preview_free(PublicationPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PublicationPreview, publication_preview_free)

/* What all public channels make of @item; pure but for the channels' own render. TRIBUNE_ERROR_INVALID: what one of
 * them cannot carry, and how to put it right. */
PublicationPreview *publishing_preview(const Mediation *mediation, const PublicationItem *item, GError **error);

/* ---- writing ---- */

/* A draft. The address is made of the first title. */
gboolean publishing_make(Mediation *mediation, const Actor *actor, PublicationKind kind,
                         const PublicationContent *content, PublicationId *ret, GError **error);
/* The next version; what was in review is a draft again. @ret_voided: how many approvals it cost. */
gboolean publishing_edit(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen,
                         const PublicationContent *content, guint *ret_voided, GError **error);
/* A correction (a draft that begins as what is released) or a withdrawal (in review at once). @reason is public. */
gboolean publishing_correct(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen, const char *reason,
                            GError **error);
gboolean publishing_withdraw(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen,
                             const char *reason, GError **error);
/* Gives up a correction or a withdrawal. */
gboolean publishing_discard(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen, GError **error);

/* ---- letting go ---- */

gboolean publishing_submit(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen, GError **error);
/* A draft again. Cancels what is scheduled. */
gboolean publishing_take_back(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen,
                              guint *ret_voided, GError **error);
/* @digest is what the page showed. To approve, the text is read first (proofreading.h): TRIBUNE_ERROR_INVALID when
 * something stops it and @excuse ("": none) does not say why it may leave; TRIBUNE_ERROR_UNAVAILABLE when it cannot be
 * read now. */
gboolean publishing_decide(Mediation *mediation, const Actor *actor, PublicationId id, const Digest *digest,
                           ApprovalVerdict verdict, const char *comment, const char *excuse, GError **error);
gboolean publishing_release(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen, GError **error);

/* What cannot wait: a draft, or what is in review, leaves now without the approvals that it lacks, with a @reason, and
 * others review it afterwards (mediation/releasing/emergency.h). For who may write publications and release without
 * review. */
gboolean publishing_release_unreviewed(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen,
                                       const char *reason, GError **error);
/* In a transaction: that review says that it must be corrected; a correction is begun, unless somebody is at it, or it
 * is withdrawn. */
gboolean publishing_reopen(Mediation *mediation, DbSession *session, PublicationId id, GError **error);

/* The question that approvals of @row answer; @versions are all of its versions. The authors belong to @ret_authors. */
ApprovalQuestion publishing_question(const Mediation *mediation, const PublicationRow *row, const GArray *versions,
                                     GArray *ret_authors);
/* @row as channels see it, with @content, of version @version made at @made. In a transaction. */
PublicationItem *publishing_item(const Mediation *mediation, DbSession *session, const PublicationRow *row,
                                 gint64 version, GError **error);

/* Scheduled ones leave by a durable job. Before work_start(). */
void publishing_register(Mediation *mediation);

/* ---- what everybody reads ---- */

/* For mediation->publishing, which channels get too. */
Publishing *publishing_new(Mediation *mediation);
void publishing_free(Publishing *publishing);
Mediation *publishing_mediation(const Publishing *publishing);
/* Counts what changes for readers: a page made under another number is out of date. Reads memory; thread-safe. */
guint64 publishing_generation(const Publishing *publishing);
/* It has changed. */
void publishing_renew(Publishing *publishing);
