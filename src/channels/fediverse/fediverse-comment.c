/* SPDX-License-Identifier: Apache-2.0 */
/* What people answer in public to what we published, as comments below it. They go by the filters and the hold table as
 * all comments do, and stand on our page only after that. */
#include <string.h>

#include "base/error.h"
#include "channels/fediverse/fediverse-private.h"
#include "mediation/commenting/commenting.h"
#include "views/comment-view.h"
#include "views/public-view.h"

static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "fediverse" };

/* Below what it stands. */
typedef struct {
    PublicationId publication; /* 0: nothing of ours */
    CommentId reply_to;
} Place;

static Mediation *
mediation_of(const Fediverse *fediverse)
{
    return publishing_mediation(fediverse->host->publishing);
}

static Actor
actor_of(const Fediverse *fediverse)
{
    return (Actor){ .kind = ACTOR_CHANNEL, .name = fediverse->host->name };
}

static gboolean
find_place(const Fediverse *fediverse, const ActivityNote *note, Place *ret, GError **error)
{
    const Publishing *publishing = fediverse->host->publishing;
    g_autofree char *slug = fediverse_name_read_post(fediverse, note->in_reply_to);
    g_autoptr(PublicationItem) item = NULL;
    g_autoptr(GError) trouble = NULL;

    *ret = (Place){ { 0 }, { 0 } };
    if (*note->in_reply_to == '\0')
        return TRUE;
    if (slug == NULL)
        return comment_view_find(publishing, &READER, fediverse->host->name, note->in_reply_to, &ret->reply_to,
                                 &ret->publication, error);
    item = public_view_item(publishing, &READER, slug, &trouble);
    if (item != NULL)
        ret->publication = item->id;
    else if (!g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    return TRUE;
}

/* ---- her words ---- */

/* How long @text is that names a desk of ours, "@desk" or "@desk@city.example", with the address that it leads to; 0:
 * it begins with something else. */
static gsize
mention_length(const Fediverse *fediverse, const GPtrArray *desks, const char *text)
{
    gsize length = strcspn(text, " \n<"), blanks;
    g_autofree char *word = *text == '@' ? g_strndup(text + 1, length - 1) : g_strdup("");
    char *host = strchr(word, '@');

    if (host != NULL)
        *host++ = '\0';
    if (*word == '\0' || fediverse_name_find(desks, word) == NULL ||
        (host != NULL && g_ascii_strcasecmp(host, fediverse->host->domain) != 0 &&
         g_ascii_strcasecmp(host, fediverse->authority) != 0))
        return 0;
    blanks = strspn(text + length, " ");
    if (text[length + blanks] == '<')
        length += blanks + strcspn(text + length + blanks, ">") + 1;
    return MIN(length, strlen(text));
}

/* That she writes to us is known; tools put our name before what she says. */
static const char *
skip_mentions(const Fediverse *fediverse, const char *text)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(fediverse);
    gsize length;

    while ((length = mention_length(fediverse, desks, text)) > 0) {
        text += length;
        text += strspn(text, " \n");
    }
    return text;
}

static char *
words_of(const Fediverse *fediverse, const ActivityNote *note)
{
    g_autofree char *plain = fediverse_note_plain(note), *title = fediverse_note_title(note);
    const char *said = skip_mentions(fediverse, plain);

    return g_strconcat(title, *title != '\0' ? "\n\n" : "", note->summary, *note->summary != '\0' ? "\n\n" : "", said,
                       NULL);
}

/* ---- taking it ---- */

/* Closed, withdrawn meanwhile, without words, or too long: that is no comment. */
static gboolean
is_none(const GError *error)
{
    return g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT) ||
           g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND) ||
           g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID) ||
           g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

/* TRUE when it is done or cannot be a comment; FALSE with @error: not now. */
static gboolean
end(gboolean done, GError *trouble, gboolean *ret_taken, GError **error)
{
    *ret_taken = done;
    if (done)
        return TRUE;
    if (!is_none(trouble)) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    g_error_free(trouble);
    return TRUE;
}

