/* SPDX-License-Identifier: Apache-2.0 */
#include "base/plural.h"

#include "base/error.h"

#include <string.h>

typedef enum {
    NUMBER,
    VARIABLE,
    NOT,
    CHOICE,
    OR,
    AND,
    EQUAL,
    DIFFERENT,
    LESS,
    MORE,
    AT_MOST,
    AT_LEAST,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULO
} Operation;

/* Operands are the indices of earlier nodes. */
typedef struct {
    Operation operation;
    guint64 number;
    guint a, b, c;
} Node;

struct Plural {
    guint forms;
    guint root;
    guint count;
    Node nodes[PLURAL_NODES_LIMIT];
};

typedef struct {
    const char *text; /* the whole, for error positions */
    const char *at;
    guint depth;
    Plural *plural;
} Parser;

/* Binary operators, longest spelling first where one begins another. A higher level binds tighter. */
static const struct {
    const char *spelling;
    guint level;
    Operation operation;
} operators[] = {
    { "||", 1, OR },       { "&&", 2, AND },   { "==", 3, EQUAL }, { "!=", 3, DIFFERENT }, { "<=", 4, AT_MOST },
    { ">=", 4, AT_LEAST }, { "<", 4, LESS },   { ">", 4, MORE },   { "+", 5, ADD },        { "-", 5, SUBTRACT },
    { "*", 6, MULTIPLY },  { "/", 6, DIVIDE }, { "%", 6, MODULO },
};

static gboolean parse_choice(Parser *parser, guint *ret, GError **error);

static void
skip_blanks(Parser *parser)
{
    while (*parser->at == ' ' || *parser->at == '\t')
        parser->at++;
}

static gboolean
take(Parser *parser, const char *word)
{
    skip_blanks(parser);
    if (!g_str_has_prefix(parser->at, word))
        return FALSE;
    parser->at += strlen(word);
    return TRUE;
}

static gboolean
expect(Parser *parser, const char *word, GError **error)
{
    if (take(parser, word))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "Plural-Forms: expected %s at position %d", word,
                (int)(parser->at - parser->text) + 1);
    return FALSE;
}

static gboolean
too_much(const char *what, guint limit, GError **error)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "Plural-Forms: more than %u %s", limit, what);
    return FALSE;
}

static gboolean
add_node(Parser *parser, Node node, guint *ret, GError **error)
{
    if (parser->plural->count == PLURAL_NODES_LIMIT)
        return too_much("operators and operands", PLURAL_NODES_LIMIT, error);
    parser->plural->nodes[parser->plural->count] = node;
    *ret = parser->plural->count++;
    return TRUE;
}

static gboolean
parse_number(Parser *parser, guint64 *ret, GError **error)
{
    guint64 number = 0;

    skip_blanks(parser);
    if (!g_ascii_isdigit(*parser->at))
        return expect(parser, "a number", error);
    for (; g_ascii_isdigit(*parser->at); parser->at++) {
        number = number * 10 + (guint64)(*parser->at - '0');
        if (number > PLURAL_NUMBER_LIMIT)
            return too_much("as a number", PLURAL_NUMBER_LIMIT, error);
    }
    *ret = number;
    return TRUE;
}

static gboolean
parse_operand(Parser *parser, guint *ret, GError **error)
{
    Node node = { .operation = NUMBER };

    if (take(parser, "("))
        return parse_choice(parser, ret, error) && expect(parser, ")", error);
    if (take(parser, "n")) {
        node.operation = VARIABLE;
        return add_node(parser, node, ret, error);
    }
    return parse_number(parser, &node.number, error) && add_node(parser, node, ret, error);
}

static gboolean
parse_not(Parser *parser, guint *ret, GError **error)
{
    guint times = 0;

    while (skip_blanks(parser), parser->at[0] == '!' && parser->at[1] != '=') {
        parser->at++;
        times++;
    }
    if (!parse_operand(parser, ret, error))
        return FALSE;
    while (times-- > 0)
        if (!add_node(parser, (Node){ .operation = NOT, .a = *ret }, ret, error))
            return FALSE;
    return TRUE;
}

static gboolean
take_operator(Parser *parser, guint lowest, guint *ret_level, Operation *ret_operation)
{
    for (guint i = 0; i < G_N_ELEMENTS(operators); i++) {
        if (operators[i].level >= lowest && take(parser, operators[i].spelling)) {
            *ret_level = operators[i].level;
            *ret_operation = operators[i].operation;
            return TRUE;
        }
    }
    return FALSE;
}

