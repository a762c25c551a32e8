/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/indexing.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "store/case-store.h"
#include "store/event-trail.h"
#include "store/message-store.h"
#include "store/person-merge-store.h"
#include "store/person-store.h"
#include "store/search-merge.h"

#define INTERVAL  (CLOCK_SECOND / 2)
#define PATIENCE  (CLOCK_SECOND / 4) /* of one round: most of the time is others' */
#define LAG       (CLOCK_SECOND / 4) /* an event that young may still have an older one committed after it */
#define DOCUMENTS 128
#define EVENTS    32 /* looked at for one batch, a document that it may have */

struct Indexing {
    Mediation *mediation;
};

/* One batch on its way. */
typedef struct {
    Mediation *mediation;
    guint limit;
    gint64 newest; /* event that may be looked at */
    SearchState state;
    gint64 upto;
    guint events;
    GArray *subjects; /* Subject */
    SearchBatch *batch;
} Round;

typedef struct {
    EventKind kind;
    gint64 id;
} Subject;

static void
round_clear(Round *round)
{
    g_clear_pointer(&round->subjects, g_array_unref);
    g_clear_pointer(&round->batch, search_batch_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Round, round_clear)

/* ---- what is in a document ---- */

static void
add_text(Round *round, SearchField field, const char *text)
{
    if (text != NULL && g_utf8_validate(text, -1, NULL))
        search_batch_add(round->batch, field, text, strlen(text));
}

static void
add_writer(Round *round, const Message *message)
{
    add_text(round, SEARCH_FIELD_TEXT, message->sender_name);
    add_text(round, SEARCH_FIELD_TEXT, identity_address(message->sender));
    add_text(round, SEARCH_FIELD_FROM, message->sender_name);
    add_text(round, SEARCH_FIELD_FROM, identity_address(message->sender));
}

/* "de-AT" is found as that and as "de". */
static void
mark_language(Round *round, const char *language)
{
    g_autofree char *lower = g_ascii_strdown(language, -1);

    if (*lower == '\0')
        return;
    search_batch_mark(round->batch, SEARCH_FIELD_LANGUAGE, lower);
    *strchrnul(lower, '-') = '\0';
    search_batch_mark(round->batch, SEARCH_FIELD_LANGUAGE, lower);
}

static void
mark_channel(Round *round, const char *channel)
{
    g_autofree char *lower = g_ascii_strdown(channel, -1);

    search_batch_mark(round->batch, SEARCH_FIELD_CHANNEL, lower);
}

static void
add_body(Round *round, const MessagePart *part)
{
    gsize length;
    const char *bytes = g_bytes_get_data(part->bytes, &length);

    if (length > 0 && g_utf8_validate(bytes, (gssize)length, NULL))
        search_batch_add(round->batch, SEARCH_FIELD_TEXT, bytes, length);
}

/* The text of a message, from its file when it is large. */
static gboolean
add_parts(Round *round, DbSession *session, const Message *message, const GPtrArray *parts, GError **error)
{
    ContentStore *content = &round->mediation->store->content;
    g_autoptr(MessagePart) large = NULL;

    for (guint i = 0; i < parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(parts, i);

        if (message_part_is_attachment(part)) {
            add_text(round, SEARCH_FIELD_TEXT, part->filename);
            search_batch_mark(round->batch, SEARCH_FIELD_HAS, "attachment");
        }
        if (strcmp(part->name, PART_TEXT) != 0)
            continue;
        if (part->size > g_bytes_get_size(part->bytes)) {
            large = content_load_part(content, session, message->id.value, message->ref.secret_key, PART_TEXT, error);
            if (large == NULL)
                return FALSE;
        }
        add_body(round, large != NULL ? large : part);
    }
    return TRUE;
}

static gboolean
add_reference(Round *round, DbSession *session, CaseId id, GError **error)
{
    g_autoptr(Case) a_case = id.value == 0 ? NULL : case_store_load(session, id, error);

    if (a_case != NULL)
        add_text(round, SEARCH_FIELD_TEXT, a_case->reference);
    return a_case != NULL || id.value == 0;
}

static gboolean
add_message(Round *round, DbSession *session, gint64 id, GError **error)
{
    ContentStore *content = &round->mediation->store->content;
    g_autoptr(Message) message = message_store_load(session, (MessageId){ id }, error);
    g_autoptr(GPtrArray) parts = NULL;

    if (message == NULL)
        return FALSE;
    if (message->direction == DIRECTION_OUT && message->author.value == 0)
        return TRUE;
    parts = content_load(content, session, id, message->ref.secret_key, FALSE, error);
    if (parts == NULL)
        return FALSE;
    search_batch_begin(round->batch, SEARCH_MESSAGE, id, message->received);
    add_text(round, SEARCH_FIELD_TEXT, message->subject);
    add_writer(round, message);
    mark_channel(round, message->channel);
    mark_language(round, message->language);
    return add_parts(round, session, message, parts, error) && add_reference(round, session, message->case_id, error);
}

static gboolean
add_title(Round *round, DbSession *session, gint64 id, GError **error)
{
    g_autoptr(Case) a_case = case_store_load(session, (CaseId){ id }, error);

    if (a_case == NULL)
        return FALSE;
    search_batch_begin(round->batch, SEARCH_TITLE, id, a_case->changed);
    add_text(round, SEARCH_FIELD_TEXT, a_case->title);
    add_text(round, SEARCH_FIELD_TEXT, a_case->reference);
    mark_channel(round, a_case->channel);
    mark_language(round, a_case->language);
    return TRUE;
}

/* Who was put into her is still asked for by the old name. */
static gboolean
add_merged_names(Round *round, DbSession *session, PersonId id, GError **error)
{
    g_autoptr(GPtrArray) merges = person_merge_store_list(session, id, error);

    for (guint i = 0; merges != NULL && i < merges->len; i++)
        add_text(round, SEARCH_FIELD_PERSON, ((const PersonMerge *)g_ptr_array_index(merges, i))->source_name);
    return merges != NULL;
}

static gboolean
add_person(Round *round, DbSession *session, gint64 id, GError **error)
{
    g_autoptr(Person) person = person_store_load(session, (PersonId){ id }, error);
    g_autoptr(GPtrArray) identities = person == NULL ? NULL : person_store_list_identities(session, person->id, error);

    if (identities == NULL)
        return FALSE;
    search_batch_begin(round->batch, SEARCH_PERSON, id, person->created);
    add_text(round, SEARCH_FIELD_PERSON, person->name);
    for (guint i = 0; i < identities->len; i++)
        add_text(round, SEARCH_FIELD_PERSON, identity_address(((Identity *)g_ptr_array_index(identities, i))->uri));
    return add_merged_names(round, session, person->id, error);
}

/* ---- a batch ---- */

/* The kinds that say a document is new or another one. */
static const struct {
    EventKind kind;
    gboolean (*add)(Round *round, DbSession *session, gint64 id, GError **error);
} KINDS[] = {
    { EVENT_MESSAGE_SCREENED, add_message }, { EVENT_NOTE_ADDED, add_message },
    { EVENT_RELEASE_RELEASED, add_message }, { EVENT_CASE_TITLE, add_title },
    { EVENT_PERSON_CREATED, add_person },    { EVENT_PERSON_CHANGED, add_person },
    { EVENT_PERSON_MERGED, add_person },     { EVENT_PERSON_UNMERGED, add_person },
};

static gboolean
is_indexed(EventKind kind)
{
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (KINDS[i].kind == kind)
            return TRUE;
    return FALSE;
}

static gboolean
on_event(gint64 id, EventKind kind, gint64 subject, gpointer data)
{
    Round *round = data;
    Subject one = { kind, subject };

    round->events++;
    round->upto = id;
    if (is_indexed(kind))
        g_array_append_val(round->subjects, one);
    return round->subjects->len < round->limit;
}

/* What was erased since has nothing to be found by. What cannot be opened must not hold up all that comes after. */
static gboolean
add_subject(Round *round, DbSession *session, const Subject *subject, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (KINDS[i].kind != subject->kind || KINDS[i].add(round, session, subject->id, &trouble))
            continue;
        if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
            return TRUE;
        if (!g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT)) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return FALSE;
        }
        log_failure("search.unreadable", trouble);
        return TRUE;
    }
    return TRUE;
}

