/* SPDX-License-Identifier: Apache-2.0 */
/* A house with a past, made fast: for benches.
 *
 *     seed --config FILE [--cases N | --index]
 *
 * Makes the data folder, which must not be there yet, and in it eight units with an address each
 * (hello@northam.example is the first), two officers a unit and a lead of all ("bench"), all with the password below;
 * then N cases with four messages each: a citizen writes, an officer answers, the citizen answers, the officer leaves a
 * note. What is stored is what the real way stores: keys, sealed content, events, leaves, deliveries; only parsing,
 * rendering and waiting for each message's own commit are left out: a transaction takes 100 cases. The steps of
 * neighbouring cases are interleaved as they would be over the days, so a case's rows are not all on one page. One case
 * in twenty stays open, one in a thousand is held. Times are spread over this year. In the end all of it is indexed for
 * searches, as the node does it, only in larger batches; --index goes on with that where it was broken off.
 *
 * Words are drawn from VOCABULARY ones, the n-th of them n times as seldom as the first (Zipf's law). The first 32 are
 * real; the n-th of the others is made of syllables: see word(), which bench/search repeats. Lines "name value" on the
 * output say how long it took and what it takes on disk. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "command/node.h"
#include "journal/journal.h"
#include "mediation/cases/casework.h"
#include "mediation/indexing.h"
#include "mediation/receiving/envelope.h"
#include "mediation/receiving/filing.h"
#include "mediation/releasing/release-letter.h"
#include "mediation/staff/staffing.h"
#include "store/event-store.h"
#include "store/message-store.h"
#include "store/person-store.h"
#include "store/verdict-store.h"

#define PASSWORD "lanterns-over-the-quiet-harbour"
#define UNITS    8
#define OFFICERS 2 /* a unit */
#define STEPS    100

#define VOCABULARY 500000

/* How many cases later the next thing happens to a case. */
#define REPLY_LAG  300
#define ANSWER_LAG 700
#define NOTE_LAG   1000
#define END_LAG    1300

DB_STATEMENT(index_bytes, "SELECT COALESCE(SUM(pgsize), 0) FROM dbstat WHERE aggregate = TRUE AND name IN ("
                          "'search_blocks', 'search_dead', 'search_dead_doc', 'search_docs', 'search_docs_subject',"
                          " 'search_segments', 'search_spans', 'search_state')");
DB_STATEMENT(index_documents, "SELECT doc FROM search_state");
DB_STATEMENT(drop_delivery_job, "DELETE FROM jobs WHERE kind = 'deliver' AND subject = $1");

typedef struct {
    CaseId id;
    ConversationId conversation;
} Matter;

typedef struct {
    Node *node;
    Mediation *mediation;
    UnitId units[UNITS];
    EndpointId endpoints[UNITS];
    Actor officers[UNITS][OFFICERS];
    guint cases, next;
    gint64 begin, pace; /* of case 0; microseconds from one case to the next */
    Matter *matters;
} Seed;

static const char *const NAMES[UNITS] = { "Customer services", "Highways",  "Housing",  "Waste", "Parks",
                                          "Planning",          "Libraries", "Registrar" };
static const char *const LOCALS[UNITS] = { "hello", "highways", "housing",   "waste",
                                           "parks", "planning", "libraries", "registrar" };
static const char *const WORDS[] = { "the",  "street", "lamp",    "at",   "our",   "corner", "has",    "been",
                                     "dark", "since",  "Tuesday", "and",  "the",   "school", "bus",    "stops",
                                     "here", "please", "look",    "into", "this",  "before", "winter", "thank",
                                     "you",  "Grüße",  "water",   "bins", "again", "noise",  "permit", "letter" };

/* ---- the house ---- */

static gboolean
add_unit(Seed *seed, guint index, GError **error)
{
    g_autofree char *uri = g_strdup_printf("mailto:%s@northam.example", LOCALS[index]);
    Directory *directory = seed->mediation->directory;

    return directory_add_unit(directory, &ACTOR_TRIBUNE, LOCALS[index], NAMES[index], &seed->units[index], error) &&
           directory_add_endpoint(directory, &ACTOR_TRIBUNE, "email", uri, NAMES[index], seed->units[index],
                                  &seed->endpoints[index], error);
}

