/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/programs/tokens.h"

#include <sodium.h>
#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/id.h"
#include "base/locale.h"
#include "base/random.h"
#include "mediation/name.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/staff-store.h"
#include "store/token-store.h"
#include "store/unit-store.h"

#define PREFIX        "tri_"
#define SECRET_LENGTH 52
#define SECRET_BYTES  32
#define CHECK_BYTES   4
#define HINT_LENGTH   10
#define EVERYWHERE    ((UnitId){ 0 })

/* ---- the text ---- */

static void
make_check(const guint8 *secret, guint8 *ret)
{
    static const char label[] = "tribune token";
    Digest digest =
        digest_sha256_spans((const DigestSpan[]){ { label, sizeof label - 1 }, { secret, SECRET_BYTES } }, 2);

    memcpy(ret, digest.bytes, CHECK_BYTES);
}

static char *
make_text(Digest *ret_hash)
{
    guint8 secret[SECRET_BYTES], check[CHECK_BYTES];
    g_autofree char *first = NULL, *second = NULL;
    char *text;

    random_bytes(secret, sizeof secret);
    make_check(secret, check);
    first = encode_base32(secret, sizeof secret);
    second = encode_base32(check, sizeof check);
    text = g_strconcat(PREFIX, first, second, NULL);
    *ret_hash = digest_sha256(secret, sizeof secret);
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(first, strlen(first));
    return text;
}

gboolean
tokens_parse(const char *text, Digest *ret_hash)
{
    guint8 secret[SECRET_BYTES], check[CHECK_BYTES], expected[CHECK_BYTES];
    const char *body = text + strlen(PREFIX);

    if (strlen(text) != TOKENS_TEXT_LENGTH || !g_str_has_prefix(text, PREFIX) ||
        !decode_base32(body, SECRET_LENGTH, secret, sizeof secret) ||
        !decode_base32(body + SECRET_LENGTH, strlen(body + SECRET_LENGTH), check, sizeof check))
        return FALSE;
    make_check(secret, expected);
    *ret_hash = digest_sha256(secret, sizeof secret);
    sodium_memzero(secret, sizeof secret);
    return memcmp(check, expected, sizeof check) == 0;
}

/* ---- changing ---- */

