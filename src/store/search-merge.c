/* SPDX-License-Identifier: Apache-2.0 */
#include "store/search-merge.h"

#include "base/clock.h"
#include "wire/postings.h"

#define DEAD_PATIENCE CLOCK_DAY
#define URGENT_FROM   64 /* segments */

DB_STATEMENT(search_list_segments, "SELECT id, state, tier, first_doc, last_doc, target, position, dead"
                                   " FROM search_segments ORDER BY last_doc DESC, id DESC");
DB_STATEMENT(search_make_segment,
             "INSERT INTO search_segments (id, state, tier, first_doc, last_doc, target, position, dead)"
             " VALUES ($1, 1, $2, $3, $4, 0, $5, $6)");
DB_STATEMENT(search_set_target, "UPDATE search_segments SET target = $1 WHERE id = $2");
DB_STATEMENT(search_set_position, "UPDATE search_segments SET position = $1 WHERE id = $2");
DB_STATEMENT(search_bury_sources, "UPDATE search_segments SET state = 2, target = 0 WHERE target = $1");
DB_STATEMENT(search_wake_segment, "UPDATE search_segments SET state = 0 WHERE id = $1");
DB_STATEMENT(search_drop_segment, "DELETE FROM search_segments WHERE id = $1");
DB_STATEMENT(search_read_blocks, "SELECT term, first_doc, docs FROM search_blocks WHERE segment = $1 AND term > $2"
                                 " ORDER BY term, first_doc");
DB_STATEMENT(search_merge_block, "INSERT INTO search_blocks (segment, term, first_doc, docs) VALUES ($1, $2, $3, $4)");
DB_STATEMENT(search_nth_term, "SELECT term FROM search_blocks WHERE segment = $1 ORDER BY term LIMIT 1 OFFSET $2");
DB_STATEMENT(search_drop_blocks, "DELETE FROM search_blocks WHERE segment = $1 AND term < $2");
DB_STATEMENT(search_drop_rest, "DELETE FROM search_blocks WHERE segment = $1");
DB_STATEMENT(search_last_dead, "SELECT coalesce(max(id), 0) FROM search_dead");
DB_STATEMENT(search_list_dead, "SELECT doc FROM search_dead WHERE doc >= $1 AND doc <= $2 AND id <= $3 ORDER BY doc");
DB_STATEMENT(search_drop_dead, "DELETE FROM search_dead WHERE doc >= $1 AND doc <= $2 AND id <= $3");
DB_STATEMENT(search_old_dead, "SELECT doc FROM search_dead WHERE at < $1 ORDER BY id LIMIT 1");

typedef struct {
    gint64 id, first, last, target, position, dead;
    SearchSegmentState state;
    guint tier;
} Segment;

/* Newest first. */
static GArray *
list_segments(DbSession *session, GError **error)
{
    g_autoptr(GArray) segments = g_array_new(FALSE, FALSE, sizeof(Segment));
    g_autoptr(DbQuery) query = db_query(session, &search_list_segments);

    while (db_step(query)) {
        Segment segment = {
            .id = db_int(query, 0),
            .state = (SearchSegmentState)db_int(query, 1),
            .tier = (guint)db_int(query, 2),
            .first = db_int(query, 3),
            .last = db_int(query, 4),
            .target = db_int(query, 5),
            .position = db_int(query, 6),
            .dead = db_int(query, 7),
        };

        g_array_append_val(segments, segment);
    }
    return db_finish(query, error) ? g_steal_pointer(&segments) : NULL;
}

static gboolean
run_with(DbSession *session, const DbStatement *statement, gint64 a, const gint64 *b, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, a);
    if (b != NULL)
        db_bind_int(query, *b);
    return db_run(query, error);
}

/* ---- what to merge ---- */

typedef struct {
    Segment sources[SEARCH_MERGE_SOURCES]; /* newest first */
    guint count;
} Plan;

/* The newest segments of @tier or below that nothing merges yet; when there are many, the oldest of them. */
static void
gather(const GArray *segments, guint tier, Plan *plan)
{
    g_autoptr(GArray) run = g_array_new(FALSE, FALSE, sizeof(Segment));
    gint64 documents = 0;

    plan->count = 0;
    for (guint i = 0; i < segments->len; i++) {
        const Segment *segment = &g_array_index(segments, Segment, i);

        if (segment->state != SEARCH_SEGMENT_LIVE)
            continue;
        documents += segment->last - segment->first + 1;
        if (segment->tier > tier || segment->target != 0 || documents > SEARCH_MERGE_LARGEST)
            break;
        g_array_append_val(run, *segment);
    }
    if (run->len < SEARCH_TIER_BASE)
        return;
    for (guint i = run->len - MIN(run->len, SEARCH_MERGE_SOURCES); i < run->len; i++)
        plan->sources[plan->count++] = g_array_index(run, Segment, i);
}

