/* SPDX-License-Identifier: Apache-2.0 */
/* The search index against the plainest one there is: which words each document has. */
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "store/search-merge.h"
#include "store/search-walk.h"
#include "store/store.h"
#include "store/test-template.h"

#define WORDS 40 /* w0 is in nearly every document, w39 in nearly none */

static const guint8 MASTER[32] = { 9 };

typedef struct {
    char *folder;
    Store *store;
    GArray *documents; /* guint64: the words of each, a bit each; 0 when forgotten; by subject - 1 */
    GArray *numbers;   /* gint64: the number of each subject; 0: none */
    GRand *rand;
} Fixture;

static void
open_store(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;

    test_template_put(fixture->folder);
    fixture->store = store_open(&(StoreOptions){ .folder = fixture->folder, .master = MASTER }, &error);
    g_assert_no_error(error);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp("tribune-search-XXXXXX", NULL);
    fixture->documents = g_array_new(FALSE, FALSE, sizeof(guint64));
    fixture->numbers = g_array_new(FALSE, FALSE, sizeof(gint64));
    fixture->rand = g_rand_new_with_seed(7);
    open_store(fixture);
}

static void
remove_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            remove_folder(child);
        else
            g_unlink(child);
    }
    g_rmdir(path);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    clock_pin(0);
    store_close(fixture->store);
    remove_folder(fixture->folder);
    g_free(fixture->folder);
    g_array_unref(fixture->documents);
    g_array_unref(fixture->numbers);
    g_rand_free(fixture->rand);
}

/* ---- writing ---- */

typedef struct {
    SearchBatch *batch;
    gint64 since, upto, subject;
} Step;

static gboolean
write_step(DbSession *session, gpointer data, GError **error)
{
    Step *step = data;

    return search_index_write(session, step->batch, step->since, step->upto, error);
}

static gboolean
read_state(DbSession *session, gpointer data, GError **error)
{
    return search_index_state(session, data, error);
}

static SearchState
state_of(Fixture *fixture)
{
    SearchState state = { 0 };

    g_assert_true(store_read(fixture->store, read_state, &state, NULL));
    return state;
}

static void
add_words(SearchBatch *batch, guint64 words)
{
    for (guint i = 0; i < WORDS; i++) {
        g_autofree char *word = g_strdup_printf("w%u ", i);

        if ((words >> i & 1) != 0)
            search_batch_add(batch, SEARCH_FIELD_TEXT, word, strlen(word));
    }
}

static guint64
random_words(Fixture *fixture)
{
    guint64 words = 0;

    for (guint i = 0; i < WORDS; i++)
        if (g_rand_double(fixture->rand) < 1.0 / (1 + i * i / 8.0))
            words |= G_GUINT64_CONSTANT(1) << i;
    return words | 1;
}

/* Documents written one second after the other. */
static void
write_documents(Fixture *fixture, guint count)
{
    g_autoptr(SearchBatch) batch = search_batch_new(fixture->store->search_key);
    g_autoptr(GError) error = NULL;
    SearchState state = state_of(fixture);
    Step step = { batch, state.event, state.event + count, 0 };

    for (guint i = 0; i < count; i++) {
        guint64 words = random_words(fixture);
        gint64 number = state.document + 1 + i;

        g_array_append_val(fixture->documents, words);
        g_array_append_val(fixture->numbers, number);
        search_batch_begin(batch, SEARCH_MESSAGE, fixture->documents->len,
                           (gint64)fixture->documents->len * CLOCK_SECOND);
        add_words(batch, words);
    }
    store_write(fixture->store, write_step, &step, &error);
    g_assert_no_error(error);
}

static gboolean
forget(DbSession *session, gpointer data, GError **error)
{
    return search_index_forget(session, ((Step *)data)->subject, error);
}

static void
forget_subject(Fixture *fixture, guint subject)
{
    g_assert_true(store_write(fixture->store, forget, &(Step){ .subject = subject }, NULL));
    g_array_index(fixture->documents, guint64, subject - 1) = 0;
}

