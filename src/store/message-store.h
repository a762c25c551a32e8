/* SPDX-License-Identifier: Apache-2.0 */
/* store/message-store.h: messages: inbound, outbound, notes. Immutable but for where they are filed and what screening
 * says. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/message.h"

/* All fields of @message as they are; @fingerprint is unique among all messages. */
gboolean message_store_insert(DbSession *session, const Message *message, const guint8 *fingerprint,
                              gsize fingerprint_length, GError **error);
/* The message with that fingerprint, or id 0. */
gboolean message_store_find_fingerprint(DbSession *session, const guint8 *fingerprint, gsize length, MessageId *ret,
                                        GError **error);
/* TRIBUNE_ERROR_NOT_FOUND when there is none. */
Message *message_store_load(DbSession *session, MessageId id, GError **error);
/* Message *, the newest @limit, oldest first. */
GPtrArray *message_store_list_case(DbSession *session, CaseId case_id, guint limit, GError **error);
/* The same without those of internal consultations. */
GPtrArray *message_store_list_citizen(DbSession *session, CaseId case_id, guint limit, GError **error);
/* Whether @message is the oldest of its case: the one that opened it. */
gboolean message_store_is_first(DbSession *session, const Message *message, gboolean *ret, GError **error);
/* The last one from the citizen in @conversation, or NULL without error. Strangers' do not count, nor below. */
Message *message_store_last_in(DbSession *session, ConversationId conversation, GError **error);
/* External ids (char *) of a conversation's messages, oldest first, the newest @limit. */
GPtrArray *message_store_external_ids(DbSession *session, ConversationId conversation, guint limit, GError **error);

/* Message *: what came in since @since (microseconds UTC), the newest @limit, oldest first. */
GPtrArray *message_store_list_recent(DbSession *session, gint64 since, guint limit, GError **error);

gboolean message_store_set_language(DbSession *session, MessageId id, const char *language, GError **error);
gboolean message_store_set_screening(DbSession *session, MessageId id, Screening screening, GError **error);
/* Whether it is of a side conversation follows from @conversation. */
gboolean message_store_file(DbSession *session, MessageId id, PersonId person, ConversationId conversation,
                            CaseId case_id, Filed filed, GError **error);

/* Remember that the other side knows @message as @external_id on @channel, and find who is known so, or id 0. Of
 * several, the newest of a conversation in which @sender (0: nobody) takes part, else the first: whoever gives her mail
 * the id of another's does not draw the answers to that one to herself. */
gboolean message_store_add_thread_id(DbSession *session, const char *channel, const char *external_id,
                                     MessageId message, GError **error);
gboolean message_store_find_thread_id(DbSession *session, const char *channel, const char *external_id,
                                      IdentityId sender, MessageId *ret, GError **error);
/* MessageId: all that @sender (canonical URI) had sent as @external_id on @channel, newest first, at most @limit; what
 * she wrote to several addresses of ours is as many messages. */
GArray *message_store_received(DbSession *session, const char *channel, const char *external_id, const char *sender,
                               guint limit, GError **error);

/* Remember that @message refers to @external_id, which nobody has sent to us, and find one that does, or id 0; of
 * several, as above. */
gboolean message_store_add_thread_reference(DbSession *session, const char *channel, const char *external_id,
                                            MessageId message, GError **error);
gboolean message_store_find_thread_reference(DbSession *session, const char *channel, const char *external_id,
                                             IdentityId sender, MessageId *ret, GError **error);