static gboolean
add_member(Seed *seed, PasswordHasher *hasher, const char *login, RoleGrant grant, Actor *ret, GError **error)
{
    RoleGrant *kept = g_memdup2(&grant, sizeof grant);
    StaffDraft draft = {
        .login = login, .name = login, .locale = "en", .password = PASSWORD, .grants = kept, .grant_count = 1
    };

    *ret = (Actor){ .kind = ACTOR_STAFF, .name = g_strdup(login), .grants = kept, .grant_count = 1 };
    return staffing_add(seed->mediation->store, hasher, &ACTOR_TRIBUNE, &draft, &ret->staff, error);
}

static gboolean
furnish(Seed *seed, GError **error)
{
    g_autoptr(PasswordHasher) hasher = password_hasher_new();
    Actor lead;

    for (guint unit = 0; unit < UNITS; unit++) {
        if (!add_unit(seed, unit, error))
            return FALSE;
        for (guint i = 0; i < OFFICERS && seed->cases > 0; i++) {
            g_autofree char *login = g_strdup_printf("%s.%u", LOCALS[unit], i + 1);

            if (!add_member(seed, hasher, login, (RoleGrant){ ROLE_OFFICER, seed->units[unit] },
                            &seed->officers[unit][i], error))
                return FALSE;
        }
    }
    if (!add_member(seed, hasher, "bench", (RoleGrant){ ROLE_LEAD, { 0 } }, &lead, error))
        return FALSE;
    if (seed->cases > 0)
        seed->officers[0][0] = lead; /* so that some are her own */
    return TRUE;
}

/* ---- what people write ---- */

/* The word of rank @rank, from 0. */
static void
append_word(GString *text, guint rank)
{
    if (rank < G_N_ELEMENTS(WORDS)) {
        g_string_append(text, WORDS[rank]);
        return;
    }
    for (guint rest = rank + 80; rest > 0; rest /= 80) {
        g_string_append_c(text, "bdfghjklmnprstvz"[rest % 80 / 5]);
        g_string_append_c(text, "aeiou"[rest % 5]);
    }
}

/* The logarithm of a rank is drawn evenly. */
static guint
draw_rank(guint64 *state)
{
    *state = *state * G_GUINT64_CONSTANT(6364136223846793005) + G_GUINT64_CONSTANT(1442695040888963407);
    return (guint)exp((double)(*state >> 11) / (double)(G_GUINT64_CONSTANT(1) << 53) * log(VOCABULARY)) - 1;
}

static char *
words(guint number, gsize size)
{
    GString *text = g_string_sized_new(size + 16);
    guint64 state = number * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

    draw_rank(&state);
    for (guint i = 0; text->len < size; i++) {
        append_word(text, draw_rank(&state));
        g_string_append_c(text, i % 12 == 11 ? '\n' : ' ');
    }
    return g_string_free(text, FALSE);
}

static void
set_text(char **field, char *taken)
{
    g_free(*field);
    *field = taken;
}

static char *
external_id(guint number, const char *what)
{
    return g_strdup_printf("%s-%u@citizen.example", what, number);
}

static void
add_parts(MessageDraft *draft, guint number)
{
    char *text = words(number, 250 + number % 7 * 150); /* 700 on average */
    char *raw = g_strdup_printf("From: %s\r\nTo: hello@northam.example\r\nSubject: %s\r\nMessage-ID: <%s>\r\n"
                                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s",
                                draft->sender + strlen("mailto:"), draft->subject, draft->external_id, text);
    g_autoptr(GBytes) raw_bytes = g_bytes_new_take(raw, strlen(raw));
    g_autoptr(GBytes) text_bytes = g_bytes_new_take(text, strlen(text));
    g_autoptr(GBytes) envelope = NULL;

    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, "message/rfc822", NULL, raw_bytes));
    g_ptr_array_add(draft->parts, message_part_new(PART_TEXT, "text/plain", NULL, text_bytes));
    envelope = envelope_format(draft);
    g_ptr_array_add(draft->parts, message_part_new(PART_ENV, "application/json", NULL, envelope));
}

