/* SPDX-License-Identifier: Apache-2.0 */
#include "model/reply-template.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"

/* A run of text, or a variable behind it. */
typedef struct {
    char *text;
    int variable; /* -1: none */
} Piece;

struct ReplyTemplate {
    GArray *pieces;
    GPtrArray *variables;
};

static const struct {
    const char *name;
    ReplyVariableKind kind;
} NAMES[] = {
    { "case.reference", REPLY_VARIABLE_REFERENCE },
    { "person.name", REPLY_VARIABLE_PERSON },
    { "officer.name", REPLY_VARIABLE_OFFICER },
    { "due", REPLY_VARIABLE_DUE },
};

static const struct {
    const char *prefix;
    ReplyVariableKind kind;
} QUESTIONS[] = {
    { "ask text:", REPLY_VARIABLE_TEXT },
    { "ask date:", REPLY_VARIABLE_DATE },
};

static void
variable_free(ReplyVariable *variable)
{
    g_free(variable->question);
    g_free(variable);
}

static void
piece_clear(gpointer data)
{
    g_free(((Piece *)data)->text);
}

void
reply_template_free(ReplyTemplate *parsed)
{
    g_array_unref(parsed->pieces);
    g_ptr_array_unref(parsed->variables);
    g_free(parsed);
}

const GPtrArray *
reply_template_variables(const ReplyTemplate *parsed)
{
    return parsed->variables;
}

/* ---- reading ---- */

/* What stands between two braces. FALSE: nothing known. */
static gboolean
read_name(const char *name, ReplyVariableKind *ret_kind, char **ret_question)
{
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        if (strcmp(name, NAMES[i].name) == 0) {
            *ret_kind = NAMES[i].kind;
            *ret_question = g_strdup("");
            return TRUE;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(QUESTIONS); i++) {
        if (g_str_has_prefix(name, QUESTIONS[i].prefix)) {
            *ret_kind = QUESTIONS[i].kind;
            *ret_question = g_strstrip(g_strdup(name + strlen(QUESTIONS[i].prefix)));
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
fault(GError **error, TribuneError code, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, (gint)code, words);
    return FALSE;
}

/* The index of the variable, which is added when it is new. */
static gboolean
add_variable(ReplyTemplate *parsed, const char *name, int *ret, GError **error)
{
    g_autofree char *question = NULL;
    ReplyVariableKind kind;
    ReplyVariable *variable;

    if (!read_name(name, &kind, &question)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "{%.60s} is no variable; for a brace itself write it twice", name);
        return FALSE;
    }
    if ((kind == REPLY_VARIABLE_TEXT || kind == REPLY_VARIABLE_DATE) &&
        (*question == '\0' || strlen(question) > REPLY_TEMPLATE_QUESTION_MAX))
        return fault(error, TRIBUNE_ERROR_INVALID,
                     SAY_NOOP("a variable that asks needs a question of 1 to 200 characters"));
    for (guint i = 0; i < parsed->variables->len; i++) {
        variable = g_ptr_array_index(parsed->variables, i);
        *ret = (int)i;
        if (variable->kind == kind && strcmp(variable->question, question) == 0)
            return TRUE;
    }
    if (parsed->variables->len >= REPLY_TEMPLATE_VARIABLES_MAX)
        return fault(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("more than 20 variables; ask for less"));
    variable = g_new0(ReplyVariable, 1);
    variable->kind = kind;
    variable->question = g_steal_pointer(&question);
    *ret = (int)parsed->variables->len;
    g_ptr_array_add(parsed->variables, variable);
    return TRUE;
}

static void
add_piece(ReplyTemplate *parsed, GString *text, int variable)
{
    Piece piece = { g_strdup(text->str), variable };

    g_array_append_val(parsed->pieces, piece);
    g_string_truncate(text, 0);
}

static gboolean
read_pieces(ReplyTemplate *parsed, const char *at, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    while (*at != '\0') {
        g_autofree char *name = NULL;
        const char *end;
        int variable;

        if (*at != '{' || at[1] == '{') {
            at += *at == '{' ? 1 : 0;
            g_string_append_c(text, *at++);
            continue;
        }
        end = strpbrk(at + 1, "{}\n");
        if (end == NULL || *end != '}')
            return fault(error, TRIBUNE_ERROR_INVALID, SAY_NOOP("a brace is opened and not closed on its line"));
        name = g_strndup(at + 1, (gsize)(end - at - 1));
        if (!add_variable(parsed, g_strstrip(name), &variable, error))
            return FALSE;
        add_piece(parsed, text, variable);
        at = end + 1;
    }
    add_piece(parsed, text, -1);
    return TRUE;
}

ReplyTemplate *
reply_template_parse(const char *text, GError **error)
{
    g_autoptr(ReplyTemplate) parsed = g_new0(ReplyTemplate, 1);

    parsed->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_array_set_clear_func(parsed->pieces, piece_clear);
    parsed->variables = g_ptr_array_new_with_free_func((GDestroyNotify)variable_free);
    if (strlen(text) > REPLY_TEMPLATE_MAX) {
        fault(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("the template is longer than 64 KiB; shorten it"));
        return NULL;
    }
    return read_pieces(parsed, text, error) ? g_steal_pointer(&parsed) : NULL;
}

/* ---- filling ---- */

char *
reply_template_fill(const ReplyTemplate *parsed, const char *const *values, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < parsed->pieces->len; i++) {
        const Piece *piece = &g_array_index(parsed->pieces, Piece, i);
        const char *value = piece->variable < 0 ? "" : values[piece->variable];

        if (piece->variable >= 0 && (value == NULL || *value == '\0')) {
            fault(error, TRIBUNE_ERROR_INVALID, SAY_NOOP("fill in everything that the template asks for"));
            return NULL;
        }
        g_string_append(text, piece->text);
        g_string_append(text, value);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}
