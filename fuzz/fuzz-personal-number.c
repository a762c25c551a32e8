/* SPDX-License-Identifier: Apache-2.0 */
/* Texts with numbers in them, any bytes: every place told lies in the text, begins and ends with a letter or digit. */
#include <stdint.h>
#include <string.h>

#include "wire/personal-number.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

typedef struct {
    const char *text;
    gsize length;
} Text;

static void
on_number(PersonalNumberKind kind, gsize first, gsize length, gpointer data)
{
    const Text *text = data;

    g_assert_cmpuint(kind, <, PERSONAL_NUMBER_KINDS);
    g_assert_cmpuint(first + length, <=, text->length);
    g_assert_cmpuint(length, >=, 8);
    g_assert_true(g_ascii_isalnum(text->text[first]));
    g_assert_true(g_ascii_isalnum(text->text[first + length - 1]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *exact = g_memdup2(bytes, length);
    Text text = { exact, length };

    personal_number_find(exact, length, on_number, &text);
    return 0;
}
