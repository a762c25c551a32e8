/* SPDX-License-Identifier: Apache-2.0 */
#include "model/keyword.h"

#include <string.h>

#include "base/text.h"

/* One line a language, words folded. "stop" and "start" stand wherever people use them, so that the answer comes in
 * their language. */
static const struct {
    const char *language;
    const char *stop, *start, *yes, *help, *all, *alerts; /* words, parted by bars */
} WORDS[] = {
    { "en", "stop|stopall|stop all|unsubscribe|cancel|end|quit|optout|opt out|opt-out|revoke",
      "start|unstop|subscribe|optin|opt in|opt-in", "yes", "help|info", "all|news", "alert|alerts" },
    { "de", "stop|stopp|abmelden|abbestellen|beenden|kündigen", "start|anmelden|abonnieren", "ja", "hilfe|info",
      "alles|nachrichten", "warnung|warnungen|alarm" },
    { "es", "stop|alto|baja|parar|cancelar", "start|iniciar", "si|sí", "ayuda|info", "todo|noticias",
      "alerta|alertas|aviso|avisos" },
    { "fr", "stop|arret|arrêt|desabonner|désabonner", "start|abonner", "oui", "aide|info", "tout|actualités",
      "alerte|alertes" },
    { "it", "stop|annulla|basta", "start|inizia", "si|sì", "aiuto|info", "tutto|notizie", "allerta|allerte|avviso" },
    { "nl", "stop|afmelden|stoppen", "start|aanmelden", "ja", "hulp|help|info", "alles|nieuws",
      "waarschuwing|waarschuwingen|alarm" },
    { "pl", "stop|koniec|wypisz", "start|zapisz", "tak", "pomoc|info", "wszystko|wiadomości",
      "alert|alerty|ostrzeżenia" },
    { "pt", "stop|parar|sair|cancelar", "start|iniciar", "sim", "ajuda|info", "tudo|notícias", "alerta|alertas" },
};

static const char *const NAMES[] = { "none", "stop", "start", "yes", "help" };

const char *
keyword_name(Keyword keyword)
{
    return NAMES[keyword];
}

gboolean
keyword_parse(const char *name, Keyword *ret)
{
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (strcmp(NAMES[i], name) == 0) {
            *ret = (Keyword)i;
            return TRUE;
        }
    return FALSE;
}

static gboolean
is_around(gunichar sign)
{
    return g_unichar_isspace(sign) || g_unichar_ispunct(sign) || g_unichar_iscntrl(sign);
}

/* Blanks within are one; what stands around it is gone. (Casefolding twice is not the same as once, for Cherokee; and
 * signs are composed last, since some are only composed when small.) */
char *
keyword_fold(const char *word)
{
    g_autofree char *line = text_one_line(word, strlen(word), KEYWORD_TEXT_MAX);
    g_autofree char *small = g_utf8_strdown(line, -1);
    g_autofree char *folded = g_utf8_normalize(small, -1, G_NORMALIZE_NFC);
    const char *begin = folded, *end = folded + strlen(folded);

    while (begin < end && is_around(g_utf8_get_char(begin)))
        begin = g_utf8_next_char(begin);
    while (end > begin && is_around(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    return g_strndup(begin, (gsize)(end - begin));
}

static gboolean
is_among(const char *words, const char *word, gsize length)
{
    for (const char *at = words; length > 0 && *at != '\0';) {
        gsize size = strcspn(at, "|");

        if (size == length && memcmp(at, word, length) == 0)
            return TRUE;
        at += size + (at[size] == '|' ? 1 : 0);
    }
    return FALSE;
}

/* English is what the networks themselves know. */
static gboolean
is_spoken(const char *language, const char *const *languages)
{
    if (strcmp(language, "en") == 0)
        return TRUE;
    for (; *languages != NULL; languages++) {
        gsize length = strlen(language);

        if (strncmp(*languages, language, length) == 0 && ((*languages)[length] == '\0' || (*languages)[length] == '-'))
            return TRUE;
    }
    return FALSE;
}

static Keyword
look_up(guint row, const char *text, gsize first, gsize whole)
{
    if (is_among(WORDS[row].stop, text, whole))
        return KEYWORD_STOP;
    if (is_among(WORDS[row].start, text, whole) || (first < whole && is_among(WORDS[row].start, text, first)))
        return KEYWORD_START;
    if (is_among(WORDS[row].yes, text, whole))
        return KEYWORD_YES;
    return is_among(WORDS[row].help, text, whole) ? KEYWORD_HELP : KEYWORD_NONE;
}

/* One word more, and no sentence. */
static char *
read_wanted(const char *text, gsize first)
{
    g_autofree char *rest = text[first] == '\0' ? g_strdup("") : keyword_fold(text + first);

    return strpbrk(rest, " ") == NULL ? g_steal_pointer(&rest) : NULL;
}

Keyword
keyword_read(const char *text, const char *const *languages, char **ret_wanted, const char **ret_language)
{
    g_autofree char *folded = strlen(text) <= KEYWORD_TEXT_MAX ? keyword_fold(text) : g_strdup("");
    gsize whole = strlen(folded), first = strcspn(folded, " ");
    Keyword found = KEYWORD_NONE;
    const char *language = "";

    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        Keyword meant = is_spoken(WORDS[i].language, languages) ? look_up(i, folded, first, whole) : KEYWORD_NONE;

        if (meant == KEYWORD_NONE || (found != KEYWORD_NONE && meant != found))
            continue;
        language = found == KEYWORD_NONE ? WORDS[i].language : "";
        found = meant;
    }
    *ret_wanted = NULL;
    if (found == KEYWORD_START) {
        *ret_wanted = read_wanted(folded, is_among("start|opt in", folded, whole) ? whole : first);
        if (*ret_wanted == NULL)
            found = KEYWORD_NONE;
    }
    if (*ret_wanted == NULL)
        *ret_wanted = g_strdup("");
    *ret_language = found != KEYWORD_NONE ? language : "";
    return found;
}

KeywordTopic
keyword_topic(const char *wanted, const char *const *languages)
{
    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (!is_spoken(WORDS[i].language, languages))
            continue;
        if (is_among(WORDS[i].alerts, wanted, strlen(wanted)))
            return KEYWORD_TOPIC_ALERTS;
        if (is_among(WORDS[i].all, wanted, strlen(wanted)))
            return KEYWORD_TOPIC_ALL;
    }
    return KEYWORD_TOPIC_OTHER;
}
