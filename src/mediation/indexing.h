/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/indexing.h: keeps the search index up to date, in the background.
 *
 * It follows the trail of events: what was screened, written, retitled, or who became known since it last looked is
 * read, cut into words and added, a bounded batch and one background transaction at a time; so nothing is indexed
 * before it is screened, intake never waits for it, and after a restart it goes on where it was. Between batches it
 * merges segments. About a second passes from an event to its being found. Several nodes may do it at once: who comes
 * second begins again. Acknowledgements, which say the same in every case, are left out. */
#pragma once
#include "mediation/mediation.h"

typedef struct Indexing Indexing;

/* Registers the work. @mediation outlives it; free it after the work has stopped. */
Indexing *indexing_register(Mediation *mediation);
void indexing_free(Indexing *indexing);

/* How much a step does; 0: what is right beside a node that serves. */
typedef struct {
    guint documents;    /* of a batch at most: 128 */
    guint rows;         /* of a merge, about: 4000 */
    gboolean urgent;    /* transactions at once, not in the background */
    gboolean up_to_now; /* not only what is older than a quarter of a second */
} IndexingPace;

/* One batch, or else one step of merging. *ret_done: there was nothing to do. *ret_documents, which may be NULL, is
 * how many documents were added. */
gboolean indexing_step(Mediation *mediation, const IndexingPace *pace, gboolean *ret_done, guint *ret_documents,
                       GError **error);

/* Forgets the whole index; steps make it anew. Blocks until durable. */
gboolean indexing_clear(Mediation *mediation, GError **error);
