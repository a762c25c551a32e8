/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/lexicon.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/locale.h"
#include "base/log.h"
#include "base/text.h"
#include "base/thread.h"
#include "mediation/name.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/word-list-store.h"

#define LANGUAGE_MAX 35 /* bytes of a tag */

struct Lexicon {
    Store *store;
    Mutex reading; /* held while reading the store, so that an older state never replaces a newer one */
    Mutex mutex;   /* guards current */
    WordLists *current;
    guint64 version;
};

/* ---- in memory ---- */

static gboolean
read_lists(DbSession *session, gpointer data, GError **error)
{
    GPtrArray **lists = data;

    g_clear_pointer(lists, g_ptr_array_unref);
    *lists = word_list_store_list(session, error);
    return *lists != NULL;
}

static gboolean
reload(Lexicon *lexicon, GError **error)
{
    GPtrArray *lists = NULL;
    WordLists *fresh, *before;

    MUTEX_HELD(&lexicon->reading);
    if (!store_read(lexicon->store, read_lists, &lists, error)) {
        g_clear_pointer(&lists, g_ptr_array_unref);
        return FALSE;
    }
    fresh = word_lists_new(lists, ++lexicon->version);
    mutex_lock(&lexicon->mutex);
    before = lexicon->current;
    lexicon->current = fresh;
    mutex_unlock(&lexicon->mutex);
    g_clear_pointer(&before, word_lists_unref);
    return TRUE;
}

Lexicon *
lexicon_open(Store *store, GError **error)
{
    Lexicon *lexicon = g_new0(Lexicon, 1);

    lexicon->store = store;
    mutex_init(&lexicon->reading);
    mutex_init(&lexicon->mutex);
    if (reload(lexicon, error))
        return lexicon;
    lexicon_close(lexicon);
    return NULL;
}

void
lexicon_close(Lexicon *lexicon)
{
    g_clear_pointer(&lexicon->current, word_lists_unref);
    mutex_clear(&lexicon->reading);
    mutex_clear(&lexicon->mutex);
    g_free(lexicon);
}

WordLists *
lexicon_lists(Lexicon *lexicon)
{
    MUTEX_HELD(&lexicon->mutex);
    return word_lists_ref(lexicon->current);
}

WordLists *
lexicon_read(Lexicon *lexicon, const Actor *actor, GError **error)
{
    return rights_check_anywhere(actor, ACTION_CHANGE_RULES, error) ? lexicon_lists(lexicon) : NULL;
}

/* ---- what may be saved ---- */