/* Three cases a citizen. */
static MessageDraft *
draft_mail(const Seed *seed, guint number, gboolean answer)
{
    MessageDraft *draft = message_draft_new();
    guint citizen = number % MAX(seed->cases / 3, 1);

    set_text(&draft->endpoint, g_strdup_printf("mailto:%s@northam.example", LOCALS[number % UNITS]));
    set_text(&draft->external_id, external_id(number, answer ? "answer" : "first"));
    set_text(&draft->sender, g_strdup_printf("mailto:citizen%u@citizen.example", citizen));
    set_text(&draft->sender_name, g_strdup_printf("Citizen Number %u", citizen));
    set_text(&draft->evidence, g_strdup("seeded"));
    set_text(&draft->subject, g_strdup_printf("%sThe lamp at corner %u is dark", answer ? "Re: " : "", number));
    set_text(&draft->language, g_strdup(number % 5 == 0 ? "de" : "en"));
    draft->quiet = TRUE; /* no acknowledgement: officers answer */
    draft->sent = clock_now();
    if (answer)
        g_ptr_array_add(draft->references, external_id(number, "reply"));
    add_parts(draft, number * 2 + (guint)answer);
    return draft;
}

/* ---- a mail comes in ---- */

static Message *
message_of(const Seed *seed, guint number, const MessageDraft *draft, const SealedContent *sealed)
{
    Message *message = g_new0(Message, 1);
    const MessagePart *text = message_parts_find(draft->parts, PART_TEXT);

    message->id.value = id_next();
    message->direction = DIRECTION_IN;
    message->channel = g_strdup("email");
    message->endpoint = seed->endpoints[number % UNITS];
    message->external_id = g_strdup(draft->external_id);
    message->sender = g_strdup(draft->sender);
    message->sender_name = g_strdup(draft->sender_name);
    message->subject = g_strdup(draft->subject);
    message->preview = g_strndup(g_bytes_get_data(text->bytes, NULL), 120);
    g_strdelimit(message->preview, "\n", ' ');
    set_text(&message->preview, g_utf8_make_valid(message->preview, -1));
    message->language = g_strdup(draft->language);
    message->screening = number % 1000 == 999 ? SCREENING_HELD : SCREENING_CLEAR;
    message->size = (gint64)g_bytes_get_size(message_parts_find(draft->parts, PART_RAW)->bytes);
    message->sent = message->received = clock_now();
    memcpy(message->ref.record, sealed->record, sizeof message->ref.record);
    message->ref.secret_key = sealed->secret_key;
    return message;
}

static gboolean
append_receive(DbSession *session, Message *message, const SealedContent *sealed, GError **error)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);

    leaf_init(leaf, LEAF_RECEIVE, sealed->record);
    leaf->time = message->received / CLOCK_SECOND;
    leaf_add_attr(leaf, "channel", message->channel);
    leaf_add_attr(leaf, "direction", "in");
    content_commit(sealed, leaf);
    return journal_append(session, leaf, &message->ref.leaf, error);
}

