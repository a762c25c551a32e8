/* SPDX-License-Identifier: Apache-2.0 */
#include "command/channel-manual.h"

#include <string.h>

#include "mediation/channel-words.h"

#define END "<!-- /driver -->"

/* ---- its table ---- */

static gboolean
says_what(const struct channel_driver *driver)
{
    for (const ChannelProtocol *protocol = driver->protocols; protocol->name != NULL; protocol++)
        if (protocol->what != NULL)
            return TRUE;
    return FALSE;
}

static void
write_protocols(GString *out, const struct channel_driver *driver)
{
    gboolean what = says_what(driver);

    g_string_append(out, what ? "| protocol | version | standing | what of it |\n| --- | --- | --- | --- |\n"
                              : "| protocol | version | standing |\n| --- | --- | --- |\n");
    for (const ChannelProtocol *protocol = driver->protocols; protocol->name != NULL; protocol++) {
        static const char *const STANDINGS[] = { "stable", "legacy", "proposed" };

        if (g_str_has_prefix(protocol->specification, "https://"))
            g_string_append_printf(out, "| [%s](%s) ", protocol->name, protocol->specification);
        else
            g_string_append_printf(out, "| %s ", protocol->name);
        g_string_append_printf(out, "| %s | %s%s%s |", protocol->version, STANDINGS[protocol->standing],
                               protocol->goes != NULL ? ", goes " : "", protocol->goes != NULL ? protocol->goes : "");
        if (what)
            g_string_append_printf(out, " %s |", protocol->what != NULL ? protocol->what : "");
        g_string_append_c(out, '\n');
    }
}

static void
write_row(GString *out, const char *name, const char *text)
{
    g_string_append_printf(out, "| %s | %s |\n", name, text);
}

static void
write_limits(GString *out, const struct channel_driver *driver)
{
    const ChannelCapabilities *can = &driver->capabilities;
    g_autofree char *longest = channel_words_size(can->longest_text);
    g_autoptr(GString) limits = g_string_new("texts of ");

    g_string_append(limits, longest);
    if ((can->abilities & CHANNEL_RECEIVES) != 0)
        g_string_append(limits, "; messages of `max-size` come in");
    if ((can->abilities & CHANNEL_SENDS) != 0)
        g_string_append_printf(limits, "; %u leave at once", can->concurrency);
    if ((can->abilities & CHANNEL_SENDS) != 0 && can->per_host > 0)
        g_string_append_printf(limits, ", %u to one server", can->per_host);
    write_row(out, "limits", limits->str);
}

static void
write_abilities(GString *out, const struct channel_driver *driver)
{
    const char *words[CHANNEL_WORDS_MAX + 1] = { NULL };
    g_autofree char *joined = NULL;

    channel_words_abilities(driver, words);
    joined = g_strjoinv(", ", (char **)words);
    write_row(out, "can", joined);
}

static void
write_facts(GString *out, const struct channel_driver *driver)
{
    const ChannelCapabilities *can = &driver->capabilities;
    g_autofree char *identities =
        g_strdup_printf("`%s:`, vouched for up to level %d of 3", can->scheme, can->assurance);
    g_autofree char *peers = driver->peers != NULL ? g_strjoinv(", ", (char **)driver->peers) : NULL;

    g_string_append_printf(out, "\n| driver | `%s` |\n| --- | --- |\n", driver->name);
    write_abilities(out, driver);
    write_row(out, "addresses", identities);
    write_limits(out, driver);
    write_row(out, "tested with", peers != NULL ? peers : "no program but the tests' own");
}

/* ---- its settings ---- */

static void
write_setting(GString *out, const ConfigKey *key)
{
    g_auto(GStrv) words = g_strsplit(key->choices != NULL ? key->choices : "", " ", -1);
    g_autofree char *choices = key->choices != NULL ? g_strjoinv("`, `", words) : NULL;
    gboolean set = key->standard != NULL && *key->standard != '\0';
    g_autofree char *standard = key->required ? g_strdup("must be set")
                                : set         ? g_strdup_printf("`%s`", key->standard)
                                              : g_strdup("");

    g_string_append_printf(out, "| `%s` | %s | %s", key->key, standard, key->help);
    if (choices != NULL)
        g_string_append_printf(out, " `%s`.", choices);
    g_string_append(out, " |\n");
}

static void
write_settings(GString *out, const struct channel_driver *driver)
{
    if (driver->settings == NULL || driver->settings->key == NULL) {
        g_string_append(out, "\nIt has no settings but those of every channel, `max-size` and `legacy`.\n");
        return;
    }
    g_string_append(out, "\n| setting | default | meaning |\n| --- | --- | --- |\n");
    for (const ConfigKey *key = driver->settings; key->key != NULL; key++)
        write_setting(out, key);
}

char *
channel_manual_describe(const struct channel_driver *driver)
{
    GString *out = g_string_new(NULL);

    write_protocols(out, driver);
    write_facts(out, driver);
    write_settings(out, driver);
    return g_string_free(out, FALSE);
}

char *
channel_manual_find(const char *page, const char *driver)
{
    g_autofree char *begin = g_strdup_printf("<!-- driver %s -->\n", driver);
    const char *start = strstr(page, begin), *end = start != NULL ? strstr(start, END) : NULL;

    if (end == NULL)
        return NULL;
    start += strlen(begin);
    return g_strndup(start, (gsize)(end - start));
}
