/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/people/citizen-access.h"

#include <string.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/encode.h"
#include "base/error.h"
#include "base/id.h"
#include "base/random.h"
#include "mediation/rate-limit.h"
#include "model/rights.h"
#include "store/access-store.h"
#include "store/case-store.h"
#include "store/event-store.h"
#include "store/merge-store.h"
#include "store/message-store.h"
#include "store/person-store.h"

#define HOLDERS_MAX   8 /* of one case whose codes are compared */
#define SOURCES_MAX   8 /* merged into it, likewise */
#define MERGES_MAX    8 /* that follow one another */
#define REFERENCE_MAX 40
#define LIMIT_KEYS    4096

static const RateLimitRule BY_ADDRESS = {
    .tries = CITIZEN_ACCESS_ADDRESS_TRIES,
    .window = CITIZEN_ACCESS_WINDOW,
    .at_once = CITIZEN_ACCESS_ADDRESS_TRIES,
    .keys = LIMIT_KEYS,
};
static const RateLimitRule BY_CASE = {
    .tries = CITIZEN_ACCESS_CASE_TRIES,
    .window = CITIZEN_ACCESS_WINDOW,
    .at_once = 3,
    .first_pause = CLOCK_SECOND,
    .longest_pause = CLOCK_MINUTE,
    .keys = LIMIT_KEYS,
};

static const RateLimitRule CASE_IN_ALL = {
    .tries = CITIZEN_ACCESS_CASE_MOST,
    .window = CITIZEN_ACCESS_WINDOW,
    .at_once = CITIZEN_ACCESS_CASE_MOST,
    .keys = LIMIT_KEYS,
};

struct CitizenAccess {
    Mediation *mediation;
    guint8 secret[DIGEST_SIZE];
    RateLimit *by_address, *by_case, *case_in_all;
};

CitizenAccess *
citizen_access_new(Mediation *mediation, const guint8 *secret)
{
    CitizenAccess *access = g_new0(CitizenAccess, 1);

    access->mediation = mediation;
    memcpy(access->secret, secret, DIGEST_SIZE);
    access->by_address = rate_limit_new(&BY_ADDRESS);
    access->by_case = rate_limit_new(&BY_CASE);
    access->case_in_all = rate_limit_new(&CASE_IN_ALL);
    return access;
}

void
citizen_access_free(CitizenAccess *access)
{
    rate_limit_free(access->by_address);
    rate_limit_free(access->by_case);
    rate_limit_free(access->case_in_all);
    memset(access->secret, 0, DIGEST_SIZE);
    g_free(access);
}

Mediation *
citizen_access_mediation(const CitizenAccess *access)
{
    return access->mediation;
}

/* ---- tokens and codes ---- */

AccessSeed
citizen_access_make(void)
{
    AccessSeed seed;

    random_bytes(seed.bytes, sizeof seed.bytes);
    return seed;
}

/* One secret for four purposes: each has its own first byte. */
static Digest
mac_of(const CitizenAccess *access, char purpose, const void *bytes, gsize length)
{
    g_autofree guint8 *input = g_malloc(length + 1);

    input[0] = (guint8)purpose;
    memcpy(input + 1, bytes, length);
    return digest_hmac(access->secret, DIGEST_SIZE, input, length + 1);
}

char *
citizen_access_token(const CitizenAccess *access, const AccessSeed *seed)
{
    Digest mac = mac_of(access, 't', seed->bytes, ACCESS_SEED_SIZE);

    return encode_base64url(mac.bytes, ACCESS_SEED_SIZE);
}

