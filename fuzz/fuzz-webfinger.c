/* SPDX-License-Identifier: Apache-2.0 */
/* What is read as an account is written so that it reads the same again. */
#include <stdint.h>
#include <string.h>

#include "wire/activity.h"
#include "wire/webfinger.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *text = g_strndup((const char *)bytes, length);
    g_autoptr(WebfingerAnswer) answer = webfinger_answer_parse((const char *)bytes, length, NULL);
    g_autoptr(WebfingerAccount) account = webfinger_account_parse(text, NULL);

    if (answer != NULL)
        g_assert(activity_is_id(answer->actor));
    if (account != NULL) {
        g_autofree char *uri = webfinger_account_uri(account), *again = NULL;
        g_autoptr(WebfingerAccount) same = webfinger_account_parse(uri, NULL);

        again = webfinger_account_uri(same);
        g_assert_cmpstr(uri, ==, again);
    }
    return 0;
}
