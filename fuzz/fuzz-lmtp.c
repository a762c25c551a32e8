/* SPDX-License-Identifier: Apache-2.0 */
/* A client may say anything in any pieces: the replies and messages must not depend on the pieces. */
#include <stdint.h>
#include <string.h>

#include "wire/lmtp.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
deliver(Lmtp *lmtp, GString *seen)
{
    const LmtpMessage *message = lmtp_message(lmtp);
    guint count = message->recipients->len;

    g_assert(message->length <= 500 && count >= 1 && count <= 4);
    g_string_append_len(seen, (const char *)message->bytes, (gssize)message->length);
    for (guint i = 0; i < count; i++)
        lmtp_answer_delivery(lmtp, i, &LMTP_DELIVERED);
}

static gboolean
advance(Lmtp *lmtp, GString *seen)
{
    for (;;) {
        LmtpAction action = lmtp_next(lmtp);
        gsize length;
        const char *output = lmtp_output(lmtp, &length);

        g_string_append_len(seen, output, (gssize)length);
        lmtp_output_sent(lmtp, length);
        if (action == LMTP_CHECK_RECIPIENT)
            lmtp_answer_recipient(lmtp,
                                  lmtp_recipient(lmtp)->local[0] == 'u' ? &LMTP_RECIPIENT_UNKNOWN : &LMTP_RECIPIENT_OK);
        else if (action == LMTP_DELIVER)
            deliver(lmtp, seen);
        else
            return action == LMTP_NEED_INPUT;
    }
}

static char *
converse(const uint8_t *bytes, size_t length, size_t piece)
{
    const LmtpLimits limits = { "mx.example", 500, 200, 4 };
    g_autoptr(Lmtp) lmtp = lmtp_new(&limits);
    GString *seen = g_string_new(NULL);
    gboolean open = TRUE;

    for (size_t at = 0; at < length && open; at += piece) {
        lmtp_feed(lmtp, bytes + at, MIN(piece, length - at));
        open = advance(lmtp, seen);
    }
    return g_string_free(seen, FALSE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *whole = converse(bytes, length, length == 0 ? 1 : length);
    g_autofree char *single = converse(bytes, length, 1);
    g_autofree char *pieces = converse(bytes, length, 7);

    g_assert(strcmp(whole, single) == 0 && strcmp(whole, pieces) == 0);
    return 0;
}
