/* SPDX-License-Identifier: Apache-2.0 */
/* Who they are. */
#include <string.h>

#include "base/text.h"
#include "wire/activity-private.h"
#include "wire/webfinger.h"

#define USERNAME_MAX 200

void
activity_actor_free(ActivityActor *actor)
{
    if (actor == NULL)
        return;
    g_free(actor->id);
    g_free(actor->type);
    g_free(actor->username);
    g_free(actor->name);
    g_free(actor->url);
    g_free(actor->webfinger);
    g_free(actor->inbox);
    g_free(actor->shared_inbox);
    g_free(actor->key_id);
    g_free(actor->key_pem);
    g_free(actor->moved_to);
    g_ptr_array_unref(actor->known_as);
    g_free(actor);
}

/* One of its keys; that of another owner is none of its. */
static gboolean
take_key(ActivityActor *actor, const json_t *key, const char *wanted)
{
    const char *id = activity_id_of(key), *pem = json_string_value(json_object_get(key, "publicKeyPem"));
    const char *owner = activity_id_of(json_object_get(key, "owner"));

    if (id == NULL || pem == NULL || (wanted != NULL && strcmp(id, wanted) != 0) ||
        (owner != NULL && strcmp(owner, actor->id) != 0))
        return FALSE;
    actor->key_id = g_strdup(id);
    actor->key_pem = text_clean(pem, strlen(pem));
    return TRUE;
}

static void
read_key(ActivityActor *actor, const json_t *object, const char *wanted)
{
    const json_t *keys = json_object_get(object, "publicKey");
    gboolean found = json_is_object(keys) && take_key(actor, keys, wanted);
    json_t *key;
    gsize i;

    json_array_foreach(keys, i, key) found = found || take_key(actor, key, wanted);
    if (found)
        return;
    actor->key_id = g_strdup("");
    actor->key_pem = g_strdup("");
}

/* A name is on screens and in addresses: no blanks, no @, no slash. */
static char *
dup_username(const json_t *object)
{
    g_autofree char *text = activity_dup_text(object, "preferredUsername");

    if (strlen(text) > USERNAME_MAX || strpbrk(text, " \t\n@/:?#") != NULL)
        return g_strdup("");
    return g_steal_pointer(&text);
}

static char *
dup_webfinger(const json_t *object)
{
    g_autofree char *text = activity_dup_text(object, "webfinger");
    g_autoptr(WebfingerAccount) account = webfinger_account_parse(text, NULL);

    return account != NULL ? g_strdup_printf("%s@%s", account->name, account->host) : g_strdup("");
}

ActivityActor *
activity_actor_read(const json_t *object, const char *key_id, GError **error)
{
    g_autoptr(ActivityActor) actor = g_new0(ActivityActor, 1);
    const char *type = json_string_value(activity_first(object, "type")), *id = activity_id_of(object);
    g_autofree char *name = activity_dup_text(object, "name");

    actor->id = g_strdup(id != NULL ? id : "");
    actor->type = g_strdup(type != NULL ? type : "");
    actor->username = dup_username(object);
    actor->name = text_one_line(name, strlen(name), 100);
    actor->url = activity_dup_id(object, "url");
    actor->webfinger = dup_webfinger(object);
    actor->inbox = activity_dup_id(object, "inbox");
    actor->shared_inbox = activity_dup_id(json_object_get(object, "endpoints"), "sharedInbox");
    actor->moved_to = activity_dup_id(object, "movedTo");
    actor->known_as = g_ptr_array_new_with_free_func(g_free);
    actor->automated = strcmp(actor->type, "Application") == 0 || strcmp(actor->type, "Service") == 0;
    activity_add_ids(object, "alsoKnownAs", actor->known_as, ACTIVITY_RECIPIENTS_MAX);
    read_key(actor, object, key_id);
    if (id == NULL || *actor->inbox == '\0') {
        activity_refuse(error, "an actor has no id or no inbox");
        return NULL;
    }
    return g_steal_pointer(&actor);
}