typedef struct {
    guint rows;
    gboolean done;
} Merging;

static gboolean
merge(DbSession *session, gpointer data, GError **error)
{
    Merging *merging = data;

    return search_merge_step(session, merging->rows, &merging->done, error);
}

/* Up to @steps; FALSE when all is done before. */
static gboolean
merge_steps(Fixture *fixture, guint steps, guint rows)
{
    Merging merging = { rows, FALSE };
    g_autoptr(GError) error = NULL;

    while (steps-- > 0 && !merging.done) {
        store_write(fixture->store, merge, &merging, &error);
        g_assert_no_error(error);
    }
    return !merging.done;
}

/* ---- asking ---- */

typedef struct {
    Fixture *fixture;
    guint64 all, none; /* words */
    gint64 from, oldest, newest;
    GArray *found;
} Question;

static void
add_lists(const Question *question, SearchSnapshot *snapshot, guint64 words, GPtrArray *lists)
{
    for (guint i = 0; i < WORDS; i++) {
        g_autofree char *word = g_strdup_printf("w%u", i);

        if ((words >> i & 1) != 0)
            g_ptr_array_add(lists,
                            search_list_term(snapshot, search_batch_term(question->fixture->store->search_key,
                                                                         SEARCH_FIELD_TEXT, word, strlen(word))));
    }
}

DB_STATEMENT(test_search_subject, "SELECT subject FROM search_docs WHERE doc = $1");

static gboolean
is_there(DbSession *session, gint64 document)
{
    g_autoptr(DbQuery) query = db_query(session, &test_search_subject);

    db_bind_int(query, document);
    return db_step(query);
}

static gboolean
ask(DbSession *session, gpointer data, GError **error)
{
    Question *question = data;
    SearchSnapshot *snapshot = search_list_open(session, error);
    g_auto(SearchWalk) walk = { 0 };

    if (snapshot == NULL)
        return FALSE;
    search_walk_init(&walk, snapshot);
    walk.oldest = question->oldest;
    walk.newest = question->newest;
    g_ptr_array_add(walk.all, search_list_all(snapshot));
    add_lists(question, snapshot, question->all, walk.all);
    add_lists(question, snapshot, question->none, walk.none);
    for (gint64 at = MIN(question->from, search_list_newest(snapshot)); (at = search_walk_next(&walk, at)) > 0; at--)
        if (is_there(session, at))
            g_array_append_val(question->found, at);
    return search_list_close(snapshot, error);
}

/* What the plain list says, newest first; spans are coarse, so times only bound from below what must be found. */
static void
expect(Fixture *fixture, guint64 all, guint64 none)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64)), expected = g_array_new(FALSE, FALSE, 8);
    Question question = { fixture, all, none, G_MAXINT64, G_MININT64, G_MAXINT64, found };
    g_autoptr(GError) error = NULL;

    store_read(fixture->store, ask, &question, &error);
    g_assert_no_error(error);
    for (guint i = fixture->documents->len; i-- > 0;) {
        guint64 words = g_array_index(fixture->documents, guint64, i);

        if (words != 0 && (words & all) == all && (words & none) == 0)
            g_array_append_val(expected, g_array_index(fixture->numbers, gint64, i));
    }
    g_assert_cmpmem(found->data, found->len * 8, expected->data, expected->len * 8);
}

#define W(n) (G_GUINT64_CONSTANT(1) << (n))

static void
expect_much(Fixture *fixture)
{
    expect(fixture, 0, 0);
    expect(fixture, W(0), 0);
    for (guint i = 1; i < WORDS; i++) {
        expect(fixture, W(i), 0);
        expect(fixture, W(i) | W(i / 2), W((i * 7) % WORDS));
    }
}

/* ---- the rules ---- */

static void
documents_are_found_by_their_words_newest_first(Fixture *fixture, gconstpointer data)
{
    (void)data;
    expect_much(fixture);
    write_documents(fixture, 1);
    write_documents(fixture, 300);
    write_documents(fixture, 2500);
    expect_much(fixture);
}