static gboolean
read_round(DbSession *session, gpointer data, GError **error)
{
    Round *round = data;

    if (!search_index_state(session, &round->state, error))
        return FALSE;
    round->upto = round->state.event;
    if (!event_trail_each(session, round->state.event, round->newest, (gint64)round->limit * EVENTS, on_event, round,
                          error))
        return FALSE;
    for (guint i = 0; i < round->subjects->len; i++)
        if (!add_subject(round, session, &g_array_index(round->subjects, Subject, i), error))
            return FALSE;
    return TRUE;
}

static gboolean
write_round(DbSession *session, gpointer data, GError **error)
{
    Round *round = data;

    return search_index_write(session, round->batch, round->state.event, round->upto, error);
}

static gboolean
write_at(Mediation *mediation, const IndexingPace *pace, DbTask task, gpointer data, GError **error)
{
    return pace->urgent ? store_write(mediation->store, task, data, error)
                        : store_write_background(mediation->store, task, data, error);
}

/* The largest id that an event of @time may have. */
static gint64
newest_event(const IndexingPace *pace)
{
    return pace->up_to_now ? G_MAXINT64 : id_at(clock_now() - LAG);
}

/* *ret: what was added; *ret_went_on: the trail was followed a bit. */
static gboolean
index_some(Mediation *mediation, const IndexingPace *pace, guint *ret, gboolean *ret_went_on, GError **error)
{
    g_auto(Round) round = { .mediation = mediation, .limit = pace->documents != 0 ? pace->documents : DOCUMENTS };
    GError *trouble = NULL;

    round.newest = newest_event(pace);
    round.subjects = g_array_new(FALSE, FALSE, sizeof(Subject));
    round.batch = search_batch_new(mediation->store->search_key);
    *ret = 0;
    *ret_went_on = FALSE;
    if (!store_read(mediation->store, read_round, &round, error))
        return FALSE;
    /* Where nothing is to be added, getting on a little is not worth a commit. */
    if (round.subjects->len == 0 && round.events < round.limit * EVENTS)
        return TRUE;
    *ret_went_on = TRUE;
    if (write_at(mediation, pace, write_round, &round, &trouble)) {
        *ret = search_batch_documents(round.batch)->len;
        return TRUE;
    }
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT)) {
        g_error_free(trouble); /* somebody else did it */
        return TRUE;
    }
    g_propagate_error(error, trouble);
    return FALSE;
}

