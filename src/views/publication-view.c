/* SPDX-License-Identifier: Apache-2.0 */
#include "views/publication-view.h"

#include "base/error.h"
#include "mediation/releasing/delegating.h"
#include "model/rights.h"
#include "store/emergency-store.h"
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
    g_free(decision->stead);
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
    g_free(view->stead);
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
mark_unreviewed(const Listing *listing, DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) open =
        emergency_store_list_open(listing->mediation->store, session, PUBLICATION_PAGE_SIZE, error);

    for (guint e = 0; open != NULL && e < open->len; e++) {
        const Emergency *emergency = g_ptr_array_index(open, e);

        for (guint i = 0; i < listing->lines->len; i++) {
            PublicationLine *line = g_ptr_array_index(listing->lines, i);

            line->unreviewed |= emergency->kind == EMERGENCY_PUBLICATION && emergency->thing == line->row->id.value;
        }
    }
    return open != NULL;
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
    return mark_unreviewed(listing, session, error);
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

/* Whether the one who looks may decide, else why not. */
static gboolean
find_way(const Loading *loading, DbSession *session, const ApprovalQuestion *question, const GPtrArray *given,
         GError **error)
{
    PublicationView *view = loading->view;
    g_autoptr(GError) why = NULL;
    StaffId stead;

    if (view->row->stage != STAGE_REVIEW)
        return TRUE;
    view->may_decide = approval_way(session, loading->actor, question, given, &stead, &why);
    if (view->may_decide) {
        view->stead = stead.value != 0 ? name_of(session, stead) : NULL;
        return TRUE;
    }
    if (!g_error_matches(why, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN)) {
        g_propagate_error(error, g_steal_pointer(&why));
        return FALSE;
    }
    view->why_not = g_strdup(why->message);
    return TRUE;
}

static gboolean
add_decisions(const Loading *loading, DbSession *session, GError **error)
{
    PublicationView *view = loading->view;
    g_autoptr(GPtrArray) given = approval_store_list(loading->mediation->store, session, view->row->work, error);
    g_autoptr(GArray) authors = g_array_new(FALSE, FALSE, sizeof(StaffId));
    ApprovalQuestion question;

    if (given == NULL)
        return FALSE;
    question = publishing_question(loading->mediation, view->row, view->versions, authors);
    if (!approval_weigh(session, &question, given, error) || !find_way(loading, session, &question, given, error))
        return FALSE;
    view->needed = question.tiers;
    view->approved = approval_count(&question, given);
    while (given->len > 0) {
        PublicationDecision *decision = g_new0(PublicationDecision, 1);

        decision->approval = g_ptr_array_steal_index(given, 0);
        decision->name = name_of(session, decision->approval->staff);
        if (decision->approval->stead.value != 0)
            decision->stead = name_of(session, decision->approval->stead);
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

    if (!delegating_check(session, loading->actor, ACTION_SEE_PUBLICATIONS, error))
        return FALSE;
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
    if (!store_read(mediation->store, load, &loading, error))
        return NULL;
    view->preview = publishing_preview(mediation, view->item, &trouble);
    view->fault = trouble != NULL ? g_strdup(trouble->message) : NULL;
    view->uncarried = view->preview != NULL && view->preview->renderings->len == 0;
    if (view->row->stage != STAGE_NONE)
        view->proofread =
            proofreading_publication(mediation, view->row->kind, view->item->act, view->item->content, NULL);
    return g_steal_pointer(&view);
}
