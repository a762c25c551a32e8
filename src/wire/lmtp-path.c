/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/lmtp-path.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"

/* ---- parameters ---- */

typedef struct {
    gboolean too_large;
    gboolean smtputf8;
    LmtpBody body;
    gsize max_size;
} Parameters;

typedef struct {
    const char *name;
    gboolean (*read)(const char *value, Parameters *into); /* @value is NULL without '=' */
} Parameter;

static gboolean
read_size(const char *value, Parameters *into)
{
    gint64 size;

    if (value == NULL || *value == '\0' || strspn(value, "0123456789") != strlen(value) || strlen(value) > 20)
        return FALSE;
    if (!number_parse_int64(value, 0, (gint64)MIN(into->max_size, (gsize)G_MAXINT64), &size, NULL))
        into->too_large = TRUE;
    return TRUE;
}

static gboolean
read_body(const char *value, Parameters *into)
{
    if (value == NULL)
        return FALSE;
    into->body = text_equal_ascii(value, "8BITMIME") ? LMTP_BODY_8BITMIME : LMTP_BODY_7BIT;
    return into->body == LMTP_BODY_8BITMIME || text_equal_ascii(value, "7BIT");
}

static gboolean
read_smtputf8(const char *value, Parameters *into)
{
    into->smtputf8 = TRUE;
    return value == NULL;
}

static gboolean
read_ret(const char *value, Parameters *into)
{
    (void)into;
    return value != NULL && (text_equal_ascii(value, "FULL") || text_equal_ascii(value, "HDRS"));
}

static gboolean
read_ignored(const char *value, Parameters *into)
{
    (void)into;
    return value != NULL && *value != '\0';
}

static const Parameter MAIL_PARAMETERS[] = {
    { "SIZE", read_size }, { "BODY", read_body },     { "SMTPUTF8", read_smtputf8 },
    { "RET", read_ret },   { "ENVID", read_ignored }, { NULL, NULL },
};

static const Parameter RCPT_PARAMETERS[] = {
    { "NOTIFY", read_ignored },
    { "ORCPT", read_ignored },
    { NULL, NULL },
};

static gboolean
read_parameter(const Parameter *table, char *word, Parameters *into)
{
    char *equals = strchr(word, '=');

    if (equals != NULL)
        *equals = '\0';
    for (const Parameter *p = table; p->name != NULL; p++)
        if (text_equal_ascii(p->name, word))
            return p->read(equals == NULL ? NULL : equals + 1, into);
    return FALSE;
}

static gboolean
read_parameters(const Parameter *table, const char *text, Parameters *into)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);

    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0' && !read_parameter(table, words[i], into))
            return FALSE;
    return TRUE;
}

/* ---- paths ---- */

/* The length of the path at @text, brackets included; 0 when there is none. A '>' inside quotes does not end it. */
static gsize
path_length(const char *text)
{
    gboolean quoted = FALSE;

    if (*text != '<')
        return 0;
    for (gsize i = 1; text[i] != '\0'; i++) {
        if (quoted && text[i] == '\\' && text[i + 1] != '\0')
            i++;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == '>' && !quoted)
            return text[i + 1] == ' ' || text[i + 1] == '\0' ? i + 1 : 0;
    }
    return 0;
}

/* Read "@keyword<path> parameters". *ret is NULL for the null path. */
static LmtpPathResult
read_path(const char *arguments, const char *keyword, const Parameter *table, Parameters *into, Address **ret)
{
    g_autoptr(Address) address = NULL;
    gsize skip = strlen(keyword);
    gsize length;

    if (g_ascii_strncasecmp(arguments, keyword, skip) != 0)
        return LMTP_PATH_SYNTAX;
    arguments += skip;
    arguments += strspn(arguments, " "); /* not by the book, but common */
    length = path_length(arguments);
    if (length == 0 || !address_parse_path(arguments, length, &address, NULL))
        return LMTP_PATH_ADDRESS;
    if (!read_parameters(table, arguments + length, into))
        return LMTP_PATH_PARAMETER;
    if (address != NULL && address_needs_smtputf8(address) && !into->smtputf8)
        return LMTP_PATH_UTF8;
    *ret = g_steal_pointer(&address);
    return LMTP_PATH_OK;
}

LmtpPathResult
lmtp_path_read_sender(const char *arguments, gsize max_size, LmtpSender *ret)
{
    Parameters parameters = { .max_size = max_size };
    g_autoptr(Address) address = NULL;
    LmtpPathResult result = read_path(arguments, "FROM:", MAIL_PARAMETERS, &parameters, &address);

    if (result != LMTP_PATH_OK)
        return result;
    if (parameters.too_large)
        return LMTP_PATH_TOO_LARGE;
    *ret = (LmtpSender){ g_steal_pointer(&address), parameters.body, parameters.smtputf8 };
    return LMTP_PATH_OK;
}

LmtpPathResult
lmtp_path_read_recipient(const char *arguments, gboolean smtputf8, Address **ret)
{
    Parameters parameters = { .smtputf8 = smtputf8 };
    g_autoptr(Address) address = NULL;
    LmtpPathResult result = read_path(arguments, "TO:", RCPT_PARAMETERS, &parameters, &address);

    if (result != LMTP_PATH_OK)
        return result;
    if (address == NULL)
        return LMTP_PATH_ADDRESS;
    *ret = g_steal_pointer(&address);
    return LMTP_PATH_OK;
}
