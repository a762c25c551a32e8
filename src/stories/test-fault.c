/* SPDX-License-Identifier: Apache-2.0 */
/* A disk that is full at any one operation: nothing acknowledged is lost, nothing leaves twice, nothing stays half
 * done, and all goes on by itself when there is space again.
 *
 * The story is told again and again, failing at its first operation, its second, … until it ends before the fault. What
 * the test looks at, it reads past the failing driver. */
#include "base/log.h"
#include "db/failing.h"
#include "stories/test-house.h"

#define ROUNDS_MAX 600
#define ROW        4 /* operations that fail one after another in the second telling */

DB_STATEMENT(fault_count_cases, "SELECT count(*) FROM cases");
DB_STATEMENT(fault_count_in, "SELECT count(*) FROM messages WHERE direction = 'in' AND case_id IS NOT NULL");
DB_STATEMENT(fault_count_out, "SELECT count(*) FROM messages WHERE direction = 'out'");
DB_STATEMENT(fault_count_releases, "SELECT count(*) FROM releases WHERE state = 'released'");
DB_STATEMENT(fault_count_sent, "SELECT count(*) FROM deliveries WHERE state = 'sent'");
DB_STATEMENT(fault_list_jobs, "SELECT kind, due, leased_until, attempts, trouble FROM jobs ORDER BY id");
DB_STATEMENT(fault_count_jobs, "SELECT count(*) FROM jobs");

typedef struct {
    const DbStatement *statement;
    gint64 count;
} Counting;

static gboolean
read_count(DbSession *session, gpointer data, GError **error)
{
    Counting *counting = data;
    g_autoptr(DbQuery) query = db_query(session, counting->statement);

    if (!db_step_one(query, "count", error))
        return FALSE;
    counting->count = db_int(query, 0);
    return db_finish(query, error);
}

static gint64
count_of(Db *witness, const DbStatement *statement)
{
    Counting counting = { statement, -1 };
    g_autoptr(GError) error = NULL;

    db_read(witness, read_count, &counting, &error);
    g_assert_no_error(error);
    return counting.count;
}

static Db *
open_witness(House *house)
{
    g_autofree char *path = g_build_filename(house->folder, "tribune.db", NULL);
    g_autoptr(GError) error = NULL;
    Db *witness = db_open(&(DbOptions){ .driver = &DB_SQLITE, .location = path, .read_only = TRUE }, &error);

    g_assert_no_error(error);
    return witness;
}

/* Lets the wall clock run, so that what was postponed is due. */
static void
hurry(House *house)
{
    clock_pin(clock_now() + CLOCK_MINUTE);
    work_wake(house->mediation.work, WORK_SCREEN);
    work_wake(house->mediation.work, WORK_DELIVER);
}

/* What is still to do, for whoever reads why a test failed. */
static gboolean
print_jobs(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &fault_list_jobs);

    (void)data;
    while (db_step(query))
        g_printerr("job %s: attempt %" G_GINT64_FORMAT ", due in %" G_GINT64_FORMAT " s, leased for %" G_GINT64_FORMAT
                   " s, %s\n",
                   db_text(query, 0), db_int(query, 3), (db_int(query, 1) - clock_now()) / CLOCK_SECOND,
                   (db_int(query, 2) - clock_now()) / CLOCK_SECOND, db_text(query, 4));
    return db_finish(query, error);
}

/* Waits until no job is left; once the fault is past, time is no matter. TRUE: it came to the fault. */
static gboolean
come_to_rest(House *house, Db *witness, guint at)
{
    gint64 deadline = clock_monotonic() + 20 * CLOCK_SECOND;

    while (count_of(witness, &fault_count_jobs) > 0) {
        if (clock_monotonic() >= deadline) {
            db_read(witness, print_jobs, NULL, NULL);
            g_error("not at rest: %u operations, the fault is at %u", db_failing_counted(), at);
        }
        if (db_failing_counted() >= at)
            hurry(house);
        g_usleep(1000);
    }
    return db_failing_counted() >= at;
}

static void
assert_disk_was_full(const GError *error)
{
    if (!g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL))
        g_error("not told that the disk is full: %s", error->message);
}

