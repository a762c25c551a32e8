/* SPDX-License-Identifier: Apache-2.0 */
/* A mailing's turn: one batch after the other, for a second or so; then the next mailing has its turn. */
#include <stdatomic.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/thread.h"
#include "mediation/delivering/delivery.h"
#include "mediation/delivering/pausing.h"
#include "mediation/delivering/retrying.h"
#include "mediation/subscribing/newsletter-private.h"
#include "store/event-store.h"

#define LEASE        (30 * CLOCK_MINUTE)
#define SEND_LIMIT   (10 * CLOCK_MINUTE) /* for one batch */
#define TURN         CLOCK_SECOND
#define SLICE_LEAST  25 /* copies that are worth a connection of their own */
#define EDITIONS_MAX 64
#define CROWD        50 /* so many of whom none is taken: it is not about them */

/* What those get who want the same in the same language. */
typedef struct {
    NewsletterText *text;
    Circular circular;
    Rendering *rendering;
    GArray *places; /* guint: where its readers stand in the batch */
} Edition;

/* A part of one edition's readers, for one connection. */
typedef struct {
    const Edition *edition;
    guint start, count; /* of edition->places */
} Slice;

typedef struct {
    GArray *readers;      /* MailingReader */
    GPtrArray *addresses; /* char *, of each */
    gboolean again;
    gint64 waiting, due; /* when there is nobody: who is to be tried again, and when */
} Batch;

typedef struct {
    Mediation *mediation;
    const Job *job;
    MailingRow row;
    SubscribingSender sender;
    gint64 left;      /* behind the cursor, when it was counted */
    GPtrArray *items; /* PublicationItem * */
    GHashTable *editions;
    Batch batch;
    CircularOutcome *outcomes;
    guint in_doubt; /* so many of the batch may have been sent by a run that ended before it was recorded */
    GArray *slices;
    _Atomic guint next_slice;
    gint64 deadline;
    gint64 due;
    char trouble[MAILING_CODE_SIZE];
} Run;

static void
edition_free(gpointer data)
{
    Edition *edition = data;

    g_clear_pointer(&edition->rendering, rendering_free);
    newsletter_text_free(edition->text);
    g_array_unref(edition->places);
    g_free(edition);
}

static void
batch_clear(Batch *batch)
{
    g_clear_pointer(&batch->readers, g_array_unref);
    g_clear_pointer(&batch->addresses, g_ptr_array_unref);
}

