/* SPDX-License-Identifier: Apache-2.0 */
#include "model/topic-words.h"

#include <string.h>

#define STEM_MIN 4 /* characters of a house's own word that counts */

/* Beginnings of words, in small letters. */
static const char *const TOPICS[] = {
    "abfall",   "abort",    "abtreib",  "animal",      "asyl",        "asylum",       "ausländer", "baum",
    "bebau",    "benefit",  "bicycle",  "bike",        "border",      "budget",       "buses",     "bürgermeist",
    "car park", "carbon",   "censor",   "christ",      "church",      "climate",      "corona",    "corrupt",
    "council",  "covid",    "cruel",    "cycl",        "development", "election",     "energ",     "experiment",
    "fahrrad",  "flücht",   "gay",      "gebühr",      "gender",      "gewerkschaft", "grausam",   "grenz",
    "gun law",  "haushalt", "housing",  "immigra",     "impf",        "islam",        "israel",    "jewish",
    "jüd",      "kirche",   "klima",    "korrupt",     "krieg",       "lampe",        "lgbt",      "mayor",
    "miete",    "migra",    "minister", "moschee",     "mosque",      "muslim",       "müll",      "nahverkehr",
    "noise",    "palest",   "palästin", "park",        "partei",      "petition",     "planning",  "police",
    "polizei",  "protest",  "racis",    "rassis",      "refugee",     "religio",      "rental",    "road",
    "school",   "schule",   "speed",    "stadt",       "steuer",      "straße",       "streik",    "strike",
    "tax",      "testing",  "tier",     "trade union", "traffic",     "transgender",  "tree",      "ukrain",
    "vaccin",   "vegan",    "verkehr",  "versuch",     "vote",        "waffe",        "wahl",      "wars",
    "waste",    "weapon",   "welfare",  "wind farm",   "windkraft",   "windrad",      "wohn",      "zensur",
};

static gboolean
begins(const char *word, const char *stem)
{
    return g_str_has_prefix(word, stem);
}

gboolean
topic_words_is_topic(const char *word, const char *const *topics)
{
    g_autofree char *small = g_utf8_strdown(word, -1);

    for (guint i = 0; i < G_N_ELEMENTS(TOPICS); i++)
        if (begins(small, TOPICS[i]))
            return TRUE;
    for (; topics != NULL && *topics != NULL; topics++) {
        g_autofree char *stem = g_utf8_strdown(*topics, -1);

        if (g_utf8_strlen(stem, -1) >= STEM_MIN && begins(small, stem))
            return TRUE;
    }
    return FALSE;
}

gboolean
topic_words_are_topics(const GPtrArray *words, const char *const *topics)
{
    guint count = 0;

    for (guint i = 0; i < words->len; i++)
        count += topic_words_is_topic(words->pdata[i], topics) ? 1 : 0;
    return words->len > 0 && count * 2 >= words->len;
}
