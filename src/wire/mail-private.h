/* SPDX-License-Identifier: Apache-2.0 */
/* wire/mail-private.h: the steps of mail_parse(), one file each. */
#pragma once
#include "wire/mail.h"
#include "wire/mime.h"

/* mail-body.c: sets text, html, attachments and what was cut of them. */
void mail_read_body(Mail *mail, const Mime *mime);

/* mail-automation.c: sets automation and its reason; from and fields are read already. */
void mail_read_automation(Mail *mail, const MimePart *root);
