/* SPDX-License-Identifier: Apache-2.0 */
/* What is read as an address of an instant messenger is written so that it is read the same again. */
#include <stdint.h>
#include <string.h>

#include "wire/jid.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *text = g_strndup((const char *)bytes, length);
    g_autoptr(Jid) jid = jid_parse(text, NULL), again = NULL, by_uri = NULL;
    g_autofree char *written = NULL, *uri = NULL, *second = NULL;

    jid_free(jid_parse_uri(text, NULL));
    if (jid == NULL)
        return 0;
    written = jid_to_text(jid);
    again = jid_parse(written, NULL);
    g_assert_nonnull(again);
    second = jid_to_text(again);
    g_assert_cmpstr(second, ==, written);
    uri = jid_to_uri(jid);
    by_uri = jid_parse_uri(uri, NULL);
    g_assert_nonnull(by_uri);
    g_assert_cmpstr(by_uri->local, ==, jid->local);
    g_assert_cmpstr(by_uri->domain, ==, jid->domain);
    return 0;
}
