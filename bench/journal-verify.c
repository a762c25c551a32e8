/* SPDX-License-Identifier: Apache-2.0 */
/* How long it takes to append and to verify a journal, on one core, beside hashing alone.
 *
 *     script/bench journal-verify [--quick]
 *
 * Makes a journal of 1,000,000 leaves (100,000 with --quick) as intake and casework do, a checkpoint per 1,000, in a
 * temporary folder; verifies it whole; then hashes the same number of entries into a tree with nothing else. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/random.h"
#include "db/migrations.h"
#include "journal/checkpoint.h"
#include "journal/verify.h"
#include "wire/tlog.h"

#define BATCH        1000
#define RECEIVE_SIZE 449 /* bytes of the entries that draft_leaf() makes */
#define CASE_SIZE    227

static const char *const PARTS[] = { "body", "env", "raw" };

/* A received message every other leaf, something done about it in between. */
static void
draft_leaf(Leaf *leaf, guint64 number, gint64 last)
{
    guint8 record[LEAF_RECORD_SIZE];
    Digest commitment;

    random_bytes(record, sizeof record);
    random_bytes(commitment.bytes, sizeof commitment.bytes);
    leaf_init(leaf, number % 2 == 0 ? LEAF_RECEIVE : LEAF_CASE, record);
    leaf->time = clock_now() / CLOCK_SECOND;
    leaf_add_attr(leaf, "event", number % 2 == 0 ? "message.received" : "case.assigned");
    leaf_add_attr(leaf, "by", "channel");
    for (guint i = 0; number % 2 == 0 && i < G_N_ELEMENTS(PARTS); i++)
        leaf_add_part(leaf, PARTS[i], &commitment);
    leaf_add_part(leaf, "detail", &commitment);
    if (number % 2 == 1)
        leaf_add_ref(leaf, last);
}

typedef struct {
    const JournalKey *key;
    guint64 number;
    gint64 last;
    JournalCounts counts;
} Bench;

static gboolean
append_batch(DbSession *session, gpointer data, GError **error)
{
    Bench *bench = data;

    for (guint i = 0; i < BATCH; i++) {
        Leaf leaf;

        draft_leaf(&leaf, bench->number + i, bench->last);
        if (!journal_append(session, &leaf, &bench->last, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
sign(DbSession *session, gpointer data, GError **error)
{
    Bench *bench = data;
    g_autofree char *note = NULL;

    return journal_checkpoint_sign(session, bench->key, 0, &note, error);
}

static gboolean
verify(DbSession *session, gpointer data, GError **error)
{
    Bench *bench = data;
    JournalVerification verification = { .key = bench->key };

    return journal_verify(session, &verification, &bench->counts, error);
}

static gboolean
fill(Db *db, Bench *bench, guint64 leaves, GError **error)
{
    for (; bench->number < leaves; bench->number += BATCH)
        if (!db_write(db, append_batch, bench, error) || !db_write(db, sign, bench, error))
            return FALSE;
    return TRUE;
}

static double
seconds_since(gint64 start)
{
    return (double)(clock_monotonic() - start) / CLOCK_SECOND;
}

static double
hash_alone(guint64 leaves)
{
    g_autofree TlogFrontier *frontier = g_new0(TlogFrontier, 1);
    gint64 start = clock_monotonic();
    char entry[RECEIVE_SIZE] = "";
    TlogNode nodes[TLOG_LEVELS];

    for (guint64 i = 0; i < leaves; i++) {
        Digest hash = tlog_leaf_hash(entry, i % 2 == 0 ? RECEIVE_SIZE : CASE_SIZE);

        tlog_append(frontier, &hash, nodes);
    }
    return seconds_since(start);
}

static gboolean
measure(Db *db, const JournalKey *key, guint64 leaves, GError **error)
{
    Bench bench = { .key = key };
    gint64 start = clock_monotonic();
    double appending, verifying, hashing = hash_alone(leaves);

    start = clock_monotonic();
    if (!fill(db, &bench, leaves, error))
        return FALSE;
    appending = seconds_since(start);
    start = clock_monotonic();
    if (!db_read(db, verify, &bench, error))
        return FALSE;
    verifying = seconds_since(start);
    printf("%" G_GUINT64_FORMAT " leaves and %" G_GUINT64_FORMAT " checkpoints; hashing alone takes %.2f s\n",
           bench.counts.leaves, bench.counts.checkpoints, hashing);
    printf("RESULT journal-append %.0f leaf/s %.2f hashing-alone\n", (double)leaves / appending, hashing / appending);
    printf("RESULT journal-verify-%" G_GUINT64_FORMAT " %.2f s %.2f hashing-alone\n", leaves, verifying,
           verifying / hashing);
    return TRUE;
}

static gboolean
run(const char *folder, guint64 leaves, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "bench.db", NULL);
    g_autofree char *key_path = g_build_filename(folder, "journal.key", NULL);
    g_autoptr(JournalKey) key = journal_key_open_or_create(key_path, "bench.example", "bench", error);
    g_autoptr(Db) db = key == NULL ? NULL : db_open(&(DbOptions){ .driver = &DB_SQLITE, .location = path }, error);

    if (db == NULL)
        return FALSE;
    journal_attach(db);
    return db_migrate(db, STORE_MIGRATIONS, STORE_MIGRATIONS_COUNT, error) && measure(db, key, leaves, error);
}

static void
remove_folder(const char *folder)
{
    static const char *const FILES[] = { "bench.db", "bench.db-wal", "bench.db-shm", "journal.key",
                                         "journal.key.signed" };

    for (guint i = 0; i < G_N_ELEMENTS(FILES); i++) {
        g_autofree char *file = g_build_filename(folder, FILES[i], NULL);

        g_unlink(file);
    }
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    guint64 leaves = argc > 1 && strcmp(argv[1], "--quick") == 0 ? 100000 : 1000000;
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("tribune-bench-XXXXXX", &error);
    gboolean done = folder != NULL && run(folder, leaves, &error);

    if (!done)
        fprintf(stderr, "journal-verify: %s\n", error->message);
    if (folder != NULL)
        remove_folder(folder);
    return done ? 0 : 1;
}
