/* SPDX-License-Identifier: Apache-2.0 */
/* channels/echo/echo.h: a channel without a tool, for tests: what is sent is kept and can be looked at; what is
 * "received" are lines of text.
 *
 * Inbound form: "Id: …", "Subject: …", "Reference: …" lines in any number, an empty line, then the text. An address of
 * ours ends in "+CONVERSATION" to prove a conversation. */
#pragma once
#include "mediation/channel.h"

extern const struct channel_driver echo_channel;

/* How many deliveries were sent. */
guint echo_sent(gpointer channel);
/* The text of delivery @index, a new string. */
char *echo_text(gpointer channel, guint index);
/* How the next @count attempts end instead of being accepted. */
void echo_fail(gpointer channel, Outcome outcome, guint count);
/* The next one is to be tried again later, because of @code (a literal). */
void echo_fail_once(gpointer channel, const char *code);
