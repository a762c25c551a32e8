/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-mail-house.h: a house that gets its mail from the test and puts what it sends into a folder. */
#pragma once
#include "channels/email/email-token.h"
#include "store/message-store.h"
#include "stories/test-house.h"

#define HELLO "mailto:hello@northam.example"
#define ADA   "mailto:ada@citizen.example"
#define EVE   "mailto:eve@citizen.example"

extern const struct channel_driver email_channel;

static const struct channel_driver *const MAIL_DRIVERS[] = { &email_channel, NULL };

/* The keys of the table are known at link time only. */
static inline const ConfigTable *const *
mail_tables(void)
{
    static ConfigTable mail = { "channel", .driver = "email" };
    static const ConfigTable *const tables[] = { &COMMON, &mail, &FILTER_TABLE, NULL };

    mail.keys = email_channel.settings;
    return tables;
}

static inline void
open_mail_house_with(House *house, const char *desk, const char *domain, const guint8 *master,
                     const struct channel_driver *const *drivers)
{
    house->channel = "mail";
    house->desk = desk;
    house->domain = domain;
    house->master = master;
    house->settings = "[channel.mail]\ndriver = email\noutbox = outbox\nauthserv-id = mx.northam.example\n";
    house->drivers = drivers;
    house->tables = mail_tables();
    open_house(house, NULL);
}

static inline void
open_mail_house(House *house, const char *desk, const char *domain, const guint8 *master)
{
    open_mail_house_with(house, desk, domain, master, MAIL_DRIVERS);
}

static inline void
set_up_mail(House *house, gconstpointer data)
{
    (void)data;
    open_mail_house(house, HELLO, "northam.example", MASTER);
}

static inline const Channel *
mail_of(House *house)
{
    return channels_find(house->mediation.channels, "mail");
}

/* Hands a mail in as the wire would: envelope and bytes. */
static inline IntakeResult
mail_in(House *house, const char *sender, const char *recipient, const char *text)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "mail" };
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    g_autoptr(GError) error = NULL;
    g_autoptr(MessageDraft) draft = email_channel.parse(mail_of(house)->handle, raw, sender, recipient, &error);
    IntakeResult result;
    MessageId id;

    g_assert_no_error(error);
    intake_submit(house->intake, &channel, "mail", draft, &result, &id, &error);
    g_assert_no_error(error);
    return result;
}

/* A letter of @from to the desk; @more are further fields, each with its line end. */
static inline void
letter_in(House *house, const char *from, const char *id, const char *subject, const char *more, const char *text)
{
    g_autofree char *sender = g_strconcat("mailto:", from, NULL);
    g_autofree char *mail = g_strdup_printf("From: %s\nTo: %s\nSubject: %s\nMessage-ID: <%s>\n%s\n%s\n", from,
                                            identity_address(house->desk), subject, id, more, text);

    mail_in(house, sender, house->desk, mail);
    settle(house);
}

static inline int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What was sent: names of files, sorted, which is the order in which they were made. New array. */
static inline GPtrArray *
outbox(House *house)
{
    g_autofree char *path = g_build_filename(house->folder, "outbox", NULL);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL)
        if (g_str_has_suffix(name, ".eml")) /* else it is being written */
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

static inline guint
sent(House *house)
{
    g_autoptr(GPtrArray) names = outbox(house);

    return names->len;
}

static inline char *
read_sent(House *house, const char *name)
{
    g_autofree char *path = g_build_filename(house->folder, "outbox", name, NULL);
    char *text = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

/* The value of a field of @mail, unfolded, without brackets; NULL: none. */
static inline char *
field_of(const char *mail, const char *name)
{
    g_autofree char *pattern = g_strdup_printf("(?im)^%s:\\s*((?:.|\\r?\\n[ \\t])*)", name);
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_autofree char *value = NULL;
    char *start;

    if (!g_regex_match(regex, mail, 0, &match))
        return NULL;
    value = g_match_info_fetch(match, 1);
    g_strdelimit(value, "\r\n\t", ' ');
    start = strrchr(value, '<');
    start = start == NULL ? value : start + 1;
    start[strcspn(start, ">")] = '\0';
    return g_strdup(g_strstrip(start));
}

/* The envelope sender of the sent file @name: what a bounce of it goes to, "mailto:hello+b…@…". */
static inline char *
return_path_of(House *house, const char *name)
{
    g_autofree char *base = g_strndup(name, strcspn(name, "."));
    g_autoptr(Address) desk = address_parse_uri(house->desk, NULL);
    g_autofree char *address = NULL;
    gint64 delivery;

    g_assert_true(id_parse(base, &delivery));
    address = email_token_address(mail_of(house)->host.secret, desk, EMAIL_TOKEN_DELIVERY, delivery);
    return g_strconcat("mailto:", address, NULL);
}

/* Where answers to the sent file @name go. */
static inline char *
reply_address_of(House *house, const char *name)
{
    g_autofree char *mail = read_sent(house, name), *reply = field_of(mail, "Reply-To");

    return g_strconcat("mailto:", reply, NULL);
}

static inline const CaseMessage *
last_message(const CaseView *view)
{
    return g_ptr_array_index(view->messages, view->messages->len - 1);
}
