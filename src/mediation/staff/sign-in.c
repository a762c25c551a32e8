/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/staff/sign-in.h"

#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/log.h"
#include "base/random.h"
#include "base/thread.h"
#include "mediation/staff/sign-in-guard.h"
#include "store/event-store.h"
#include "store/staff-store.h"

#define TOKEN_BITS    256
#define TOKEN_LENGTH  43
#define TOUCH_WAITING 256

struct SignIn {
    Store *store;
    PasswordHasher *hasher;
    SignInGuard *guard;
    Pool *touches; /* writes when sessions were seen, so that no request waits for it */
};

/* ---- sessions in the store ---- */

typedef struct {
    SignIn *sign_in;
    Digest token;
    gint64 now;
} Touch;

static gboolean
touch_session(DbSession *session, gpointer data, GError **error)
{
    const Touch *touch = data;

    return session_store_touch(session, &touch->token, touch->now, error);
}

static void
run_touch(gpointer item, gpointer data)
{
    g_autofree Touch *touch = item;
    SignIn *sign_in = data;
    g_autoptr(GError) error = NULL;

    if (!store_write_background(sign_in->store, touch_session, touch, &error))
        log_failure("session.touch-failed", error);
}

/* When there is no room the next request will do it. */
static void
note_seen(SignIn *sign_in, const StaffSession *session, gint64 now)
{
    Touch *touch;

    if (now - session->seen < CLOCK_MINUTE)
        return;
    touch = g_new(Touch, 1);
    *touch = (Touch){ sign_in, session->token, now };
    if (!pool_try_push(sign_in->touches, touch))
        g_free(touch);
}

static gboolean
record(SignIn *sign_in, DbSession *session, EventKind kind, const Staff *staff, const char *address, GError **error)
{
    Actor actor = staff_actor(staff);
    json_t *detail = address != NULL ? json_pack("{s:s}", "address", address) : NULL;
    EventDraft draft = { .kind = kind, .actor = &actor, .subject = staff->id.value, .detail = detail };
    gboolean done = event_append(sign_in->store, session, &draft, NULL, error);

    json_decref(detail);
    return done;
}

/* ---- who is at the door ---- */

typedef struct {
    SignIn *sign_in;
    const char *login;
    Staff *staff;   /* NULL: nobody */
    char *password; /* as stored */
    const char *address;
    const char *fresh; /* a new password, as to be stored */
    StaffSession session;
} Visit;

static void
visit_clear(Visit *visit)
{
    g_clear_pointer(&visit->staff, staff_free);
    g_clear_pointer(&visit->password, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Visit, visit_clear)

static gboolean
read_visitor(DbSession *session, gpointer data, GError **error)
{
    Visit *visit = data;
    g_autoptr(GError) trouble = NULL;

    visit->staff = staff_store_find(session, visit->login, &trouble);
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (visit->staff == NULL)
        return TRUE;
    visit->password = staff_store_load_password(session, visit->staff->id, error);
    return visit->password != NULL;
}

static gboolean
is_expired(const Staff *staff)
{
    return staff->first_until != 0 && staff->first_until <= clock_now();
}

static gboolean
may_enter(const Staff *staff)
{
    return !staff->disabled && !is_expired(staff);
}

static gboolean
refuse(const Visit *visit, GError **error)
{
    g_autofree char *id = visit->staff != NULL ? g_strdup_printf("%" G_GINT64_FORMAT, visit->staff->id.value) : NULL;

    log_event(LOG_WARNING, "sign-in.refused", "reason",
              visit->staff == NULL       ? "unknown login"
              : visit->staff->disabled   ? "disabled"
              : is_expired(visit->staff) ? "first password expired"
                                         : "wrong password",
              "staff", id, NULL);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN,
                        SAY_NOOP("the sign-in name or the password is not right"));
    return FALSE;
}

/* Whether @password opens for the visitor, at the same cost whoever it is. */
static gboolean
verify(Visit *visit, const char *password, GError **error)
{
    gboolean right;

    if (!store_read(visit->sign_in->store, read_visitor, visit, error))
        return FALSE;
    if (!password_verify(visit->sign_in->hasher, visit->password, password, &right, error))
        return FALSE;
    return (right && may_enter(visit->staff)) || refuse(visit, error);
}