static gboolean
submit(Fediverse *fediverse, const CommentDraft *draft, gboolean *ret_taken, GError **error)
{
    const Actor actor = actor_of(fediverse);
    g_auto(CommentReceipt) receipt = { 0 };
    GError *trouble = NULL;
    gboolean done =
        commenting_submit(mediation_of(fediverse), &actor, fediverse->host->name, draft, &receipt, &trouble);

    return end(done, trouble, ret_taken, error);
}

/* What she made of it is no comment any more: what it was is not what she says. */
static gboolean
take_away(Fediverse *fediverse, const CommentDraft *draft, GError **error)
{
    const Actor actor = actor_of(fediverse);
    gboolean known;

    return commenting_retract(mediation_of(fediverse), &actor, fediverse->host->name, draft->external_id,
                              draft->identity, &known, error);
}

static gboolean
edit(Fediverse *fediverse, const CommentDraft *draft, gboolean *ret_known, gboolean *ret_taken, GError **error)
{
    const Actor actor = actor_of(fediverse);
    GError *trouble = NULL;
    gboolean done = commenting_edit(mediation_of(fediverse), &actor, fediverse->host->name, draft, ret_known, &trouble);

    return end(done, trouble, ret_taken, error) && (done || take_away(fediverse, draft, error));
}

/* Before her host confirmed her account she was known by her id. */
static gboolean
edit_as_either(Fediverse *fediverse, const CommentDraft *draft, const FediversePeer *peer, gboolean *ret_known,
               gboolean *ret_taken, GError **error)
{
    CommentDraft before = *draft;

    before.identity = peer->id;
    return edit(fediverse, draft, ret_known, ret_taken, error) &&
           (*ret_known || strcmp(peer->identity, peer->id) == 0 ||
            edit(fediverse, &before, ret_known, ret_taken, error));
}

/* As everybody sees her: an account is hers when its host says so, and not because she does. */
static char *
handle_of(const FediversePeer *peer)
{
    return g_str_has_prefix(peer->identity, "acct:") ? g_strconcat("@", peer->identity + strlen("acct:"), NULL)
                                                     : g_strdup(peer->id);
}

gboolean
fediverse_comment_take(Fediverse *fediverse, const ActivityNote *note, const FediversePeer *peer, gboolean changed,
                       gboolean gone, gboolean *ret_taken, GError **error)
{
    g_autofree char *text = words_of(fediverse, note), *handle = handle_of(peer);
    CommentDraft draft = { .name = peer->name,
                           .handle = handle,
                           .identity = peer->identity,
                           .text = text,
                           .language = note->language,
                           .external_id = note->id,
                           .retracted = gone,
                           .sent = changed ? note->updated : note->published };
    Place place;

    *ret_taken = FALSE;
    if (changed) {
        gboolean known;

        if (!edit_as_either(fediverse, &draft, peer, &known, ret_taken, error))
            return FALSE;
        if (known)
            return TRUE;
    }
    *ret_taken = FALSE;
    if (!note->is_public)
        return TRUE;
    if (!find_place(fediverse, note, &place, error))
        return FALSE;
    if (place.publication.value == 0)
        return TRUE;
    draft.publication = place.publication;
    draft.reply_to = place.reply_to;
    return submit(fediverse, &draft, ret_taken, error) &&
           (!*ret_taken || fediverse_said_put(fediverse, peer, note->id, error));
}

/* ---- deleted ---- */

gboolean
fediverse_comment_delete(Fediverse *fediverse, const char *id, const FediversePeer *peer, gboolean *ret_known,
                         GError **error)
{
    const Actor actor = actor_of(fediverse);

    /* Before her host confirmed her account she was known by her id. */
    return commenting_retract(mediation_of(fediverse), &actor, fediverse->host->name, id, peer->identity, ret_known,
                              error) &&
           (*ret_known ||
            commenting_retract(mediation_of(fediverse), &actor, fediverse->host->name, id, peer->id, ret_known, error));
}
