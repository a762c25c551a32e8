/* SPDX-License-Identifier: Apache-2.0 */
#include "command/demo-fill.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "command/demo-house.h"
#include "command/demo-news.h"
#include "mediation/cases/casework.h"
#include "mediation/cases/clocks.h"
#include "mediation/releasing/release.h"
#include "mediation/staff/staffing.h"
#include "store/message-store.h"
#include "store/release-text.h"

#define PATIENCE (30 * CLOCK_SECOND)
#define POLL     500 /* microseconds */

typedef struct {
    const DemoContent *content;
    Node *node;
    Mediation *mediation;
    const Channel *channel;
    GHashTable *units;        /* key → UnitId * */
    GHashTable *staff;        /* key → Staff * */
    GHashTable *cases;        /* const DemoCase * → CaseId * */
    GHashTable *publications; /* const DemoPublication * → PublicationId * */
    guint said;               /* steps of publications that are done */
} Play;

static gboolean
fail(GError **error, const char *place, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL, "filling the demo: %s: %s", place, what);
    return FALSE;
}

/* ---- waiting ---- */

static gboolean
is_settled(Play *play, gboolean *ret, GError **error)
{
    JobBacklog screen, deliver;

    if (!work_backlog(play->mediation->work, WORK_SCREEN, &screen, error) ||
        !work_backlog(play->mediation->work, WORK_DELIVER, &deliver, error))
        return FALSE;
    *ret = screen.waiting == 0 && deliver.waiting == 0;
    return TRUE;
}

/* Until nothing is left to do. */
static gboolean
settle(Play *play, GError **error)
{
    gint64 deadline = clock_monotonic() + PATIENCE;
    gboolean settled;

    while (is_settled(play, &settled, error)) {
        if (settled)
            return TRUE;
        if (clock_monotonic() > deadline)
            return fail(error, "work", "a message was not screened, or an answer not sent, in 30 seconds");
        g_usleep(POLL);
    }
    return FALSE;
}

/* ---- the citizens write ---- */

typedef struct {
    MessageId message;
    CaseId case_id;
} Filing;

static gboolean
read_filing(DbSession *session, gpointer data, GError **error)
{
    Filing *filing = data;
    g_autoptr(Message) message = message_store_load(session, filing->message, error);

    if (message != NULL)
        filing->case_id = message->case_id;
    return message != NULL;
}

static char *
to_uri(const Play *play, const char *address, GError **error)
{
    return *address != '\0' ? play->channel->driver->resolve(play->channel->handle, address, error) : g_strdup("");
}

/* ---- our last mail, which a citizen answers ---- */

typedef struct {
    const Play *play;
    CaseId case_id;
    Outgoing *outgoing; /* NULL: nothing has left yet */
    Rendering *rendering;
    char *reply_to;
    DemoThread thread;
} Last;

static void
last_clear(Last *last)
{
    g_clear_pointer(&last->outgoing, outgoing_free);
    g_clear_pointer(&last->rendering, rendering_free);
    g_free(last->reply_to);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Last, last_clear)

static gboolean
read_last(DbSession *session, gpointer data, GError **error)
{
    Last *last = data;
    g_autoptr(GPtrArray) messages = message_store_list_case(session, last->case_id, 300, error), parts = NULL;

    g_clear_pointer(&last->outgoing, outgoing_free);
    for (guint i = messages != NULL ? messages->len : 0; i > 0; i--) {
        const Message *message = g_ptr_array_index(messages, i - 1);

        if (message->direction != DIRECTION_OUT)
            continue;
        parts = content_load(&last->play->mediation->store->content, session, message->id.value,
                             message->ref.secret_key, TRUE, error);
        last->outgoing = parts != NULL ? release_outgoing(parts, error) : NULL;
        return last->outgoing != NULL;
    }
    return messages != NULL;
}

/* Where a mail asks answers to go. New string. */
static char *
read_reply_to(GBytes *mail)
{
    gsize length;
    const char *bytes = g_bytes_get_data(mail, &length);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    InternetAddressList *list = message != NULL ? g_mime_message_get_reply_to(message) : NULL;
    InternetAddress *first = list != NULL ? internet_address_list_get_address(list, 0) : NULL;
    char *address = first != NULL && INTERNET_ADDRESS_IS_MAILBOX(first)
                        ? g_strdup(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)))
                        : NULL;

    g_clear_object(&message);
    g_object_unref(parser);
    g_object_unref(stream);
    return address;
}

static gboolean
read_thread(Last *last, GError **error)
{
    const Channel *channel = last->play->channel;

    if (last->outgoing == NULL)
        return TRUE;
    last->rendering = channel->driver->render(channel->handle, last->outgoing, error);
    if (last->rendering == NULL)
        return FALSE;
    last->reply_to = read_reply_to(last->rendering->payload);
    last->thread = (DemoThread){ last->reply_to, last->rendering->external_id, last->outgoing->endpoint_name,
                                 last->outgoing->date, last->outgoing->text };
    return last->reply_to != NULL || fail(error, last->outgoing->case_reference, "a mail of ours has no Reply-To");
}

