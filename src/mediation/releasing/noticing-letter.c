/* SPDX-License-Identifier: Apache-2.0 */
/* What a notice says: how many, of what kind, since when, where. Never what it is about. */
#include "base/clock.h"
#include "base/id.h"
#include "mediation/releasing/noticing-private.h"

gint64
noticing_news(const WaitingItem *item, gint64 now)
{
    gint64 since = MAX(item->since, item->hers);

    return item->due != 0 && item->due <= now ? MAX(item->due, since) : since;
}

static char *
make_link(const Mediation *mediation, const WaitingItem *item)
{
    const char *url = mediation->console_url != NULL ? mediation->console_url : "";
    char id[ID_TEXT_SIZE];

    id_format(item->id, id);
    return item->kind == WAITING_REPLY || item->kind == WAITING_REPLY_REVIEW
               ? g_strdup_printf("%s/proposals/%s", url, id)
               : g_strdup_printf("%s/publications/%" G_GINT64_FORMAT, url, item->id);
}

static char *
say_item(const Mediation *mediation, const Locale *locale, const WaitingItem *item)
{
    static const char *const words[] = {
        [WAITING_PUBLICATION] = SAY_NOOP("A publication to approve, since {since}"),
        [WAITING_AFTER_REVIEW] = SAY_NOOP("A publication that left without review, to be looked at until {due}"),
        [WAITING_REPLY] = SAY_NOOP("An answer in {reference} to approve, since {since}"),
        [WAITING_REPLY_REVIEW] =
            SAY_NOOP("An answer in {reference} that left without review, to be looked at until {due}"),
    };
    g_autofree char *since = locale_date(locale, item->since, LOCALE_DAY_TIME, mediation->timezone);
    g_autofree char *due = locale_date(locale, item->due, LOCALE_DAY_TIME, mediation->timezone);
    g_autofree char *said =
        locale_fill(locale, words[item->kind], "since", since, "due", due, "reference", item->reference, NULL);
    g_autofree char *link = make_link(mediation, item);

    return g_strdup_printf("- %s: <%s>\n", said, link);
}

static guint
add_items(const Mediation *mediation, const Locale *locale, const GPtrArray *items, gint64 told, gint64 now,
          GString *text)
{
    guint count = 0;

    for (guint i = 0; i < items->len; i++) {
        const WaitingItem *item = g_ptr_array_index(items, i);
        g_autofree char *line = NULL;

        if (noticing_news(item, now) <= told || ++count > NOTICING_LINES)
            continue;
        line = say_item(mediation, locale, item);
        g_string_append(text, line);
    }
    return count;
}

/* A text is the owner's: what was there before goes. */
static void
put(char **place, char *text)
{
    g_free(*place);
    *place = text;
}

Outgoing *
noticing_compose(const Mediation *mediation, const Staff *staff, const GPtrArray *items, gint64 told, gint64 now)
{
    const char *url = mediation->console_url != NULL ? mediation->console_url : "";
    const Locale *locale =
        locales_find(mediation->locales, *staff->locale != '\0' ? staff->locale : mediation->language);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *head = NULL, *tail = NULL, *more = NULL;
    Outgoing *outgoing = outgoing_new();
    guint count = add_items(mediation, locale, items, told, now, text);

    head = locale_fill_plural(locale, SAY_PLURAL("{n} decision waits for you.", "{n} decisions wait for you."), count,
                              NULL);
    if (count > NOTICING_LINES)
        more =
            locale_fill_plural(locale, SAY_PLURAL("… and {n} more.", "… and {n} more."), count - NOTICING_LINES, NULL);
    tail = locale_fill(locale,
                       SAY("All that waits for you: <{url}/waiting>\n\nWhat it is about stands only there. Where these "
                           "mails go, and whether, you choose yourself: <{url}/account/approvals>"),
                       "url", url, NULL);
    put(&outgoing->text, g_strdup_printf("%s\n\n%s\n%s%s%s", head, text->str, more != NULL ? more : "",
                                         more != NULL ? "\n\n" : "", tail));
    outgoing->kind = RELEASE_NOTICE;
    outgoing->date = now;
    put(&outgoing->subject, g_steal_pointer(&head));
    put(&outgoing->case_reference, g_strdup("Tribune"));
    put(&outgoing->recipient_name, g_strdup(staff->name));
    put(&outgoing->language, g_strdup(locale_tag(locale)));
    return outgoing;
}
