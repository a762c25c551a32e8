/* SPDX-License-Identifier: Apache-2.0 */
/* What the content checks of `tribune journal verify` cost beside the journal's tree, on one core: seconds of processor
 * time.
 *
 *     script/bench audit [--quick]
 *
 * Makes a store of 980,000 events and 20,000 received mails of 2 KiB (98,000 and 2,000 with --quick) in a temporary
 * folder, so 1,000,000 leaves; verifies the journal alone, then audits it all. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/id.h"
#include "store/audit.h"
#include "store/event-store.h"
#include "store/message-store.h"

#define BATCH     1000
#define MAIL_SIZE 2048
#define ENVELOPE  "{\"external-id\":\"<1@example>\",\"name\":\"Ada\",\"sender\":\"mailto:ada@example\",\"subject\":\"\"}"

typedef struct {
    Store *store;
    guint64 left;
    gint64 id;
    const SealedContent *sealed;
    JournalCounts counts;
} Bench;

static gboolean
append_events(DbSession *session, gpointer data, GError **error)
{
    static const Actor ACTOR = { .kind = ACTOR_STAFF, .staff = { 17 }, .name = "Grace Officer" };
    Bench *bench = data;
    json_t *detail = json_pack("{s:s, s:s, s:s}", "from", "open", "to", "resolved", "reason", "answered");
    gboolean done = TRUE;

    for (guint i = 0; done && i < BATCH; i++)
        done = event_append(
            bench->store, session,
            &(EventDraft){
                .kind = EVENT_CASE_STATE, .actor = &ACTOR, .case_id = { 7 }, .subject = 7, .detail = detail },
            NULL, error);
    json_decref(detail);
    return done;
}

static gboolean
save_message(DbSession *session, gpointer data, GError **error)
{
    Bench *bench = data;
    g_autofree Leaf *leaf = g_new(Leaf, 1);
    char *none = (char *)"";
    Message message = { .id = { bench->id },
                        .direction = DIRECTION_IN,
                        .channel = (char *)"email",
                        .external_id = (char *)"<1@example>",
                        .sender = (char *)"mailto:ada@example",
                        .sender_name = (char *)"Ada",
                        .subject = none,
                        .preview = none,
                        .language = none,
                        .received = clock_now(),
                        .ref = { .secret_key = bench->sealed->secret_key } };

    memcpy(message.ref.record, bench->sealed->record, sizeof message.ref.record);
    leaf_init(leaf, LEAF_RECEIVE, bench->sealed->record);
    leaf->time = message.received / CLOCK_SECOND;
    leaf_add_attr(leaf, "channel", "email");
    content_commit(bench->sealed, leaf);
    return journal_append(session, leaf, &message.ref.leaf, error) &&
           content_save(session, bench->id, bench->sealed, error) &&
           message_store_insert(session, &message, (const guint8 *)&bench->id, sizeof bench->id, error);
}

static gboolean
add_message(Bench *bench, const GPtrArray *parts, GError **error)
{
    g_autoptr(SealedContent) sealed = content_seal(&bench->store->content, parts, error);

    bench->sealed = sealed;
    bench->id = id_next();
    return sealed != NULL && store_write(bench->store, save_message, bench, error);
}

static void
add_part(GPtrArray *parts, const char *name, const char *text, gsize size)
{
    g_autofree char *padded = g_malloc0(MAX(size, strlen(text)) + 1);
    g_autoptr(GBytes) bytes = NULL;

    memset(padded, 'x', size);
    memcpy(padded, text, strlen(text));
    bytes = g_bytes_new(padded, strlen(padded));
    g_ptr_array_add(parts, message_part_new(name, "text/plain", NULL, bytes));
}

static gboolean
fill(Bench *bench, guint64 events, guint64 messages, GError **error)
{
    g_autoptr(GPtrArray) parts = message_parts_new();

    add_part(parts, PART_RAW, "From: ada@example", MAIL_SIZE);
    add_part(parts, PART_TEXT, "The lamp is out.", MAIL_SIZE / 2);
    add_part(parts, PART_ENV, ENVELOPE, 0);
    for (; events > 0; events -= BATCH)
        if (!store_write(bench->store, append_events, bench, error))
            return FALSE;
    for (; messages > 0; messages--)
        if (!add_message(bench, parts, error))
            return FALSE;
    return TRUE;
}

static gboolean
verify(DbSession *session, gpointer data, GError **error)
{
    Bench *bench = data;

    return journal_verify(session, &(JournalVerification){ 0 }, &bench->counts, error);
}

/* Of this process, so that a busy machine does not count. */
static double
cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static gboolean
measure(Bench *bench, guint64 leaves, GError **error)
{
    double start = cpu_seconds(), tree, whole;
    AuditCounts counts;

    if (!store_read(bench->store, verify, bench, error))
        return FALSE;
    tree = cpu_seconds() - start;
    start = cpu_seconds();
    if (!audit_run(bench->store, &(AuditOptions){ 0 }, &counts, error))
        return FALSE;
    whole = cpu_seconds() - start;
    printf("%" G_GUINT64_FORMAT " leaves: tree %.2f s, all %.2f s; %" G_GUINT64_FORMAT
           " commitments, %.1f MiB of content\n",
           counts.journal.leaves, tree, whole, counts.commitments, (double)counts.bytes / (1 << 20));
    printf("RESULT audit-%" G_GUINT64_FORMAT " %.2f s %.2f tree-alone\n", leaves, whole, whole / tree);
    return TRUE;
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

static gboolean
run(const char *folder, guint64 leaves, GError **error)
{
    static const guint8 MASTER[32] = { 1 };
    g_autoptr(Store) store = store_open(&(StoreOptions){ .folder = folder, .master = MASTER }, error);
    Bench bench = { .store = store };

    return store != NULL && fill(&bench, leaves - leaves / 50, leaves / 50, error) && measure(&bench, leaves, error);
}

int
main(int argc, char **argv)
{
    guint64 leaves = argc > 1 && strcmp(argv[1], "--quick") == 0 ? 100000 : 1000000;
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("tribune-bench-XXXXXX", &error);
    gboolean done = folder != NULL && run(folder, leaves, &error);

    if (!done)
        fprintf(stderr, "audit: %s\n", error->message);
    if (folder != NULL)
        remove_folder(folder);
    return done ? 0 : 1;
}
