/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/staff/second-factor.h"

#include <sodium.h>
#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/log.h"
#include "base/random.h"
#include "base/totp.h"
#include "mediation/rate-limit.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/factor-store.h"
#include "store/staff-store.h"

#define KEY_SIZE       32
#define TOKEN_BITS     256
#define RECOVERY_BYTES 7 /* 56 bits: twelve letters */
#define RECOVERY_TEXT  12

static const RateLimitRule TRIES = {
    .tries = 10,
    .window = CLOCK_HOUR,
    .at_once = 5,
    .first_pause = CLOCK_SECOND,
    .longest_pause = CLOCK_MINUTE,
    .keys = 4096,
};

struct SecondFactor {
    Store *store;
    guint8 key[KEY_SIZE];
    char *issuer;
    RateLimit *tries;
};

/* One call, as a task of the store. */
typedef struct {
    SecondFactor *factor;
    const SignedIn *signed_in;
    const char *code, *address;
    Digest fresh; /* of the token of the session that opens */
    StoredFactor *stored;
    gint64 recovery_left;
    Digest recovery[SECOND_FACTOR_RECOVERY_CODES];
    gint64 now;
    gboolean wrong;
} Task;

static void
task_clear(Task *task)
{
    g_clear_pointer(&task->stored, stored_factor_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Task, task_clear)

SecondFactor *
second_factor_new(Store *store, const guint8 *key, const char *issuer)
{
    SecondFactor *factor = g_new0(SecondFactor, 1);

    factor->store = store;
    memcpy(factor->key, key, KEY_SIZE);
    factor->issuer = g_strdup(issuer);
    factor->tries = rate_limit_new(&TRIES);
    return factor;
}

void
second_factor_free(SecondFactor *factor)
{
    rate_limit_free(factor->tries);
    sodium_memzero(factor->key, KEY_SIZE);
    g_free(factor->issuer);
    g_free(factor);
}

void
second_factor_state_free(SecondFactorState *state)
{
    if (state->secret != NULL)
        sodium_memzero(state->secret, strlen(state->secret));
    if (state->uri != NULL)
        sodium_memzero(state->uri, strlen(state->uri));
    g_free(state->secret);
    g_free(state->uri);
    g_free(state);
}

static gboolean
record(const Task *task, DbSession *session, const char *what, GError **error)
{
    Actor actor = staff_actor(task->signed_in->staff);
    json_t *detail = json_pack("{s:s}", "what", what);
    gboolean done = event_append(task->factor->store, session,
                                 &(EventDraft){ .kind = EVENT_STAFF_FACTOR,
                                                .actor = &actor,
                                                .subject = task->signed_in->staff->id.value,
                                                .detail = detail },
                                 NULL, error);

    json_decref(detail);
    return done;
}

/* ---- secrets ---- */

static gboolean
open_secret(const SecondFactor *factor, const StoredFactor *stored, guint8 ret_secret[TOTP_SECRET_SIZE], GError **error)
{
    gsize length;
    const void *sealed = g_bytes_get_data(stored->secret, &length);
    g_autoptr(GBytes) opened = content_open_bytes(factor->key, sealed, length, error);

    if (opened == NULL)
        return FALSE;
    if (g_bytes_get_size(opened) != TOTP_SECRET_SIZE) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a stored second factor has the wrong length");
        return FALSE;
    }
    memcpy(ret_secret, g_bytes_get_data(opened, NULL), TOTP_SECRET_SIZE);
    return TRUE;
}

static Digest
recovery_digest(const SecondFactor *factor, const guint8 bytes[RECOVERY_BYTES])
{
    return digest_hmac(factor->key, KEY_SIZE, bytes, RECOVERY_BYTES);
}

/* "xxxx-xxxx-xxxx", and what is stored of it. */
static char *
make_recovery(const SecondFactor *factor, Digest *ret_digest)
{
    guint8 bytes[RECOVERY_BYTES];
    g_autofree char *text = NULL;

    random_bytes(bytes, sizeof bytes);
    *ret_digest = recovery_digest(factor, bytes);
    text = encode_base32(bytes, sizeof bytes);
    sodium_memzero(bytes, sizeof bytes);
    return g_strdup_printf("%.4s-%.4s-%.4s", text, text + 4, text + 8);
}

/* What was typed as a code from paper; blanks and hyphens do not matter. */
static gboolean
read_recovery(const SecondFactor *factor, const char *typed, Digest *ret_digest)
{
    char text[RECOVERY_TEXT + 1] = "";
    guint8 bytes[RECOVERY_BYTES];
    guint length = 0;

    for (; *typed != '\0'; typed++) {
        if (g_ascii_isspace(*typed) || *typed == '-')
            continue;
        if (length == RECOVERY_TEXT)
            return FALSE;
        text[length++] = *typed;
    }
    if (!decode_base32(text, length, bytes, sizeof bytes))
        return FALSE;
    *ret_digest = recovery_digest(factor, bytes);
    return TRUE;
}