/* The same behind the guard, who counts what was wrong, not what went wrong. */
static gboolean
verify_guarded(Visit *visit, const char *password, GError **error)
{
    SignInGuard *guard = visit->sign_in->guard;
    g_autoptr(GError) trouble = NULL;

    if (!sign_in_guard_enter(guard, visit->login, visit->address, clock_now(), error))
        return FALSE;
    if (verify(visit, password, &trouble)) {
        sign_in_guard_welcome(guard, visit->login, visit->address);
        return TRUE;
    }
    if (trouble->code != TRIBUNE_ERROR_FORBIDDEN)
        sign_in_guard_excuse(guard, visit->login, visit->address);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

/* Between the look at the password and now she may have been disabled, got another password, or set up a second
 * factor. */
static gboolean
check_unchanged(DbSession *session, const Visit *visit, GError **error)
{
    g_autoptr(Staff) staff = staff_store_load(session, visit->staff->id, error);
    g_autofree char *password = staff != NULL ? staff_store_load_password(session, staff->id, error) : NULL;

    if (password == NULL)
        return FALSE;
    return (may_enter(staff) && strcmp(password, visit->password) == 0 &&
            staff->second_factor == visit->staff->second_factor) ||
           refuse(visit, error);
}

/* ---- signing in and out ---- */

static gboolean
open_session(DbSession *session, gpointer data, GError **error)
{
    Visit *visit = data;
    StaffId id = visit->staff->id;

    visit->session.waits = visit->staff->second_factor;
    if (visit->session.waits)
        return check_unchanged(session, visit, error) && session_store_insert(session, &visit->session, error) &&
               session_store_trim(session, id, SIGN_IN_SESSIONS, error);
    return check_unchanged(session, visit, error) && session_store_insert(session, &visit->session, error) &&
           session_store_trim(session, id, SIGN_IN_SESSIONS, error) &&
           staff_store_set_signed_in(session, id, visit->session.created, error) &&
           record(visit->sign_in, session, EVENT_STAFF_SIGNED_IN, visit->staff, visit->address, error);
}

/* People's keyboards write capitals. */
static char *
clean_login(const char *typed)
{
    g_autofree char *cut = g_strndup(typed, 256);

    return g_strdup(g_strstrip(g_strdelimit(cut, "\n\r\t", ' ')));
}

char *
sign_in_attempt(SignIn *sign_in, const char *typed, const char *password, const char *address, GError **error)
{
    g_autofree char *stripped = clean_login(typed), *login = g_ascii_strdown(stripped, -1), *token = NULL;
    g_auto(Visit) visit = { .sign_in = sign_in, .login = login, .address = address };

    if (!verify_guarded(&visit, password, error))
        return NULL;
    token = random_token(TOKEN_BITS);
    visit.session.token = digest_sha256(token, strlen(token));
    visit.session.staff = visit.staff->id;
    visit.session.created = visit.session.seen = clock_now();
    if (!store_write(sign_in->store, open_session, &visit, error))
        return NULL;
    return g_steal_pointer(&token);
}

typedef struct {
    SignIn *sign_in;
    Digest token;
    StaffSession session;
    Staff *staff;
} Lookup;

static gboolean
find_session(DbSession *session, gpointer data, GError **error)
{
    Lookup *lookup = data;
    g_autoptr(GError) trouble = NULL;

    lookup->staff = session_store_find(session, &lookup->token, &lookup->session, &trouble);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean
is_over(const Lookup *lookup, gint64 now)
{
    return lookup->staff->disabled || now - lookup->session.seen >= SIGN_IN_IDLE ||
           now - lookup->session.created >= (lookup->session.waits ? SECOND_FACTOR_WAIT : SIGN_IN_LONGEST);
}

SignedIn *
sign_in_find(SignIn *sign_in, const char *token, GError **error)
{
    Lookup lookup = { .sign_in = sign_in };
    gint64 now = clock_now();
    SignedIn *signed_in;

    if (strnlen(token, TOKEN_LENGTH + 1) == TOKEN_LENGTH) {
        lookup.token = digest_sha256(token, TOKEN_LENGTH);
        if (!store_read(sign_in->store, find_session, &lookup, error))
            return NULL;
    }
    if (lookup.staff == NULL || is_over(&lookup, now)) {
        g_clear_pointer(&lookup.staff, staff_free);
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                            SAY_NOOP("you are not signed in; sign in to go on"));
        return NULL;
    }
    note_seen(sign_in, &lookup.session, now);
    signed_in = g_new0(SignedIn, 1);
    signed_in->staff = lookup.staff;
    signed_in->actor = staff_actor(lookup.staff);
    signed_in->must_prove = lookup.session.waits;
    signed_in->must_change = !signed_in->must_prove && lookup.staff->first_until != 0;
    if (signed_in->must_prove || signed_in->must_change)
        signed_in->actor.grant_count = 0;
    signed_in->session = lookup.token;
    signed_in->created = lookup.session.created;
    return signed_in;
}

void
signed_in_free(SignedIn *signed_in)
{
    staff_free(signed_in->staff);
    g_free(signed_in);
}

static gboolean
close_session(DbSession *session, gpointer data, GError **error)
{
    Lookup *lookup = data;
    gboolean done;

    if (!find_session(session, lookup, error))
        return FALSE;
    if (lookup->staff == NULL)
        return TRUE;
    done = session_store_remove(session, &lookup->token, error) &&
           record(lookup->sign_in, session, EVENT_STAFF_SIGNED_OUT, lookup->staff, NULL, error);
    g_clear_pointer(&lookup->staff, staff_free);
    return done;
}

gboolean
sign_in_end(SignIn *sign_in, const char *token, GError **error)
{
    Lookup lookup = { .sign_in = sign_in };

    if (strnlen(token, TOKEN_LENGTH + 1) != TOKEN_LENGTH)
        return TRUE;
    lookup.token = digest_sha256(token, TOKEN_LENGTH);
    return store_write(sign_in->store, close_session, &lookup, error);
}

/* ---- once inside ---- */

gboolean
sign_in_confirm(SignIn *sign_in, const SignedIn *signed_in, const char *password, const char *address, GError **error)
{
    g_auto(Visit) visit = { .sign_in = sign_in, .login = signed_in->staff->login, .address = address };

    return verify_guarded(&visit, password, error);
}

static gboolean
replace_password(DbSession *session, gpointer data, GError **error)
{
    const Visit *visit = data;
    StaffId id = visit->staff->id;

    return check_unchanged(session, visit, error) && staff_store_set_password(session, id, visit->fresh, 0, error) &&
           session_store_remove_others(session, id, &visit->session.token, error) &&
           record(visit->sign_in, session, EVENT_STAFF_PASSWORD, visit->staff, NULL, error);
}

gboolean
sign_in_change_password(SignIn *sign_in, const SignedIn *signed_in, const char *current, const char *fresh,
                        const char *address, GError **error)
{
    g_auto(Visit) visit = { .sign_in = sign_in, .login = signed_in->staff->login, .address = address };
    g_autofree char *stored = NULL;

    if (strcmp(fresh, current) == 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("this is the password you have; choose another"));
        return FALSE;
    }
    if (!password_check(fresh, signed_in->staff->login, error) || !verify_guarded(&visit, current, error) ||
        (stored = password_hash(sign_in->hasher, fresh, error)) == NULL)
        return FALSE;
    visit.fresh = stored;
    visit.session.token = signed_in->session;
    return store_write(sign_in->store, replace_password, &visit, error);
}

static gboolean
purge(DbSession *session, gpointer data, GError **error)
{
    gint64 now = *(gint64 *)data;

    return session_store_purge(session, now - SIGN_IN_LONGEST, now - SIGN_IN_IDLE, error);
}

gboolean
sign_in_purge(SignIn *sign_in, GError **error)
{
    gint64 now = clock_now();

    return store_write_background(sign_in->store, purge, &now, error);
}

SignIn *
sign_in_new(Store *store, PasswordHasher *hasher)
{
    SignIn *sign_in = g_new0(SignIn, 1);

    sign_in->store = store;
    sign_in->hasher = hasher;
    sign_in->guard = sign_in_guard_new();
    sign_in->touches = pool_new("sessions", 1, TOUCH_WAITING, run_touch, sign_in);
    return sign_in;
}

void
sign_in_free(SignIn *sign_in)
{
    pool_stop(sign_in->touches);
    sign_in_guard_free(sign_in->guard);
    g_free(sign_in);
}
