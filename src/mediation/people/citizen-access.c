/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/people/citizen-access.h"

#include <string.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"
#include "mediation/people/citizen-access-private.h"
#include "model/rights.h"
#include "store/access-store.h"
#include "store/case-store.h"
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
    entering.hash = citizen_access_hash(access, token);
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

        citizen_access_write_code(entering->access, &row->seed, code);
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
