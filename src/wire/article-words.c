/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "wire/article-private.h"

/* ---- links ---- */

const char *
article_own_path(const char *url, const char *site)
{
    gsize length = site != NULL ? strlen(site) : 0;

    if (url[0] == '/' && url[1] != '/')
        return url;
    if (length > 0 && g_ascii_strncasecmp(url, site, length) == 0 && (url[length] == '\0' || url[length] == '/'))
        return url + length;
    return NULL;
}

/* RFC 6761, RFC 6762, RFC 9476 and what networks at home use. */
static const char *const NO_HOSTS[] = { "localhost",   "invalid", "test",      "local", "internal",
                                        "localdomain", "lan",     "home.arpa", "corp",  "alt" };

static gboolean
is_below(const char *host, const char *name)
{
    gsize length = strlen(host), size = strlen(name);

    return length >= size && strcmp(host + length - size, name) == 0 &&
           (length == size || host[length - size - 1] == '.');
}

static gboolean
is_private_number(const char *host)
{
    guint a, b, c, d;
    char rest;

    if (host[0] == '[')
        return TRUE; /* a number of version 6 is no address for people */
    if (sscanf(host, "%3u.%3u.%3u.%3u%c", &a, &b, &c, &d, &rest) != 4)
        return FALSE;
    return a == 0 || a == 10 || a == 127 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168) ||
           (a == 169 && b == 254) || a >= 224;
}

gboolean
article_leads_nowhere(const char *url)
{
    const char *host = strstr(url, "://");
    g_autofree char *name = NULL;
    gsize length;

    if (host == NULL)
        return FALSE; /* mail, telephone */
    host += 3;
    length = *host == '[' ? strcspn(host, "]") : strcspn(host, ":/?#");
    name = g_ascii_strdown(host, (gssize)length);
    for (gsize i = 0; i < G_N_ELEMENTS(NO_HOSTS); i++)
        if (is_below(name, NO_HOSTS[i]))
            return TRUE;
    return is_private_number(name) || strchr(name, '.') == NULL;
}

/* ---- what a link says ---- */

static const struct {
    const char *language, *words;
} EMPTY_WORDS[] = {
    { "en", "click here" },
    { "en", "here" },
    { "en", "click" },
    { "en", "this link" },
    { "en", "link" },
    { "en", "more" },
    { "en", "read more" },
    { "en", "learn more" },
    { "en", "find out more" },
    { "en", "this page" },
    { "en", "this" },
    { "en", "see here" },
    { "en", "more information" },
    { "en", "website" },
    { "de", "hier" },
    { "de", "hier klicken" },
    { "de", "klicken sie hier" },
    { "de", "link" },
    { "de", "diesem link" },
    { "de", "dieser link" },
    { "de", "mehr" },
    { "de", "mehr lesen" },
    { "de", "weiterlesen" },
    { "de", "weiter" },
    { "de", "mehr erfahren" },
    { "de", "diese seite" },
    { "de", "mehr informationen" },
    { "de", "weitere informationen" },
    { "de", "webseite" },
    { "fr", "ici" },
    { "fr", "cliquez ici" },
    { "fr", "lien" },
    { "fr", "en savoir plus" },
    { "fr", "lire la suite" },
    { "es", "aquí" },
    { "es", "haga clic aquí" },
    { "es", "enlace" },
    { "es", "más" },
    { "es", "leer más" },
    { "pl", "tutaj" },
    { "pl", "kliknij tutaj" },
    { "pl", "więcej" },
    { "it", "qui" },
    { "it", "clicca qui" },
    { "tr", "buraya" },
    { "tr", "buraya tıklayın" },
    { "nl", "hier" },
    { "nl", "klik hier" },
    { "nl", "lees meer" },
    { "pt", "aqui" },
    { "pt", "clique aqui" },
};

gboolean
article_says_nothing(const char *words, const char *language)
{
    g_autofree char *small = g_utf8_strdown(words, -1);
    gsize length;

    g_strstrip(small);
    for (length = strlen(small); length > 0 && strchr(".!:>", small[length - 1]) != NULL; length--)
        small[length - 1] = '\0';
    if (length == 0)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(EMPTY_WORDS); i++)
        if (g_ascii_strncasecmp(language, EMPTY_WORDS[i].language, 2) == 0 && strcmp(EMPTY_WORDS[i].words, small) == 0)
            return TRUE;
    return FALSE;
}

/* ---- shouting ---- */

/* At least two letters, all of them capitals. */
static gboolean
is_shouted(const char *word, gsize length)
{
    guint letters = 0;

    for (const char *c = word; c < word + length; c = g_utf8_next_char(c)) {
        gunichar sign = g_utf8_get_char(c);

        if (g_unichar_islower(sign) || g_unichar_isdigit(sign))
            return FALSE;
        letters += g_unichar_isupper(sign) ? 1 : 0;
    }
    return letters >= 2;
}

char *
article_find_shouting(const char *words)
{
    const char *first = NULL, *last = NULL;
    guint count = 0;

    for (const char *at = words; *at != '\0';) {
        gsize length = strcspn(at, " \t\n");

        if (is_shouted(at, length)) {
            first = count == 0 ? at : first;
            last = at + length;
            count++;
        } else if (length > 0 && count >= ARTICLE_SHOUT_WORDS) {
            break;
        } else if (length > 0) {
            count = 0;
        }
        at += length;
        at += strspn(at, " \t\n");
    }
    return count >= ARTICLE_SHOUT_WORDS ? g_strndup(first, (gsize)(last - first)) : NULL;
}