/* As a mail server does: tries again what was not acknowledged, with the same bytes. */
static void
write_until_acknowledged(House *house, Db *witness, guint round)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    g_autofree char *from = g_strdup_printf("echo:ada%u", round),
                    *text = g_strdup_printf("Id: a%u\nSubject: Lamp\n\nDear council, number %u", round, round);
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    gboolean acknowledged = FALSE;

    while (!acknowledged) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MessageDraft) draft = echo_channel.parse(echo_of(house), raw, from, DESK, &error);
        gint64 before = count_of(witness, &fault_count_in);
        IntakeResult result;
        MessageId id;

        acknowledged = intake_submit(house->intake, &channel, "echo", draft, &result, &id, &error);
        if (acknowledged)
            g_assert_cmpint(result, ==, INTAKE_RECORDED);
        else
            assert_disk_was_full(error);
        if (!acknowledged)
            g_assert_cmpint(count_of(witness, &fault_count_in), ==, before);
    }
}

static void
assert_whole(House *house, Db *witness, guint cases, guint sent)
{
    g_assert_cmpint(count_of(witness, &fault_count_cases), ==, cases);
    g_assert_cmpint(count_of(witness, &fault_count_in), ==, cases);
    g_assert_cmpint(count_of(witness, &fault_count_out), ==, sent);
    g_assert_cmpint(count_of(witness, &fault_count_releases), ==, sent);
    g_assert_cmpint(count_of(witness, &fault_count_sent), ==, sent);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, sent);
}

static void
end(House *house, Db *witness, guint rounds)
{
    db_failing_arm(&(DbFailing){ 0 });
    assert_audited(house);
    clock_pin(0);
    db_close(witness);
    g_assert_cmpuint(rounds, >, 20);
    g_assert_cmpuint(rounds, <, ROUNDS_MAX);
}

static void
take_in(House *house, guint row, guint step)
{
    Db *witness = open_witness(house);
    gboolean fired = TRUE;
    guint rounds = 0;

    for (guint at = 1; fired && at < ROUNDS_MAX; at += step) {
        rounds++;
        db_failing_arm(&(DbFailing){ .at = at, .count = row, .error = TRIBUNE_ERROR_FULL });
        write_until_acknowledged(house, witness, rounds);
        fired = come_to_rest(house, witness, at);
        db_failing_arm(&(DbFailing){ 0 });
        assert_whole(house, witness, rounds, rounds);
    }
    end(house, witness, rounds);
}

static void
a_full_disk_at_any_operation_of_taking_in_loses_and_doubles_nothing(House *house, gconstpointer data)
{
    (void)data;
    take_in(house, 1, 1);
}

static void
a_disk_that_stays_full_for_a_while_loses_and_doubles_nothing(House *house, gconstpointer data)
{
    (void)data;
    take_in(house, ROW, ROW - 1);
}

/* As an officer does: sends again what was not sent. */
static void
reply_until_released(House *house, Db *witness, CaseId case_id)
{
    ReplyDraft draft = { .text = "A crew comes.", .next = CASE_OPEN };
    gboolean released = FALSE;

    while (!released) {
        g_autoptr(GError) error = NULL;
        gint64 before = count_of(witness, &fault_count_releases);
        ReleaseId id;

        released = release_reply(&house->mediation, &house->officer, case_id, 0, &draft, NULL, &id, &error);
        if (!released)
            assert_disk_was_full(error);
        g_assert_cmpint(count_of(witness, &fault_count_releases), ==, before + (released ? 1 : 0));
    }
}

static void
a_full_disk_at_any_operation_of_an_answer_sends_it_once(House *house, gconstpointer data)
{
    Db *witness = open_witness(house);
    g_autoptr(CaseView) view = NULL;
    gboolean fired = TRUE;
    guint rounds = 0;

    (void)data;
    write_until_acknowledged(house, witness, 1);
    come_to_rest(house, witness, 0);
    view = look(house, 1);
    for (guint at = 1; fired && at < ROUNDS_MAX; at++) {
        rounds++;
        db_failing_arm(&(DbFailing){ .at = at, .error = TRIBUNE_ERROR_FULL });
        reply_until_released(house, witness, view->a_case->id);
        fired = come_to_rest(house, witness, at);
        db_failing_arm(&(DbFailing){ 0 });
        assert_whole(house, witness, 1, rounds + 1);
    }
    end(house, witness, rounds);
}

#define STORY(function) g_test_add("/fault/" #function, House, db_failing_driver(), set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    db_failing_arm(&(DbFailing){ 0 });
    log_set_level(LOG_ERROR + 1);
    STORY(a_full_disk_at_any_operation_of_taking_in_loses_and_doubles_nothing);
    STORY(a_disk_that_stays_full_for_a_while_loses_and_doubles_nothing);
    STORY(a_full_disk_at_any_operation_of_an_answer_sends_it_once);
    return g_test_run();
}
