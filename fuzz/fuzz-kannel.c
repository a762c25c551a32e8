/* SPDX-License-Identifier: Apache-2.0 */
/* What a gateway of text messages posts, and numbers as the network writes them. */
#include <stdint.h>
#include <string.h>

#include "wire/kannel.h"
#include "wire/telephone.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
check_number(const char *text)
{
    static const TelephonePlan NETWORK = { "44", "0", "00", TRUE };
    g_autofree char *uri = telephone_parse(text, &NETWORK, NULL);
    g_autofree char *again = uri == NULL ? NULL : telephone_parse(uri, &NETWORK, NULL);
    g_autofree char *dialled = uri == NULL ? NULL : telephone_dial(uri);

    g_assert_cmpstr(again, ==, uri);
    g_assert_true(uri == NULL || dialled != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autoptr(GBytes) block = g_bytes_new(bytes, size);
    g_autoptr(KannelMessage) message = kannel_block_parse(block, NULL);
    g_autofree char *text = g_strndup((const char *)bytes, size);
    KannelReport report;

    if (message != NULL) {
        g_assert_true(g_utf8_validate(message->text, -1, NULL));
        check_number(message->from);
    }
    check_number(text);
    kannel_answer_read(400, (const char *)bytes, size);
    kannel_report_is_final(text);
    g_free(kannel_report_code(text));
    kannel_report_read(text, &report);
    return 0;
}
