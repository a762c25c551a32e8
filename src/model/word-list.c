/* SPDX-License-Identifier: Apache-2.0 */
#include "model/word-list.h"

#include <string.h>

#include "model/verdict.h"

void
word_list_free(WordList *list)
{
    if (list == NULL)
        return;
    g_free(list->name);
    g_free(list->label);
    g_free(list->language);
    g_free(list->words);
    g_free(list);
}

gboolean
word_list_label_is_valid(const char *label)
{
    gsize length = strspn(label, "abcdefghijklmnopqrstuvwxyz0123456789-");

    return length > 0 && length <= WORD_LIST_LABEL_MAX && label[length] == '\0' && *label != '-' &&
           label[length - 1] != '-';
}

/* "malware" would keep a message from ever being shown. */
gboolean
word_list_label_is_taken(const char *label)
{
    static const char *const TAKEN[] = { LABEL_MALWARE, "unscanned",   "flood",         "spam",
                                         "spam-likely", "spam-unsure", "spam-unchecked" };

    for (guint i = 0; i < G_N_ELEMENTS(TAKEN); i++)
        if (strcmp(label, TAKEN[i]) == 0)
            return TRUE;
    return g_str_has_prefix(label, "number-");
}

GPtrArray *
word_list_split(const char *text)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_auto(GStrv) lines = g_strsplit_set(text, "\r\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        char *word = g_strstrip(*line);

        if (*word == '\0' || *word == '#' || g_hash_table_contains(seen, word))
            continue;
        word = g_strdup(word);
        g_hash_table_add(seen, word);
        g_ptr_array_add(words, word);
    }
    return words;
}

WordLists *
word_lists_new(GPtrArray *lists, guint64 version)
{
    WordLists *all = g_new0(WordLists, 1);

    all->references = 1;
    all->version = version;
    all->lists = lists;
    return all;
}

WordLists *
word_lists_ref(WordLists *lists)
{
    g_atomic_int_inc(&lists->references);
    return lists;
}

void
word_lists_unref(WordLists *lists)
{
    if (!g_atomic_int_dec_and_test(&lists->references))
        return;
    g_ptr_array_unref(lists->lists);
    g_free(lists);
}
