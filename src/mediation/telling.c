/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/telling.h"

#include "model/rights.h"

typedef struct {
    const char *channel, *uri;
    GPtrArray *cases;
} Question;

static gboolean
read_cases(DbSession *session, gpointer data, GError **error)
{
    Question *question = data;

    question->cases = told_store_list(session, question->channel, question->uri, error);
    return question->cases != NULL;
}

GPtrArray *
telling_cases(Mediation *mediation, const Actor *actor, const char *channel, const char *uri, GError **error)
{
    Question question = { channel, uri, NULL };

    if (!rights_check_anywhere(actor, ACTION_TELL_STATE, error) ||
        !store_read(mediation->store, read_cases, &question, error))
        return NULL;
    return question.cases;
}