static void
run_clear(Run *run)
{
    subscribing_sender_clear(&run->sender);
    g_clear_pointer(&run->items, g_ptr_array_unref);
    g_clear_pointer(&run->editions, g_hash_table_unref);
    batch_clear(&run->batch);
    g_clear_pointer(&run->outcomes, g_free);
    g_clear_pointer(&run->slices, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

/* ---- whose turn it is ---- */

static gboolean
open_addresses(const Run *run, DbSession *session, Batch *batch, GError **error)
{
    batch->addresses = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < batch->readers->len; i++) {
        const MailingReader *reader = &g_array_index(batch->readers, MailingReader, i);
        SubscriberRow sealed = { .sealed = reader->sealed, .secret_key = reader->secret_key };
        char *address = subscriber_store_address(run->mediation->store, session, &sealed, error);

        if (address == NULL)
            return FALSE;
        g_ptr_array_add(batch->addresses, address);
    }
    return TRUE;
}

/* A crash sends a batch again. Where the other side would not know the copies again, it is a small one. */
static guint
batch_size(const Channel *channel)
{
    if ((channel->driver->capabilities.abilities & CHANNEL_KNOWS_COPIES) == 0)
        return NEWSLETTER_BATCH_UNKNOWN;
    return subscribing_is_short(channel) ? NEWSLETTER_BATCH_SHORT : NEWSLETTER_BATCH;
}

/* Those whose turn has not come, then those to be tried again. */
static gboolean
load_batch(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;
    Batch *batch = &run->batch;
    guint most = batch_size(run->sender.channel);

    batch_clear(batch);
    batch->again = FALSE;
    batch->readers = mailing_store_next(session, &run->row, most, error);
    if (batch->readers == NULL)
        return FALSE;
    if (batch->readers->len == 0) {
        batch->again = TRUE;
        g_array_unref(batch->readers);
        batch->readers = mailing_store_next_again(session, &run->row, clock_now(), most, error);
    }
    return batch->readers != NULL && mailing_store_waiting(session, run->row.id, &batch->waiting, &batch->due, error) &&
           open_addresses(run, session, batch, error);
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;
    g_autoptr(GArray) items = NULL;

    if (!mailing_store_load(session, (MailingId){ run->job->subject }, &run->row, error))
        return FALSE;
    run->in_doubt = run->row.under_way;
    items = mailing_store_items(session, run->row.id, error);
    run->items = g_ptr_array_new_with_free_func((GDestroyNotify)publication_item_free);
    for (guint i = 0; items != NULL && i < items->len; i++) {
        PublicationItem *item =
            newsletter_load_item(run->mediation, session, &g_array_index(items, MailingItem, i), error);

        if (item == NULL)
            return FALSE;
        g_ptr_array_add(run->items, item);
    }
    return items != NULL;
}

static gboolean
count_left(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;

    return mailing_store_count(session, &run->row, &run->left, error);
}

static gboolean
save_row(DbSession *session, gpointer data, GError **error)
{
    const Run *run = data;

    return mailing_store_update(session, &run->row, error);
}

/* How many they are is known before the first of them gets it: the console says how far it has come. Counting reads all
 * subscribers, so that no writer waits for it; nobody else writes the row. */
static gboolean
count_all(Run *run, GError **error)
{
    if (run->row.total >= 0)
        return TRUE;
    if (!store_read(run->mediation->store, count_left, run, error))
        return FALSE;
    run->row.total = run->left;
    return store_write_background(run->mediation->store, save_row, run, error);
}

/* ---- what they get ---- */

static NewsletterText *
compose(const Run *run, const MailingReader *reader)
{
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    gboolean digest = run->row.kind != FREQUENCY_ONCE;
    NewsletterStyle style = digest                                      ? NEWSLETTER_DIGEST
                            : subscribing_is_short(run->sender.channel) ? NEWSLETTER_SHORT
                                                                        : NEWSLETTER_WHOLE;

    for (guint i = 0; i < run->items->len; i++)
        if ((reader->items >> i & 1) != 0)
            g_ptr_array_add(wanted, g_ptr_array_index(run->items, i));
    return newsletter_text_new(run->mediation, wanted, reader->language, style,
                               digest ? run->row.created
                                      : ((const PublicationItem *)g_ptr_array_index(run->items, 0))->updated);
}

static Edition *
find_edition(Run *run, const MailingReader *reader, GError **error)
{
    const Channel *channel = run->sender.channel;
    g_autofree char *key = g_strdup_printf("%s %" G_GINT64_MODIFIER "x", reader->language, reader->items);
    Edition *edition = g_hash_table_lookup(run->editions, key);

    if (edition != NULL)
        return edition;
    edition = g_new0(Edition, 1);
    edition->places = g_array_new(FALSE, FALSE, sizeof(guint));
    edition->text = compose(run, reader);
    edition->circular = newsletter_text_circular(edition->text, &run->sender, run->row.id.value);
    edition->rendering = channel->driver->render_circular(channel->handle, &edition->circular, error);
    if (edition->rendering == NULL) {
        edition_free(edition);
        return NULL;
    }
    g_hash_table_insert(run->editions, g_steal_pointer(&key), edition);
    return edition;
}

static void
cut_slices(Run *run, const Edition *edition)
{
    guint count = edition->places->len, most = subscribing_settings(run->mediation->subscribing)->connections,
          parts = CLAMP((count + SLICE_LEAST - 1) / SLICE_LEAST, 1, most), size = (count + parts - 1) / parts;

    for (guint start = 0; start < count; start += size) {
        Slice slice = { edition, start, MIN(size, count - start) };

        g_array_append_val(run->slices, slice);
    }
}

static gboolean
make_editions(Run *run, GError **error)
{
    GHashTableIter iter;
    gpointer edition;

    if (g_hash_table_size(run->editions) > EDITIONS_MAX)
        g_hash_table_remove_all(run->editions);
    g_hash_table_iter_init(&iter, run->editions);
    while (g_hash_table_iter_next(&iter, NULL, &edition))
        g_array_set_size(((Edition *)edition)->places, 0);
    for (guint i = 0; i < run->batch.readers->len; i++) {
        Edition *own = find_edition(run, &g_array_index(run->batch.readers, MailingReader, i), error);

        if (own == NULL)
            return FALSE;
        g_array_append_val(own->places, i);
    }
    g_array_set_size(run->slices, 0);
    g_hash_table_iter_init(&iter, run->editions);
    while (g_hash_table_iter_next(&iter, NULL, &edition))
        cut_slices(run, edition);
    return TRUE;
}

/* ---- sending ---- */

static void
send_slice(Run *run, const Slice *slice)
{
    const Channel *channel = run->sender.channel;
    g_autofree CircularCopy *copies = g_new0(CircularCopy, slice->count);
    g_autofree CircularOutcome *outcomes = g_new0(CircularOutcome, slice->count);

    for (guint i = 0; i < slice->count; i++) {
        guint place = g_array_index(slice->edition->places, guint, slice->start + i);
        SubscriberId id = g_array_index(run->batch.readers, MailingReader, place).id;

        copies[i].id = id.value;
        copies[i].recipient = g_ptr_array_index(run->batch.addresses, place);
        subscribing_token(run->mediation->subscribing, id, copies[i].token);
    }
    channel->driver->send_circular(channel->handle, &slice->edition->circular, slice->edition->rendering, copies,
                                   slice->count, run->deadline, outcomes);
    for (guint i = 0; i < slice->count; i++)
        run->outcomes[g_array_index(slice->edition->places, guint, slice->start + i)] = outcomes[i];
}

static void
send_slices(gpointer data)
{
    Run *run = data;
    guint next;

    while ((next = atomic_fetch_add(&run->next_slice, 1)) < run->slices->len)
        send_slice(run, &g_array_index(run->slices, Slice, next));
}

static void
send_batch(Run *run)
{
    guint threads = MIN(subscribing_settings(run->mediation->subscribing)->connections, run->slices->len);
    Thread *helpers[NEWSLETTER_CONNECTED];

    g_free(run->outcomes);
    run->outcomes = g_new0(CircularOutcome, run->batch.readers->len);
    run->next_slice = 0;
    run->deadline = clock_monotonic() + SEND_LIMIT;
    for (guint i = 1; i < threads; i++)
        helpers[i] = thread_start("newsletter", send_slices, run);
    send_slices(run);
    for (guint i = 1; i < threads; i++)
        thread_join(helpers[i]);
}

/* ---- what became of it ---- */

/* The time in which the channel was paused does not count. Where there is no channel any more, there is no pause. */
static gboolean
is_too_late(const Run *run, gint64 due)
{
    const char *channel = run->sender.channel != NULL ? run->sender.channel->name : "";

    return pausing_is_too_old(run->mediation, channel, run->row.created, DELIVERY_LIFETIME, due);
}

static gboolean
is_unheard(const CircularOutcome *outcome)
{
    return outcome->outcome == OUTCOME_RETRY && strcmp(outcome->code, ATTEMPT_UNANSWERED) == 0;
}

/* Nobody was taken, and it is not about them: the mail server is away, or takes nothing now. The batch waits. One that
 * may have been taken all the same is recorded. */
static gboolean
is_held_up(Run *run)
{
    gboolean unreached = FALSE;

    if (is_too_late(run, clock_now()))
        return FALSE;
    for (guint i = 0; i < run->batch.readers->len; i++) {
        if (run->outcomes[i].outcome != OUTCOME_RETRY || is_unheard(&run->outcomes[i]))
            return FALSE;
        unreached |= run->outcomes[i].unreached;
    }
    if (!unreached && run->batch.readers->len < MIN(CROWD, batch_size(run->sender.channel)))
        return FALSE;
    g_strlcpy(run->trouble, run->outcomes[0].code, sizeof run->trouble);
    return TRUE;
}

static gboolean
record_failure(const Run *run, DbSession *session, MailingRow *row, const MailingReader *reader,
               const CircularOutcome *outcome, GError **error)
{
    MailingException for_good = { .attempts = reader->attempts + 1, .code = outcome->code };

    row->failed++;
    return mailing_store_except(session, row->id, reader->id, &for_good, error) &&
           (!outcome->gone || subscribing_suppress(run->mediation, session, reader->id, "bounce", error)) &&
           (!outcome->stopped || subscribing_stop(run->mediation, session, &ACTOR_TRIBUNE, reader->id, error));
}

static gboolean
record_one(const Run *run, DbSession *session, MailingRow *row, guint place, gint64 now, GError **error)
{
    const MailingReader *reader = &g_array_index(run->batch.readers, MailingReader, place);
    const CircularOutcome *outcome = &run->outcomes[place];
    gboolean doubtful = reader->doubtful || place < run->in_doubt;
    MailingException again = { .attempts = reader->attempts + 1,
                               .doubtful = doubtful || is_unheard(outcome),
                               .code = outcome->code };

    if (outcome->outcome == OUTCOME_ACCEPTED) {
        row->sent++;
        row->twice += doubtful;
        return !run->batch.again || mailing_store_clear_exception(session, row->id, reader->id, error);
    }
    again.due = now + retrying_pause(outcome->code, reader->attempts + 1);
    if (outcome->outcome != OUTCOME_RETRY || is_too_late(run, again.due))
        return record_failure(run, session, row, reader, outcome, error);
    return mailing_store_except(session, row->id, reader->id, &again, error);
}

static gboolean
record_batch(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;
    guint count = run->batch.readers->len;
    MailingRow row;
    gint64 now = clock_now();

    if (!mailing_store_load(session, run->row.id, &row, error))
        return FALSE;
    for (guint i = 0; i < count; i++)
        if (!record_one(run, session, &row, i, now, error))
            return FALSE;
    row.under_way = 0;
    if (!run->batch.again)
        row.cursor = g_array_index(run->batch.readers, MailingReader, count - 1).id;
    if (!mailing_store_update(session, &row, error))
        return FALSE;
    run->row = row;
    return TRUE;
}

static gboolean
end(const Run *run, DbSession *session, MailingRow row, GError **error)
{
    json_t *detail = json_pack("{s:I, s:I, s:I, s:I}", "total", (json_int_t)row.total, "sent", (json_int_t)row.sent,
                               "failed", (json_int_t)row.failed, "perhaps-twice", (json_int_t)row.twice);
    gboolean done;

    row.ended = clock_now();
    done = event_append(run->mediation->store, session,
                        &(EventDraft){ .kind = EVENT_MAILING_ENDED,
                                       .actor = &ACTOR_TRIBUNE,
                                       .subject = row.id.value,
                                       .detail = detail,
                                       .ref = row.leaf },
                        NULL, error) &&
           mailing_store_update(session, &row, error) && work_done(session, run->job, error);
    json_decref(detail);
    return done;
}

/* Nobody is left whose turn it is now. */
static gboolean
conclude(DbSession *session, gpointer data, GError **error)
{
    Run *run = data;
    gint64 waiting, due;

    if (!mailing_store_cross_out(session, run->row.id, error) ||
        !mailing_store_waiting(session, run->row.id, &waiting, &due, error))
        return FALSE;
    return waiting == 0 ? end(run, session, run->row, error) : work_put_back(session, run->job, due, error);
}

/* It is too late for those whose turn has not come, and for those who were to be tried again. */
static gboolean
give_up(DbSession *session, gpointer data, GError **error)
{
    const Run *run = data;
    MailingRow row = run->row;
    gint64 waiting, due;

    if (!mailing_store_cross_out(session, row.id, error) ||
        !mailing_store_waiting(session, row.id, &waiting, &due, error) ||
        !mailing_store_give_up(session, row.id, error))
        return FALSE;
    row.total = row.total >= 0 ? row.total : run->left;
    row.failed += run->left + waiting;
    return end(run, session, row, error);
}

static gboolean
give_back(DbSession *session, gpointer data, GError **error)
{
    const Run *run = data;

    if (run->row.ended != 0)
        return work_done(session, run->job, error);
    /* Nothing of the batch in hand was taken now; what may have been before is doubted still. */
    if (*run->trouble != '\0' && !mailing_store_update(session, &run->row, error))
        return FALSE;
    return *run->trouble != '\0' ? work_again(session, run->job, run->due, run->trouble, error)
                                 : work_put_back(session, run->job, run->due, error);
}

/* ---- a turn ---- */

static gboolean
finish(Run *run, DbTask task, GError **error)
{
    return store_write_background(run->mediation->store, task, run, error);
}

static gboolean
end_late(Run *run, GError **error)
{
    log_event(LOG_WARNING, "newsletter.late", NULL);
    return store_read(run->mediation->store, count_left, run, error) && finish(run, give_up, error);
}

/* What is in hand is known before it leaves: should nobody be there to record what became of it, it is doubted. */
static gboolean
note_batch(Run *run, GError **error)
{
    run->row.under_way = MAX(run->batch.readers->len, run->in_doubt);
    return finish(run, save_row, error);
}

/* FALSE with an error, or when the turn is over. */
static gboolean
send_next(Run *run, gboolean *ret_left, GError **error)
{
    if (!store_read(run->mediation->store, load_batch, run, error))
        return FALSE;
    *ret_left = run->batch.readers->len > 0;
    if (!*ret_left)
        return TRUE;
    if (!make_editions(run, error) || !note_batch(run, error))
        return FALSE;
    send_batch(run);
    if (!is_held_up(run)) {
        if (!finish(run, record_batch, error))
            return FALSE;
        run->in_doubt = 0;
        return TRUE;
    }
    run->row.under_way = run->in_doubt;
    log_event(LOG_WARNING, "newsletter.waits", "code", run->trouble, NULL);
    run->due = clock_now() + retrying_pause(run->trouble, run->job->attempts);
    return TRUE;
}

/* @kind: its lane, to which it comes back after a pause. */
static gboolean
take_turn(Mediation *mediation, const Job *job, const char *kind, GError **error)
{
    g_auto(Run) run = { .mediation = mediation, .job = job };
    gint64 end_of_turn = clock_monotonic() + TURN;
    gboolean left = TRUE, stopped = FALSE, sends;

    if (!store_read(run.mediation->store, load, &run, error))
        return FALSE;
    if (run.row.ended != 0)
        return finish(&run, give_back, error);
    sends = subscribing_sender(run.mediation, run.row.scheme, &run.sender);
    if (sends && (!pausing_stops(mediation, job, kind, run.sender.channel->name, &stopped, error) || stopped))
        return stopped;
    if (is_too_late(&run, clock_now()))
        return end_late(&run, error);
    if (!sends) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                            "there is no address that newsletters come from; see from in [newsletter]");
        return FALSE;
    }
    if (!count_all(&run, error))
        return FALSE;
    run.editions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, edition_free);
    run.slices = g_array_new(FALSE, FALSE, sizeof(Slice));
    while (left && *run.trouble == '\0' && clock_monotonic() < end_of_turn)
        if (!send_next(&run, &left, error))
            return FALSE;
    if (!left)
        return finish(&run, conclude, error);
    run.due = *run.trouble != '\0' ? run.due : clock_now();
    return finish(&run, give_back, error);
}

static gboolean
take_long_turn(gpointer data, const Job *job, GError **error)
{
    return take_turn(data, job, WORK_NEWSLETTER, error);
}

static gboolean
take_short_turn(gpointer data, const Job *job, GError **error)
{
    return take_turn(data, job, WORK_NEWSLETTER_SHORT, error);
}

void
newsletter_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_NEWSLETTER, 1, LEASE, take_long_turn, mediation);
    work_register(mediation->work, WORK_NEWSLETTER_SHORT, 1, LEASE, take_short_turn, mediation);
    newsletter_digest_register(mediation);
}
