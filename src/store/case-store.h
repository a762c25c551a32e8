/* SPDX-License-Identifier: Apache-2.0 */
/* store/case-store.h: cases, their links, conversations and participants. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/case.h"

/* For statements elsewhere that list cases: these columns first, FROM cases c. */
#define CASE_STORE_COLUMNS                                                                                             \
    "c.id, c.reference, c.title, c.state, c.unit, c.assignee, c.person, c.channel, c.language, c.preview, c.opened,"   \
    " c.changed, c.last_in, c.unread, c.held, c.version, c.service, c.priority,"                                       \
    " c.due, c.near, c.raised"
#define CASE_STORE_COLUMN_COUNT 21
/* The case in the current row of such a statement. */
Case *case_store_read(DbQuery *query);

/* The next number of @year, from 1. */
gboolean case_store_next_number(DbSession *session, int year, gint64 *ret, GError **error);
gboolean case_store_insert(DbSession *session, const Case *a_case, GError **error);
Case *case_store_load(DbSession *session, CaseId id, GError **error);
Case *case_store_find(DbSession *session, const char *reference, GError **error);
/* Everything but id, reference, person, channel, opened, due and near, and version grows by one: TRIBUNE_ERROR_CONFLICT
 * when the stored version is no longer that of @a_case, which is then untouched; else its version is the new one. */
gboolean case_store_update(DbSession *session, Case *a_case, GError **error);
/* Case *, newest first. */
GPtrArray *case_store_list_person(DbSession *session, PersonId person, guint limit, GError **error);

/* Both ways. @kind: "related". */
gboolean case_store_link(DbSession *session, CaseId a, CaseId b, const char *kind, GError **error);
gboolean case_store_unlink(DbSession *session, CaseId a, CaseId b, GError **error);
gboolean case_store_is_linked(DbSession *session, CaseId a, CaseId b, gboolean *ret, GError **error);
/* Case * of all links. */
GPtrArray *case_store_list_links(DbSession *session, CaseId id, GError **error);

typedef struct {
    ConversationId id;
    CaseId case_id;
    char *channel;
    EndpointId endpoint;
    char *subject;
    gboolean side;  /* an internal consultation, not with the citizen */
    gboolean typed; /* nothing shows that who began it is who is named */
    gboolean fresh; /* never when read: it is not stored, and begins with what is about to leave */
} Conversation;
void conversation_free(Conversation *conversation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Conversation, conversation_free)

gboolean case_store_insert_conversation(DbSession *session, const Conversation *conversation, GError **error);
Conversation *case_store_load_conversation(DbSession *session, ConversationId id, GError **error);
/* The latest of a case with a citizen, or NULL without error. */
Conversation *case_store_last_conversation(DbSession *session, CaseId id, GError **error);
/* The latest of a case with a citizen in which @identity takes part, or NULL without error. */
Conversation *case_store_conversation_of(DbSession *session, CaseId id, IdentityId identity, GError **error);
/* The latest of a case on @channel, of either kind, in which @identity takes part, or NULL without error. */
Conversation *case_store_find_conversation(DbSession *session, CaseId id, const char *channel, IdentityId identity,
                                           GError **error);
/* The one in which @identity last wrote to @endpoint, of the cases that are open first, else of one that was closed
 * after @since; or NULL without error. */
Conversation *case_store_latest_talk(DbSession *session, EndpointId endpoint, IdentityId identity, gint64 since,
                                     GError **error);
/* Nothing else of it changes, its version neither. */
gboolean case_store_mark_read(DbSession *session, CaseId id, GError **error);
gboolean case_store_set_subject(DbSession *session, ConversationId id, const char *subject, GError **error);
gboolean case_store_add_participant(DbSession *session, ConversationId conversation, IdentityId identity,
                                    GError **error);
gboolean case_store_is_participant(DbSession *session, ConversationId conversation, IdentityId identity, gboolean *ret,
                                   GError **error);
/* The first who took part: who answers go to. Id 0: nobody. */
gboolean case_store_first_participant(DbSession *session, ConversationId conversation, IdentityId *ret, GError **error);