static gboolean
append_screened(const Seed *seed, DbSession *session, const Message *message, GError **error)
{
    json_t *detail = json_pack("{s:s, s:[]}", "screening", screening_name(message->screening), "verdicts");
    gboolean done = event_append(seed->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_MESSAGE_SCREENED,
                                                .actor = &ACTOR_TRIBUNE,
                                                .subject = message->id.value,
                                                .detail = detail,
                                                .ref = message->ref.leaf },
                                 NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
take_in(Seed *seed, DbSession *session, guint number, gboolean answer, GError **error)
{
    g_autoptr(MessageDraft) draft = draft_mail(seed, number, answer);
    g_autoptr(SealedContent) sealed = content_seal(&seed->mediation->store->content, draft->parts, error);
    g_autoptr(Message) message = sealed == NULL ? NULL : message_of(seed, number, draft, sealed);
    Digest fingerprint = digest_sha256(draft->external_id, strlen(draft->external_id));
    FilingResult filed;

    if (message == NULL || !append_receive(session, message, sealed, error) ||
        !content_save(session, message->id.value, sealed, error) ||
        !message_store_insert(session, message, fingerprint.bytes, DIGEST_SIZE, error) ||
        !append_screened(seed, session, message, error) ||
        !filing_file(seed->mediation, session, message, draft, NULL, &filed, error))
        return FALSE;
    seed->matters[number].id = filed.case_id;
    return TRUE;
}

static gboolean
open_case(Seed *seed, DbSession *session, guint number, GError **error)
{
    g_autoptr(Conversation) conversation = NULL;

    if (!take_in(seed, session, number, FALSE, error))
        return FALSE;
    conversation = case_store_last_conversation(session, seed->matters[number].id, error);
    if (conversation == NULL)
        return FALSE;
    seed->matters[number].conversation = conversation->id;
    return TRUE;
}

/* ---- an officer answers ---- */

static gboolean
assign(Seed *seed, DbSession *session, const Actor *officer, Case *a_case, GError **error)
{
    json_t *detail = json_pack("{s:s}", "assignee", officer->name);
    gboolean done = event_append(seed->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_CASE_ASSIGNED,
                                                .actor = officer,
                                                .case_id = a_case->id,
                                                .subject = a_case->id.value,
                                                .detail = detail },
                                 NULL, error);

    json_decref(detail);
    a_case->assignee = officer->staff;
    return done;
}

/* The delivery's end, without a mail server. */
static gboolean
deliver(Seed *seed, DbSession *session, CaseId case_id, DeliveryId delivery, GError **error)
{
    Attempt attempt = {
        .outcome = OUTCOME_ACCEPTED, .code = (char *)"250 2.0.0", .reason = (char *)"", .remote = (char *)"Ok"
    };
    g_autoptr(DbQuery) query = db_query(session, &drop_delivery_job);
    json_t *detail = json_pack("{s:i, s:s, s:s, s:s, s:s, s:b}", "attempt", 1, "outcome", "accepted", "code",
                               attempt.code, "reason", "", "remote", attempt.remote, "possible-duplicate", FALSE);
    gboolean done = event_append(seed->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_DELIVERY_ACCEPTED,
                                                .actor = &ACTOR_TRIBUNE,
                                                .case_id = case_id,
                                                .subject = delivery.value,
                                                .detail = detail },
                                 NULL, error) &&
                    release_store_add_attempt(session, delivery, 1, clock_now(), &attempt, error) &&
                    release_store_update_delivery(session, delivery, DELIVERY_SENT, 1, clock_now(), error);

    json_decref(detail);
    db_bind_int(query, delivery.value);
    return done && db_run(query, error);
}

static gboolean
send_reply(Seed *seed, DbSession *session, const Actor *officer, Case *a_case, guint number, GError **error)
{
    g_autoptr(Conversation) conversation =
        case_store_load_conversation(session, seed->matters[number].conversation, error);
    g_autofree char *uri = g_strdup_printf("mailto:citizen%u@citizen.example", number % MAX(seed->cases / 3, 1));
    g_autoptr(Identity) to = conversation == NULL ? NULL : person_store_find_identity(session, uri, error);
    g_autoptr(Outgoing) outgoing =
        to == NULL ? NULL : release_compose(seed->mediation, session, a_case, conversation, to, error);
    g_auto(ReleaseLetter) letter = { 0 };

    if (outgoing == NULL)
        return FALSE;
    outgoing->kind = RELEASE_REPLY;
    outgoing->release.value = id_next();
    outgoing->delivery.value = id_next();
    set_text(&outgoing->text, words(number + 7, 600));
    if (!release_letter_render(seed->mediation, "email", outgoing, &letter, error))
        return FALSE;
    set_text(&letter.external_id, external_id(number, "reply"));
    return release_letter_seal(seed->mediation, &letter, error) &&
           release_letter_save(seed->mediation, session, &letter,
                               &(ReleaseSaving){ .actor = officer,
                                                 .rule = RULE_OWN_UNIT,
                                                 .case_id = a_case->id,
                                                 .to = to,
                                                 .conversation = conversation },
                               error) &&
           deliver(seed, session, a_case->id, outgoing->delivery, error);
}