/* Three bytes for each letter: no letter is more likely than another by more than 2 in a million. */
static void
write_code(const CitizenAccess *access, const AccessSeed *seed, char out[ACCESS_CODE_LENGTH + 1])
{
    Digest mac = mac_of(access, 'c', seed->bytes, ACCESS_SEED_SIZE);

    G_STATIC_ASSERT(3 * ACCESS_CODE_LENGTH <= DIGEST_SIZE);
    for (guint i = 0; i < ACCESS_CODE_LENGTH; i++) {
        const guint8 *three = mac.bytes + 3 * i;
        guint32 number = (guint32)three[0] << 16 | (guint32)three[1] << 8 | three[2];

        out[i] = ACCESS_CODE_LETTERS[number % (sizeof ACCESS_CODE_LETTERS - 1)];
    }
    out[ACCESS_CODE_LENGTH] = '\0';
}

char *
citizen_access_code(const CitizenAccess *access, const AccessSeed *seed)
{
    char code[ACCESS_CODE_LENGTH + 1];

    write_code(access, seed, code);
    return g_strdup_printf("%.4s-%.4s-%s", code, code + 4, code + 8);
}

/* Eight bytes for it: no number is more likely than another by more than 1 in 2^33. */
guint32
citizen_access_number(const CitizenAccess *access, gint64 id, guint32 bound)
{
    guint8 bytes[sizeof id];
    guint64 number = 0;
    Digest mac;

    for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = (guint8)((guint64)id >> (8 * i));
    mac = mac_of(access, 'a', bytes, sizeof bytes);
    for (guint i = 0; i < sizeof number; i++)
        number = number << 8 | mac.bytes[i];
    return (guint32)(number % bound);
}

char *
citizen_access_url(const CitizenAccess *access, const AccessSeed *seed)
{
    const char *base = access->mediation->portal_url;
    g_autofree char *token = base == NULL ? NULL : citizen_access_token(access, seed);

    return base == NULL ? NULL : g_strconcat(base, "/case/", token, NULL);
}

static Digest
hash_of(const CitizenAccess *access, const char *token)
{
    return mac_of(access, 'h', token, strlen(token));
}

/* ---- who comes in ---- */

void
citizen_free(Citizen *citizen)
{
    g_free(citizen->name);
    g_free(citizen->token);
    g_free(citizen->code);
    g_free(citizen->reference);
    g_free(citizen->joined);
    g_free(citizen->identity);
    g_free(citizen->language);
    g_free(citizen);
}

typedef struct {
    CitizenAccess *access;
    Digest hash;
    MessageId message;
    const char *reference, *code;
    Citizen *citizen;
} Entering;

/* Where what was said in a case is now, as far as she takes part there: a case that was merged into another is but a
 * pointer. */
static gboolean
follow_merges(DbSession *session, const AccessRow *row, CaseId *ret, GError **error)
{
    *ret = row->case_id;
    for (guint i = 0; i < MERGES_MAX; i++) {
        g_autoptr(GError) trouble = NULL;
        g_autoptr(Conversation) there = NULL;
        Merge merge;

        if (!merge_store_find(session, *ret, &merge, error))
            return FALSE;
        if (merge.id == 0)
            return TRUE;
        there = case_store_conversation_of(session, merge.target, row->identity, &trouble);
        if (trouble != NULL) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return FALSE;
        }
        if (there == NULL)
            return TRUE;
        *ret = merge.target;
    }
    return TRUE;
}

/* Who typed an address is of what was written by that link, and of nothing else that came from there. */
static gboolean
find_conversation(DbSession *session, const AccessRow *row, CaseId now, ConversationId *ret, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    gboolean own = row->typed && row->message.value != 0;
    g_autoptr(Message) message = own ? message_store_load(session, row->message, error) : NULL;
    g_autoptr(Conversation) conversation =
        own ? NULL : case_store_conversation_of(session, now, row->identity, &trouble);

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    ret->value = message != NULL ? message->conversation.value : conversation != NULL ? conversation->id.value : 0;
    return !own || message != NULL;
}

/* The number that she knows, when the case goes by another one now. */
static gboolean
fill_joined(DbSession *session, Citizen *citizen, CaseId given, GError **error)
{
    g_autoptr(Case) own = given.value == citizen->case_id.value ? NULL : case_store_load(session, given, error);

    if (own != NULL)
        citizen->joined = g_steal_pointer(&own->reference);
    return citizen->joined != NULL || given.value == citizen->case_id.value;
}

