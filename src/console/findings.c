/* SPDX-License-Identifier: Apache-2.0 */
#include "console/findings.h"

static json_t *
describe_places(const ProofreadFinding *finding)
{
    json_t *list = json_array();

    for (guint i = 0; i < finding->places->len; i++) {
        const ProofreadPlace *place = g_ptr_array_index(finding->places, i);

        part_add(list, json_pack("{s:i, s:o}", "line", (int)place->line, "words", part_text(place->words)));
    }
    return part_list(list);
}

static json_t *
describe_finding(const ConsoleVisit *visit, const ProofreadFinding *finding)
{
    gboolean whole = g_str_equal(finding->field, "whole");
    g_autofree char *language = whole ? NULL : locale_language(visit->locale, finding->language);

    return json_pack("{s:b, s:s, s:o, s:o, s:s, s:o, s:o, s:i}", "stops", finding->stops, "reason",
                     locale_say(visit->locale, finding->reason), "about",
                     part_text(*finding->detail != '\0' ? finding->detail : NULL), "language_name", part_text(language),
                     "language", finding->language, "field", part_flag(finding->field), "places",
                     describe_places(finding), "more", (int)finding->more);
}

/* Why what stops it may leave all the same; none when nothing does. */
static json_t *
describe_excuses(const Proofread *proofread)
{
    json_t *list = json_array();

    for (guint i = 0; proofread->stops > 0 && PROOFREADING_EXCUSES[i] != NULL; i++)
        part_add(list, json_pack("{s:s, s:o}", "value", PROOFREADING_EXCUSES[i], "excuse",
                                 part_flag(PROOFREADING_EXCUSES[i])));
    return part_list(list);
}

json_t *
findings_describe(const ConsoleVisit *visit, const Proofread *proofread)
{
    json_t *list = json_array();

    if (proofread == NULL)
        return json_pack("{s:b, s:b, s:i, s:i, s:o, s:n}", "down", 1, "nothing", 0, "stops", 0, "warnings", 0, "list",
                         list, "excuses");
    for (guint i = 0; i < proofread->findings->len; i++)
        part_add(list, describe_finding(visit, g_ptr_array_index(proofread->findings, i)));
    return json_pack("{s:b, s:b, s:i, s:i, s:o, s:o}", "down", 0, "nothing", proofread->findings->len == 0, "stops",
                     (int)proofread->stops, "warnings", (int)(proofread->findings->len - proofread->stops), "list",
                     list, "excuses", describe_excuses(proofread));
}