/* ---- merging ---- */

static gboolean
ask_merge(DbSession *session, gpointer data, GError **error)
{
    return search_merge_ask(session, data, error);
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

gboolean
indexing_step(Mediation *mediation, const IndexingPace *pace, gboolean *ret_done, guint *ret_documents, GError **error)
{
    Merging merging = { pace->rows, FALSE };
    SearchMergeNeed need;
    gboolean went_on = FALSE;
    guint documents = 0;

    if (!store_read(mediation->store, ask_merge, &need, error) ||
        (need != SEARCH_MERGE_URGENT && !index_some(mediation, pace, &documents, &went_on, error)))
        return FALSE;
    if (!went_on && need != SEARCH_MERGE_NOTHING && !write_at(mediation, pace, merge, &merging, error))
        return FALSE;
    *ret_done = !went_on && need == SEARCH_MERGE_NOTHING;
    if (ret_documents != NULL)
        *ret_documents = documents;
    return TRUE;
}

/* ---- work ---- */

static void
tick(gpointer data)
{
    static const IndexingPace PACE = { 0 };
    Indexing *indexing = data;
    gint64 deadline = clock_monotonic() + PATIENCE;
    g_autoptr(GError) error = NULL;
    gboolean done = FALSE;

    while (!done && clock_monotonic() < deadline) {
        if (!indexing_step(indexing->mediation, &PACE, &done, NULL, &error)) {
            log_failure("search.index-failed", error);
            return;
        }
    }
}

Indexing *
indexing_register(Mediation *mediation)
{
    Indexing *indexing = g_new0(Indexing, 1);

    indexing->mediation = mediation;
    work_every(mediation->work, "index", INTERVAL, tick, indexing);
    return indexing;
}

void
indexing_free(Indexing *indexing)
{
    g_free(indexing);
}

static gboolean
clear(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    return search_index_clear(session, error);
}

gboolean
indexing_clear(Mediation *mediation, GError **error)
{
    return store_write(mediation->store, clear, NULL, error);
}
