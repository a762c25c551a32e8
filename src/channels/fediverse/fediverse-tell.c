/* SPDX-License-Identifier: Apache-2.0 */
/* What is told to an inbox of somebody who follows: an errand each. */
#include <string.h>

#include "base/error.h"
#include "channels/fediverse/fediverse-private.h"

#define INBOX_PAGE 500 /* followers of an inbox that is gone, forgotten in one go */

/* Three lines: many of these wait at once, so they are not written as JSON within JSON. */
char *
fediverse_tell_write(const char *name, const char *inbox, const char *activity)
{
    return g_strjoin("\n", name, inbox, activity, NULL);
}

/* An inbox that is gone takes its followers with it. */
static gboolean
forget_inbox(Fediverse *fediverse, const char *name, const char *inbox, GError **error)
{
    g_autofree char *kind = g_strconcat("follower.", name, NULL), *other = g_strconcat("follow.", name, NULL);
    g_autofree char *prefix = g_strconcat(inbox, " ", NULL);

    for (;;) {
        g_autoptr(GPtrArray) rows = channel_ledger_list_below(fediverse->host, kind, prefix, INBOX_PAGE, error);

        if (rows == NULL || rows->len == 0)
            return rows != NULL;
        for (guint i = 0; i < rows->len; i++) {
            const LedgerRecord *record = g_ptr_array_index(rows, i);
            const LedgerChange changes[] = {
                { LEDGER_REMOVE, kind, record->key, NULL },
                { LEDGER_REMOVE, other, strchr(record->key, ' ') + 1, NULL },
            };

            if (!channel_ledger_change(fediverse->host, changes, 2, NULL, error))
                return FALSE;
        }
    }
}

/* What an errand "tell" says. */
typedef struct {
    char *desk, *inbox;
    const char *activity;
} Telling;

static gboolean
telling_read(const char *text, Telling *ret)
{
    const char *inbox = strchr(text, '\n');
    const char *activity = inbox != NULL ? strchr(inbox + 1, '\n') : NULL;

    if (activity == NULL)
        return FALSE;
    *ret = (Telling){ g_strndup(text, (gsize)(inbox - text)), g_strndup(inbox + 1, (gsize)(activity - inbox - 1)),
                      activity + 1 };
    return TRUE;
}

static void
telling_clear(Telling *telling)
{
    g_free(telling->desk);
    g_free(telling->inbox);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Telling, telling_clear)

static void
post(Fediverse *fediverse, const Telling *telling, GBytes *body, gint64 deadline, Attempt *ret)
{
    const FediverseQuestion question = {
        .method = "POST", .url = telling->inbox, .signer = telling->desk, .type = ACTIVITY_TYPE, .body = body
    };
    g_autoptr(FetchResponse) response = NULL;
    g_autoptr(GError) error = NULL;

    fediverse_ask(fediverse, &question, deadline, &response, &error);
    fediverse_ask_classify(response, error, ret);
    if (ret->outcome == OUTCOME_ACCEPTED)
        atomic_fetch_add(&fediverse->sent, 1);
    else if (ret->outcome == OUTCOME_REFUSED)
        atomic_fetch_add(&fediverse->failed, 1);
    if (response != NULL && response->status == 410)
        forget_inbox(fediverse, telling->desk, telling->inbox, NULL);
}

/* Our store does not answer; the host has nothing to do with it. */
static void
fail_here(Attempt *ret, const GError *error)
{
    fediverse_errand_fail(ret, error);
    ret->away = FALSE;
}

/* Who was away while the post was tried gets it as new before she is told what became of it. FALSE: it cannot be told
 * now, as @ret says. */
static gboolean
make_up(Fediverse *fediverse, const Telling *telling, const char *slug, GBytes *as_new, gint64 deadline, Attempt *ret)
{
    g_autoptr(GError) error = NULL;
    gboolean missed = FALSE;

    if (as_new == NULL)
        return TRUE;
    if (!fediverse_missed_find(fediverse, telling->inbox, slug, &missed, &error)) {
        fail_here(ret, error);
        return FALSE;
    }
    if (!missed)
        return TRUE;
    post(fediverse, telling, as_new, deadline, ret);
    if (ret->outcome != OUTCOME_ACCEPTED)
        return FALSE;
    attempt_clear(ret);
    if (fediverse_missed_remove(fediverse, telling->inbox, slug, &error))
        return TRUE;
    fail_here(ret, error);
    return FALSE;
}

/* @slug: the post of ours that it is about. */
static void
post_in_order(Fediverse *fediverse, const Telling *telling, const char *slug, gint64 deadline, Attempt *ret)
{
    g_auto(FediverseLeaving) leaving = { 0 };
    g_autoptr(GError) error = NULL;

    if (!fediverse_post_now(fediverse, slug, telling->activity, &leaving, &error))
        fail_here(ret, error);
    else if (leaving.body == NULL)
        attempt_set(ret, OUTCOME_ACCEPTED, ERRAND_SUPERSEDED, "", "");
    else if (make_up(fediverse, telling, slug, leaving.as_new, deadline, ret))
        post(fediverse, telling, leaving.body, deadline, ret);
}

static void
post_alone(Fediverse *fediverse, const Telling *telling, gint64 deadline, Attempt *ret)
{
    g_autoptr(GBytes) body = g_bytes_new(telling->activity, strlen(telling->activity));

    post(fediverse, telling, body, deadline, ret);
}

void
fediverse_tell_run(Fediverse *fediverse, const char *text, gint64 deadline, Attempt *ret)
{
    g_auto(Telling) telling = { 0 };
    g_autofree char *slug = NULL;

    if (!telling_read(text, &telling)) {
        attempt_set(ret, OUTCOME_REFUSED, "unknown", "", "");
        return;
    }
    slug = fediverse_post_of(fediverse, telling.activity);
    if (slug == NULL)
        post_alone(fediverse, &telling, deadline, ret);
    else if (!fediverse_post_begin(fediverse, telling.inbox, slug))
        attempt_set(ret, OUTCOME_RETRY, ERRAND_BUSY, "", "");
    else {
        post_in_order(fediverse, &telling, slug, deadline, ret);
        fediverse_post_end(fediverse, telling.inbox, slug);
    }
}

gboolean
fediverse_tell_give_up(gpointer channel, const char *kind, const char *text, GError **error)
{
    g_auto(Telling) telling = { 0 };
    g_autofree char *slug = NULL;

    if (strcmp(kind, "tell") != 0 || !telling_read(text, &telling))
        return TRUE;
    slug = fediverse_post_of(channel, telling.activity);
    return slug == NULL || !fediverse_post_is_first(telling.activity) ||
           fediverse_missed_put(channel, telling.inbox, slug, error);
}
