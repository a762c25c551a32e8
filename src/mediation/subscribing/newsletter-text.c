/* SPDX-License-Identifier: Apache-2.0 */
/* What a mailing says. */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "mediation/publishing/publishing.h"
#include "mediation/subscribing/newsletter-private.h"

void
newsletter_text_free(NewsletterText *text)
{
    g_free(text->subject);
    g_free(text->text);
    g_free(text->end_url);
    g_free(text->list);
    g_free(text->token);
    g_free(text->language);
    g_free(text);
}

/* ---- pieces ---- */

/* So that it reads as it stands: Markdown knows every ASCII punctuation mark behind a backslash. */
static void
append_plain(GString *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (g_ascii_ispunct(*text))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text == '\n' ? ' ' : *text);
    }
}

static void
append_link(GString *out, const Mediation *mediation, const PublicationItem *item, const PublicationText *text)
{
    g_string_append_printf(out, "<%s/news/%s?lang=%s>\n\n", mediation->portal_url, item->slug, text->language);
}

static void
append_said(GString *out, const char *label, const char *text)
{
    if (*text == '\0')
        return;
    g_string_append_printf(out, "**%s** ", label);
    append_plain(out, text);
    g_string_append(out, "\n\n");
}

static const char *
prefix_of(const Locale *locale, const PublicationItem *item)
{
    if (item->act == ACT_WITHDRAWAL)
        return locale_say(locale, SAY("Withdrawn: "));
    if (item->act == ACT_CORRECTION)
        return locale_say(locale, SAY("Corrected: "));
    return item->kind == PUBLICATION_ALERT ? locale_say(locale, SAY("Alert: ")) : "";
}

/* ---- one publication, whole ---- */

static void
append_whole(GString *out, const Mediation *mediation, const Locale *locale, const PublicationItem *item,
             const PublicationText *text)
{
    if (item->act == ACT_WITHDRAWAL)
        append_said(out, locale_say(locale, SAY("We have withdrawn this:")), text->title);
    if (item->act != ACT_RELEASE)
        append_said(out, locale_say(locale, SAY("Why:")), item->content->reason);
    if (item->act != ACT_WITHDRAWAL) {
        append_said(out, locale_say(locale, SAY("What happened:")), text->event);
        append_said(out, locale_say(locale, SAY("Where:")), text->area);
        append_said(out, locale_say(locale, SAY("What to do:")), text->instruction);
        g_string_append_printf(out, "%s\n\n", text->body);
    }
    g_string_append(out, locale_say(locale, SAY("On our pages:")));
    g_string_append_c(out, '\n');
    append_link(out, mediation, item, text);
}

/* ---- several, as a list ---- */

static void
append_line(GString *out, const Mediation *mediation, const Locale *locale, const PublicationItem *item,
            const PublicationText *text)
{
    g_string_append_printf(out, "## %s", prefix_of(locale, item));
    append_plain(out, text->title);
    g_string_append(out, "\n\n");
    if (item->act != ACT_WITHDRAWAL && *text->summary != '\0') {
        append_plain(out, text->summary);
        g_string_append(out, "\n\n");
    }
    append_link(out, mediation, item, text);
}

/* ---- one, in few words ---- */

#define SHORT_TITLE 120 /* characters */
#define SHORT_MORE  140

static void
append_cut(GString *out, const char *text, gsize characters)
{
    g_autofree char *cut = text_one_line(text, strlen(text), characters);

    append_plain(out, cut);
}

/* Each copy costs: no salutation, no page of her own; that it can be ended must be said. */
static void
append_short(GString *out, const Mediation *mediation, const Locale *locale, const PublicationItem *item,
             const PublicationText *text)
{
    const char *more = item->act == ACT_WITHDRAWAL ? item->content->reason : text->instruction;

    append_plain(out, mediation->authority);
    g_string_append(out, ": ");
    g_string_append(out, prefix_of(locale, item));
    append_cut(out, text->title, SHORT_TITLE);
    g_string_append(out, ".");
    if (*more != '\0') {
        g_string_append_c(out, ' ');
        append_cut(out, more, SHORT_MORE);
    }
    g_string_append_printf(out, "\n\n<%s/news/%s>\n\n%s", mediation->portal_url, item->slug,
                           locale_say(locale, SAY("To end this: STOP")));
}

/* ---- the whole ---- */

static void
append_end(GString *out, const Mediation *mediation, const Locale *locale, const char *token)
{
    g_string_append(out, "---\n\n");
    g_string_append(
        out, locale_say(locale,
                        SAY("You get this message because you asked for our news. Change what you get, or end it:")));
    g_string_append_printf(out, "\n<%s/subscription/%s>\n", mediation->portal_url, token);
}