/* ---- handing in ---- */

/* Our signed addresses are not what resolve() gives, so the recipient keeps its extension. */
static gboolean
submit(Play *play, const DemoEvent *event, const DemoThread *thread, MessageId *ret, GError **error)
{
    Actor actor = { .kind = ACTOR_CHANNEL, .name = play->channel->name };
    g_autofree char *sender = to_uri(play, demo_content_sender(event), error);
    g_autofree char *recipient = g_strconcat("mailto:", demo_content_recipient(event, thread), NULL);
    g_autoptr(GBytes) raw = demo_content_compose(play->content, event, thread);
    g_autoptr(MessageDraft) draft = NULL;
    IntakeResult result;

    if (sender == NULL)
        return FALSE;
    draft = play->channel->driver->parse(play->channel->handle, raw, sender, recipient, error);
    return draft != NULL &&
           intake_submit(play->channel->host.intake, &actor, play->channel->name, draft, &result, ret, error);
}

static gboolean
play_mail(Play *play, const DemoEvent *event, CaseId *case_id, GError **error)
{
    g_auto(Last) last = { .play = play };
    Filing filing = { 0 };

    if (case_id != NULL && case_id->value != 0) {
        last.case_id = *case_id;
        if (!store_read(play->mediation->store, read_last, &last, error) || !read_thread(&last, error))
            return FALSE;
    }
    if (!submit(play, event, last.thread.to != NULL ? &last.thread : NULL, &filing.message, error) ||
        !settle(play, error))
        return FALSE;
    if (case_id == NULL)
        return TRUE;
    if (!store_read(play->mediation->store, read_filing, &filing, error))
        return FALSE;
    if (case_id->value == 0)
        *case_id = filing.case_id;
    return filing.case_id.value == case_id->value && case_id->value != 0
               ? TRUE
               : fail(error, event->of->key, "a mail is not in its case");
}

/* ---- staff work ---- */

typedef struct {
    CaseId id;
    Case *a_case;
} Looking;

static gboolean
read_case(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;

    g_clear_pointer(&looking->a_case, case_free);
    looking->a_case = case_store_load(session, looking->id, error);
    return looking->a_case != NULL;
}

/* One step of one member of staff on a case as it stands. */
typedef struct {
    Play *play;
    const DemoEvent *event;
    const Actor *actor;
    const Case *a_case;
} Step;

static gboolean
step_take(const Step *step, GError **error)
{
    return casework_assign(step->play->mediation, step->actor, step->a_case->id, step->a_case->version,
                           step->actor->staff, error);
}

static gboolean
step_give(const Step *step, GError **error)
{
    const Staff *to = g_hash_table_lookup(step->play->staff, step->event->to);

    return casework_assign(step->play->mediation, step->actor, step->a_case->id, step->a_case->version, to->id, error);
}

static gboolean
step_move(const Step *step, GError **error)
{
    const UnitId *unit = g_hash_table_lookup(step->play->units, step->event->to);

    return casework_set_unit(step->play->mediation, step->actor, step->a_case->id, step->a_case->version, *unit,
                             step->event->text, error);
}

static gboolean
step_state(const Step *step, GError **error)
{
    return step->a_case->state == step->event->state ||
           casework_set_state(step->play->mediation, step->actor, step->a_case->id, step->a_case->version,
                              step->event->state, step->event->text, error);
}

static gboolean
step_note(const Step *step, GError **error)
{
    return casework_add_note(step->play->mediation, step->actor, step->a_case->id, step->event->text, error);
}

static gboolean
step_reply(const Step *step, GError **error)
{
    const DemoEvent *event = step->event;
    ReplyDraft draft = { .text = event->text, .next = event->state != CASE_NEW ? event->state : step->a_case->state };
    g_autoptr(ReplyPreview) preview =
        release_preview(step->play->mediation, step->actor, step->a_case->id, &draft, error);
    ReleaseId release;

    return preview != NULL && release_reply(step->play->mediation, step->actor, step->a_case->id, step->a_case->version,
                                            &draft, &preview->digest, &release, error);
}

static gboolean (*const STEPS[])(const Step *step, GError **error) = {
    [DEMO_REPLY] = step_reply, [DEMO_NOTE] = step_note, [DEMO_TAKE] = step_take,
    [DEMO_GIVE] = step_give,   [DEMO_MOVE] = step_move, [DEMO_STATE] = step_state,
};

