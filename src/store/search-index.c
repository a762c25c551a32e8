/* SPDX-License-Identifier: Apache-2.0 */
#include "store/search-index.h"

#include "base/clock.h"
#include "base/error.h"
#include "wire/postings.h"

DB_STATEMENT(search_load_state, "SELECT event, doc FROM search_state WHERE id = 1");
DB_STATEMENT(search_move_state, "UPDATE search_state SET event = $1, doc = $2 WHERE id = 1 AND event = $3");
DB_STATEMENT(search_next_segment, "SELECT coalesce(max(id), 0) + 1 FROM search_segments");
DB_STATEMENT(search_insert_segment,
             "INSERT INTO search_segments (id, state, tier, first_doc, last_doc, target, position, dead)"
             " VALUES ($1, 0, $2, $3, $4, 0, 0, 0)");
DB_STATEMENT(search_insert_block, "INSERT INTO search_blocks (segment, term, first_doc, docs) VALUES ($1, $2, $3, $4)");
DB_STATEMENT(search_insert_doc, "INSERT INTO search_docs (doc, kind, subject) VALUES ($1, $2, $3)");
DB_STATEMENT(search_find_doc, "SELECT doc FROM search_docs WHERE subject = $1");
DB_STATEMENT(search_drop_doc, "DELETE FROM search_docs WHERE doc = $1");
DB_STATEMENT(search_insert_dead, "INSERT INTO search_dead (id, doc, at)"
                                 " VALUES ((SELECT coalesce(max(id), 0) + 1 FROM search_dead), $1, $2)");
DB_STATEMENT(search_widen_span,
             "INSERT INTO search_spans (span, oldest, newest) VALUES ($1, $2, $3) ON CONFLICT (span) DO UPDATE SET"
             " oldest = CASE WHEN excluded.oldest < search_spans.oldest THEN excluded.oldest"
             " ELSE search_spans.oldest END,"
             " newest = CASE WHEN excluded.newest > search_spans.newest THEN excluded.newest"
             " ELSE search_spans.newest END");
DB_STATEMENT(search_clear_state, "UPDATE search_state SET event = 0 WHERE id = 1");
DB_STATEMENT(search_clear_segments, "UPDATE search_segments SET state = 2, target = 0");
DB_STATEMENT(search_clear_docs, "DELETE FROM search_docs");
DB_STATEMENT(search_clear_spans, "DELETE FROM search_spans");
DB_STATEMENT(search_clear_dead, "DELETE FROM search_dead");

gboolean
search_index_state(DbSession *session, SearchState *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &search_load_state);

    if (!db_step_one(query, "search index", error))
        return FALSE;
    *ret = (SearchState){ db_int(query, 0), db_int(query, 1) };
    return db_finish(query, error);
}

guint
search_index_tier(gint64 documents)
{
    guint tier = 0;

    for (; documents >= SEARCH_TIER_BASE; documents /= SEARCH_TIER_BASE)
        tier++;
    return tier;
}