static char *
make_subject(const Mediation *mediation, const Locale *locale, const GPtrArray *items, gboolean digest)
{
    const PublicationItem *first = g_ptr_array_index(items, 0);

    if (digest)
        return locale_fill_plural(locale,
                                  SAY_PLURAL("News from {authority}: {n} item", "News from {authority}: {n} items"),
                                  items->len, "authority", mediation->authority, NULL);
    return g_strconcat(prefix_of(locale, first), publication_content_any(first->content, locale_tag(locale))->title,
                       NULL);
}

/* Every copy has her own token in place of this one, that nobody can write into a text: it needs our secret. */
static char *
placeholder(const Mediation *mediation)
{
    char token[CIRCULAR_TOKEN_LENGTH + 1];

    subscribing_token(mediation->subscribing, (SubscriberId){ 0 }, token);
    return g_strdup(token);
}

NewsletterText *
newsletter_text_new(const Mediation *mediation, const GPtrArray *items, const char *language, NewsletterStyle style,
                    gint64 date)
{
    static void (*const APPEND[])(GString *, const Mediation *, const Locale *, const PublicationItem *,
                                  const PublicationText *) = {
        [NEWSLETTER_WHOLE] = append_whole, [NEWSLETTER_DIGEST] = append_line, [NEWSLETTER_SHORT] = append_short
    };
    const Locale *locale = locales_find(mediation->locales, language);
    NewsletterText *text = g_new0(NewsletterText, 1);
    g_autoptr(GString) out = g_string_new(NULL);

    text->token = placeholder(mediation);
    for (guint i = 0; i < items->len; i++) {
        const PublicationItem *item = g_ptr_array_index(items, i);
        const PublicationText *said = publication_content_any(item->content, locale_tag(locale));

        APPEND[style](out, mediation, locale, item, said);
        if (style != NEWSLETTER_DIGEST)
            text->language = g_strdup(said->language);
    }
    if (style != NEWSLETTER_SHORT)
        append_end(out, mediation, locale, text->token);
    if (text->language == NULL)
        text->language = g_strdup(locale_tag(locale));
    text->subject = make_subject(mediation, locale, items, style == NEWSLETTER_DIGEST);
    text->end_url = g_strconcat(mediation->portal_url, "/subscription/", text->token, "/end", NULL);
    text->list = g_strconcat("news.", mediation->domain, NULL);
    text->date = date;
    text->text = g_string_free(g_steal_pointer(&out), FALSE);
    return text;
}

Circular
newsletter_text_circular(const NewsletterText *text, const SubscribingSender *sender, gint64 mailing)
{
    return (Circular){ .kind = CIRCULAR_LIST,
                       .id = mailing,
                       .endpoint = sender->endpoint,
                       .endpoint_name = sender->name,
                       .subject = text->subject,
                       .text = text->text,
                       .language = text->language,
                       .date = text->date,
                       .token = text->token,
                       .end_url = text->end_url,
                       .list = text->list };
}

gboolean
newsletter_preview(const Mediation *mediation, const char *scheme, const PublicationItem *item, const char *language,
                   const Channel **ret_channel, Rendering **ret, GError **error)
{
    g_auto(SubscribingSender) sender = { 0 };
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    g_autoptr(NewsletterText) text = NULL;
    Circular circular;

    *ret = NULL;
    if (!subscribing_sender(mediation, scheme, &sender))
        return TRUE;
    g_ptr_array_add(items, (gpointer)item);
    text =
        newsletter_text_new(mediation, items, language,
                            subscribing_is_short(sender.channel) ? NEWSLETTER_SHORT : NEWSLETTER_WHOLE, item->updated);
    circular = newsletter_text_circular(text, &sender, 0);
    *ret_channel = sender.channel;
    *ret = sender.channel->driver->render_circular(sender.channel->handle, &circular, error);
    return *ret != NULL;
}

/* ---- what it is made of ---- */

PublicationItem *
newsletter_load_item(const Mediation *mediation, DbSession *session, const MailingItem *asked, GError **error)
{
    g_autoptr(PublicationRow) row = publication_store_load(session, asked->publication, error);
    g_autoptr(PublicationItem) item =
        row != NULL ? publishing_item(mediation, session, row, row->released, error) : NULL;
    const PublicationOutcome *outcome;
    PublicationContent *content;

    if (item == NULL)
        return NULL;
    if (asked->number < 1 || asked->number > item->history->len) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a mailing names a release that never was");
        return NULL;
    }
    outcome = g_ptr_array_index(item->history, asked->number - 1);
    content = publication_store_load_version(mediation->store, session, item->id, outcome->version, error);
    if (content == NULL)
        return NULL;
    publication_content_free(item->content);
    item->content = content;
    item->act = outcome->act;
    item->version = outcome->version;
    item->updated = outcome->at;
    g_ptr_array_set_size(item->history, (gint)asked->number);
    return g_steal_pointer(&item);
}
