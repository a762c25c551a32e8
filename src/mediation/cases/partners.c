/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/partners.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/name.h"
#include "model/rights.h"
#include "store/event-store.h"

/* ---- addresses ---- */

/* The first channel that writes to single people, in no page of ours, and knows what @typed is. */
static char *
resolve(const Mediation *mediation, const char *typed, const Channel **ret_channel, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    for (guint i = 0; i < channels_count(mediation->channels); i++) {
        const Channel *channel = channels_at(mediation->channels, i);
        guint abilities = channel->driver->capabilities.abilities;
        char *uri;

        if ((abilities & CHANNEL_SENDS) == 0 || (abilities & CHANNEL_PAGE) != 0 || channel->driver->resolve == NULL)
            continue;
        g_clear_error(&trouble);
        uri = channel->driver->resolve(channel->handle, typed, &trouble);
        *ret_channel = channel;
        if (uri != NULL)
            return uri;
    }
    if (trouble != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    else
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("no channel can write to others; ask an administrator"));
    return NULL;
}

char *
partners_resolve(const Mediation *mediation, const char *typed, GError **error)
{
    g_autofree char *clean = text_one_line(typed, strlen(typed), 512), *uri = NULL;
    const Channel *channel;

    if (*clean == '\0') {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("give the address of who is to be asked"));
        return NULL;
    }
    uri = resolve(mediation, clean, &channel, error);
    if (uri == NULL || !directory_is_endpoint(mediation->directory, channel->name, uri))
        return g_steal_pointer(&uri);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("this is one of our own addresses; give that of a person or of another body"));
    return NULL;
}

/* ---- changing ---- */

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    Partner partner;
} Keeping;

static void
keeping_clear(Keeping *keeping)
{
    g_free(keeping->partner.name);
    g_free(keeping->partner.uri);
    g_free(keeping->partner.contact);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Keeping, keeping_clear)

static gboolean
fill(Keeping *keeping, const char *name, const char *address, const char *contact, GError **error)
{
    if (!rights_check_anywhere(keeping->actor, ACTION_MANAGE_PARTNERS, error))
        return FALSE;
    keeping->partner.name = name_clean(name, error);
    if (keeping->partner.name == NULL)
        return FALSE;
    keeping->partner.uri = partners_resolve(keeping->mediation, address, error);
    keeping->partner.contact = text_one_line(contact, strlen(contact), PARTNER_CONTACT_MAX);
    keeping->partner.changed = clock_now();
    return keeping->partner.uri != NULL;
}

static gboolean
record(const Keeping *keeping, DbSession *session, const char *change, GError **error)
{
    const Partner *partner = &keeping->partner;
    json_t *detail = json_pack("{s:s, s:s, s:s, s:s}", "change", change, "name", partner->name, "address", partner->uri,
                               "contact", partner->contact);
    gboolean done = event_append(
        keeping->mediation->store, session,
        &(EventDraft){
            .kind = EVENT_PARTNER_CHANGED, .actor = keeping->actor, .subject = partner->id.value, .detail = detail },
        NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
check_name(const Keeping *keeping, DbSession *session, GError **error)
{
    PartnerId there;

    if (!partner_store_find(session, keeping->partner.name, &there, error))
        return FALSE;
    if (there.value == 0 || there.value == keeping->partner.id.value)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, SAY_NOOP("there is a body of this name already"));
    return FALSE;
}

static gboolean
add(DbSession *session, gpointer data, GError **error)
{
    const Keeping *keeping = data;

    return check_name(keeping, session, error) && partner_store_insert(session, &keeping->partner, error) &&
           record(keeping, session, "added", error);
}

gboolean
partners_add(Mediation *mediation, const Actor *actor, const char *name, const char *address, const char *contact,
             PartnerId *ret, GError **error)
{
    g_auto(Keeping) keeping = { mediation, actor, { .id = { id_next() } } };

    *ret = keeping.partner.id;
    return fill(&keeping, name, address, contact, error) && store_write(mediation->store, add, &keeping, error);
}

static gboolean
change(DbSession *session, gpointer data, GError **error)
{
    const Keeping *keeping = data;

    return check_name(keeping, session, error) && partner_store_update(session, &keeping->partner, error) &&
           record(keeping, session, keeping->partner.closed ? "closed" : "changed", error);
}

gboolean
partners_change(Mediation *mediation, const Actor *actor, PartnerId id, gint64 version, const char *name,
                const char *address, const char *contact, gboolean closed, GError **error)
{
    g_auto(Keeping) keeping = { mediation, actor, { .id = id, .version = version, .closed = closed } };

    return fill(&keeping, name, address, contact, error) && store_write(mediation->store, change, &keeping, error);
}

/* ---- reading ---- */

static gboolean
list(DbSession *session, gpointer data, GError **error)
{
    GPtrArray **ret = data;

    g_clear_pointer(ret, g_ptr_array_unref);
    *ret = partner_store_list(session, error);
    return *ret != NULL;
}

GPtrArray *
partners_list(Mediation *mediation, const Actor *actor, GError **error)
{
    GPtrArray *partners = NULL;

    if (!rights_may_anywhere(actor, ACTION_REPLY) && !rights_check_anywhere(actor, ACTION_MANAGE_PARTNERS, error))
        return NULL;
    return store_read(mediation->store, list, &partners, error) ? partners : NULL;
}
