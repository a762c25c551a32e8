/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/locale.h"
#include "base/log.h"
#include "base/text.h"
#include "mediation/name.h"
#include "mediation/staff/directory-private.h"
#include "store/endpoint-store.h"
#include "store/unit-store.h"

gboolean
directory_refuse(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* A change is durable when its write returned. Should reading it back fail, the next reload brings it. */
gboolean
directory_run(Directory *directory, const Actor *actor, Action action, DbTask task, gpointer data, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    if (!rights_check(actor, action, (UnitId){ 0 }, error) || !store_write(directory->store, task, data, error))
        return FALSE;
    if (!directory_reload(directory, &trouble))
        log_failure("directory.reload-failed", trouble);
    return TRUE;
}

gboolean
directory_record(Directory *directory, DbSession *session, const Actor *actor, EventKind kind, gint64 subject,
                 json_t *detail, GError **error)
{
    EventDraft draft = { .kind = kind, .actor = actor, .subject = subject, .detail = detail };
    gboolean done = event_append(directory->store, session, &draft, NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
run(Directory *directory, const Actor *actor, DbTask task, gpointer data, GError **error)
{
    return directory_run(directory, actor, ACTION_MANAGE_UNITS, task, data, error);
}

/* ---- units ---- */

typedef struct {
    Directory *directory;
    const Actor *actor;
    Unit unit; /* what it shall be; code and name borrowed */
} UnitChange;

/* The first code like @name that no unit has, or NULL. */
static char *
free_code(DbSession *session, const char *name, GError **error)
{
    for (guint number = 1;; number++) {
        g_autofree char *code = unit_code_make(name, number);
        g_autoptr(GError) trouble = NULL;
        g_autoptr(Unit) taken = unit_store_find(session, code, &trouble);

        if (trouble != NULL) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return NULL;
        }
        if (taken == NULL)
            return g_steal_pointer(&code);
    }
}

static gboolean
insert_unit(DbSession *session, gpointer data, GError **error)
{
    const UnitChange *change = data;
    g_autofree char *made = change->unit.code == NULL ? free_code(session, change->unit.name, error) : NULL;
    Unit added = change->unit;
    const Unit *unit = &added;

    if (added.code == NULL && (added.code = made) == NULL)
        return FALSE;
    return unit_store_insert(session, unit, error) &&
           directory_record(change->directory, session, change->actor, EVENT_UNIT_CHANGED, unit->id.value,
                            json_pack("{s:s, s:s, s:s}", "change", "added", "code", unit->code, "name", unit->name),
                            error);
}

gboolean
directory_add_unit(Directory *directory, const Actor *actor, const char *code, const char *name, UnitId *ret,
                   GError **error)
{
    g_autofree char *clean = name_clean(name, error);
    UnitChange change = { directory, actor, { .id = { id_next() }, .code = (char *)code, .name = clean } };

    if (clean == NULL)
        return FALSE;
    if (code != NULL && !unit_code_is_valid(code))
        return directory_refuse(error, SAY_NOOP("write the code with 1 to 32 small letters, digits and hyphens"));
    if (!run(directory, actor, insert_unit, &change, error))
        return FALSE;
    *ret = change.unit.id;
    return TRUE;
}

static gboolean
rename_unit(DbSession *session, gpointer data, GError **error)
{
    const UnitChange *change = data;
    g_autoptr(Unit) unit = unit_store_load(session, change->unit.id, error);
    g_autofree char *before = NULL;

    if (unit == NULL)
        return FALSE;
    before = g_steal_pointer(&unit->name);
    unit->name = g_strdup(change->unit.name);
    if (strcmp(before, unit->name) == 0)
        return TRUE;
    return unit_store_update(session, unit, error) &&
           directory_record(change->directory, session, change->actor, EVENT_UNIT_CHANGED, unit->id.value,
                            json_pack("{s:s, s:s, s:s}", "change", "renamed", "from", before, "to", unit->name), error);
}

gboolean
directory_rename_unit(Directory *directory, const Actor *actor, UnitId id, const char *name, GError **error)
{
    g_autofree char *clean = name_clean(name, error);
    UnitChange change = { directory, actor, { .id = id, .name = clean } };

    return clean != NULL && run(directory, actor, rename_unit, &change, error);
}

static gboolean
close_unit(DbSession *session, gpointer data, GError **error)
{
    const UnitChange *change = data;
    g_autoptr(Unit) unit = unit_store_load(session, change->unit.id, error);
    gboolean closed = change->unit.closed;
    gint64 addresses = 0;

    if (unit == NULL)
        return FALSE;
    if (unit->closed == closed)
        return TRUE;
    if (closed && !endpoint_store_count_unit(session, unit->id, &addresses, error))
        return FALSE;
    if (addresses > 0)
        return directory_refuse(error,
                                SAY_NOOP("addresses of ours still lead to this unit; give them to another unit first"));
    unit->closed = closed;
    return unit_store_update(session, unit, error) &&
           directory_record(change->directory, session, change->actor, EVENT_UNIT_CHANGED, unit->id.value,
                            json_pack("{s:s}", "change", closed ? "closed" : "reopened"), error);
}

gboolean
directory_close_unit(Directory *directory, const Actor *actor, UnitId id, GError **error)
{
    UnitChange change = { directory, actor, { .id = id, .closed = TRUE } };

    return run(directory, actor, close_unit, &change, error);
}

gboolean
directory_reopen_unit(Directory *directory, const Actor *actor, UnitId id, GError **error)
{
    UnitChange change = { directory, actor, { .id = id, .closed = FALSE } };

    return run(directory, actor, close_unit, &change, error);
}

/* ---- endpoints ---- */

typedef struct {
    Directory *directory;
    const Actor *actor;
    Endpoint endpoint; /* what it shall be; texts borrowed */
} EndpointChange;

static gboolean
check_open(DbSession *session, UnitId id, GError **error)
{
    g_autoptr(Unit) unit = unit_store_load(session, id, error);

    if (unit == NULL)
        return FALSE;
    return !unit->closed ||
           directory_refuse(error, SAY_NOOP("this unit is closed; choose another, or reopen it first"));
}

static gboolean
insert_endpoint(DbSession *session, gpointer data, GError **error)
{
    const EndpointChange *change = data;
    const Endpoint *added = &change->endpoint;

    return check_open(session, added->unit, error) && endpoint_store_insert(session, added, error) &&
           directory_record(change->directory, session, change->actor, EVENT_ENDPOINT_CHANGED, added->id.value,
                            json_pack("{s:s, s:s, s:s, s:s, s:I}", "change", "added", "channel", added->channel, "uri",
                                      added->uri, "name", added->name, "unit", (json_int_t)added->unit.value),
                            error);
}

/* A scheme, a colon, and more; no blanks or control characters. */
static gboolean
uri_is_plausible(const char *uri)
{
    gsize length = strlen(uri), scheme = strspn(uri, "abcdefghijklmnopqrstuvwxyz0123456789+.-");

    if (length > ENDPOINT_URI_MAX || !text_is_valid(uri, length) || scheme == 0 || uri[scheme] != ':' ||
        uri[scheme + 1] == '\0')
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        if ((guchar)uri[i] <= ' ' || uri[i] == 0x7f)
            return FALSE;
    }
    return TRUE;
}

gboolean
directory_add_endpoint(Directory *directory, const Actor *actor, const char *channel, const char *uri, const char *name,
                       UnitId unit, EndpointId *ret, GError **error)
{
    g_autofree char *clean = name_clean(name, error);
    EndpointChange change = { directory, actor, { { id_next() }, (char *)channel, (char *)uri, clean, unit } };

    if (clean == NULL)
        return FALSE;
    if (!uri_is_plausible(uri))
        return directory_refuse(error, SAY_NOOP("this is not an address that the channel can have"));
    if (!run(directory, actor, insert_endpoint, &change, error))
        return FALSE;
    *ret = change.endpoint.id;
    return TRUE;
}

static gboolean
move_endpoint(DbSession *session, gpointer data, GError **error)
{
    const EndpointChange *change = data;
    const char *channel = change->endpoint.channel;
    g_autoptr(Endpoint) before = endpoint_store_load(session, change->endpoint.id, error);

    if (before == NULL)
        return FALSE;
    if (strcmp(before->channel, channel) == 0)
        return TRUE;
    return endpoint_store_move(session, before, channel, clock_now(), error) &&
           directory_record(change->directory, session, change->actor, EVENT_ENDPOINT_CHANGED, before->id.value,
                            json_pack("{s:s, s:s, s:s}", "change", "moved", "from", before->channel, "to", channel),
                            error);
}

gboolean
directory_move_endpoint(Directory *directory, const Actor *actor, EndpointId id, const char *channel, GError **error)
{
    EndpointChange change = { directory, actor, { .id = id, .channel = (char *)channel } };

    return run(directory, actor, move_endpoint, &change, error);
}

static gboolean
update_endpoint(DbSession *session, gpointer data, GError **error)
{
    const EndpointChange *change = data;
    const Endpoint *wanted = &change->endpoint;
    g_autoptr(Endpoint) before = endpoint_store_load(session, wanted->id, error);

    if (before == NULL)
        return FALSE;
    if (before->unit.value != wanted->unit.value && !check_open(session, wanted->unit, error))
        return FALSE;
    return endpoint_store_update(session, wanted, error) &&
           directory_record(change->directory, session, change->actor, EVENT_ENDPOINT_CHANGED, wanted->id.value,
                            json_pack("{s:s, s:{s:s, s:I}, s:{s:s, s:I}}", "change", "changed", "from", "name",
                                      before->name, "unit", (json_int_t)before->unit.value, "to", "name", wanted->name,
                                      "unit", (json_int_t)wanted->unit.value),
                            error);
}

gboolean
directory_change_endpoint(Directory *directory, const Actor *actor, EndpointId id, const char *name, UnitId unit,
                          GError **error)
{
    g_autofree char *clean = name_clean(name, error);
    EndpointChange change = { directory, actor, { .id = id, .name = clean, .unit = unit } };

    return clean != NULL && run(directory, actor, update_endpoint, &change, error);
}