static gboolean
fill_case(DbSession *session, Citizen *citizen, const AccessRow *row, GError **error)
{
    CaseId now;
    g_autoptr(Case) a_case = follow_merges(session, row, &now, error) ? case_store_load(session, now, error) : NULL;
    g_autoptr(Identity) identity = a_case == NULL ? NULL : person_store_load_identity(session, row->identity, error);
    g_autoptr(Person) person = identity == NULL ? NULL : person_store_load(session, identity->person, error);

    if (person == NULL || !find_conversation(session, row, now, &citizen->conversation, error))
        return FALSE;
    citizen->case_id = citizen->actor.own = a_case->id;
    citizen->reference = g_steal_pointer(&a_case->reference);
    citizen->language = g_steal_pointer(&a_case->language);
    citizen->identity = g_steal_pointer(&identity->uri);
    citizen->identity_id = identity->id;
    citizen->person = person->id;
    citizen->name = row->typed ? g_strdup("") : g_steal_pointer(&person->name);
    citizen->actor.typed = row->typed;
    return fill_joined(session, citizen, row->case_id, error);
}

static void
fill_nothing(char **text)
{
    if (*text == NULL)
        *text = g_strdup("");
}

static gboolean
make_citizen(DbSession *session, Entering *entering, const AccessRow *row, GError **error)
{
    g_autoptr(Citizen) citizen = g_new0(Citizen, 1);

    citizen->seed = row->seed;
    citizen->token = citizen_access_token(entering->access, &row->seed);
    citizen->code = citizen_access_code(entering->access, &row->seed);
    citizen->message = row->message;
    if (row->case_id.value != 0 && !fill_case(session, citizen, row, error))
        return FALSE;
    fill_nothing(&citizen->name);
    fill_nothing(&citizen->reference);
    fill_nothing(&citizen->joined);
    fill_nothing(&citizen->identity);
    fill_nothing(&citizen->language);
    citizen->actor.kind = ACTOR_CITIZEN;
    citizen->actor.name = citizen->name;
    entering->citizen = g_steal_pointer(&citizen);
    return TRUE;
}

static gboolean
refuse_link(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "this link opens no case");
    return FALSE;
}

static gboolean
enter(DbSession *session, gpointer data, GError **error)
{
    Entering *entering = data;
    AccessRow row;
    gboolean found;

    if (!(entering->message.value != 0 ? access_store_find_message(session, entering->message, &row, &found, error)
                                       : access_store_find(session, &entering->hash, &row, &found, error)))
        return FALSE;
    return found && row.ended == 0 ? make_citizen(session, entering, &row, error) : refuse_link(error);
}

Citizen *
citizen_access_enter(CitizenAccess *access, const char *token, GError **error)
{
    Entering entering = { .access = access };

    if (strlen(token) != ACCESS_TOKEN_LENGTH) {
        refuse_link(error);
        return NULL;
    }
    entering.hash = hash_of(access, token);
    return store_read(access->mediation->store, enter, &entering, error) ? entering.citizen : NULL;
}

Citizen *
citizen_access_of_message(CitizenAccess *access, MessageId message, GError **error)
{
    Entering entering = { .access = access, .message = message };

    return store_read(access->mediation->store, enter, &entering, error) ? entering.citizen : NULL;
}

/* ---- by code ---- */

/* @text without blanks and dashes, in capitals; at most @max bytes of it. New string. */
static char *
squeeze(const char *text, const char *skip, gsize max)
{
    GString *out = g_string_new(NULL);

    for (; *text != '\0' && out->len < max; text++)
        if (strchr(skip, *text) == NULL)
            g_string_append_c(out, g_ascii_toupper(*text));
    return g_string_free(out, FALSE);
}

/* As digests of themselves, so that comparing takes the same time for all. */
static gboolean
is_same_code(const char *a, const char *b)
{
    Digest first = digest_sha256(a, strlen(a)), second = digest_sha256(b, strlen(b));

    return digest_equal(&first, &second);
}

