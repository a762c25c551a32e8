/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of a request's head, whatever they say: a signature is read within its limits, or refused. */
#include <stdint.h>
#include <string.h>

#include "base/clock.h"
#include "wire/httpsignature.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* The lines as they come: Signature, Signature-Input, Date, Digest, Content-Digest. */
static const char *
find_header(gpointer data, const char *name)
{
    static const char *const NAMES[] = { "signature", "signature-input", "date", "digest", "content-digest" };
    char **lines = data;

    for (guint i = 0; i < G_N_ELEMENTS(NAMES) && lines[i] != NULL; i++)
        if (strcmp(NAMES[i], name) == 0 && *lines[i] != '\0')
            return lines[i];
    return NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *text = g_strndup((const char *)bytes, length);
    g_auto(GStrv) lines = g_strsplit(text, "\n", 5);
    const SignedRequest request = { .method = "POST",
                                    .origin = "https://city.example",
                                    .host = "City.example:443",
                                    .target = "/ap/inbox?x",
                                    .header = find_header,
                                    .data = lines,
                                    .body = "{}",
                                    .length = 2 };
    g_autoptr(HttpSignature) signature = http_signature_read(&request, NULL);

    if (signature == NULL)
        return 0;
    g_assert(signature->covered->len <= HTTP_SIGNATURE_COMPONENTS_MAX && signature->key_id != NULL);
    http_signature_check(signature, &request, G_GINT64_CONSTANT(1795373717) * CLOCK_SECOND, NULL);
    return 0;
}
