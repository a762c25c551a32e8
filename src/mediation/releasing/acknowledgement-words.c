/* SPDX-License-Identifier: Apache-2.0 */
/* What a receipt says. */
#include "mediation/name.h"
#include "mediation/people/citizen-access.h"
#include "mediation/releasing/acknowledgement-private.h"
#include "mediation/releasing/preferring.h"

/* "" when there are no citizens' pages. */
static char *
compose_link(const Mediation *mediation, const Locale *locale, const AccessSeed *seed)
{
    g_autofree char *url = NULL, *code = NULL, *text = NULL;

    if (!access_seed_is_set(seed))
        return g_strdup("");
    url = citizen_access_url(mediation->access, seed);
    code = citizen_access_code(mediation->access, seed);
    text =
        locale_fill(locale,
                    SAY("You can also look at your case, and write to us, on a page of your own:\n\n<{url}>\n\nWhoever "
                        "has the link can open it, so keep it to yourself. Without the link, give the number of "
                        "your case and the code {code}."),
                    "url", url, "code", code, NULL);
    return g_strconcat("\n\n", text, NULL);
}

/* Where every word costs, and the next one comes by itself. */
static char *
compose_short(const Mediation *mediation, const Case *a_case, const Locale *locale, const AccessSeed *seed)
{
    g_autofree char *url = access_seed_is_set(seed) ? citizen_access_url(mediation->access, seed) : NULL;
    g_autofree char *text =
        locale_fill(locale,
                    SAY("{authority} has your message. Its number is {reference}. We answer here; to "
                        "add something, just write again."),
                    "authority", mediation->authority, "reference", a_case->reference, NULL);

    return g_strdup_printf("%s%s%s", text, url != NULL ? " " : "", url != NULL ? url : "");
}

static char *
compose_text(const Mediation *mediation, const Case *a_case, const char *name, const Locale *locale,
             const AccessSeed *seed)
{
    g_autofree char *greeting = name_is_plain(name) ? locale_fill(locale, SAY("Dear {name},"), "name", name, NULL)
                                                    : g_strdup(locale_say(locale, SAY("Good day,")));
    g_autofree char *body = locale_fill(locale,
                                        SAY("thank you for writing to us. We have your message and gave it the number "
                                            "**{reference}**. A member of our staff will read it and answer you."),
                                        "reference", a_case->reference, NULL);
    const char *how =
        locale_say(locale, SAY("To add something, simply answer this message. You do not need to do anything else."));
    g_autofree char *page = compose_link(mediation, locale, seed);

    return g_strdup_printf("%s\n\n%s\n\n%s%s\n\n%s", greeting, body, how, page, mediation->authority);
}

static char *
compose(const Mediation *mediation, const Case *a_case, const Outgoing *outgoing, const Channel *channel,
        const AccessSeed *seed)
{
    const Locale *locale = locales_choose_or(mediation->locales, outgoing->language, mediation->language);

    return (channel->driver->capabilities.abilities & CHANNEL_TALKS) != 0
               ? compose_short(mediation, a_case, locale, seed)
               : compose_text(mediation, a_case, outgoing->recipient_name, locale, seed);
}

char *
acknowledgement_words(const Mediation *mediation, const Case *a_case, const Outgoing *outgoing, const Channel *channel)
{
    const AccessSeed none = { 0 };

    return compose(mediation, a_case, outgoing, channel, &none);
}

gboolean
acknowledgement_write(const Mediation *mediation, DbSession *session, const Case *a_case, const Conversation *thread,
                      const Identity *to, const Channel *channel, Outgoing *outgoing, GError **error)
{
    AccessSeed seed = { 0 };
    const Locale *locale = locales_choose_or(mediation->locales, outgoing->language, mediation->language);

    if (mediation->portal_url != NULL &&
        !citizen_access_give(mediation->access, session, &ACTOR_TRIBUNE, a_case->id, to, &seed, error))
        return FALSE;
    g_free(outgoing->language);
    outgoing->language = g_strdup(locale_tag(locale));
    g_free(outgoing->text);
    outgoing->text = compose(mediation, a_case, outgoing, channel, &seed);
    return release_fill_sender(mediation, a_case, thread, channel->name, outgoing, error);
}
