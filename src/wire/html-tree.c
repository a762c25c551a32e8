/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/html-tree.h"

#include <setjmp.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "wire/html.h"

#define ARENA_MAX   (64u * 1024 * 1024)
#define BLOCK_SIZE  (128u * 1024)
#define PARSE_TIME  (2 * CLOCK_SECOND)
#define CHECK_EVERY 256

typedef struct Block Block;
struct Block {
    Block *next;
    gsize used;
    gsize size;
    _Alignas(16) guint8 bytes[];
};

struct HtmlTree {
    char *text;
    Block *blocks;
    gsize total;
    guint calls;
    gint64 deadline;
    jmp_buf abandoned;
    GumboOutput *output;
};

/* ---- the arena ---- */

static Block *
block_new(HtmlTree *tree, gsize size)
{
    Block *block;

    if (size > ARENA_MAX - tree->total)
        longjmp(tree->abandoned, 1);
    tree->total += size;
    block = g_malloc(sizeof(Block) + size);
    block->used = 0;
    block->size = size;
    block->next = tree->blocks;
    tree->blocks = block;
    return block;
}

static void *
arena_allocate(void *data, size_t size)
{
    HtmlTree *tree = data;
    Block *block = tree->blocks;
    gsize rounded = (size + 15) & ~(gsize)15;

    if (size > ARENA_MAX)
        longjmp(tree->abandoned, 1);
    if (++tree->calls % CHECK_EVERY == 0 && clock_monotonic() > tree->deadline)
        longjmp(tree->abandoned, 1);
    if (block == NULL || rounded > block->size - block->used)
        block = block_new(tree, MAX(rounded, BLOCK_SIZE));
    block->used += rounded;
    return block->bytes + block->used - rounded;
}

static void
arena_release(void *data, void *pointer)
{
    (void)data;
    (void)pointer;
}

void
html_tree_free(HtmlTree *tree)
{
    if (tree == NULL)
        return;
    while (tree->blocks != NULL) {
        Block *next = tree->blocks->next;

        g_free(tree->blocks);
        tree->blocks = next;
    }
    g_free(tree->text);
    g_free(tree);
}

/* ---- limits ---- */

/* At least as many as the parser will see, whatever is comment or raw text. */
static gsize
count_tags(const char *html)
{
    gsize count = 0;

    for (const char *at = strchr(html, '<'); at != NULL; at = strchr(at + 1, '<'))
        count += g_ascii_isalpha(at[1]) || at[1] == '/';
    return count;
}

const GumboVector *
html_tree_children(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_DOCUMENT)
        return &node->v.document.children;
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
        return &node->v.element.children;
    return NULL;
}

/* Whether some node lies deeper than allowed, found without recursion. */
static gboolean
is_too_deep(const GumboNode *root)
{
    const GumboNode *node = root;
    guint depth = 1;

    while (node != NULL) {
        const GumboVector *children = html_tree_children(node);

        if (children != NULL && children->length > 0) {
            node = children->data[0];
            if (++depth > HTML_DEPTH_MAX)
                return TRUE;
            continue;
        }
        while (node != root && node->index_within_parent + 1 >= html_tree_children(node->parent)->length) {
            node = node->parent;
            depth--;
        }
        if (node == root)
            return FALSE;
        node = html_tree_children(node->parent)->data[node->index_within_parent + 1];
    }
    return FALSE;
}

/* FALSE when the parser ran out of memory or time. */
static gboolean
run_parser(HtmlTree *tree)
{
    GumboOptions options = kGumboDefaultOptions;

    options.allocator = arena_allocate;
    options.deallocator = arena_release;
    options.userdata = tree;
    options.max_errors = 0;
    tree->deadline = clock_monotonic() + PARSE_TIME;
    if (setjmp(tree->abandoned) != 0)
        return FALSE;
    tree->output = gumbo_parse_with_options(&options, tree->text, strlen(tree->text));
    return TRUE;
}

HtmlTree *
html_tree_parse(const char *html, gsize length, GError **error)
{
    g_autoptr(HtmlTree) tree = g_new0(HtmlTree, 1);
    const char *wrong = NULL;

    if (length > HTML_SIZE_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the HTML is larger than 512 KiB");
        return NULL;
    }
    tree->text = text_clean(html, length);
    if (count_tags(tree->text) > HTML_TAGS_MAX)
        wrong = "the HTML has more than 20,000 tags";
    else if (!run_parser(tree))
        wrong = "the HTML takes too much memory or time to parse";
    else if (is_too_deep(tree->output->root))
        wrong = "the HTML is nested more than 400 levels deep";
    if (wrong != NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, wrong);
        return NULL;
    }
    return g_steal_pointer(&tree);
}

const GumboNode *
html_tree_root(const HtmlTree *tree)
{
    return tree->output->root;
}

const char *
html_tree_attribute(const GumboNode *node, const char *name)
{
    const GumboAttribute *attribute =
        node->type == GUMBO_NODE_ELEMENT ? gumbo_get_attribute(&node->v.element.attributes, name) : NULL;

    return attribute == NULL ? NULL : attribute->value;
}
