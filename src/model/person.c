/* SPDX-License-Identifier: Apache-2.0 */
#include "model/person.h"

#include <string.h>

void
person_free(Person *person)
{
    g_free(person->name);
    g_free(person->language);
    g_free(person);
}

void
identity_free(Identity *identity)
{
    g_free(identity->uri);
    g_free(identity->display);
    g_free(identity->evidence);
    g_free(identity);
}

const char *
identity_address(const char *uri)
{
    const char *colon = strchr(uri, ':');

    if (g_str_has_prefix(uri, "https://"))
        return uri + strlen("https://");
    return colon == NULL ? uri : colon + 1;
}

char *
identity_shown(const char *uri)
{
    const char *address = identity_address(uri);

    return g_str_has_prefix(uri, "tel:") ? g_strndup(address, strcspn(address, ";")) : g_strdup(address);
}

static const char *const PURPOSES[PERSON_PURPOSE_COUNT] = { "any", "answer", "receipt", "notice" };

const char *
person_purpose_name(PersonPurpose purpose)
{
    return PURPOSES[purpose];
}

gboolean
person_purpose_parse(const char *name, PersonPurpose *ret)
{
    for (guint i = 0; i < PERSON_PURPOSE_COUNT; i++) {
        if (strcmp(PURPOSES[i], name) == 0) {
            *ret = (PersonPurpose)i;
            return TRUE;
        }
    }
    return FALSE;
}

void
person_preferences_clear(PersonPreferences *preferences)
{
    for (guint i = 0; i < PERSON_PURPOSE_COUNT; i++) {
        g_clear_pointer(&preferences->of[i].channel, g_free);
        g_clear_pointer(&preferences->of[i].language, g_free);
    }
}