gboolean
search_index_next_segment(DbSession *session, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &search_next_segment);

    if (!db_step_one(query, "segment", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}

/* ---- forgetting ---- */

/* The document of @subject, 0: none. */
static gboolean
find_document(DbSession *session, gint64 subject, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &search_find_doc);

    db_bind_int(query, subject);
    *ret = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

static gboolean
bury(DbSession *session, gint64 document, GError **error)
{
    g_autoptr(DbQuery) drop = db_query(session, &search_drop_doc);
    g_autoptr(DbQuery) insert = NULL;

    db_bind_int(drop, document);
    if (!db_run(drop, error))
        return FALSE;
    insert = db_query(session, &search_insert_dead);
    db_bind_int(insert, document);
    db_bind_int(insert, clock_now());
    return db_run(insert, error);
}

gboolean
search_index_forget(DbSession *session, gint64 subject, GError **error)
{
    gint64 document;

    do {
        if (!find_document(session, subject, &document, error) || (document != 0 && !bury(session, document, error)))
            return FALSE;
    } while (document != 0);
    return TRUE;
}

gboolean
search_index_clear(DbSession *session, GError **error)
{
    static const DbStatement *const STEPS[] = { &search_clear_state, &search_clear_segments, &search_clear_docs,
                                                &search_clear_spans, &search_clear_dead };

    for (guint i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        g_autoptr(DbQuery) query = db_query(session, STEPS[i]);

        if (!db_run(query, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- adding ---- */

typedef struct {
    DbSession *session;
    gint64 segment, first; /* number of the first document */
    const GArray *documents, *occurrences;
} Writing;

static gboolean
move_on(const Writing *writing, gint64 since, gint64 upto, GError **error)
{
    g_autoptr(DbQuery) query = db_query(writing->session, &search_move_state);

    db_bind_int(query, upto);
    db_bind_int(query, writing->first + writing->documents->len - 1);
    db_bind_int(query, since);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(writing->session) == 1)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, "the search index has gone on already");
    return FALSE;
}

static gboolean
insert_document(const Writing *writing, guint place, GError **error)
{
    const SearchDocument *document = &g_array_index(writing->documents, SearchDocument, place);
    g_autoptr(DbQuery) query = NULL;

    if (!search_index_forget(writing->session, document->subject, error))
        return FALSE;
    query = db_query(writing->session, &search_insert_doc);
    db_bind_int(query, writing->first + place);
    db_bind_int(query, document->kind);
    db_bind_int(query, document->subject);
    return db_run(query, error);
}

static gboolean
widen_span(DbSession *session, gint64 span, gint64 oldest, gint64 newest, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &search_widen_span);

    db_bind_int(query, span);
    db_bind_int(query, oldest);
    db_bind_int(query, newest);
    return db_run(query, error);
}

static gboolean
insert_documents(const Writing *writing, GError **error)
{
    gint64 span = 0, oldest = G_MAXINT64, newest = 0;

    for (guint i = 0; i < writing->documents->len; i++) {
        gint64 when = g_array_index(writing->documents, SearchDocument, i).when;
        gint64 own = (writing->first + i) >> SEARCH_SPAN_BITS;

        if (!insert_document(writing, i, error))
            return FALSE;
        if (own != span && i > 0) {
            if (!widen_span(writing->session, span, oldest, newest, error))
                return FALSE;
            oldest = G_MAXINT64;
            newest = 0;
        }
        span = own;
        oldest = MIN(oldest, when);
        newest = MAX(newest, when);
    }
    return widen_span(writing->session, span, oldest, newest, error);
}

static gboolean
insert_block(const Writing *writing, gint64 term, const PostingsBlock *block, GError **error)
{
    g_autoptr(DbQuery) query = db_query(writing->session, &search_insert_block);

    db_bind_int(query, writing->segment);
    db_bind_int(query, term);
    db_bind_int(query, block->first);
    db_bind_bytes(query, block->bytes, block->length);
    return db_run(query, error);
}

static gboolean
insert_blocks(const Writing *writing, GError **error)
{
    PostingsBlock block = { 0 };
    gint64 term = 0;

    for (guint i = 0; i < writing->occurrences->len; i++) {
        const SearchOccurrence *occurrence = &g_array_index(writing->occurrences, SearchOccurrence, i);
        gint64 document = writing->first + occurrence->document;

        if (occurrence->term == term && block.last != 0 && postings_add(&block, document))
            continue;
        if (block.last != 0 && !insert_block(writing, term, &block, error))
            return FALSE;
        term = occurrence->term;
        block.last = 0;
        postings_add(&block, document);
    }
    return block.last == 0 || insert_block(writing, term, &block, error);
}

static gboolean
insert_segment(const Writing *writing, GError **error)
{
    g_autoptr(DbQuery) query = db_query(writing->session, &search_insert_segment);

    db_bind_int(query, writing->segment);
    db_bind_int(query, search_index_tier(writing->documents->len));
    db_bind_int(query, writing->first);
    db_bind_int(query, writing->first + writing->documents->len - 1);
    return db_run(query, error);
}

gboolean
search_index_write(DbSession *session, SearchBatch *batch, gint64 since, gint64 upto, GError **error)
{
    Writing writing = { .session = session, .documents = search_batch_documents(batch) };
    SearchState state;

    writing.occurrences = search_batch_finish(batch);
    if (!search_index_state(session, &state, error))
        return FALSE;
    writing.first = state.document + 1;
    if (!move_on(&writing, since, upto, error))
        return FALSE;
    return writing.documents->len == 0 ||
           (search_index_next_segment(session, &writing.segment, error) && insert_documents(&writing, error) &&
            insert_blocks(&writing, error) && insert_segment(&writing, error));
}