static void
merges_change_nothing_that_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < 60; i++) {
        write_documents(fixture, 1 + (guint)g_rand_int_range(fixture->rand, 0, i % 9 == 0 ? 200 : 10));
        merge_steps(fixture, 2, 50);
        if (i % 10 == 0)
            expect_much(fixture);
    }
    while (merge_steps(fixture, 7, 30))
        expect(fixture, W(3), W(1));
    expect_much(fixture);
}

DB_STATEMENT(test_search_count, "SELECT (SELECT count(*) FROM search_segments), (SELECT count(*) FROM search_dead)");

typedef struct {
    gint64 segments, dead;
} Counts;

static gboolean
count(DbSession *session, gpointer data, GError **error)
{
    Counts *counts = data;
    g_autoptr(DbQuery) query = db_query(session, &test_search_count);

    if (!db_step_one(query, "count", error))
        return FALSE;
    *counts = (Counts){ db_int(query, 0), db_int(query, 1) };
    return db_finish(query, error);
}

static Counts
counts_of(Fixture *fixture)
{
    Counts counts = { 0 };

    g_assert_true(store_read(fixture->store, count, &counts, NULL));
    return counts;
}

static void
few_segments_are_left_when_merging_has_caught_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < 600; i++)
        write_documents(fixture, 1);
    while (merge_steps(fixture, 100, 0))
        ;
    g_assert_cmpint(counts_of(fixture).segments, <, 4 * SEARCH_TIER_BASE);
    expect(fixture, W(5), 0);
}

static void
a_merge_goes_on_after_a_restart(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < 10; i++)
        write_documents(fixture, 40);
    for (guint i = 0; merge_steps(fixture, 1, 20); i++) {
        if (i % 4 != 0)
            continue;
        store_close(fixture->store);
        open_store(fixture);
        expect(fixture, W(2), W(4));
    }
    expect_much(fixture);
    g_assert_cmpint(counts_of(fixture).segments, <, SEARCH_TIER_BASE);
}

static void
what_is_forgotten_is_gone_at_once_and_leaves_the_segments(Fixture *fixture, gconstpointer data)
{
    (void)data;
    clock_pin(400 * CLOCK_DAY);
    write_documents(fixture, 900);
    for (guint subject = 3; subject < 900; subject += 5)
        forget_subject(fixture, subject);
    expect_much(fixture);
    while (merge_steps(fixture, 10, 100))
        ;
    g_assert_cmpint(counts_of(fixture).dead, >, 0);
    clock_pin(402 * CLOCK_DAY);
    g_assert_true(merge_steps(fixture, 3, 20));
    forget_subject(fixture, 1); /* while the segment is written anew */
    while (merge_steps(fixture, 10, 100))
        ;
    g_assert_cmpint(counts_of(fixture).dead, ==, 1);
    expect_much(fixture);
}

static void
what_is_indexed_anew_counts_with_its_new_words_only(Fixture *fixture, gconstpointer data)
{
    g_autoptr(SearchBatch) batch = search_batch_new(fixture->store->search_key);
    Step step = { batch, 20, 21, 0 };

    (void)data;
    write_documents(fixture, 20);
    search_batch_begin(batch, SEARCH_MESSAGE, 20, CLOCK_SECOND);
    add_words(batch, W(37));
    g_assert_true(store_write(fixture->store, write_step, &step, NULL));
    g_array_index(fixture->documents, guint64, 19) = W(37);
    g_array_index(fixture->numbers, gint64, 19) = 21;
    expect_much(fixture);
}

