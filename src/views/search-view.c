/* SPDX-License-Identifier: Apache-2.0 */
#include "views/search-view.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "mediation/people/reading.h"
#include "model/rights.h"
#include "views/search-private.h"

static void
hit_free(SearchHit *hit)
{
    case_free(hit->a_case);
    g_free(hit->person);
    g_free(hit->author);
    g_clear_pointer(&hit->title, g_ptr_array_unref);
    g_clear_pointer(&hit->snippet, g_ptr_array_unref);
    g_free(hit);
}

static void
person_view_free(SearchPerson *person)
{
    g_free(person->name);
    g_free(person->address);
    g_free(person);
}

void
search_view_free(SearchPage *page)
{
    search_query_free(page->query);
    g_ptr_array_unref(page->hits);
    g_ptr_array_unref(page->persons);
    g_free(page);
}

static SearchPage *
page_new(const SearchQuestion *question)
{
    SearchPage *page = g_new0(SearchPage, 1);

    page->query = search_query_parse(question->text, strlen(question->text));
    page->hits = g_ptr_array_new_with_free_func((GDestroyNotify)hit_free);
    page->persons = g_ptr_array_new_with_free_func((GDestroyNotify)person_view_free);
    return page;
}

/* ---- walking ---- */

/* The next case to show, from *at down. FALSE: there is none, or the answer is getting long. */
static gboolean
find_next(Search *search, gint64 *at, SearchCandidate *ret)
{
    while ((*at = search_walk_next(&search->walk, *at)) > 0) {
        if (search->looked >= SEARCH_CANDIDATES || search->opened >= SEARCH_OPENED)
            return FALSE;
        if (search_candidate_load(search, *at, ret)) {
            search->reached = ret->at;
            if (!g_hash_table_contains(search->shown, &ret->case_id.value) && search_candidate_fits(search, ret) &&
                !search_candidate_was_before(search, ret))
                return TRUE;
        }
        (*at)--;
    }
    return FALSE;
}

static gboolean
collect(Search *search, GError **error)
{
    SearchPage *page = search->page;
    gint64 newest = search_list_newest(search->snapshot), before = search->question->before;
    gint64 at = before > 0 ? MIN(before - 1, newest) : newest;
    SearchCandidate candidate;

    while (find_next(search, &at, &candidate)) {
        if (page->hits->len == SEARCH_PAGE_SIZE) {
            page->next = search->last;
            return TRUE;
        }
        g_hash_table_add(search->shown, g_memdup2(&candidate.case_id.value, sizeof(gint64)));
        search->last = at;
        if (!search_candidate_show(search, &candidate, error))
            return FALSE;
        at--;
    }
    if (at > 0) {
        page->next = at + 1;
        page->reached = search->reached;
    }
    return TRUE;
}

static gboolean
run(DbSession *session, gpointer data, GError **error)
{
    Search *search = data;
    gboolean done;

    search->session = session;
    search->snapshot = search_list_open(session, error);
    if (search->snapshot == NULL)
        return FALSE;
    done = search_plan_make(search, error);
    if (done && search->walk.all->len > 0)
        done = collect(search, error) && (search->question->before > 0 || search_candidate_persons(search, error));
    search_plan_clear(search);
    return search_list_close(search->snapshot, done ? error : NULL) && done;
}

/* Each page: who reads may begin at any, and would otherwise leave no trace of the first. */
static gboolean
record(Store *store, const Actor *actor, const SearchQuestion *question, GError **error)
{
    g_autofree char *text = text_one_line(question->text, strlen(question->text), SEARCH_QUERY_SIZE);

    return *text == '\0' || reading_record_search(store, actor, text, error);
}

SearchPage *
search_view_load(Store *store, Directory *directory, const Actor *actor, const SearchQuestion *question, GError **error)
{
    g_autoptr(SearchPage) page = NULL;
    g_autoptr(GHashTable) shown = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    Search search = { .store = store, .directory = directory, .actor = actor, .question = question, .shown = shown };

    if (!rights_check_anywhere(actor, ACTION_READ_CASE, error) || !record(store, actor, question, error))
        return NULL;
    page = search.page = page_new(question);
    return store_read(store, run, &search, error) ? g_steal_pointer(&page) : NULL;
}
