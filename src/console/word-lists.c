/* SPDX-License-Identifier: Apache-2.0 */
/* The word lists: officers' own words, their labels, and whether they hold a message. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/lexicon.h"
#include "model/topic-words.h"

/* ---- topics ---- */

/* The names of our units name matters of ours. */
static GPtrArray *
own_topics(const ConsoleVisit *visit)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *units = directory_units(snapshot);
    GPtrArray *topics = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);
        g_auto(GStrv) words = g_strsplit_set(unit->name, " ,&/-", 16);

        for (char **word = words; *word != NULL; word++)
            g_ptr_array_add(topics, g_strdup(*word));
    }
    g_ptr_array_add(topics, NULL);
    return topics;
}

static gboolean
has_topics(const ConsoleVisit *visit, const char *text)
{
    g_autoptr(GPtrArray) words = word_list_split(text), topics = own_topics(visit);

    return topic_words_are_topics(words, (const char *const *)topics->pdata);
}

/* ---- the list of lists ---- */

static json_t *
describe_list(const ConsoleVisit *visit, const WordList *list)
{
    g_autoptr(GPtrArray) words = word_list_split(list->words);
    char id[ID_TEXT_SIZE];

    id_format(list->id.value, id);
    return json_pack("{s:o, s:o, s:o, s:b, s:b, s:b, s:o, s:o, s:s}", "name", part_text(list->name), "label",
                     part_text(list->label), "language_name",
                     part_text(*list->language != '\0' ? list->language : NULL), "holds", list->holds, "off", list->off,
                     "topics", has_topics(visit, list->words), "count", part_number(visit, words->len), "changed",
                     part_time(visit, list->changed), "url", http_request_format(visit->request, "/word-lists/%s", id));
}

gboolean
console_word_lists_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(WordLists) all = lexicon_read(visit->console->mediation->lexicon, visit->actor, error);
    json_t *lists;

    (void)data;
    if (all == NULL)
        return FALSE;
    lists = json_array();
    for (guint i = 0; i < all->lists->len; i++)
        part_add(lists, describe_list(visit, g_ptr_array_index(all->lists, i)));
    return page_render(visit, "word-lists", "words",
                       json_pack("{s:o, s:s}", "word_lists", part_list(lists), "add", "/word-lists/new"), error);
}

/* ---- the form ---- */

typedef struct {
    const ConsoleVisit *visit;
    WordList list; /* as shown or typed; texts borrowed */
    const char *field;
    const GError *error;
} WordListPage;

static const char *
page_url(const WordListPage *page)
{
    char id[ID_TEXT_SIZE];

    if (page->list.id.value == 0)
        return "/word-lists/new";
    id_format(page->list.id.value, id);
    return http_request_format(page->visit->request, "/word-lists/%s", id);
}

static gboolean
show(const WordListPage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    const WordList *list = &page->list;
    json_t *form = json_pack("{s:b, s:s, s:s, s:o, s:o, s:o, s:o, s:b, s:b, s:b, s:I}", "is_new", list->id.value == 0,
                             "list", "/word-lists", "action", page_url(page), "name", part_text(list->name), "label",
                             part_text(list->label), "language_code", part_text(list->language), "words",
                             part_text(list->words), "holds", list->holds, "off", list->off, "topics",
                             has_topics(visit, list->words), "version", (json_int_t)list->version);

    return page_render(visit, "word-list-edit", "words",
                       json_pack("{s:o, s:o}", "errors",
                                 page->error != NULL ? page_error_said(visit, page->field, page->error) : json_null(),
                                 "word_list_form", form),
                       error);
}

static const WordList *
find_list(const WordLists *all, const char *text)
{
    gint64 id;

    for (guint i = 0; id_parse(text, &id) && i < all->lists->len; i++) {
        const WordList *list = g_ptr_array_index(all->lists, i);

        if (list->id.value == id)
            return list;
    }
    return NULL;
}

gboolean
console_word_lists_new(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    WordListPage page = { .visit = console_visit(request, response),
                          .list = {
                              .name = (char *)"", .label = (char *)"", .language = (char *)"", .words = (char *)"" } };

    (void)data;
    return rights_check(page.visit->actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error) && show(&page, error);
}

gboolean
console_word_lists_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    WordListPage page = { .visit = console_visit(request, response) };
    g_autoptr(WordLists) all = lexicon_read(page.visit->console->mediation->lexicon, page.visit->actor, error);
    const WordList *list = all != NULL ? find_list(all, http_request_parameter(request, "id")) : NULL;

    (void)data;
    if (all == NULL)
        return FALSE;
    if (list == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such list");
        return FALSE;
    }
    page.list = *list;
    return show(&page, error);
}

static void
read_form(WordListPage *page)
{
    const ConsoleVisit *visit = page->visit;

    page->list.name = (char *)console_field(visit, "name");
    page->list.label = (char *)console_field(visit, "label");
    page->list.language = (char *)console_field(visit, "language");
    page->list.words = (char *)console_field(visit, "words");
    page->list.holds = strcmp(console_field(visit, "effect"), "hold") == 0;
    page->list.off = *console_field(visit, "off") != '\0';
    number_parse_int64(console_field(visit, "version"), 0, G_MAXINT64, &page->list.version, NULL);
}

static gboolean
save(WordListPage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    GError *trouble = NULL;
    gboolean shown;

    if (lexicon_save(visit->console->mediation->lexicon, visit->actor, &page->list, NULL, &page->field, &trouble)) {
        flash_set(visit, has_topics(visit, page->list.words) ? "word_list_topics" : "word_list_saved", "name",
                  page->list.name);
        return http_response_redirect(visit->response, "/word-lists");
    }
    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    page->error = trouble;
    shown = show(page, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_word_lists_add(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    WordListPage page = { .visit = console_visit(request, response) };

    (void)data;
    read_form(&page);
    page.list.version = 0;
    return save(&page, error);
}

gboolean
console_word_lists_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    WordListPage page = { .visit = console_visit(request, response) };

    (void)data;
    read_form(&page);
    if (id_parse(http_request_parameter(request, "id"), &page.list.id.value) && page.list.version > 0)
        return save(&page, error);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such list");
    return FALSE;
}
