/* SPDX-License-Identifier: Apache-2.0 */
/* Giving an access, binding it to a case, and ending it. */
#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/people/citizen-access-private.h"
#include "model/rights.h"
#include "store/access-store.h"
#include "store/case-store.h"
#include "store/event-store.h"
#include "store/person-store.h"

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

    row.hash = citizen_access_hash(access, token);
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
