/* SPDX-License-Identifier: Apache-2.0 */
#include "views/publication-view.h"

#include "base/error.h"
#include "model/rights.h"
#include "store/staff-store.h"

static void
line_free(gpointer data)
{
    PublicationLine *line = data;

    g_clear_pointer(&line->row, publication_row_free);
    g_free(line->title);
    g_free(line->languages);
    g_free(line->author);
    g_free(line);
}

static void
decision_free(gpointer data)
{
    PublicationDecision *decision = data;

    g_clear_pointer(&decision->approval, approval_free);
    g_free(decision->name);
    g_free(decision);
}

void
publication_view_free(PublicationView *view)
{
    g_clear_pointer(&view->row, publication_row_free);
    g_clear_pointer(&view->item, publication_item_free);
    g_clear_pointer(&view->base, publication_content_free);
    g_clear_pointer(&view->versions, g_array_unref);
    g_clear_pointer(&view->releases, g_array_unref);
    g_clear_pointer(&view->decisions, g_ptr_array_unref);
    g_clear_pointer(&view->preview, publication_preview_free);
    g_clear_pointer(&view->topics, g_ptr_array_unref);
    g_clear_pointer(&view->proofread, proofread_free);
    g_free(view->author);
    g_free(view->fault);
    g_free(view->why_not);
    g_free(view);
}

/* Who it was; "" for Tribune itself and for whoever is no longer known. */
static char *
name_of(DbSession *session, StaffId id)
{
    g_autoptr(Staff) staff = id.value != 0 ? staff_store_load(session, id, NULL) : NULL;

    return g_strdup(staff != NULL ? staff->name : "");
}

/* ---- the list ---- */

typedef struct {
    Mediation *mediation;
    const char *language;
    guint page;
    gboolean more;
    GPtrArray *lines;
} Listing;

static gboolean
add_line(const Listing *listing, DbSession *session, PublicationRow *row, GError **error)
{
    g_autoptr(PublicationContent) content =
        publication_store_load_version(listing->mediation->store, session, row->id, row->version, error);
    g_autoptr(GString) languages = g_string_new(NULL);
    const PublicationText *text;
    PublicationLine *line;

    if (content == NULL) {
        publication_row_free(row);
        return FALSE;
    }
    line = g_new0(PublicationLine, 1);
    line->row = row;
    text = publication_content_any(content, listing->language);
    for (guint i = 0; i < content->texts->len; i++)
        g_string_append_printf(languages, "%s%s", i > 0 ? " " : "",
                               ((const PublicationText *)g_ptr_array_index(content->texts, i))->language);
    line->title = g_strdup(text != NULL ? text->title : "");
    line->languages = g_strdup(languages->str);
    line->author = name_of(session, row->author);
    g_ptr_array_add(listing->lines, line);
    return TRUE;
}

static gboolean
list(DbSession *session, gpointer data, GError **error)
{
    Listing *listing = data;
    g_autoptr(GPtrArray) rows =
        publication_store_list(session, PUBLICATION_PAGE_SIZE + 1, (listing->page - 1) * PUBLICATION_PAGE_SIZE, error);

    if (rows == NULL)
        return FALSE;
    listing->more = rows->len > PUBLICATION_PAGE_SIZE;
    for (guint i = 0; rows->len > 0 && i < PUBLICATION_PAGE_SIZE; i++)
        if (!add_line(listing, session, g_ptr_array_steal_index(rows, 0), error))
            return FALSE;
    return TRUE;
}

GPtrArray *
publication_view_list(Mediation *mediation, const Actor *actor, const char *language, guint page, gboolean *ret_more,
                      GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(line_free);
    Listing listing = { .mediation = mediation, .language = language, .page = MAX(page, 1), .lines = lines };

    if (!rights_check_anywhere(actor, ACTION_SEE_PUBLICATIONS, error) ||
        !store_read(mediation->store, list, &listing, error))
        return NULL;
    *ret_more = listing.more;
    return g_steal_pointer(&lines);
}

/* ---- one ---- */

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    PublicationId id;
    gint64 against;
    PublicationView *view;
} Loading;

static gboolean
add_decisions(const Loading *loading, DbSession *session, GError **error)
{
    PublicationView *view = loading->view;
    g_autoptr(GPtrArray) given = approval_store_list(loading->mediation->store, session, view->row->work, error);
    g_autoptr(GArray) authors = g_array_new(FALSE, FALSE, sizeof(StaffId));
    g_autoptr(GError) why = NULL;
    ApprovalQuestion question;

    if (given == NULL)
        return FALSE;
    question = publishing_question(loading->mediation, view->row, view->versions, authors);
    view->needed = question.tiers;
    view->approved = approval_count(&question, given);
    view->may_decide = view->row->stage == STAGE_REVIEW &&
                       rights_may_anywhere(loading->actor, ACTION_APPROVE_PUBLICATION) &&
                       approval_check(loading->actor, &question, given, &why);
    view->why_not = why != NULL ? g_strdup(why->message) : NULL;
    while (given->len > 0) {
        PublicationDecision *decision = g_new0(PublicationDecision, 1);

        decision->approval = g_ptr_array_steal_index(given, 0);
        decision->name = name_of(session, decision->approval->staff);
        g_ptr_array_add(view->decisions, decision);
    }
    return TRUE;
}

static gboolean
load_base(const Loading *loading, DbSession *session, GError **error)
{
    PublicationView *view = loading->view;
    const PublicationRow *row = view->row;
    gint64 version = loading->against != 0                                 ? loading->against
                     : row->released != 0 && row->released != row->version ? row->released
                                                                           : row->version - 1;

    if (version < 1 || version >= row->version)
        return TRUE;
    view->base_version = version;
    view->base = publication_store_load_version(loading->mediation->store, session, row->id, version, error);
    return view->base != NULL;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;
    PublicationView *view = loading->view;

    view->row = publication_store_load(session, loading->id, error);
    if (view->row == NULL)
        return FALSE;
    view->versions = publication_store_list_versions(session, loading->id, error);
    view->releases = view->versions != NULL ? publication_store_list_releases(session, loading->id, error) : NULL;
    view->item = view->releases != NULL
                     ? publishing_item(loading->mediation, session, view->row, view->row->version, error)
                     : NULL;
    if (view->item == NULL)
        return FALSE;
    if (!load_base(loading, session, error))
        return FALSE;
    view->author = name_of(session, view->row->author);
    view->topics = topic_store_list(session, error);
    return view->topics != NULL && add_decisions(loading, session, error);
}

PublicationView *
publication_view_load(Mediation *mediation, const Actor *actor, PublicationId id, gint64 against, GError **error)
{
    g_autoptr(PublicationView) view = g_new0(PublicationView, 1);
    g_autoptr(GError) trouble = NULL;
    Loading loading = { mediation, actor, id, against, view };

    view->decisions = g_ptr_array_new_with_free_func(decision_free);
    if (!rights_check_anywhere(actor, ACTION_SEE_PUBLICATIONS, error) ||
        !store_read(mediation->store, load, &loading, error))
        return NULL;
    view->preview = publishing_preview(mediation, view->item, &trouble);
    view->fault = trouble != NULL ? g_strdup(trouble->message) : NULL;
    view->uncarried = view->preview != NULL && view->preview->renderings->len == 0;
    if (view->row->stage != STAGE_NONE)
        view->proofread =
            proofreading_publication(mediation, view->row->kind, view->item->act, view->item->content, NULL);
    return g_steal_pointer(&view);
}
