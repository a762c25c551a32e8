/* SPDX-License-Identifier: Apache-2.0 */
#include "model/prose.h"

#include "base/language.h"

struct Prose {
    const char *text;
    gsize length;
    GString *folded;      /* NULL: not yet */
    GArray *quotes;       /* with .folded */
    const char *language; /* NULL: not yet */
};

Prose *
prose_new(const char *text, gsize length)
{
    Prose *prose = g_new0(Prose, 1);

    prose->text = length > 0 ? text : ""; /* no bytes at all may be NULL */
    prose->length = MIN(length, PROSE_TEXT_MAX);
    return prose;
}

Prose *
prose_of_parts(const GPtrArray *parts)
{
    const MessagePart *body = message_parts_find(parts, PART_TEXT);
    gsize length = 0;
    const char *text = body != NULL ? g_bytes_get_data(body->bytes, &length) : NULL;

    return prose_new(text, length);
}

void
prose_free(Prose *prose)
{
    if (prose->folded != NULL) {
        g_string_free(prose->folded, TRUE);
        g_array_unref(prose->quotes);
    }
    g_free(prose);
}

const char *
prose_text(const Prose *prose, gsize *ret_length)
{
    *ret_length = prose->length;
    return prose->text;
}

static void
fold(Prose *prose)
{
    if (prose->folded != NULL)
        return;
    prose->quotes = g_array_new(FALSE, FALSE, sizeof(FoldSpan));
    prose->folded = fold_text(prose->text, prose->length, prose->quotes);
}

const GString *
prose_folded(Prose *prose)
{
    fold(prose);
    return prose->folded;
}

const GArray *
prose_quotes(Prose *prose)
{
    fold(prose);
    return prose->quotes;
}

const char *
prose_language(Prose *prose)
{
    if (prose->language == NULL)
        prose->language = language_detect(prose->text, prose->length);
    return prose->language;
}
