/* SPDX-License-Identifier: Apache-2.0 */
/* views/message-pages-view.h: the messages of a case for programs: page after page, oldest first, and one alone with
 * what was written. What is held, not yet screened or malware is there, and tells nothing of its content. Blocks on a
 * read. */
#pragma once
#include "model/actor.h"
#include "model/message.h"
#include "store/store.h"

#define MESSAGE_PAGES_MAX 100 /* messages on one */

typedef struct {
    Message *message;
    gboolean hidden;  /* subject and preview are empty then, and there are no parts */
    gboolean erased;  /* its content was destroyed */
    GPtrArray *parts; /* MessagePart *: text and attachments, these without bytes; NULL in lists */
} MessagePagesItem;
void message_pages_item_free(MessagePagesItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MessagePagesItem, message_pages_item_free)

typedef struct {
    GPtrArray *items; /* MessagePagesItem * */
    gboolean more;
} MessagePages;
void message_pages_free(MessagePages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MessagePages, message_pages_free)

/* Those of the case with @reference behind @after (0: from the first), @limit at most. TRIBUNE_ERROR_NOT_FOUND, also
 * for a case whose messages @actor may not read. */
MessagePages *message_pages_view_list(Store *store, const Actor *actor, const char *reference, MessageId after,
                                      guint limit, GError **error);

/* TRIBUNE_ERROR_NOT_FOUND likewise, and for a message of another case. */
MessagePagesItem *message_pages_view_load(Store *store, const Actor *actor, const char *reference, MessageId id,
                                          GError **error);

/* One attachment with its bytes. TRIBUNE_ERROR_NOT_FOUND likewise, and for what is hidden. */
MessagePart *message_pages_view_attachment(Store *store, const Actor *actor, const char *reference, MessageId id,
                                           const char *name, GError **error);
