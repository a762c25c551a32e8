/* SPDX-License-Identifier: Apache-2.0 */
/* channels/email/email-token.h: what we put into our addresses and message ids so that answers find home. Pure.
 *
 *     hello+c0123456789abc.mmmmmmmmmmmmmmmm@northam.example   Reply-To: answers to a conversation
 *     hello+b0123456789abc.mmmmmmmmmmmmmmmm@northam.example   envelope sender: what comes back of a delivery (VERP)
 *     news+v0123456789abc.mmmmmmmmmmmmmmmm@northam.example    envelope sender of a subscriber's newsletter; +u… ends it
 *     <n.MAILING.SUBSCRIBER.mmmmmmmmmmmmmmmm@northam.example> Message-ID of her copy
 *     <c.CONVERSATION.RELEASE.mmmmmmmmmmmmmmmm@northam.example>  Message-ID: the same for every attempt
 *
 * m is an 80-bit HMAC-SHA-256 of the rest, so that a guess fails; all is lower-case base32, which survives programs
 * that fold case. An endpoint's own local part has at most EMAIL_LOCAL_MAX octets, so that the token fits into 64. */
#pragma once
#include "model/ids.h"
#include "wire/address.h"

#define EMAIL_LOCAL_MAX 32
#define EMAIL_DELIMITER '+'

typedef enum {
    EMAIL_TOKEN_CONVERSATION = 'c',
    EMAIL_TOKEN_DELIVERY = 'b',
    EMAIL_TOKEN_COPY = 'v', /* what comes back of a copy of a newsletter; the id is the subscriber's */
    EMAIL_TOKEN_END = 'u',  /* mail to it ends her subscription */
} EmailTokenKind;

#define EMAIL_MAC_LENGTH 16

/* "hello+c….…@northam.example" for our address @endpoint. @secret: 32 bytes. */
char *email_token_address(const guint8 *secret, const Address *endpoint, EmailTokenKind kind, gint64 id);
/* The extension of such an address, "c….…". FALSE when it is not one of ours. */
gboolean email_token_parse(const guint8 *secret, const char *extension, EmailTokenKind *ret_kind, gint64 *ret_id);

/* "0123456789abc.mmmmmmmmmmmmmmmm" of such an address. */
void email_token_part(const guint8 *secret, EmailTokenKind kind, gint64 id, char out[13 + 1 + EMAIL_MAC_LENGTH + 1]);

/* Of the copy of @mailing for @subscriber, without brackets; and the part of it from the subscriber on. */
char *email_token_copy_id(const guint8 *secret, const char *domain, gint64 mailing, gint64 subscriber);
void email_token_copy_part(const guint8 *secret, gint64 mailing, gint64 subscriber,
                           char out[13 + 1 + EMAIL_MAC_LENGTH + 1]);
/* Whether @message_id is one of those, and whose. */
gboolean email_token_find_copy(const guint8 *secret, const char *domain, const char *message_id,
                               gint64 *ret_subscriber);

/* Without brackets. */
char *email_token_message_id(const guint8 *secret, const char *domain, ConversationId conversation, gint64 release);
/* Whether @message_id (without brackets) is one that we made. */
gboolean email_token_is_ours(const guint8 *secret, const char *domain, const char *message_id);
/* The same, and which release it names. */
gboolean email_token_find_release(const guint8 *secret, const char *domain, const char *message_id,
                                  gint64 *ret_release);