/* A segment with something that was forgotten long ago. */
static gboolean
gather_dead(DbSession *session, const GArray *segments, Plan *plan, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &search_old_dead);
    gint64 document;

    plan->count = 0;
    db_bind_int(query, clock_now() - DEAD_PATIENCE);
    document = db_step(query) ? db_int(query, 0) : 0;
    for (guint i = 0; document != 0 && i < segments->len; i++) {
        const Segment *segment = &g_array_index(segments, Segment, i);

        if (segment->state == SEARCH_SEGMENT_LIVE && segment->target == 0 && segment->first <= document &&
            document <= segment->last)
            plan->sources[plan->count++] = *segment;
    }
    return db_finish(query, error);
}

static gboolean
plan_merge(DbSession *session, const GArray *segments, Plan *plan, GError **error)
{
    guint highest = 0;

    for (guint i = 0; i < segments->len; i++)
        highest = MAX(highest, g_array_index(segments, Segment, i).tier);
    for (guint tier = 0; tier <= highest; tier++) {
        gather(segments, tier, plan);
        if (plan->count > 0)
            return TRUE;
    }
    return gather_dead(session, segments, plan, error);
}

static gboolean
last_dead(DbSession *session, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &search_last_dead);

    if (!db_step_one(query, "number", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}

static gboolean
begin(DbSession *session, const Plan *plan, GError **error)
{
    const Segment *newest = &plan->sources[0], *oldest = &plan->sources[plan->count - 1];
    g_autoptr(DbQuery) query = NULL;
    gint64 id, dead;
    guint tier = 0;

    for (guint i = 0; i < plan->count; i++)
        tier = MAX(tier, plan->sources[i].tier);
    tier = MAX(plan->count > 1 ? tier + 1 : tier, search_index_tier(newest->last - oldest->first + 1));
    if (!search_index_next_segment(session, &id, error) || !last_dead(session, &dead, error))
        return FALSE;
    query = db_query(session, &search_make_segment);
    db_bind_int(query, id);
    db_bind_int(query, tier);
    db_bind_int(query, oldest->first);
    db_bind_int(query, newest->last);
    db_bind_int(query, G_MININT64);
    db_bind_int(query, dead);
    if (!db_run(query, error))
        return FALSE;
    for (guint i = 0; i < plan->count; i++)
        if (!run_with(session, &search_set_target, id, &plan->sources[i].id, error))
            return FALSE;
    return TRUE;
}

/* ---- merging ---- */

/* One source, read in the order of its terms. */
typedef struct {
    DbQuery *query;
    gboolean open;
    gint64 term;
} Source;

typedef struct {
    DbSession *session;
    const Segment *target;
    Source sources[SEARCH_MERGE_SOURCES]; /* oldest first */
    guint count, rows;
    GArray *dead;      /* gint64, ascending */
    GArray *documents; /* of the block being read */
    PostingsBlock block;
} Merge;

static void
merge_clear(Merge *merge)
{
    for (guint i = 0; i < merge->count; i++)
        g_clear_pointer(&merge->sources[i].query, db_query_free);
    g_clear_pointer(&merge->dead, g_array_unref);
    g_clear_pointer(&merge->documents, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Merge, merge_clear)

static gboolean
advance(Source *source, GError **error)
{
    source->open = db_step(source->query);
    if (source->open)
        source->term = db_int(source->query, 0);
    return source->open || db_finish(source->query, error);
}

static gboolean
open_sources(Merge *merge, const GArray *segments, GError **error)
{
    for (guint i = segments->len; i-- > 0;) {
        const Segment *segment = &g_array_index(segments, Segment, i);
        Source *source;

        if (segment->target != merge->target->id || merge->count == SEARCH_MERGE_SOURCES)
            continue;
        source = &merge->sources[merge->count++];
        source->query = db_query(merge->session, &search_read_blocks);
        db_bind_int(source->query, segment->id);
        db_bind_int(source->query, merge->target->position);
        if (!advance(source, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
load_dead(Merge *merge, GError **error)
{
    g_autoptr(DbQuery) query = db_query(merge->session, &search_list_dead);

    merge->dead = g_array_new(FALSE, FALSE, sizeof(gint64));
    db_bind_int(query, merge->target->first);
    db_bind_int(query, merge->target->last);
    db_bind_int(query, merge->target->dead);
    while (db_step(query)) {
        gint64 document = db_int(query, 0);

        g_array_append_val(merge->dead, document);
    }
    return db_finish(query, error);
}

static gint
compare_documents(gconstpointer a, gconstpointer b)
{
    gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

    return (x > y) - (x < y);
}

static gboolean
write_block(Merge *merge, gint64 term, GError **error)
{
    g_autoptr(DbQuery) query = NULL;

    if (merge->block.last == 0)
        return TRUE;
    query = db_query(merge->session, &search_merge_block);
    db_bind_int(query, merge->target->id);
    db_bind_int(query, term);
    db_bind_int(query, merge->block.first);
    db_bind_bytes(query, merge->block.bytes, merge->block.length);
    merge->block.last = 0;
    return db_run(query, error);
}

/* The documents of the source's row go behind those of older sources. */
static gboolean
copy_row(Merge *merge, const Source *source, GError **error)
{
    gsize length;
    const guint8 *bytes = db_bytes(source->query, 2, &length);

    g_array_set_size(merge->documents, 0);
    if (!postings_read(db_int(source->query, 1), bytes, length, merge->documents, error))
        return FALSE;
    for (guint i = 0; i < merge->documents->len; i++) {
        gint64 document = g_array_index(merge->documents, gint64, i);

        if (merge->dead->len > 0 && g_array_binary_search(merge->dead, &document, compare_documents, NULL))
            continue;
        if (postings_add(&merge->block, document))
            continue;
        if (!write_block(merge, source->term, error))
            return FALSE;
        postings_add(&merge->block, document);
    }
    return TRUE;
}

static gboolean
copy_term(Merge *merge, gint64 term, GError **error)
{
    for (guint i = 0; i < merge->count; i++) {
        Source *source = &merge->sources[i];

        while (source->open && source->term == term) {
            merge->rows++;
            if (!copy_row(merge, source, error) || !advance(source, error))
                return FALSE;
        }
    }
    return write_block(merge, term, error);
}

/* FALSE: all sources are at their end. */
static gboolean
smallest_term(const Merge *merge, gint64 *ret)
{
    gboolean found = FALSE;

    for (guint i = 0; i < merge->count; i++) {
        const Source *source = &merge->sources[i];

        if (source->open && (!found || source->term < *ret)) {
            *ret = source->term;
            found = TRUE;
        }
    }
    return found;
}

static gboolean
finish(const Merge *merge, GError **error)
{
    g_autoptr(DbQuery) query = NULL;

    if (!run_with(merge->session, &search_bury_sources, merge->target->id, NULL, error) ||
        !run_with(merge->session, &search_wake_segment, merge->target->id, NULL, error))
        return FALSE;
    query = db_query(merge->session, &search_drop_dead);
    db_bind_int(query, merge->target->first);
    db_bind_int(query, merge->target->last);
    db_bind_int(query, merge->target->dead);
    return db_run(query, error);
}

static gboolean
go_on(DbSession *session, const GArray *segments, const Segment *target, guint rows, GError **error)
{
    g_auto(Merge) merge = { .session = session, .target = target };
    gint64 term = target->position;

    merge.documents = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (!load_dead(&merge, error) || !open_sources(&merge, segments, error))
        return FALSE;
    while (merge.rows < rows) {
        if (!smallest_term(&merge, &term))
            return finish(&merge, error);
        if (!copy_term(&merge, term, error))
            return FALSE;
    }
    return run_with(session, &search_set_position, term, &target->id, error);
}

/* ---- removing ---- */

static gboolean
remove_some(DbSession *session, const Segment *segment, guint rows, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &search_nth_term);
    gboolean more;
    gint64 term;

    db_bind_int(query, segment->id);
    db_bind_int(query, rows);
    more = db_step(query);
    term = more ? db_int(query, 0) : 0;
    if (!db_finish(query, error))
        return FALSE;
    if (!more)
        return run_with(session, &search_drop_rest, segment->id, NULL, error) &&
               run_with(session, &search_drop_segment, segment->id, NULL, error);
    return run_with(session, &search_drop_blocks, segment->id, &term, error);
}

/* ---- a step ---- */

typedef struct {
    GArray *segments;
    const Segment *target, *dead; /* the newest of each; NULL: none */
    Plan plan;
} Work;

static void
work_clear(Work *work)
{
    g_clear_pointer(&work->segments, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

/* Small merges are of the newest segments and go first: a large one takes long. */
static gboolean
look(DbSession *session, Work *work, GError **error)
{
    work->segments = list_segments(session, error);
    if (work->segments == NULL)
        return FALSE;
    for (guint i = work->segments->len; i-- > 0;) {
        const Segment *segment = &g_array_index(work->segments, Segment, i);

        if (segment->state == SEARCH_SEGMENT_MADE)
            work->target = segment;
        if (segment->state == SEARCH_SEGMENT_DEAD)
            work->dead = segment;
    }
    return plan_merge(session, work->segments, &work->plan, error);
}

gboolean
search_merge_step(DbSession *session, guint rows, gboolean *ret_done, GError **error)
{
    g_auto(Work) work = { 0 };

    *ret_done = FALSE;
    rows = rows != 0 ? rows : SEARCH_MERGE_STEP;
    if (!look(session, &work, error))
        return FALSE;
    if (work.plan.count > 0)
        return begin(session, &work.plan, error);
    if (work.dead != NULL) /* before more is written: it goes where this was */
        return remove_some(session, work.dead, rows, error);
    if (work.target != NULL)
        return go_on(session, work.segments, work.target, rows, error);
    *ret_done = TRUE;
    return TRUE;
}

gboolean
search_merge_ask(DbSession *session, SearchMergeNeed *ret, GError **error)
{
    g_auto(Work) work = { 0 };
    gboolean due;

    if (!look(session, &work, error))
        return FALSE;
    due = work.plan.count > 0 || work.target != NULL || work.dead != NULL;
    *ret = !due ? SEARCH_MERGE_NOTHING : work.segments->len > URGENT_FROM ? SEARCH_MERGE_URGENT : SEARCH_MERGE_DUE;
    return TRUE;
}
