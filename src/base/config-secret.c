/* SPDX-License-Identifier: Apache-2.0 */
/* Secrets that stand in a file of their own. */
#include <string.h>

#include "base/config.h"
#include "base/error.h"

gboolean
config_secret(const Config *config, const char *group, const char *key, char **ret, GError **error)
{
    const char *path = config_text(config, group, key);
    g_autoptr(GError) trouble = NULL;
    g_autofree char *text = NULL;
    gsize length, line;

    *ret = NULL;
    if (path == NULL)
        return TRUE;
    if (!g_file_get_contents(path, &text, &length, &trouble)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "%s: %s", key, trouble->message);
        return FALSE;
    }
    line = strcspn(text, "\r\n");
    if (line >= 1 && line <= CONFIG_SECRET_MAX)
        *ret = g_strndup(text, line);
    else
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "%s: the file's first line must have 1 to %u bytes",
                    key, CONFIG_SECRET_MAX);
    explicit_bzero(text, length);
    return *ret != NULL;
}

void
config_secret_free(char *secret)
{
    if (secret != NULL)
        explicit_bzero(secret, strlen(secret));
    g_free(secret);
}
