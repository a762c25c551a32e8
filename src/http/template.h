/* SPDX-License-Identifier: Apache-2.0 */
/* http/template.h: Mustache templates over Jansson values.
 *
 * Templates are compiled once into a TemplateSet and rendered any number of times. Understood: variables
 * (HTML-escaped),
 * {{{triple}}} and {{&ampersand}}, {{#sections}}, {{^inverted}}, {{!comments}}, {{>partials}} with the indentation of
 * their line, {{=<% %>=}} delimiters, dotted names, the implicit iterator {{.}}, and layouts: {{<page}} fills the
 * {{$blocks}} of another template. Tags alone on a line take the line with them, as the specification says.
 *
 * False, for a section: a missing name, null, false, an empty list, an empty string and the number 0.
 *
 * Functions: a section whose name the host registered hands its raw inner text to C instead: {{#t}}Take over{{/t}}.
 * They win over data of the same name, and their text is read with the default delimiters.
 *
 * Limits: source 1 MiB, nesting 50 (sections, partials, functions together), output 8 MiB, 2,000,000 steps in one
 * render. Beyond one of them rendering fails with TRIBUNE_ERROR_LIMIT and the output holds what was made so far.
 *
 * Templates are ours, data is anybody's: what a value contains is never read as template.
 * Thread-safety: fill a set in one thread; afterwards it is immutable and may be rendered by all at once. */
#pragma once
#include <glib.h>
#include <jansson.h>

#define TEMPLATE_SOURCE_LIMIT (1024 * 1024)
#define TEMPLATE_DEPTH_LIMIT  50
#define TEMPLATE_OUTPUT_LIMIT (8 * 1024 * 1024)
#define TEMPLATE_STEP_LIMIT   2000000

typedef struct TemplateSet TemplateSet;
typedef struct TemplateScope TemplateScope; /* one render under way, as functions see it */

TemplateSet *template_set_new(void);
void template_set_free(TemplateSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateSet, template_set_free)

/* What a function section does: @text (@length bytes, valid during the call) is what stands between its tags; append
 * the result to @out as it shall appear: nothing escapes it afterwards. @data is what was registered. */
typedef void (*TemplateFunction)(TemplateScope *scope, const char *text, gsize length, GString *out, gpointer data);

/* Register before the templates that use it are added. @name is copied. */
void template_set_function(TemplateSet *set, const char *name, TemplateFunction function, gpointer data);

/* Compile @length bytes as template @name; replaces one of the same name.
 * Fails with TRIBUNE_ERROR_INVALID ("case/page line 12: …") or TRIBUNE_ERROR_LIMIT. */
gboolean template_set_add(TemplateSet *set, const char *name, const char *source, gsize length, GError **error);

/* Add every `*.mustache` under @dir (at most 8 folders deep); "portal/case.mustache" becomes "portal/case". Then every
 * partial and layout that is named must exist: TRIBUNE_ERROR_CONFIG tells which does not. Blocks on the disk. */
gboolean template_set_load(TemplateSet *set, const char *dir, GError **error);

gboolean template_set_has(const TemplateSet *set, const char *name);

/* Append template @name to @out. Names are looked up in @data first, then in @base (what all pages share); both are
 * borrowed and may be NULL. @user is for functions. TRIBUNE_ERROR_NOT_FOUND when there is no such template; an unknown
 * partial renders as nothing. */
gboolean template_render(const TemplateSet *set, const char *name, json_t *base, json_t *data, gconstpointer user,
                         GString *out, GError **error);

/* ---- for functions ---- */

gconstpointer template_scope_user(const TemplateScope *scope);

/* The value of dotted @name seen from where the function stands, borrowed, or NULL. */
json_t *template_scope_find(TemplateScope *scope, const char *name);

/* Render @text as a template with the current values. A text that does not compile is appended as it stands, escaped.
 */
void template_scope_render(TemplateScope *scope, const char *text, gsize length, GString *out);

/* Append with & < > " ' as entities. */
void template_escape(GString *out, const char *text, gsize length);