static gboolean
play_step(Play *play, const DemoEvent *event, CaseId *case_id, GError **error)
{
    const Staff *staff = g_hash_table_lookup(play->staff, event->by);
    Actor actor = staff_actor(staff);
    Looking looking = { .id = *case_id };
    gboolean done = store_read(play->mediation->store, read_case, &looking, error);

    if (done) {
        Step step = { play, event, &actor, looking.a_case };

        /* She has it open, so she has read it. */
        done = casework_mark_read(play->mediation, &actor, *case_id, error) &&
               store_read(play->mediation->store, read_case, &looking, error);
        step.a_case = looking.a_case;
        done = done && STEPS[event->kind](&step, error) && settle(play, error);
    }
    g_clear_pointer(&looking.a_case, case_free);
    if (!done)
        g_prefix_error(error, "%s: ", event->of->key);
    return done;
}

/* ---- the whole ---- */

/* NULL for a mail that opens none; 0 before its first mail. */
static CaseId *
case_of(Play *play, const DemoCase *of)
{
    CaseId *id = of != NULL ? g_hash_table_lookup(play->cases, of) : NULL;

    if (id == NULL && of != NULL) {
        id = g_new0(CaseId, 1);
        g_hash_table_insert(play->cases, (gpointer)of, id);
    }
    return id;
}

/* The service and priority that the case shall have, once it is with a unit whose service that is. */
static gboolean
give_service(Play *play, const DemoCase *of, CaseId id, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(play->mediation->directory);
    const Service *service = of->service == NULL ? NULL : directory_find_service(snapshot, of->service);
    Looking looking = { .id = id };
    gboolean done = service == NULL || store_read(play->mediation->store, read_case, &looking, error);

    if (done && looking.a_case != NULL && looking.a_case->service.value == 0 &&
        directory_service_fits(service, looking.a_case->unit))
        done = casework_set_service(play->mediation, &ACTOR_TRIBUNE, id, 0, service->id, error) &&
               casework_set_priority(play->mediation, &ACTOR_TRIBUNE, id, 0, of->priority, error);
    g_clear_pointer(&looking.a_case, case_free);
    return done;
}

/* What was said to everybody until @time. */
static gboolean
play_news(Play *play, gint64 time, GError **error)
{
    const GPtrArray *all = demo_content_news(play->content);
    const DemoNewsPlay news = { play->mediation, play->staff, play->publications };

    for (; play->said < all->len; play->said++) {
        const DemoNews *next = g_ptr_array_index(all, play->said);

        if (next->time > time)
            return TRUE;
        clock_pin(next->time);
        if (!demo_news_step(&news, next, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
play_events(Play *play, const DemoFill *fill, GError **error)
{
    const GPtrArray *events = demo_content_events(play->content);

    for (guint i = 0; i < events->len; i++) {
        const DemoEvent *event = g_ptr_array_index(events, i);
        CaseId *id = case_of(play, event->of);

        if (!play_news(play, event->time, error))
            return FALSE;
        clock_pin(event->time);
        if (!(event->kind == DEMO_IN ? play_mail(play, event, id, error) : play_step(play, event, id, error)))
            return FALSE;
        if (event->of != NULL && !give_service(play, event->of, *id, error))
            return FALSE;
        work_wake(play->mediation->work, WORK_CLOCK);
        if (fill->on_progress != NULL && !fill->on_progress(fill->data, i + 1, events->len)) {
            g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "ended before everything was filled in");
            return FALSE;
        }
    }
    return play_news(play, G_MAXINT64, error);
}

static gboolean
play_all(Play *play, const DemoFill *fill, GError **error)
{
    play->mediation = node_mediation(play->node);
    play->channel = channels_find(play->mediation->channels, DEMO_CHANNEL);
    if (play->channel == NULL)
        return fail(error, "configuration", "there is no channel " DEMO_CHANNEL);
    return demo_house_add(&(DemoHouse){ play->content, play->mediation, play->channel, play->units, play->staff },
                          fill->password, error) &&
           demo_news_add_topics(&(DemoNewsPlay){ play->mediation, play->staff, play->publications }, play->content,
                                error) &&
           node_start(play->node, error) && play_events(play, fill, error);
}

gboolean
demo_fill(const DemoFill *fill, const Config *config, const DemoContent *content, GError **error)
{
    const DemoEvent *first = g_ptr_array_index(demo_content_events(content), 0);
    Play play = { .content = content,
                  .units = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free),
                  .staff = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)staff_free),
                  .cases = g_hash_table_new_full(NULL, NULL, NULL, g_free),
                  .publications = g_hash_table_new_full(NULL, NULL, NULL, g_free) };
    gboolean done;

    /* Before anything is made: ids and the journal only go forward. */
    clock_pin(first->time - CLOCK_HOUR);
    play.node = node_open(config, NODE_SERVE, error);
    done = play.node != NULL && play_all(&play, fill, error);
    if (play.node != NULL)
        node_stop(play.node, CLOCK_SECOND);
    g_clear_pointer(&play.node, node_close);
    clock_pin(0);
    g_hash_table_destroy(play.publications);
    g_hash_table_destroy(play.cases);
    g_hash_table_destroy(play.staff);
    g_hash_table_destroy(play.units);
    return done;
}