static void
only_one_goes_on_from_where_it_stands(Fixture *fixture, gconstpointer data)
{
    g_autoptr(SearchBatch) batch = search_batch_new(fixture->store->search_key);
    g_autoptr(GError) error = NULL;
    Step step = { batch, 3, 9, 0 };

    (void)data;
    write_documents(fixture, 5);
    search_batch_begin(batch, SEARCH_MESSAGE, 77, CLOCK_SECOND);
    g_assert_false(store_write(fixture->store, write_step, &step, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(state_of(fixture).event, ==, 5);
    expect(fixture, 0, 0);
}

static gboolean
clear(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    return search_index_clear(session, error);
}

static void
cleared_it_begins_anew(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < 12; i++)
        write_documents(fixture, 30);
    merge_steps(fixture, 3, 50);
    g_assert_true(store_write(fixture->store, clear, NULL, NULL));
    g_array_set_size(fixture->documents, 0);
    g_array_set_size(fixture->numbers, 0);
    g_assert_cmpint(state_of(fixture).event, ==, 0);
    expect_much(fixture);
    write_documents(fixture, 50);
    while (merge_steps(fixture, 10, 50))
        ;
    g_assert_cmpint(counts_of(fixture).segments, ==, 1);
    expect_much(fixture);
}

/* Everything of the wanted time is found, and little else is looked at. */
static void
a_search_in_a_time_skips_the_rest(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
    Question question = { fixture, 0, 0, G_MAXINT64, 6000 * CLOCK_SECOND, 6100 * CLOCK_SECOND, found };

    (void)data;
    for (guint i = 0; i < 4; i++)
        write_documents(fixture, 3000);
    g_assert_true(store_read(fixture->store, ask, &question, NULL));
    g_assert_cmpuint(found->len, >=, 100);
    g_assert_cmpuint(found->len, <=, 2048);
    g_assert_cmpint(g_array_index(found, gint64, 0), >=, 6099);
    g_assert_cmpint(g_array_index(found, gint64, found->len - 1), <=, 6000);
}

static void
no_word_stands_in_the_database(Fixture *fixture, gconstpointer data)
{
    static const char word[] = "unmistakable";
    g_autoptr(SearchBatch) batch = search_batch_new(fixture->store->search_key);
    g_autofree char *path = g_build_filename(fixture->folder, "copy", NULL), *bytes = NULL;
    gsize length;
    Step step = { batch, 0, 1, 0 };

    (void)data;
    search_batch_begin(batch, SEARCH_MESSAGE, 1, CLOCK_SECOND);
    search_batch_add(batch, SEARCH_FIELD_TEXT, word, strlen(word));
    g_assert_true(store_write(fixture->store, write_step, &step, NULL));
    g_assert_true(db_backup(fixture->store->db, path, NULL));
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_assert_null(g_strstr_len(bytes, (gssize)length, word));
    for (gsize i = 0; i + strlen(word) <= length; i++)
        g_assert_true(memcmp(bytes + i, word, strlen(word)) != 0);
}

static void
a_term_depends_on_the_key_and_the_field(Fixture *fixture, gconstpointer data)
{
    guint8 other[SEARCH_KEY_SIZE] = { 1 };
    gint64 term = search_batch_term(fixture->store->search_key, SEARCH_FIELD_TEXT, "lamp", 4);

    (void)data;
    g_assert_cmpint(term, ==, search_batch_term(fixture->store->search_key, SEARCH_FIELD_TEXT, "lamp", 4));
    g_assert_cmpint(term, !=, search_batch_term(fixture->store->search_key, SEARCH_FIELD_FROM, "lamp", 4));
    g_assert_cmpint(term, !=, search_batch_term(other, SEARCH_FIELD_TEXT, "lamp", 4));
}

#define RULE(function) g_test_add("/search-index/" #function, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE(documents_are_found_by_their_words_newest_first);
    RULE(merges_change_nothing_that_is_found);
    RULE(few_segments_are_left_when_merging_has_caught_up);
    RULE(a_merge_goes_on_after_a_restart);
    RULE(what_is_forgotten_is_gone_at_once_and_leaves_the_segments);
    RULE(what_is_indexed_anew_counts_with_its_new_words_only);
    RULE(only_one_goes_on_from_where_it_stands);
    RULE(cleared_it_begins_anew);
    RULE(a_search_in_a_time_skips_the_rest);
    RULE(no_word_stands_in_the_database);
    RULE(a_term_depends_on_the_key_and_the_field);
    return g_test_run();
}
