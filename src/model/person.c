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
