/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/away.h"

#include <string.h>

/* Both lists are casefolded and composed, with plain apostrophes: fold() leaves them as they are. */
static const char *const SUBJECTS[] = {
    "automatic reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "automatic response",
    "auto response",
    "auto-response",
    "out of office",
    "out of the office",
    "out-of-office", /* English */
    "automatische antwort",
    "abwesenheitsnotiz",
    "abwesenheitsnachricht",
    "abwesenheitsmeldung",
    "abwesend",
    "nicht im büro",
    "autoantwort", /* German */
    "réponse automatique",
    "réponse d'absence",
    "message d'absence",
    "absence du bureau",
    "absent du bureau", /* French */
    "respuesta automática",
    "fuera de la oficina",
    "ausente de la oficina", /* Spanish */
    "resposta automática",
    "fora do escritório",
    "ausência temporária", /* Portuguese */
    "risposta automatica",
    "fuori ufficio",
    "fuori sede", /* Italian */
    "automatisch antwoord",
    "afwezigheidsbericht",
    "afwezig",
    "niet aanwezig", /* Dutch */
    "odpowiedź automatyczna",
    "automatyczna odpowiedź",
    "poza biurem",
    "nieobecność",         /* Polish */
    "automatická odpověď", /* Czech */
    "ymateb awtomatig",
    "ateb awtomatig",
    "allan o'r swyddfa", /* Welsh */
    "autosvar",
    "automatiskt svar",
    "frånvaromeddelande", /* Swedish */
    "automatisk svar",
    "fraværende",
    "fraværsmelding", /* Danish, Norwegian */
    "automaattinen vastaus",
    "poissaoloilmoitus", /* Finnish */
    "otomatik yanıt",    /* Turkish */
};

static const char *const TEXTS[] = {
    "out of the office",
    "out of office",
    "on annual leave",
    "on leave until",
    "on vacation",
    "on holiday until",
    "currently away",
    "will be away",
    "i am away",
    "limited access to",
    "automatic reply",
    "automated reply",
    "automated response",
    "nicht im büro",
    "ausser haus",
    "abwesend",
    "im urlaub",
    "nicht erreichbar",
    "automatische antwort",
    "wieder im büro",
    "wieder erreichbar",
    "absent du bureau",
    "absente du bureau",
    "je suis absent",
    "je serai absent",
    "en congé",
    "réponse automatique",
    "de retour le",
    "fuera de la oficina",
    "de vacaciones",
    "estaré ausente",
    "respuesta automática",
    "fora do escritório",
    "de férias",
    "estarei ausente",
    "resposta automática",
    "fuori ufficio",
    "fuori sede",
    "in ferie",
    "sono assente",
    "sarò assente",
    "risposta automatica",
    "niet aanwezig",
    "afwezig",
    "met vakantie",
    "automatisch antwoord",
    "poza biurem",
    "na urlopie",
    "nieobecny",
    "nieobecna",
    "automatyczna odpowiedź",
    "mimo kancelář",
    "na dovolené",
    "automatická odpověď",
    "allan o'r swyddfa",
    "i ffwrdd o'r swyddfa",
    "ar wyliau",
    "ateb awtomatig",
    "ymateb awtomatig",
    "inte på kontoret",
    "på semester",
    "ej på kontoret",
    "ikke på kontoret",
    "på ferie",
    "fraværende",
    "poissa toimistolta",
    "lomalla",
    "ofis dışında",
    "izindeyim",
};

/* Casefolded, typographic apostrophes made plain. */
static char *
fold(const char *text, gsize length)
{
    g_autofree char *part = g_strndup(text, length), *valid = g_utf8_make_valid(part, -1);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
    char *folded = g_utf8_casefold(composed, -1);

    for (char *at = strstr(folded, "\xe2\x80\x99"); at != NULL; at = strstr(at, "\xe2\x80\x99")) {
        *at = '\'';
        memmove(at + 1, at + 3, strlen(at + 3) + 1);
    }
    return folded;
}

/* Whether nothing that makes a sentence of it follows. */
static gboolean
ends(const char *rest)
{
    rest += strspn(rest, " ");
    return *rest == '\0' || strchr(":-([|.!", *rest) != NULL || g_str_has_prefix(rest, "\xe2\x80\x93") ||
           g_str_has_prefix(rest, "\xc2\xa0:");
}

static const char *
find_beginning(const char *subject)
{
    g_autofree char *folded = fold(subject, strlen(subject));
    const char *start = folded + strspn(folded, " [(\"'");

    for (gsize i = 0; i < G_N_ELEMENTS(SUBJECTS); i++)
        if (g_str_has_prefix(start, SUBJECTS[i]) && ends(start + strlen(SUBJECTS[i])))
            return SUBJECTS[i];
    return NULL;
}

static gboolean
says_away(const char *text, gsize length)
{
    g_autofree char *folded = fold(text, length);

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++)
        if (strstr(folded, TEXTS[i]) != NULL)
            return TRUE;
    return FALSE;
}

const char *
away_recognise(const char *subject, const char *text, gboolean answers)
{
    gsize length = strlen(text);
    const char *beginning = length > AWAY_TEXT_MAX ? NULL : find_beginning(subject);

    return beginning != NULL && (answers || says_away(text, length)) ? beginning : NULL;
}