static const Actor *
officer_of(const Seed *seed, guint number)
{
    return &seed->officers[number % UNITS][number / UNITS % OFFICERS];
}

static gboolean
reply(Seed *seed, DbSession *session, guint number, GError **error)
{
    const Actor *officer = officer_of(seed, number);
    g_autoptr(Case) a_case = case_store_load(session, seed->matters[number].id, error);

    if (a_case == NULL || !assign(seed, session, officer, a_case, error) ||
        !casework_move(seed->mediation, session, officer, a_case, CASE_WAITING_CITIZEN, "answered", error))
        return FALSE;
    a_case->unread = FALSE;
    a_case->changed = clock_now();
    return send_reply(seed, session, officer, a_case, number, error) && case_store_update(session, a_case, error);
}

/* ---- a note, and the end ---- */

static gboolean
save_note(Seed *seed, DbSession *session, const Actor *officer, Message *note, const SealedContent *sealed,
          GError **error)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);

    leaf_init(leaf, LEAF_NOTE, sealed->record);
    leaf->time = note->received / CLOCK_SECOND;
    leaf_add_attr(leaf, "direction", "note");
    content_commit(sealed, leaf);
    memcpy(note->ref.record, sealed->record, sizeof note->ref.record);
    note->ref.secret_key = sealed->secret_key;
    return journal_append(session, leaf, &note->ref.leaf, error) &&
           content_save(session, note->id.value, sealed, error) &&
           message_store_insert(session, note, (const guint8 *)&note->id, sizeof note->id, error) &&
           event_append(seed->mediation->store, session,
                        &(EventDraft){ .kind = EVENT_NOTE_ADDED,
                                       .actor = officer,
                                       .case_id = note->case_id,
                                       .subject = note->id.value,
                                       .ref = note->ref.leaf },
                        NULL, error);
}

static gboolean
leave_note(Seed *seed, DbSession *session, guint number, GError **error)
{
    const Actor *officer = officer_of(seed, number);
    g_autoptr(GPtrArray) parts = message_parts_new();
    char *text = words(number + 13, 200);
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
    g_autoptr(SealedContent) sealed = NULL;
    Message note = {
        .id = { id_next() },
        .direction = DIRECTION_NOTE,
        .channel = (char *)"",
        .external_id = (char *)"",
        .sender = (char *)"",
        .sender_name = (char *)officer->name,
        .author = officer->staff,
        .subject = (char *)"",
        .preview = text,
        .language = (char *)"",
        .screening = SCREENING_CLEAR,
        .size = (gint64)strlen(text),
        .sent = clock_now(),
        .received = clock_now(),
        .case_id = seed->matters[number].id,
    };

    g_ptr_array_add(parts, message_part_new(PART_TEXT, "text/markdown", NULL, bytes));
    sealed = content_seal(&seed->mediation->store->content, parts, error);
    return sealed != NULL && save_note(seed, session, officer, &note, sealed, error);
}

static gboolean
resolve(Seed *seed, DbSession *session, guint number, GError **error)
{
    g_autoptr(Case) a_case =
        number % 20 == 0 || number % 1000 == 999 ? NULL : case_store_load(session, seed->matters[number].id, error);

    if (a_case == NULL)
        return error == NULL || *error == NULL;
    a_case->unread = FALSE;
    a_case->changed = clock_now();
    return casework_move(seed->mediation, session, officer_of(seed, number), a_case, CASE_RESOLVED, "done", error) &&
           case_store_update(session, a_case, error);
}

/* ---- the days ---- */

typedef gboolean (*Act)(Seed *seed, DbSession *session, guint number, GError **error);

static gboolean
answer(Seed *seed, DbSession *session, guint number, GError **error)
{
    return take_in(seed, session, number, TRUE, error);
}

static const struct {
    guint lag;
    Act act;
} DAY[] = {
    { 0, open_case }, { REPLY_LAG, reply }, { ANSWER_LAG, answer }, { NOTE_LAG, leave_note }, { END_LAG, resolve }
};

