/* SPDX-License-Identifier: Apache-2.0 */
/* Word lists of any bytes over a text of any bytes: "words NUL text". What is found stands in the folded text. */
#include <stdint.h>
#include <string.h>

#include "base/fold.h"
#include "model/word-list.h"
#include "wire/wordset.h"

#define WORDS_MAX 30 /* making a set takes long */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

typedef struct {
    const GPtrArray *words;
    const GString *text;
    guint told;
} Found;

static void
on_word(guint word, guint tag, gpointer data)
{
    Found *found = data;
    const char *written = g_ptr_array_index(found->words, word);
    GString *folded = fold_text(written, strlen(written), NULL);

    g_assert_cmpuint(word, ==, tag);
    g_strchomp(folded->str);
    g_assert_nonnull(strstr(found->text->str, folded->str));
    g_string_free(folded, TRUE);
    found->told++;
}

static GArray *
make_words(const GPtrArray *split)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(WordsetWord));

    for (guint i = 0; i < split->len; i++) {
        WordsetWord word = { g_ptr_array_index(split, i), i };

        g_array_append_val(words, word);
    }
    return words;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *list = g_strndup((const char *)bytes, length);
    gsize used = MIN(strlen(list) + 1, length);
    g_autofree char *text = g_memdup2(bytes + used, length - used);
    g_autoptr(GPtrArray) split = word_list_split(list);
    g_autoptr(GArray) words = NULL;
    g_autoptr(Wordset) set = NULL;
    Found found = { .words = split };
    GString *folded;

    if (split->len > WORDS_MAX)
        g_ptr_array_set_size(split, WORDS_MAX);
    words = make_words(split);
    set = wordset_new((const WordsetWord *)(gpointer)words->data, words->len, NULL);
    folded = fold_text(text, length - used, NULL);
    found.text = folded;
    if (set != NULL)
        g_assert_cmpuint(wordset_scan(set, text, length - used, on_word, &found), ==, found.told);
    g_assert_true(g_utf8_validate(folded->str, (gssize)folded->len, NULL));
    g_string_free(folded, TRUE);
    return 0;
}