/* Whose code of @id it is; nobody in @entering: not of this one. */
static gboolean
try_holders(DbSession *session, Entering *entering, CaseId id, GError **error)
{
    g_autoptr(GArray) rows = access_store_list(session, id, HOLDERS_MAX, error);

    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const AccessRow *row = &g_array_index(rows, AccessRow, i);
        char code[ACCESS_CODE_LENGTH + 1];

        write_code(entering->access, &row->seed, code);
        if (is_same_code(code, entering->code))
            return make_citizen(session, entering, row, error);
    }
    return rows != NULL;
}

/* The codes of what was merged into a case open it by its own number too: that stands on her receipt since. */
static gboolean
try_codes(DbSession *session, Entering *entering, CaseId id, GError **error)
{
    g_autoptr(GArray) sources = merge_store_list_sources(session, id, error);

    if (sources == NULL || !try_holders(session, entering, id, error))
        return FALSE;
    for (guint i = 0; i < MIN(sources->len, SOURCES_MAX) && entering->citizen == NULL; i++)
        if (!try_holders(session, entering, (CaseId){ g_array_index(sources, gint64, i) }, error))
            return FALSE;
    return TRUE;
}

static gboolean
enter_by_code(DbSession *session, gpointer data, GError **error)
{
    Entering *entering = data;
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Case) a_case = case_store_find(session, entering->reference, &trouble);

    if (a_case == NULL && !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (!try_codes(session, entering, a_case != NULL ? a_case->id : (CaseId){ 0 }, error))
        return FALSE;
    if (entering->citizen == NULL)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "the code is not of that case");
    return entering->citizen != NULL;
}

/* All three count it, or none. */
static gboolean
take_try(CitizenAccess *access, const char *network, const char *pair, const char *reference, GError **error)
{
    gint64 now = clock_now();

    if (rate_limit_take(access->by_address, network, now, NULL)) {
        if (rate_limit_take(access->by_case, pair, now, NULL)) {
            if (rate_limit_take(access->case_in_all, reference, now, NULL))
                return TRUE;
            rate_limit_give_back(access->by_case, pair);
        }
        rate_limit_give_back(access->by_address, network);
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY,
                        "there were too many tries; wait a moment, at most 15 minutes, and try again");
    return FALSE;
}

Citizen *
citizen_access_enter_by_code(CitizenAccess *access, const char *reference, const char *code, const char *client,
                             GError **error)
{
    g_autofree char *network = rate_limit_network(client);
    g_autofree char *clean = squeeze(code, " -.\t", ACCESS_CODE_LENGTH + 1);
    g_autofree char *whole = squeeze(reference, " \t", REFERENCE_MAX), *pair = g_strjoin("\n", whole, network, NULL);
    Entering entering = { .access = access, .reference = whole, .code = clean };

    if (!take_try(access, network, pair, whole, error) ||
        !store_read(access->mediation->store, enter_by_code, &entering, error))
        return NULL;
    rate_limit_give_back(access->by_address, network);
    rate_limit_forget(access->by_case, pair);
    rate_limit_give_back(access->case_in_all, whole);
    return entering.citizen;
}

/* ---- giving and ending ---- */

static gboolean
record(const CitizenAccess *access, DbSession *session, const Actor *actor, EventKind kind, CaseId case_id,
       gint64 subject, const char *identity, GError **error)
{
    json_t *detail = json_pack("{s:s}", "identity", identity);
    gboolean done = event_append(
        access->mediation->store, session,
        &(EventDraft){ .kind = kind, .actor = actor, .case_id = case_id, .subject = subject, .detail = detail }, NULL,
        error);

    json_decref(detail);
    return done;
}

static gboolean
insert(CitizenAccess *access, DbSession *session, const AccessRow *pattern, GError **error)
{
    AccessRow row = *pattern;
    g_autofree char *token = citizen_access_token(access, &row.seed);

    row.hash = hash_of(access, token);
    row.created = clock_now();
    return access_store_insert(session, &row, error);
}