/* Operators of @lowest and above, those of one level from the left. Recursion is bounded by the six levels. */
static gboolean
parse_binary(Parser *parser, guint lowest, guint *ret, GError **error)
{
    Node node = { 0 };
    guint level;

    if (!parse_not(parser, ret, error))
        return FALSE;
    while (take_operator(parser, lowest, &level, &node.operation)) {
        node.a = *ret;
        if (!parse_binary(parser, level + 1, &node.b, error) || !add_node(parser, node, ret, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
parse_choice(Parser *parser, guint *ret, GError **error)
{
    Node node = { .operation = CHOICE };

    if (parser->depth == PLURAL_DEPTH_LIMIT)
        return too_much("levels of brackets and conditions", PLURAL_DEPTH_LIMIT, error);
    parser->depth++;
    if (!parse_binary(parser, 1, ret, error))
        return FALSE;
    if (take(parser, "?")) {
        node.a = *ret;
        if (!parse_choice(parser, &node.b, error) || !expect(parser, ":", error) ||
            !parse_choice(parser, &node.c, error) || !add_node(parser, node, ret, error))
            return FALSE;
    }
    parser->depth--;
    return TRUE;
}

Plural *
plural_parse(const char *text, GError **error)
{
    g_autoptr(Plural) plural = g_new0(Plural, 1);
    Parser parser = { .text = text, .at = text, .plural = plural };
    guint64 forms;

    if (strlen(text) > PLURAL_TEXT_LIMIT) {
        too_much("bytes", PLURAL_TEXT_LIMIT, error);
        return NULL;
    }
    if (!expect(&parser, "nplurals", error) || !expect(&parser, "=", error) || !parse_number(&parser, &forms, error) ||
        !expect(&parser, ";", error))
        return NULL;
    if (forms < 1 || forms > PLURAL_FORMS_LIMIT) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "Plural-Forms: nplurals must be 1 to %d",
                    PLURAL_FORMS_LIMIT);
        return NULL;
    }
    plural->forms = (guint)forms;
    if (!expect(&parser, "plural", error) || !expect(&parser, "=", error) ||
        !parse_choice(&parser, &plural->root, error))
        return NULL;
    take(&parser, ";");
    skip_blanks(&parser);
    if (*parser.at != '\0' && !expect(&parser, "the end", error))
        return NULL;
    return g_steal_pointer(&plural);
}

void
plural_free(Plural *plural)
{
    g_free(plural);
}

guint
plural_forms(const Plural *plural)
{
    return plural->forms;
}

/* @ret_failed is set for a division by zero, which has no value. */
static guint64
evaluate(const Plural *plural, guint index, guint64 n, gboolean *ret_failed)
{
    const Node *node = &plural->nodes[index];
    guint64 a, b;

    if (node->operation == NUMBER)
        return node->number;
    if (node->operation == VARIABLE)
        return n;
    a = evaluate(plural, node->a, n, ret_failed);
    if (node->operation == NOT)
        return a == 0;
    if (node->operation == CHOICE)
        return evaluate(plural, a != 0 ? node->b : node->c, n, ret_failed);
    if (node->operation == OR && a != 0)
        return 1;
    if (node->operation == AND && a == 0)
        return 0;
    b = evaluate(plural, node->b, n, ret_failed);
    if ((node->operation == DIVIDE || node->operation == MODULO) && b == 0) {
        *ret_failed = TRUE;
        return 0;
    }
    switch (node->operation) {
    case OR:
    case AND:
        return b != 0;
    case EQUAL:
        return a == b;
    case DIFFERENT:
        return a != b;
    case LESS:
        return a < b;
    case MORE:
        return a > b;
    case AT_MOST:
        return a <= b;
    case AT_LEAST:
        return a >= b;
    case ADD:
        return a + b;
    case SUBTRACT:
        return a - b;
    case MULTIPLY:
        return a * b;
    case DIVIDE:
        return a / b;
    case MODULO:
        return a % b;
    case NUMBER:
    case VARIABLE:
    case NOT:
    case CHOICE:
        break;
    }
    g_assert_not_reached();
}

guint
plural_index(const Plural *plural, guint64 n)
{
    gboolean failed = FALSE;
    guint64 index = evaluate(plural, plural->root, n, &failed);

    return failed || index >= plural->forms ? 0 : (guint)index;
}
