/* SPDX-License-Identifier: Apache-2.0 */
/* wire/lmtp-data.h: the bytes between DATA and the final dot (RFC 5321 section 4.5.2), taken in any pieces.
 *
 * Only CRLF ends a line and only CRLF.CRLF ends the data (the very first line may be the dot). Past a limit the bytes
 * kept so far are freed and the rest is read to its end and dropped. One thread at a time; nothing blocks. */
#pragma once
#include <glib.h>

typedef enum {
    LMTP_DATA_MORE,          /* the end has not come */
    LMTP_DATA_COMPLETE,      /* lmtp_data_bytes() is the message */
    LMTP_DATA_TOO_LARGE,     /* at its end, but over the size limit */
    LMTP_DATA_LINE_TOO_LONG, /* at its end, but with a line over the limit */
    LMTP_DATA_GIVEN_UP,      /* at its end, but given up on the way */
} LmtpDataState;

typedef struct LmtpData LmtpData;

/* @max_line counts without CRLF; 0 is no limit of its own. @max_size below 2 GiB. */
LmtpData *lmtp_data_new(gsize max_size, gsize max_line);
void lmtp_data_free(LmtpData *data);
void lmtp_data_reset(LmtpData *data);

/* *ret_used is @length unless the end came earlier: what follows it are commands. */
LmtpDataState lmtp_data_read(LmtpData *data, const guint8 *bytes, gsize length, gsize *ret_used);

/* Free what is kept and drop the rest, as past a limit. */
void lmtp_data_give_up(LmtpData *data);

/* Owned by @data, until the next reset. */
const GByteArray *lmtp_data_bytes(const LmtpData *data);