/* ---- trying ---- */

static gboolean
begin_try(const Task *task, GError **error)
{
    if (rate_limit_take(task->factor->tries, task->signed_in->staff->login, task->now, NULL))
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY,
                        SAY_NOOP("there were too many wrong codes; wait a while, then try again"));
    return FALSE;
}

static gboolean
refuse(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN,
                        SAY_NOOP("the code is not right, or was used before; wait for the next one and type that"));
    return FALSE;
}

/* Whether the code is that of the program. Marks its step used. */
static gboolean
try_program(const Task *task, DbSession *session, gboolean *ret_right, GError **error)
{
    guint8 secret[TOTP_SECRET_SIZE];
    gint64 step;
    gboolean right;

    *ret_right = FALSE;
    if (!open_secret(task->factor, task->stored, secret, error))
        return FALSE;
    right = totp_check(secret, task->code, task->now, task->stored->last_step, &step);
    sodium_memzero(secret, sizeof secret);
    return !right || factor_store_use_step(session, task->signed_in->staff->id, step, ret_right, error);
}

static gboolean
try_paper(const Task *task, DbSession *session, gboolean *ret_right, GError **error)
{
    Digest digest;

    *ret_right = FALSE;
    if (!read_recovery(task->factor, task->code, &digest))
        return TRUE;
    return factor_store_use_recovery(session, task->signed_in->staff->id, &digest, ret_right, error) &&
           (!*ret_right || record(task, session, "recovery code used", error));
}

static gboolean
find_stored(Task *task, DbSession *session, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    g_clear_pointer(&task->stored, stored_factor_free); /* a task may run twice */
    task->stored = factor_store_find(session, task->signed_in->staff->id, &trouble);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

/* ---- one's own ---- */

static gboolean
read_state(DbSession *session, gpointer data, GError **error)
{
    Task *task = data;

    return find_stored(task, session, error) &&
           factor_store_count_recovery(session, task->signed_in->staff->id, &task->recovery_left, error);
}

SecondFactorState *
second_factor_state(SecondFactor *factor, const SignedIn *signed_in, GError **error)
{
    g_auto(Task) task = { .factor = factor, .signed_in = signed_in };
    g_autoptr(SecondFactorState) state = g_new0(SecondFactorState, 1);
    guint8 secret[TOTP_SECRET_SIZE];

    if (!store_read(factor->store, read_state, &task, error))
        return NULL;
    if (task.stored == NULL)
        return g_steal_pointer(&state);
    state->confirmed = task.stored->confirmed;
    state->recovery_left = (guint)task.recovery_left;
    if (state->confirmed)
        return g_steal_pointer(&state);
    if (!open_secret(factor, task.stored, secret, error))
        return NULL;
    state->secret = totp_secret_text(secret);
    state->uri = totp_uri(secret, factor->issuer, signed_in->staff->login);
    sodium_memzero(secret, sizeof secret);
    return g_steal_pointer(&state);
}

static gboolean
save_begun(DbSession *session, gpointer data, GError **error)
{
    Task *task = data;
    gboolean saved;

    if (!factor_store_save(session, task->signed_in->staff->id, task->stored->secret, task->now, &saved, error))
        return FALSE;
    if (saved)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("you have a second factor already; remove it before you set up another"));
    return FALSE;
}

gboolean
second_factor_begin(SecondFactor *factor, const SignedIn *signed_in, GError **error)
{
    g_auto(Task) task = { .factor = factor, .signed_in = signed_in, .now = clock_now() };
    guint8 secret[TOTP_SECRET_SIZE];

    random_bytes(secret, sizeof secret);
    task.stored = g_new0(StoredFactor, 1);
    task.stored->secret = content_seal_bytes(factor->key, secret, sizeof secret);
    sodium_memzero(secret, sizeof secret);
    return store_write(factor->store, save_begun, &task, error);
}

static gboolean
save_confirmed(DbSession *session, gpointer data, GError **error)
{
    Task *task = data;
    StaffId id = task->signed_in->staff->id;
    gboolean right;

    if (!find_stored(task, session, error))
        return FALSE;
    if (task->stored == NULL || task->stored->confirmed) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                            SAY_NOOP("nothing is being set up; begin again"));
        return FALSE;
    }
    if (!try_program(task, session, &right, error) || (!right && !refuse(error)))
        return FALSE;
    for (guint i = 0; i < SECOND_FACTOR_RECOVERY_CODES; i++) {
        if (!factor_store_add_recovery(session, id, &task->recovery[i], error))
            return FALSE;
    }
    return factor_store_confirm(session, id, error) &&
           session_store_remove_others(session, id, &task->signed_in->session, error) &&
           record(task, session, "set up", error);
}