static gboolean
run_steps(DbSession *session, gpointer data, GError **error)
{
    Seed *seed = data;

    for (guint step = seed->next; step < MIN(seed->next + STEPS, seed->cases); step++) {
        clock_pin(seed->begin + step * seed->pace);
        for (guint i = 0; i < G_N_ELEMENTS(DAY); i++)
            if (step >= DAY[i].lag && !DAY[i].act(seed, session, step - DAY[i].lag, error))
                return FALSE;
    }
    return TRUE;
}

/* From the first case on it is the past: ids, too, are of the time they are made at. */
static void
plan(Seed *seed, guint cases)
{
    gint64 now = clock_now(), spread = 300 * CLOCK_DAY;

    while (clock_year_utc(now - spread) != clock_year_utc(now))
        spread -= CLOCK_DAY;
    seed->cases = cases;
    if (cases == 0)
        return;
    seed->matters = g_new0(Matter, cases);
    seed->begin = now - spread;
    seed->pace = spread / cases;
    clock_pin(seed->begin);
}

static gboolean
live(Seed *seed, GError **error)
{
    for (; seed->next < seed->cases; seed->next += STEPS)
        if (!store_write(seed->mediation->store, run_steps, seed, error))
            return FALSE;
    clock_pin(0);
    return node_sign_checkpoint(seed->node, error);
}

typedef struct {
    gint64 bytes, documents;
} Used;

static gboolean
read_number(DbSession *session, const DbStatement *statement, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    if (!db_step_one(query, "number", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}

static gboolean
read_used(DbSession *session, gpointer data, GError **error)
{
    Used *used = data;

    return read_number(session, &index_bytes, &used->bytes, error) &&
           read_number(session, &index_documents, &used->documents, error);
}

/* Of large batches, so that a word is written once for many documents; a node beside which people wait makes small
 * ones. */
static gboolean
make_index(Seed *seed, GError **error)
{
    const IndexingPace pace = { .documents = 128 * 1024, .rows = 1000000, .urgent = TRUE, .up_to_now = TRUE };
    gint64 began = clock_monotonic(), indexed = 0;
    Used used;
    gboolean done = FALSE;
    guint added;

    while (!done) {
        if (!indexing_step(seed->mediation, &pace, &done, &added, error))
            return FALSE;
        indexed += added;
    }
    if (!store_read(seed->mediation->store, read_used, &used, error))
        return FALSE;
    printf("index-rate %.0f\nindex-documents %" G_GINT64_FORMAT "\nindex-bytes %" G_GINT64_FORMAT "\n",
           (double)indexed * CLOCK_SECOND / (double)MAX(clock_monotonic() - began, 1), used.documents, used.bytes);
    return TRUE;
}

int
main(int argc, char **argv)
{
    char *path = NULL;
    int cases = 0;
    gboolean index = FALSE;
    const GOptionEntry options[] = { { "config", 0, 0, G_OPTION_ARG_FILENAME, &path, "of the node", "FILE" },
                                     { "cases", 0, 0, G_OPTION_ARG_INT, &cases, "how many", "N" },
                                     { "index", 0, 0, G_OPTION_ARG_NONE, &index, "only what is not indexed", NULL },
                                     { NULL } };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    Config *config = NULL;
    Seed seed = { 0 };

    g_option_context_add_main_entries(context, options, NULL);
    if (g_option_context_parse(context, &argc, &argv, &error) && path != NULL &&
        (config = node_config_load(path, &error))) {
        plan(&seed, (guint)MAX(cases, 0));
        seed.node = node_open(config, NODE_SERVE, &error);
    }
    if (seed.node != NULL)
        seed.mediation = node_mediation(seed.node);
    if (seed.node == NULL || (!index && (!furnish(&seed, &error) || !live(&seed, &error))) ||
        !make_index(&seed, &error)) {
        fprintf(stderr, "seed: %s\n", error != NULL ? error->message : "--config is needed");
        return 1;
    }
    node_close(seed.node);
    config_free(config);
    return 0;
}
