/* SPDX-License-Identifier: Apache-2.0 */
/* wire/lmtp-path.h: what follows MAIL and RCPT: "FROM:<path> parameters" (RFC 5321 section 4.1.2). Pure. */
#pragma once
#include "wire/lmtp.h"

typedef enum {
    LMTP_PATH_OK,
    LMTP_PATH_SYNTAX,    /* not "FROM:" or "TO:" */
    LMTP_PATH_ADDRESS,   /* no path, or no address in it; or the null path for a recipient */
    LMTP_PATH_PARAMETER, /* a parameter that is unknown or malformed */
    LMTP_PATH_UTF8,      /* the address needs SMTPUTF8, and MAIL did not say it */
    LMTP_PATH_TOO_LARGE, /* SIZE is over the limit */
} LmtpPathResult;

/* From MAIL. */
typedef struct {
    Address *address; /* NULL: the null path */
    LmtpBody body;
    gboolean smtputf8;
} LmtpSender;

/* SIZE, BODY, SMTPUTF8; RET and ENVID are checked and ignored. @ret is written on LMTP_PATH_OK only; its address is
 * new. */
LmtpPathResult lmtp_path_read_sender(const char *arguments, gsize max_size, LmtpSender *ret);

/* NOTIFY and ORCPT are ignored. *ret is new, written on LMTP_PATH_OK only. */
LmtpPathResult lmtp_path_read_recipient(const char *arguments, gboolean smtputf8, Address **ret);