gboolean
citizen_access_record(CitizenAccess *access, DbSession *session, const AccessSeed *seed, MessageId message,
                      GError **error)
{
    return insert(access, session, &(AccessRow){ .id = { id_next() }, .seed = *seed, .message = message }, error);
}

gboolean
citizen_access_bind(CitizenAccess *access, DbSession *session, const Actor *actor, MessageId message, CaseId case_id,
                    const Identity *holder, gboolean typed, GError **error)
{
    AccessId id;

    return access_store_bind(session, message, case_id, holder->id, typed, &id, error) &&
           (id.value == 0 || record(access, session, actor, EVENT_ACCESS_GIVEN, case_id, id.value, holder->uri, error));
}

static gboolean
make(CitizenAccess *access, DbSession *session, const Actor *actor, CaseId case_id, const Identity *holder,
     gboolean typed, AccessSeed *ret, GError **error)
{
    AccessRow row = {
        .id = { id_next() }, .seed = citizen_access_make(), .case_id = case_id, .identity = holder->id, .typed = typed
    };

    *ret = row.seed;
    return insert(access, session, &row, error) &&
           record(access, session, actor, EVENT_ACCESS_GIVEN, case_id, row.id.value, holder->uri, error);
}

gboolean
citizen_access_give(CitizenAccess *access, DbSession *session, const Actor *actor, CaseId case_id,
                    const Identity *holder, AccessSeed *ret, GError **error)
{
    gboolean found;
    AccessRow row;

    if (!access_store_find_holder(session, case_id, holder->id, &row, &found, error))
        return FALSE;
    if (found)
        *ret = row.seed;
    return found || make(access, session, actor, case_id, holder, FALSE, ret, error);
}

typedef struct {
    CitizenAccess *access;
    const Actor *actor;
    CaseId case_id;
    AccessSeed seed;
} Renewal;

/* Who answers go to. What is read out to somebody was not sent to her address: it is worth no more than what it
 * replaces. */
static Identity *
find_holder(DbSession *session, CaseId case_id, gboolean *ret_typed, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Conversation) conversation = case_store_last_conversation(session, case_id, &trouble);
    IdentityId id = { 0 };

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    if (conversation != NULL && !case_store_first_participant(session, conversation->id, &id, error))
        return NULL;
    *ret_typed = conversation != NULL && conversation->typed;
    if (id.value != 0)
        return person_store_load_identity(session, id, error);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("nobody in this case can be answered, so there is nobody to give a link to"));
    return NULL;
}

static gboolean
renew(DbSession *session, gpointer data, GError **error)
{
    Renewal *renewal = data;
    g_autoptr(Case) a_case = case_store_load(session, renewal->case_id, error);
    g_autoptr(Identity) holder = NULL;
    gboolean typed;
    gint64 ended;

    if (a_case == NULL || !rights_check(renewal->actor, ACTION_RENEW_LINK, a_case->unit, error))
        return FALSE;
    holder = find_holder(session, a_case->id, &typed, error);
    return holder != NULL && access_store_end(session, a_case->id, holder->id, clock_now(), &ended, error) &&
           (ended == 0 || record(renewal->access, session, renewal->actor, EVENT_ACCESS_ENDED, a_case->id,
                                 a_case->id.value, holder->uri, error)) &&
           make(renewal->access, session, renewal->actor, a_case->id, holder, typed, &renewal->seed, error);
}

gboolean
citizen_access_renew(CitizenAccess *access, const Actor *actor, CaseId case_id, AccessSeed *ret, GError **error)
{
    Renewal renewal = { .access = access, .actor = actor, .case_id = case_id };

    if (!store_write(access->mediation->store, renew, &renewal, error))
        return FALSE;
    *ret = renewal.seed;
    mediation_changed(access->mediation, case_id);
    return TRUE;
}
