/* SPDX-License-Identifier: Apache-2.0 */
/* What followers know of our desks themselves: names and descriptions. Servers keep what they have fetched, and fetch
 * it again when they are told that it has changed. */
#include <string.h>

#include "base/digest.h"
#include "base/number.h"
#include "channels/fediverse/fediverse-private.h"

/* What people see of @actor. */
static char *
digest_of(const json_t *actor)
{
    static const char *const SEEN[] = { "name", "summary", "type", "url" };
    const char *picture = json_string_value(json_object_get(json_object_get(actor, "icon"), "url"));
    g_autoptr(GString) text = g_string_new(picture);
    Digest digest;

    for (gsize i = 0; i < G_N_ELEMENTS(SEEN); i++)
        g_string_append_printf(text, "%s\n", json_string_value(json_object_get(actor, SEEN[i])));
    digest = digest_sha256(text->str, text->len);
    return digest_to_hex(&digest);
}

static json_t *
update_of(const Fediverse *fediverse, const char *name, const json_t *actor, gint64 number)
{
    const char *id = json_string_value(json_object_get(actor, "id"));
    g_autofree char *own = g_strdup_printf("%s#profile-%" G_GINT64_FORMAT, id, number);
    g_autofree char *followers = fediverse_name_part(fediverse, name, "followers");

    return json_pack("{s:O, s:s, s:s, s:s, s:[s], s:[s], s:O}", "@context", json_object_get(actor, "@context"), "id",
                     own, "type", "Update", "actor", id, "to", ACTIVITY_PUBLIC, "cc", followers, "object", actor);
}

static gboolean
keep(const Fediverse *fediverse, const char *name, gint64 number, const char *digest, GError **error)
{
    g_autofree char *value = g_strdup_printf("%" G_GINT64_FORMAT " %s", number, digest);

    return channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_PUT, "profile", name, value }, 1, NULL,
                                 error);
}

/* The first time there is nothing to tell: who follows has just read it. */
static gboolean
tell(Fediverse *fediverse, const Endpoint *desk, GError **error)
{
    g_autofree char *name = fediverse_name_of(desk), *digest = NULL;
    g_autoptr(Json) actor = fediverse_actor_describe(fediverse, desk, error), update = NULL;
    g_autoptr(LedgerRecord) record = NULL;
    gint64 number = 0;

    if (actor == NULL || !channel_ledger_find(fediverse->host, "profile", name, &record, error))
        return FALSE;
    digest = digest_of(actor);
    if (record == NULL)
        return keep(fediverse, name, 0, digest, error);
    if (g_str_has_suffix(record->value, digest))
        return TRUE;
    if (!number_parse_span(record->value, strcspn(record->value, " "), 0, G_MAXINT32, &number, error))
        return FALSE;
    number++;
    update = update_of(fediverse, name, actor, number);
    return fediverse_send_all(fediverse, name, update, error) && keep(fediverse, name, number, digest, error);
}

gboolean
fediverse_profile_tell(Fediverse *fediverse, GError **error)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(fediverse);

    for (guint i = 0; i < desks->len; i++)
        if (!tell(fediverse, g_ptr_array_index(desks, i), error))
            return FALSE;
    return TRUE;
}
