/* SPDX-License-Identifier: Apache-2.0 */
/* command/demo-content-private.h: an inbound mail of the demo between its reading (demo-content.c) and its composing
 * (demo-content-mail.c). */
#pragma once
#include "command/demo-content.h"
#include "model/message.h"

#include <jansson.h>

struct DemoMail {
    const char *from, *from_name, *to, *subject, *language;
    const char *signature, *mailer; /* may be NULL */
    const char *charset;
    int html, quote;
    Automatic automatic;
    GPtrArray *attachments; /* of MessagePart */
};
