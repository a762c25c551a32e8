/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/filter-host.h"

#include "store/message-store.h"

static WordLists *
word_lists(gpointer data)
{
    const Mediation *mediation = data;

    return lexicon_lists(mediation->lexicon);
}

typedef struct {
    const Mediation *mediation;
    gint64 since;
    guint limit;
    void (*each)(gpointer each_data, const FilterInput *input);
    gpointer each_data;
} Recent;

/* What was destroyed meanwhile is left out. */
static void
tell(const Recent *recent, DbSession *session, const Message *message)
{
    g_autoptr(GPtrArray) parts = content_load(&recent->mediation->store->content, session, message->id.value,
                                              message->ref.secret_key, FALSE, NULL);
    g_autoptr(Prose) prose = NULL;

    if (parts == NULL)
        return;
    prose = prose_of_parts(parts);
    recent->each(recent->each_data, &(FilterInput){ .message = message->id,
                                                    .received = message->received,
                                                    .channel = message->channel,
                                                    .sender = message->sender,
                                                    .subject = message->subject,
                                                    .parts = parts,
                                                    .prose = prose });
}

static gboolean
read_recent(DbSession *session, gpointer data, GError **error)
{
    const Recent *recent = data;
    g_autoptr(GPtrArray) messages = message_store_list_recent(session, recent->since, recent->limit, error);

    if (messages == NULL)
        return FALSE;
    for (guint i = 0; i < messages->len; i++)
        tell(recent, session, g_ptr_array_index(messages, i));
    return TRUE;
}

static gboolean
each_recent(gpointer data, gint64 since, guint limit, void (*each)(gpointer each_data, const FilterInput *input),
            gpointer each_data, GError **error)
{
    Recent recent = { data, since, limit, each, each_data };

    return store_read(recent.mediation->store, read_recent, &recent, error);
}

void
filter_host_init(Mediation *mediation)
{
    mediation->filter_host = (FilterHost){ word_lists, each_recent, mediation };
}
