/* SPDX-License-Identifier: Apache-2.0 */
/* views/publication-view.h: publications as those see them who write and approve them. Blocks on a read.
 * TRIBUNE_ERROR_FORBIDDEN without ACTION_SEE_PUBLICATIONS; one publication also sees who decides in the stead of
 * somebody who has that right. */
#pragma once
#include "mediation/publishing/publishing.h"
#include "mediation/releasing/proofreading.h"
#include "store/topic-store.h"

#define PUBLICATION_PAGE_SIZE 50

typedef struct {
    PublicationRow *row;
    char *title;     /* of the latest version, in the language asked for or another one */
    char *languages; /* "en de" */
    char *author;
    gboolean unreviewed; /* what is public left without review, and nobody has reviewed it since */
} PublicationLine;

/* PublicationLine *, the latest change first. @ret_more: there are further ones. */
GPtrArray *publication_view_list(Mediation *mediation, const Actor *actor, const char *language, guint page,
                                 gboolean *ret_more, GError **error);

typedef struct {
    Approval *approval; /* weighed: .lapsed says whether it still counts */
    char *name;
    char *stead; /* in whose stead; NULL: by her own right */
} PublicationDecision;

/* All that one page shows. */
typedef struct {
    PublicationRow *row;
    PublicationItem *item;       /* of the latest version, as channels see it */
    PublicationContent *base;    /* what it is compared with: the version that the public reads, else the one before */
    gint64 base_version;         /* 0: there is none */
    GArray *versions;            /* PublicationVersion */
    GArray *releases;            /* PublicationReleaseRow */
    GPtrArray *decisions;        /* PublicationDecision *, of the work in hand, voided ones too */
    char *author;                /* of the latest version */
    PublicationPreview *preview; /* NULL: a channel cannot carry it as it is, see fault */
    char *fault;
    gboolean uncarried;   /* no channel that is switched on speaks to everybody, so it cannot leave */
    GPtrArray *topics;    /* TopicRow *: all that there are */
    Proofread *proofread; /* what is wrong with it; NULL: nothing is being done to it, or a filter is down */
    guint approved, needed;
    gboolean may_decide;
    char *stead;   /* … in whose stead; NULL: by her own right */
    char *why_not; /* she may not decide; NULL: she may, or it is not the time */
} PublicationView;
void publication_view_free(PublicationView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PublicationView, publication_view_free)

/* @against is the version to compare with; 0: the usual one. */
PublicationView *publication_view_load(Mediation *mediation, const Actor *actor, PublicationId id, gint64 against,
                                       GError **error);
