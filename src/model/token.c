/* SPDX-License-Identifier: Apache-2.0 */
#include "model/token.h"

#include <string.h>

static const char *const NAMES[TOKEN_SCOPES] = { "cases:read",     "cases:write",  "messages:read",
                                                 "messages:write", "persons:read", "webhooks:manage" };

const char *
token_scope_name(guint number)
{
    return NAMES[number];
}

gboolean
token_scope_parse(const char *name, guint *ret)
{
    for (guint i = 0; i < TOKEN_SCOPES; i++) {
        if (strcmp(name, NAMES[i]) == 0) {
            *ret = 1u << i;
            return TRUE;
        }
    }
    return FALSE;
}

char *
token_scopes_format(guint scopes)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < TOKEN_SCOPES; i++)
        if ((scopes & 1u << i) != 0)
            g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", NAMES[i]);
    return g_string_free(out, FALSE);
}

guint
token_scopes_parse(const char *text)
{
    g_auto(GStrv) names = g_strsplit(text, " ", TOKEN_SCOPES * 2);
    guint scopes = 0, scope;

    for (guint i = 0; names[i] != NULL; i++)
        if (token_scope_parse(names[i], &scope))
            scopes |= scope;
    return scopes;
}

ApiToken *
api_token_new(void)
{
    ApiToken *token = g_new0(ApiToken, 1);

    token->units = g_array_new(FALSE, FALSE, sizeof(UnitId));
    return token;
}

void
api_token_free(ApiToken *token)
{
    if (token == NULL)
        return;
    g_free(token->name);
    g_free(token->hint);
    g_array_unref(token->units);
    g_free(token);
}

gboolean
api_token_is_good(const ApiToken *token, gint64 now)
{
    return token->revoked == 0 && (token->expires == 0 || now < token->expires);
}
