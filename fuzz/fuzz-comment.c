/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody types into the form for comments, and what staff type as rules: a name, a NUL, a text. Whatever it is,
 * what is kept is clean text that is sealed and read back as it was, rules are single lines, and a line of the log has
 * its cells. Bytes that begin with '{' are read as what was sealed. */
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "store/comment-store.h"
#include "wire/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
check_sealed(const char *name, const char *text)
{
    Comment before = {
        .name = (char *)name, .handle = (char *)name, .identity = (char *)"", .text = (char *)text, .token = (char *)"t"
    };
    g_autofree char *encoded = comment_store_encode(&before);
    g_autoptr(Comment) after = g_new0(Comment, 1);

    if (!comment_store_decode(encoded, after, NULL) || strcmp(after->name, name) != 0 ||
        strcmp(after->handle, name) != 0 || strcmp(after->text, text) != 0)
        g_error("a comment is not read back as it was sealed");
}

static void
check_rules(const char *text)
{
    g_autoptr(GPtrArray) rules = comment_rules_split(text);
    g_autoptr(GPtrArray) again = NULL;
    g_autoptr(GString) joined = g_string_new(NULL);

    for (guint i = 0; i < rules->len; i++) {
        const char *rule = g_ptr_array_index(rules, i);

        if (*rule == '\0' || strchr(rule, '\n') != NULL || !text_is_valid(rule, strlen(rule)))
            g_error("a rule is not one line");
        g_string_append_printf(joined, "%s\n\n", rule);
    }
    again = comment_rules_split(joined->str);
    if (again->len != rules->len)
        g_error("rules that are published are others when they are read");
}

/* As many commas and line ends outside quotes as there must be. */
static void
check_line(const char *name, const char *text)
{
    const char *cells[] = { name, text, NULL };
    g_autoptr(GString) line = g_string_new(NULL);
    guint commas = 0;
    gboolean quoted = FALSE;

    csv_append(line, cells, G_N_ELEMENTS(cells));
    for (gsize i = 0; i < line->len; i++) {
        quoted ^= line->str[i] == '"';
        commas += !quoted && line->str[i] == ',';
        if (!quoted && line->str[i] == '\n' && i + 1 != line->len)
            g_error("a line has an end within");
    }
    if (commas != 2 || quoted)
        g_error("a line has not its cells");
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *first = g_strndup((const char *)bytes, length), *second = NULL, *name = NULL, *text = NULL;
    gsize split = strlen(first);

    if (length > 0 && bytes[0] == '{') {
        g_autoptr(Comment) comment = g_new0(Comment, 1);

        comment_store_decode(first, comment, NULL);
        return 0;
    }
    second = split < length ? g_strndup((const char *)bytes + split + 1, length - split - 1) : g_strdup("");
    name = text_one_line(first, split, COMMENT_NAME_MAX + 1);
    text = comment_clean(second);
    if (!text_is_valid(text, strlen(text)))
        g_error("what is kept is no text");
    comment_check(name, text, NULL);
    check_sealed(name, text);
    check_rules(second);
    check_line(name, text);
    return 0;
}