GStrv
second_factor_confirm(SecondFactor *factor, const SignedIn *signed_in, const char *code, GError **error)
{
    g_auto(Task) task = { .factor = factor, .signed_in = signed_in, .code = code, .now = clock_now() };
    g_auto(GStrv) codes = g_new0(char *, SECOND_FACTOR_RECOVERY_CODES + 1);

    if (!begin_try(&task, error))
        return NULL;
    for (guint i = 0; i < SECOND_FACTOR_RECOVERY_CODES; i++)
        codes[i] = make_recovery(factor, &task.recovery[i]);
    if (!store_write(factor->store, save_confirmed, &task, error))
        return NULL;
    rate_limit_forget(factor->tries, signed_in->staff->login);
    return g_steal_pointer(&codes);
}

static gboolean
save_removed(DbSession *session, gpointer data, GError **error)
{
    Task *task = data;
    gboolean removed;

    return factor_store_remove(session, task->signed_in->staff->id, &removed, error) &&
           (!removed || record(task, session, "removed", error));
}

gboolean
second_factor_remove(SecondFactor *factor, const SignedIn *signed_in, GError **error)
{
    g_auto(Task) task = { .factor = factor, .signed_in = signed_in };

    return store_write(factor->store, save_removed, &task, error);
}

/* ---- at the door ---- */

static gboolean
record_entry(const Task *task, DbSession *session, GError **error)
{
    Actor actor = staff_actor(task->signed_in->staff);
    json_t *detail = json_pack("{s:s}", "address", task->address);
    gboolean done = event_append(task->factor->store, session,
                                 &(EventDraft){ .kind = EVENT_STAFF_SIGNED_IN,
                                                .actor = &actor,
                                                .subject = task->signed_in->staff->id.value,
                                                .detail = detail },
                                 NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
open_door(DbSession *session, gpointer data, GError **error)
{
    Task *task = data;
    StaffId id = task->signed_in->staff->id;
    gboolean right = FALSE;

    if (!find_stored(task, session, error))
        return FALSE;
    if (task->stored == NULL || !task->stored->confirmed)
        return refuse(error); /* taken away in the meantime: she signs in anew */
    if (!try_program(task, session, &right, error) || (!right && !try_paper(task, session, &right, error)))
        return FALSE;
    task->wrong = !right;
    return (right || refuse(error)) &&
           session_store_promote(session, &task->signed_in->session, &task->fresh, task->now, error) &&
           staff_store_set_signed_in(session, id, task->now, error) && record_entry(task, session, error);
}

char *
second_factor_pass(SecondFactor *factor, const SignedIn *signed_in, const char *code, const char *address,
                   GError **error)
{
    g_auto(Task)
        task = { .factor = factor, .signed_in = signed_in, .code = code, .address = address, .now = clock_now() };
    g_autofree char *token = random_token(TOKEN_BITS);

    if (!begin_try(&task, error))
        return NULL;
    task.fresh = digest_sha256(token, strlen(token));
    if (!store_write(factor->store, open_door, &task, error)) {
        if (task.wrong)
            log_event(LOG_WARNING, "sign-in.refused", "reason", "wrong second factor", NULL);
        else
            rate_limit_give_back(factor->tries, signed_in->staff->login);
        return NULL;
    }
    rate_limit_forget(factor->tries, signed_in->staff->login);
    return g_steal_pointer(&token);
}

/* ---- of others ---- */

typedef struct {
    Store *store;
    const Actor *actor;
    StaffId staff;
} Reset;

static gboolean
save_reset(DbSession *session, gpointer data, GError **error)
{
    const Reset *reset = data;
    json_t *detail;
    gboolean removed, done;

    if (!factor_store_remove(session, reset->staff, &removed, error))
        return FALSE;
    if (!removed) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                            SAY_NOOP("they have no second factor; there is nothing to take away"));
        return FALSE;
    }
    detail = json_pack("{s:s}", "what", "taken away");
    done = session_store_remove_staff(session, reset->staff, error) &&
           event_append(
               reset->store, session,
               &(EventDraft){
                   .kind = EVENT_STAFF_FACTOR, .actor = reset->actor, .subject = reset->staff.value, .detail = detail },
               NULL, error);
    json_decref(detail);
    return done;
}

gboolean
second_factor_reset(Store *store, const Actor *actor, StaffId staff, GError **error)
{
    Reset reset = { store, actor, staff };

    return rights_check(actor, ACTION_MANAGE_STAFF, (UnitId){ 0 }, error) &&
           store_write(store, save_reset, &reset, error);
}
