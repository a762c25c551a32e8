/* SPDX-License-Identifier: Apache-2.0 */
/* http/translate.h: the two functions by which templates speak the reader's language.
 *
 * {{#t}}Take over{{/t}}: the text between the tags, runs of blanks as one space and none at the ends, is the msgid. Its
 * translation is rendered with the values in sight: {{#t}}Hello {{name}}{{/t}} has the msgid "Hello {{name}}".
 *
 * {{#tn}}count|{{count}} case|{{count}} cases{{/tn}}: the dotted name of the number, msgid, plural msgid. A name that
 * holds no number counts as 0.
 *
 * A translation is as trusted as a template: it may hold tags and markup. */
#pragma once
#include "http/template.h"

/* Give @set the functions t and tn. Call it before templates are added. The user of template_render() is then a
 * const Locale *; with NULL English stands. */
void translate_register(TemplateSet *set);
