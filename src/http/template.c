/* SPDX-License-Identifier: Apache-2.0 */
#include "http/template.h"

#include <string.h>

#include "base/error.h"
#include "http/template-private.h"

#define SUFFIX       ".mustache"
#define FOLDER_DEPTH 8

static void
template_free(gpointer data)
{
    Template *template = data;

    g_clear_pointer(&template->nodes, g_ptr_array_unref);
    g_free(template->name);
    g_free(template->source);
    g_free(template);
}

TemplateSet *
template_set_new(void)
{
    TemplateSet *set = g_new0(TemplateSet, 1);

    set->templates = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, template_free);
    set->hooks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return set;
}

void
template_set_free(TemplateSet *set)
{
    if (set == NULL)
        return;
    g_hash_table_unref(set->templates);
    g_hash_table_unref(set->hooks);
    g_free(set);
}

void
template_set_function(TemplateSet *set, const char *name, TemplateFunction function, gpointer data)
{
    TemplateHook *hook = g_new0(TemplateHook, 1);

    hook->function = function;
    hook->data = data;
    g_hash_table_replace(set->hooks, g_strdup(name), hook);
}

gboolean
template_set_add(TemplateSet *set, const char *name, const char *source, gsize length, GError **error)
{
    Template *template = g_new0(Template, 1);

    template->name = g_strdup(name);
    template->source = g_strndup(source, length);
    template->nodes = template_compile(set, template->name, template->source, length, error);
    if (template->nodes == NULL) {
        template_free(template);
        return FALSE;
    }
    g_hash_table_replace(set->templates, template->name, template);
    return TRUE;
}

gboolean
template_set_has(const TemplateSet *set, const char *name)
{
    return g_hash_table_contains(set->templates, name);
}

/* ---- a folder ---- */

static gboolean
load_file(TemplateSet *set, const char *path, const char *name, GError **error)
{
    g_autofree char *source = NULL;
    g_autoptr(GError) problem = NULL;
    gsize length = 0;

    if (!g_file_get_contents(path, &source, &length, &problem)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "reading template %s: %s", name, problem->message);
        return FALSE;
    }
    if (!g_utf8_validate(source, (gssize)length, NULL)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "template %s is not UTF-8", name);
        return FALSE;
    }
    return template_set_add(set, name, source, length, error);
}

static gboolean
load_folder(TemplateSet *set, const char *path, const char *prefix, guint depth, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(GDir) dir = g_dir_open(path, 0, &problem);
    const char *entry;

    if (dir == NULL || depth > FOLDER_DEPTH) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "reading templates from %s: %s", path,
                    problem != NULL ? problem->message : "too many folders deep");
        return FALSE;
    }
    while ((entry = g_dir_read_name(dir)) != NULL) {
        g_autofree char *below = g_build_filename(path, entry, NULL);
        g_autofree char *name = g_strconcat(prefix, entry, NULL);

        if (g_file_test(below, G_FILE_TEST_IS_DIR)) {
            g_autofree char *folder = g_strconcat(name, "/", NULL);
            if (!load_folder(set, below, folder, depth + 1, error))
                return FALSE;
        } else if (g_str_has_suffix(entry, SUFFIX)) {
            name[strlen(name) - strlen(SUFFIX)] = '\0';
            if (!load_file(set, below, name, error))
                return FALSE;
        }
    }
    return TRUE;
}

/* The first partial or layout under @nodes that the set does not hold, or NULL. */
static const char *
find_missing(const TemplateSet *set, const GPtrArray *nodes)
{
    const char *missing = NULL;

    for (guint i = 0; i < nodes->len && missing == NULL; i++) {
        const Node *node = nodes->pdata[i];

        if ((node->kind == NODE_PARTIAL || node->kind == NODE_PARENT) && !template_set_has(set, node->name))
            missing = node->name;
        else if (node->children != NULL)
            missing = find_missing(set, node->children);
    }
    return missing;
}

gboolean
template_set_load(TemplateSet *set, const char *dir, GError **error)
{
    GHashTableIter iter;
    gpointer value;

    if (!load_folder(set, dir, "", 0, error))
        return FALSE;
    g_hash_table_iter_init(&iter, set->templates);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Template *template = value;
        const char *missing = find_missing(set, template->nodes);

        if (missing != NULL) {
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "template %s uses %s, which does not exist",
                        template->name, missing);
            return FALSE;
        }
    }
    return TRUE;
}
