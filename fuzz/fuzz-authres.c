/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever a field says, it is read within its limits; only its own words vouch. */
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "wire/authres.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
check_result(const AuthresResult *result)
{
    g_assert(*result->method != '\0');
    g_assert(result->properties->len <= AUTHRES_PROPERTIES_MAX);
    for (guint i = 0; i < result->properties->len; i++) {
        const AuthresProperty *property = g_ptr_array_index(result->properties, i);

        g_assert(*property->name != '\0' && text_is_valid(property->value, strlen(property->value)));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const Address from = { (char *)"ada", (char *)"citizen.example" };
    g_autofree char *text = g_strndup((const char *)bytes, length);
    g_auto(GStrv) lines = g_strsplit(text, "\n\n", 10);
    g_autoptr(GPtrArray) run = g_ptr_array_new();
    g_autoptr(Authres) authres = authres_parse(text);
    g_autofree char *evidence = NULL, *state = NULL;
    gboolean vouches;
    guint instance;

    for (guint i = 0; lines[i] != NULL; i++)
        g_ptr_array_add(run, lines[i]);
    vouches = authres_vouches(run, "mx.northam.example", &from, &evidence);
    g_assert(!vouches || *evidence != '\0');
    g_assert(text_is_valid(evidence, strlen(evidence)));
    if (authres_read_seal(text, &instance, &state))
        g_assert(instance >= 1 && instance <= 50);
    if (authres == NULL)
        return 0;
    g_assert(authres->results->len <= AUTHRES_RESULTS_MAX);
    for (guint i = 0; i < authres->results->len; i++)
        check_result(g_ptr_array_index(authres->results, i));
    return 0;
}