static gboolean
refuse(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
check_label(const char *label, GError **error)
{
    if (!word_list_label_is_valid(label))
        return refuse(error, SAY_NOOP("write the label with 1 to 32 small letters, digits and hyphens"));
    return !word_list_label_is_taken(label) ||
           refuse(error, SAY_NOOP("another filter uses this label already; choose another"));
}

static gboolean
check_language(const char *language, GError **error)
{
    gsize length = strspn(language, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    return (length <= LANGUAGE_MAX && language[length] == '\0' && *language != '-') ||
           refuse(error, SAY_NOOP("write the language as a short code such as en or pt-BR, or leave it empty"));
}

static gboolean
check_words(const char *text, GError **error)
{
    g_autoptr(GPtrArray) words = NULL;

    if (strlen(text) > WORD_LIST_TEXT_MAX)
        return refuse(error, SAY_NOOP("the list is too long; at most 96 KiB of text fit"));
    words = word_list_split(text);
    if (words->len == 0)
        return refuse(error, SAY_NOOP("write at least one word, each on a line of its own"));
    if (words->len > WORD_LIST_WORDS_MAX)
        return refuse(error, SAY_NOOP("a list holds at most 5,000 words; make two of it"));
    for (guint i = 0; i < words->len; i++)
        if (g_utf8_strlen(words->pdata[i], -1) > WORD_LIST_WORD_MAX)
            return refuse(error,
                          SAY_NOOP("a word or phrase has at most 100 characters; put each on a line of its own"));
    return TRUE;
}

/* ---- saving ---- */

typedef struct {
    Lexicon *lexicon;
    const Actor *actor;
    WordList list; /* as it shall be; texts borrowed */
    gint64 seen;   /* 0: a new one */
} Saving;

/* The journal commits to the words before and after; nothing of them is in the clear. */
static gboolean
record(const Saving *saving, DbSession *session, const WordList *before, GError **error)
{
    const WordList *list = &saving->list;
    json_t *detail =
        json_pack("{s:s, s:s, s:s, s:b, s:s, s:s, s:b, s:I}", "change", before == NULL ? "added" : "changed", "name",
                  list->name, "label", list->label, "holds", list->holds, "language", list->language, "words",
                  list->words, "off", list->off, "version", (json_int_t)list->version);
    gboolean done;

    if (before != NULL)
        json_object_set_new(detail, "from",
                            json_pack("{s:s, s:s, s:b, s:s, s:s, s:b}", "name", before->name, "label", before->label,
                                      "holds", before->holds, "language", before->language, "words", before->words,
                                      "off", before->off));
    done = event_append(
        saving->lexicon->store, session,
        &(EventDraft){
            .kind = EVENT_WORD_LIST_CHANGED, .actor = saving->actor, .subject = list->id.value, .detail = detail },
        NULL, error);
    json_decref(detail);
    return done;
}

static gboolean
check_count(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) all = word_list_store_list(session, error);

    if (all == NULL)
        return FALSE;
    return all->len < WORD_LIST_LISTS_MAX ||
           refuse(error, SAY_NOOP("there are 50 lists already; add the words to one of them"));
}

static gboolean
save(DbSession *session, gpointer data, GError **error)
{
    const Saving *saving = data;
    g_autoptr(GError) trouble = NULL;
    g_autoptr(WordList) before = NULL;

    if (saving->seen == 0)
        return check_count(session, error) && word_list_store_insert(session, &saving->list, error) &&
               record(saving, session, NULL, error);
    before = word_list_store_load(session, saving->list.id, &trouble);
    if (before == NULL && trouble == NULL)
        g_set_error_literal(&trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such list"));
    if (before == NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    return word_list_store_update(session, &saving->list, saving->seen, error) &&
           record(saving, session, before, error);
}

static const char *
find_fault(WordList *list, const WordList *wanted, GError **error)
{
    list->name = name_clean(wanted->name, error);
    if (list->name == NULL)
        return "name";
    if (!check_label(list->label, error))
        return "label";
    if (!check_language(list->language, error))
        return "language";
    return check_words(list->words, error) ? NULL : "words";
}

gboolean
lexicon_save(Lexicon *lexicon, const Actor *actor, const WordList *wanted, WordListId *ret_id, const char **ret_field,
             GError **error)
{
    g_autofree char *label = g_strstrip(g_strdup(wanted->label)), *language = g_strstrip(g_strdup(wanted->language));
    g_autofree char *words = text_clean(wanted->words, strlen(wanted->words)), *name = NULL;
    Saving saving = { lexicon, actor, *wanted, wanted->version };
    g_autoptr(GError) trouble = NULL;

    *ret_field = "name";
    if (!rights_check(actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error))
        return FALSE;
    saving.list.label = label;
    saving.list.language = language;
    saving.list.words = words;
    saving.list.version = wanted->version + 1;
    saving.list.changed = clock_now();
    if (saving.list.id.value == 0)
        saving.list.id.value = id_next();
    *ret_field = find_fault(&saving.list, wanted, error);
    name = saving.list.name;
    if (*ret_field != NULL)
        return FALSE;
    *ret_field = "name";
    if (!store_write(lexicon->store, save, &saving, error))
        return FALSE;
    if (ret_id != NULL)
        *ret_id = saving.list.id;
    /* A change is durable when its write returned. Should reading it back fail, the next change brings it. */
    if (!reload(lexicon, &trouble))
        log_failure("lexicon.reload-failed", trouble);
    return TRUE;
}
