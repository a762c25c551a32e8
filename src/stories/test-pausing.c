/* SPDX-License-Identifier: Apache-2.0 */
/* A channel is paused: nothing leaves by it, nothing of it is lost or given up, and what comes in is taken. */
#include "mediation/delivering/pausing.h"
#include "store/pause-store.h"
#include "stories/test-house.h"

static const RoleGrant ADMIN_GRANT = { ROLE_ADMIN, { 0 } };
static const Actor ADMIN = { ACTOR_STAFF, { 91 }, "Ada Admin", &ADMIN_GRANT, 1 };

static void
pause_echo(House *house)
{
    g_autoptr(GError) error = NULL;

    pausing_pause(&house->mediation, &ADMIN, "echo", "the provider moves its centre", &error);
    g_assert_no_error(error);
}

static void
resume_echo(House *house)
{
    g_autoptr(GError) error = NULL;

    pausing_resume(&house->mediation, &ADMIN, "echo", &error);
    g_assert_no_error(error);
}

static guint
held(House *house)
{
    JobBacklog backlog = { 0 };

    g_assert_true(pausing_backlog(&house->mediation, WORK_DELIVER, "echo", &backlog, NULL));
    return (guint)backlog.waiting;
}

static void
what_would_leave_waits_and_what_comes_in_is_taken(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, waiting = NULL, sent = NULL;
    const CaseMessage *reply;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nThe lamp is out.");
    settle(house);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
    pause_echo(house);
    view = look(house, 1);
    answer(house, view, "A crew comes on Tuesday.");
    write_in(house, "echo:bob", DESK, "Id: b1\nSubject: Bin\n\nThe bin is full.");
    WAIT_FOR(held(house) == 2);
    settle(house);
    g_assert_cmpuint(cases(house), ==, 2);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
    waiting = look(house, 1);
    reply = g_ptr_array_index(waiting->messages, waiting->messages->len - 1);
    g_assert_cmpint(reply->delivery_state, ==, DELIVERY_WAITING);

    g_assert_true(pausing_give_back(&house->mediation, NULL));
    g_assert_cmpuint(held(house), ==, 2);
    resume_echo(house);
    settle(house);
    g_assert_cmpuint(held(house), ==, 0);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 3);
    sent = look(house, 1);
    reply = g_ptr_array_index(sent->messages, sent->messages->len - 1);
    g_assert_cmpint(reply->delivery_state, ==, DELIVERY_SENT);
}

static void
another_channel_goes_on(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    pausing_pause(&house->mediation, &ADMIN, "refuse", "moved", &error);
    g_assert_no_error(error);
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nThe lamp is out.");
    settle(house);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
}

typedef struct {
    const char *channel;
    gint64 from, now, time;
} Time;

static gboolean
read_time(DbSession *session, gpointer data, GError **error)
{
    Time *time = data;

    return pause_store_time(session, time->channel, time->from, time->now, &time->time, error);
}

static gboolean
add_old_pause(DbSession *session, gpointer data, GError **error)
{
    Mediation *mediation = data;
    Pause pause = { .channel = (char *)"echo", .since = 1000, .by = (char *)"x", .reason = (char *)"y" };

    return pause_store_insert(mediation->store, session, &pause, error) &&
           pause_store_end(session, pause.id, 5000, error);
}

static void
time_in_a_pause_does_not_make_anything_older(House *house, gconstpointer data)
{
    Time times[] = { { "echo", 0, 9000, 0 }, { "echo", 2000, 9000, 0 }, { "echo", 6000, 9000, 0 }, { "no", 0, 9, 0 } };
    const gint64 expected[] = { 4000, 3000, 0, 0 };
    g_autoptr(GError) error = NULL;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nThe lamp is out.");
    settle(house);
    store_write(house->mediation.store, add_old_pause, &house->mediation, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(times); i++) {
        g_assert_true(store_read(house->mediation.store, read_time, &times[i], NULL));
        g_assert_cmpint(times[i].time, ==, expected[i]);
    }
    g_assert_true(pausing_is_too_old(&house->mediation, "echo", 0, 1000, 5001));
    g_assert_false(pausing_is_too_old(&house->mediation, "echo", 0, 1000, 5000));
    g_assert_true(pausing_is_too_old(&house->mediation, "refuse", 0, 1000, 1001));
}

static void
assert_refused(House *house, const Actor *actor, const char *channel, const char *reason, int code)
{
    g_autoptr(GError) error = NULL;

    g_assert_false(pausing_pause(&house->mediation, actor, channel, reason, &error));
    g_assert_error(error, TRIBUNE_ERROR, code);
}

static void
a_pause_needs_a_right_a_channel_and_a_reason_and_is_one_event(House *house, gconstpointer data)
{
    g_autoptr(GPtrArray) pauses = NULL, none = NULL;
    g_autoptr(GError) error = NULL;
    const Pause *first;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nThe lamp is out.");
    settle(house);
    assert_refused(house, &house->officer, "echo", "why", TRIBUNE_ERROR_FORBIDDEN);
    assert_refused(house, &ADMIN, "nothing", "why", TRIBUNE_ERROR_NOT_FOUND);
    assert_refused(house, &ADMIN, "echo", " \n ", TRIBUNE_ERROR_INVALID);
    g_assert_false(pausing_resume(&house->mediation, &ADMIN, "echo", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    pause_echo(house);
    assert_refused(house, &ADMIN, "echo", "again", TRIBUNE_ERROR_CONFLICT);
    pauses = pausing_list(&house->mediation, &house->officer, NULL);
    g_assert_cmpuint(pauses->len, ==, 1);
    first = g_ptr_array_index(pauses, 0);
    g_assert_cmpstr(first->channel, ==, "echo");
    g_assert_cmpstr(first->by, ==, "Ada Admin");
    g_assert_cmpstr(first->reason, ==, "the provider moves its centre");
    resume_echo(house);
    none = pausing_list(&house->mediation, &house->officer, NULL);
    g_assert_cmpuint(none->len, ==, 0);
}

/* The handler had asked while the channel was paused; meanwhile it went on. */
static gboolean
hold_late(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    return job_store_add(session, "deliver@echo", 4711, 0, clock_now(), error);
}

static void
what_was_put_aside_comes_back_by_itself_when_the_channel_goes_on(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nThe lamp is out.");
    settle(house);
    pause_echo(house);
    resume_echo(house);
    work_stop(house->mediation.work);
    store_write(house->mediation.store, hold_late, house, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(held(house), ==, 1);
    g_assert_true(pausing_give_back(&house->mediation, NULL));
    g_assert_cmpuint(held(house), ==, 0);
    g_assert_cmpuint(backlog(house, WORK_DELIVER), ==, 1);
}

#define ADD(name) g_test_add("/pausing/" #name, House, NULL, set_up, name, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(what_would_leave_waits_and_what_comes_in_is_taken);
    ADD(another_channel_goes_on);
    ADD(time_in_a_pause_does_not_make_anything_older);
    ADD(a_pause_needs_a_right_a_channel_and_a_reason_and_is_one_event);
    ADD(what_was_put_aside_comes_back_by_itself_when_the_channel_goes_on);
    return g_test_run();
}