typedef struct {
    Store *store;
    const Actor *actor;
    ApiToken *token;
    Digest hash;
    TokenId id;
} Task;

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* Takes over @detail. */
static gboolean
record(const Task *task, DbSession *session, EventKind kind, TokenId id, json_t *detail, GError **error)
{
    EventDraft draft = { .kind = kind, .actor = task->actor, .subject = id.value, .detail = detail };
    gboolean done = event_append(task->store, session, &draft, NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
check_draft(const TokenDraft *draft, GError **error)
{
    gint64 now = clock_now();

    if (draft->scopes == 0)
        return invalid(error, SAY_NOOP("choose at least one thing that the program may do"));
    if (!draft->everywhere && draft->unit_count == 0)
        return invalid(error, SAY_NOOP("choose at least one unit, or all of them"));
    if (draft->unit_count > TOKENS_UNITS_MAX)
        return invalid(error, SAY_NOOP("these are too many units; choose all of them instead"));
    if (draft->expires != 0 && (draft->expires <= now || draft->expires > now + TOKENS_LIFE_MAX))
        return invalid(error, SAY_NOOP("a token ends tomorrow at the earliest and in two years at the latest"));
    return TRUE;
}

/* That all it names is there, and that there are not too many. */
static gboolean
check_names(DbSession *session, const ApiToken *token, GError **error)
{
    g_autoptr(Staff) staff = NULL;
    gint64 count;

    for (guint i = 0; i < token->units->len; i++) {
        g_autoptr(Unit) unit = unit_store_load(session, g_array_index(token->units, UnitId, i), error);

        if (unit == NULL)
            return FALSE;
    }
    if (token->staff.value != 0 && (staff = staff_store_load(session, token->staff, error)) == NULL)
        return FALSE;
    if (staff != NULL && staff->disabled)
        return invalid(error, SAY_NOOP("a program cannot act for somebody who may not sign in"));
    if (!token_store_count(session, token->created, &count, error))
        return FALSE;
    if (count < TOKENS_MAX)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                        SAY_NOOP("there are 500 tokens already; revoke those that nobody uses"));
    return FALSE;
}

static json_t *
describe(const ApiToken *token)
{
    g_autofree char *scopes = token_scopes_format(token->scopes);
    json_t *units = json_array();

    for (guint i = 0; i < token->units->len; i++)
        json_array_append_new(units, json_integer((json_int_t)g_array_index(token->units, UnitId, i).value));
    return json_pack("{s:s, s:s, s:s, s:b, s:o, s:I, s:I}", "name", token->name, "hint", token->hint, "scopes", scopes,
                     "everywhere", (int)token->everywhere, "units", units, "acts-for", (json_int_t)token->staff.value,
                     "expires", (json_int_t)token->expires);
}

static gboolean
insert(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;

    return check_names(session, task->token, error) && token_store_insert(session, task->token, &task->hash, error) &&
           record(task, session, EVENT_TOKEN_ADDED, task->token->id, describe(task->token), error);
}

char *
tokens_add(Store *store, const Actor *actor, const TokenDraft *draft, TokenId *ret, GError **error)
{
    g_autoptr(ApiToken) token = api_token_new();
    Task task = { .store = store, .actor = actor, .token = token };
    char *text;

    if (!rights_check(actor, ACTION_MANAGE_TOKENS, EVERYWHERE, error) || !check_draft(draft, error) ||
        (token->name = name_clean(draft->name, error)) == NULL)
        return NULL;
    token->id.value = id_next();
    token->scopes = draft->scopes;
    token->everywhere = draft->everywhere;
    if (!draft->everywhere)
        g_array_append_vals(token->units, draft->units, draft->unit_count);
    token->staff = draft->staff;
    token->created_by = actor->staff;
    token->created = clock_now();
    token->expires = draft->expires;
    text = make_text(&task.hash);
    token->hint = g_strndup(text, HINT_LENGTH);
    if (store_write(store, insert, &task, error)) {
        *ret = token->id;
        return text;
    }
    sodium_memzero(text, strlen(text));
    g_free(text);
    return NULL;
}

static gboolean
revoke_token(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;
    g_autoptr(ApiToken) token = token_store_load(session, task->id, error);

    if (token == NULL)
        return FALSE;
    return token->revoked != 0 ||
           (token_store_revoke(session, token->id, clock_now(), error) &&
            record(task, session, EVENT_TOKEN_REVOKED, token->id, json_pack("{s:s}", "name", token->name), error));
}

gboolean
tokens_revoke(Store *store, const Actor *actor, TokenId id, GError **error)
{
    Task task = { .store = store, .actor = actor, .id = id };

    return rights_check(actor, ACTION_MANAGE_TOKENS, EVERYWHERE, error) &&
           store_write(store, revoke_token, &task, error);
}

/* ---- reading ---- */

static gboolean
read_list(DbSession *session, gpointer data, GError **error)
{
    GPtrArray **list = data;

    *list = token_store_list(session, error);
    return *list != NULL;
}

GPtrArray *
tokens_list(Store *store, const Actor *actor, GError **error)
{
    GPtrArray *list = NULL;

    if (!rights_check(actor, ACTION_MANAGE_TOKENS, EVERYWHERE, error) || !store_read(store, read_list, &list, error))
        return NULL;
    return list;
}

/* ---- who comes ---- */

void
token_holder_free(TokenHolder *holder)
{
    g_clear_pointer(&holder->token, api_token_free);
    g_clear_pointer(&holder->staff, staff_free);
    g_free(holder->name);
    g_free(holder);
}

typedef struct {
    Digest hash;
    TokenHolder *holder;
} Search;

static gboolean
find(DbSession *session, gpointer data, GError **error)
{
    Search *search = data;
    g_autoptr(GError) trouble = NULL;

    g_clear_pointer(&search->holder->token, api_token_free);
    g_clear_pointer(&search->holder->staff, staff_free);
    search->holder->token = token_store_find(session, &search->hash, &trouble);
    if (search->holder->token == NULL) {
        if (trouble != NULL)
            g_propagate_error(error, g_steal_pointer(&trouble));
        return error == NULL || *error == NULL;
    }
    if (search->holder->token->staff.value == 0)
        return TRUE;
    search->holder->staff = staff_store_load(session, search->holder->token->staff, error);
    return search->holder->staff != NULL;
}

static void
make_actor(TokenHolder *holder)
{
    const ApiToken *token = holder->token;
    const Staff *staff = holder->staff;

    holder->program = (ActorProgram){ .token = token->id,
                                      .scopes = token->scopes,
                                      .everywhere = token->everywhere,
                                      .units = (const UnitId *)(const void *)token->units->data,
                                      .unit_count = token->units->len };
    holder->name = staff != NULL ? g_strdup_printf("%s, by %s", staff->name, token->name) : g_strdup(token->name);
    holder->actor = (Actor){ .kind = ACTOR_TOKEN, .name = holder->name, .program = &holder->program };
    if (staff == NULL)
        return;
    holder->actor.staff = staff->id;
    holder->actor.grants = (const RoleGrant *)(const void *)staff->grants->data;
    holder->actor.grant_count = staff->grants->len;
}

TokenHolder *
tokens_find(Store *store, const char *text, gint64 now, GError **error)
{
    g_autoptr(TokenHolder) holder = g_new0(TokenHolder, 1);
    Search search = { .holder = holder };
    gboolean is_token = tokens_parse(text, &search.hash);

    if (is_token && !store_read(store, find, &search, error))
        return NULL;
    if (holder->token == NULL || !api_token_is_good(holder->token, now) ||
        (holder->staff != NULL && holder->staff->disabled)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                            "the token is not known, was revoked or has expired");
        return NULL;
    }
    make_actor(holder);
    return g_steal_pointer(&holder);
}

/* ---- using ---- */

typedef struct {
    TokenId id;
    gint64 at;
} Touch;

static gboolean
touch(DbSession *session, gpointer data, GError **error)
{
    const Touch *what = data;

    return token_store_touch(session, what->id, what->at, error);
}

gboolean
tokens_touch(Store *store, const TokenHolder *holder, gint64 now, GError **error)
{
    Touch what = { holder->token->id, now - now % CLOCK_HOUR };

    return what.at <= holder->token->used || store_write_background(store, touch, &what, error);
}
