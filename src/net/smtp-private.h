/* SPDX-License-Identifier: Apache-2.0 */
/* net/smtp-private.h: what the files of SMTP share. */
#pragma once
#include "net/easy-private.h"
#include "net/smtp.h"

struct Smtp {
    char *url, *unix_path, *ca_file, *user, *password;
    SmtpTls tls;
    gint64 connect_timeout;
    EasyPool *pool;
};

/* The relay, and how to sign in there. */
void smtp_set_relay(const Smtp *smtp, CURL *easy);
/* Whether it may stand in a command as it is. */
gboolean smtp_is_sendable(const char *address);
