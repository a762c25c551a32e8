/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/id.h"
#include "mediation/receiving/amending.h"
#include "mediation/test-fixture.h"
#include "mediation/work.h"
#include "store/message-store.h"

static const Actor CHANNEL = { .kind = ACTOR_CHANNEL, .name = "social" };

typedef struct {
    char *folder;
    Mediation mediation;
} House;

static void
set_up(House *house, gconstpointer data)
{
    (void)data;
    house->folder = test_folder_new();
    house->mediation.store = test_store_open(house->folder);
}

static void
tear_down(House *house, gconstpointer data)
{
    (void)data;
    store_close(house->mediation.store);
    test_folder_remove(house->folder);
    g_free(house->folder);
}

/* A message that @sender sent as @external_id. */
static gboolean
record_one(DbSession *session, const char *sender, const char *external_id, Direction direction, GError **error)
{
    const MessageId id = { id_next() };
    const Message message = { .id = id,
                              .direction = direction,
                              .channel = (char *)"social",
                              .external_id = (char *)external_id,
                              .sender = (char *)sender,
                              .sender_name = (char *)"",
                              .subject = (char *)"",
                              .preview = (char *)"",
                              .language = (char *)"" };

    return message_store_insert(session, &message, (const guint8 *)&id, sizeof id, error) &&
           message_store_add_thread_id(session, "social", external_id, id, error);
}

static gboolean
record_all(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    return record_one(session, "acct:eve@remote.example", "note-1", DIRECTION_IN, error) &&
           record_one(session, "acct:ada@remote.example", "note-1", DIRECTION_IN, error) &&
           record_one(session, "acct:ada@remote.example", "note-1", DIRECTION_IN, error) &&
           record_one(session, "acct:ada@remote.example", "note-1", DIRECTION_OUT, error) &&
           record_one(session, "acct:ada@remote.example", "note-2", DIRECTION_IN, error);
}

static void
tell(House *house, Amendment amendment, const char *external_id, const char *sender, const char *told_by)
{
    g_autoptr(GError) error = NULL;
    const AmendmentDraft draft = { amendment, sender, external_id, told_by };

    amending_record(&house->mediation, &CHANNEL, &draft, &error);
    g_assert_no_error(error);
}

static gint64
taken_back(House *house, const char *external_id, const char *sender)
{
    g_autoptr(GError) error = NULL;
    TestCount count = { .kind = "message.retracted" };

    tell(house, AMENDMENT_RETRACTED, external_id, sender, "deletion");
    g_assert_true(store_read(house->mediation.store, test_count, &count, &error));
    return count.count;
}

static void
each_message_that_she_sent_so_is_told_of_and_nobody_else_s(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_true(store_write(house->mediation.store, record_all, NULL, &error));
    g_assert_cmpint(taken_back(house, "note-1", "acct:bob@remote.example"), ==, 0);
    g_assert_cmpint(taken_back(house, "note-3", "acct:ada@remote.example"), ==, 0);
    g_assert_cmpint(taken_back(house, "note-1", "acct:ada@remote.example"), ==, 2);
}

/* ---- before a message has its place ---- */

/* Two that wait for screening, the second of them from Eve. */
static gboolean
receive_waiting(DbSession *session, gpointer data, GError **error)
{
    static const char *const senders[] = { "acct:ada@remote.example", "acct:eve@remote.example" };
    gint64 *ids = data;

    for (guint i = 0; i < G_N_ELEMENTS(senders); i++) {
        const MessageId id = { id_next() };
        const Message message = { .id = id,
                                  .direction = DIRECTION_IN,
                                  .screening = SCREENING_WAITING,
                                  .channel = (char *)"social",
                                  .external_id = (char *)"note-9",
                                  .sender = (char *)senders[i],
                                  .sender_name = (char *)"",
                                  .subject = (char *)"",
                                  .preview = (char *)"",
                                  .language = (char *)"" };

        ids[i] = id.value;
        if (!message_store_insert(session, &message, (const guint8 *)&id, sizeof id, error) ||
            !work_add(session, WORK_SCREEN, id.value, clock_now(), error))
            return FALSE;
    }
    return TRUE;
}

typedef struct {
    House *house;
    MessageId id;
} Settling;

static gboolean
settle(DbSession *session, gpointer data, GError **error)
{
    const Settling *settling = data;
    g_autoptr(Message) message = message_store_load(session, settling->id, error);

    return message != NULL &&
           amending_settle(&settling->house->mediation, session, &CHANNEL, message, (CaseId){ 0 }, error);
}

static gint64
count_after(House *house, gint64 id, const char *kind)
{
    Settling settling = { house, { id } };
    g_autoptr(GError) error = NULL;
    TestCount count = { .kind = kind };

    store_write(house->mediation.store, settle, &settling, &error);
    g_assert_no_error(error);
    g_assert_true(store_read(house->mediation.store, test_count, &count, &error));
    return count.count;
}

static void
of_a_message_without_its_place_it_is_told_when_it_has_one(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    gint64 ids[2];

    (void)data;
    g_assert_true(store_write(house->mediation.store, receive_waiting, ids, &error));
    tell(house, AMENDMENT_EDITED, "note-9", "acct:ada@remote.example", "1");
    tell(house, AMENDMENT_EDITED, "note-9", "acct:ada@remote.example", "1");
    tell(house, AMENDMENT_EDITED, "note-9", "acct:ada@remote.example", "2");
    g_assert_cmpint(taken_back(house, "note-9", "acct:ada@remote.example"), ==, 0);
    g_assert_cmpint(count_after(house, ids[1], "message.retracted"), ==, 0); /* Eve's */
    g_assert_cmpint(count_after(house, ids[0], "message.retracted"), ==, 1);
    g_assert_cmpint(count_after(house, ids[0], "message.edited"), ==, 2); /* and not again */
}

static void
what_comes_again_is_told_of_once(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    TestCount count = { .kind = "message.edited" };

    (void)data;
    g_assert_true(store_write(house->mediation.store, record_all, NULL, &error));
    for (guint i = 0; i < 2; i++) {
        tell(house, AMENDMENT_EDITED, "note-2", "acct:ada@remote.example", "the first change");
        tell(house, AMENDMENT_EDITED, "note-2", "acct:ada@remote.example", "the second");
    }
    g_assert_true(store_read(house->mediation.store, test_count, &count, &error));
    g_assert_cmpint(count.count, ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/mediation/amending/each_message_that_she_sent_so_is_told_of_and_nobody_else_s", House, NULL, set_up,
               each_message_that_she_sent_so_is_told_of_and_nobody_else_s, tear_down);
    g_test_add("/mediation/amending/what_comes_again_is_told_of_once", House, NULL, set_up,
               what_comes_again_is_told_of_once, tear_down);
    g_test_add("/mediation/amending/of_a_message_without_its_place_it_is_told_when_it_has_one", House, NULL, set_up,
               of_a_message_without_its_place_it_is_told_when_it_has_one, tear_down);
    return g_test_run();
}
