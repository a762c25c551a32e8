/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes have a likeness, or none, and the same however they are folded; quoted lines lie in the text, in order. */
#include <stdint.h>

#include "wire/likeness-window.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
check_quotes(const GString *folded, const GArray *quotes)
{
    gsize behind = 0;

    for (guint i = 0; i < quotes->len; i++) {
        FoldSpan quote = g_array_index(quotes, FoldSpan, i);

        g_assert_cmpuint(behind, <=, quote.first);
        g_assert_cmpuint(quote.first, <, quote.end);
        g_assert_cmpuint(quote.end, <=, folded->len);
        behind = quote.end;
    }
}

static gboolean
on_like(guint64 number, gpointer data)
{
    *(guint64 *)data = number;
    return TRUE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *text = g_memdup2(bytes, length);
    g_autoptr(GArray) quotes = g_array_new(FALSE, FALSE, sizeof(FoldSpan));
    GString *lines = fold_text(text, length, quotes), *whole = fold_text(text, length, NULL);
    guint64 hash = 0, same = 0, found = 0;
    gboolean told = likeness_hash_folded(lines, quotes, &hash);

    g_assert_true(g_string_equal(lines, whole));
    check_quotes(lines, quotes);
    if (length <= LIKENESS_TEXT)
        g_assert_cmpint(likeness_hash(text, length, &same), ==, told);
    if (told && length <= LIKENESS_TEXT) {
        g_autoptr(LikenessWindow) window = likeness_window_new(4);

        g_assert_cmpuint(hash, ==, same);
        likeness_window_add(window, hash);
        likeness_window_find(window, same ^ 0x8001, on_like, &found);
        g_assert_cmpuint(found, ==, 1);
    }
    g_string_free(lines, TRUE);
    g_string_free(whole, TRUE);
    return 0;
}
