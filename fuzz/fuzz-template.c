/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a template, with a layout and a partial at hand: they compile and render within the limits, or are
 * refused. */
#include <stdint.h>

#include "http/template.h"
#include "http/translate.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(TemplateSet) set = template_set_new();
    g_autoptr(GString) out = g_string_new(NULL);
    json_t *data = json_pack("{s:s, s:i, s:[s, {s:s}, [i, f]], s:{s:{s:b}}, s:n}", "name", "<Ada> {{x}}", "count", 3,
                             "list", "a\nb", "name", "in", 1, 0.5, "a", "b", "c", 1, "none");

    translate_register(set);
    template_set_add(set, "part", "[{{.}}\n{{name}}]\n", 17, NULL);
    template_set_add(set, "layout", "{{$a}}{{name}}{{/a}}{{$b}}{{/b}}", 32, NULL);
    if (length <= 4096 && template_set_add(set, "main", (const char *)bytes, length, NULL))
        template_render(set, "main", NULL, data, NULL, out, NULL);
    json_decref(data);
    return 0;
}
