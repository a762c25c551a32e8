/* SPDX-License-Identifier: Apache-2.0 */
/* A form as it is posted, checked, written down and read again: whatever is sent, the draft holds text without NUL, and
 * the same bytes make the same draft. Bytes that begin with '{' are read as what was written down. */
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "channels/web/web-private.h"

extern const struct channel_driver web_channel;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
check_draft(GBytes *raw)
{
    g_autoptr(MessageDraft) draft = web_channel.parse(NULL, raw, "", "https://northam.example/contact", NULL);
    g_autoptr(MessageDraft) again = web_channel.parse(NULL, raw, "", "https://northam.example/contact", NULL);

    if ((draft == NULL) != (again == NULL))
        g_error("the same bytes are read in two ways");
    if (draft == NULL)
        return;
    if (!digest_equal(&draft->fingerprint, &again->fingerprint) ||
        !text_is_valid(draft->subject, strlen(draft->subject)) || strchr(draft->subject, '\n') != NULL ||
        strchr(draft->sender_name, '\n') != NULL || message_parts_find(draft->parts, PART_TEXT) == NULL)
        g_error("a draft is not what it should be");
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(Form) sent = length > 0 && bytes[0] != '{' ? form_parse((const char *)bytes, length, NULL) : NULL;
    g_autoptr(GBytes) raw = NULL;

    if (sent != NULL) {
        g_autoptr(WebForm) form = web_form_read(sent, "en");

        web_form_check(form);
        raw = web_form_raw(form);
    } else {
        raw = g_bytes_new(bytes, length);
    }
    check_draft(raw);
    return 0;
}
