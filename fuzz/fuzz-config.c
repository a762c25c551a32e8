/* SPDX-License-Identifier: Apache-2.0 */
/* tribune.conf as hostile bytes: whatever loads must give its values, whatever does not must say why. */
#include <stdint.h>

#include "base/clock.h"
#include "base/config.h"

static const ConfigKey NODE_KEYS[] = {
    { "name", CONFIG_TEXT, "here", .help = "Name." },
    { "data", CONFIG_PATH, "data", .help = "Folder." },
    { "grace", CONFIG_DURATION, "30s", .min = CLOCK_SECOND, .max = CLOCK_HOUR, .help = "Grace." },
    { "workers", CONFIG_INTEGER, "4", .min = 1, .max = 64, .help = "Threads." },
    { "size", CONFIG_SIZE, "25M", .min = 1024, .max = 1 << 30, .help = "Size." },
    { "listen", CONFIG_ADDRESS, "127.0.0.1:8080", .help = "Address." },
    { "secure", CONFIG_BOOLEAN, "true", .help = "Secure." },
    { "proxies", CONFIG_LIST, "127.0.0.1;::1", .help = "Proxies." },
    {},
};
static const ConfigKey EMAIL_KEYS[] = {
    { "domain", CONFIG_TEXT, NULL, .required = TRUE, .help = "Domain." },
    { "starttls", CONFIG_CHOICE, "try", .choices = "off try required", .help = "TLS." },
    {},
};
static const ConfigTable NODE = { "node", .keys = NODE_KEYS };
static const ConfigTable EMAIL = { "channel", "email", .keys = EMAIL_KEYS };
static const ConfigTable *const TABLES[] = { &NODE, &EMAIL, NULL };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = config_parse((const char *)bytes, length, "tribune.conf", "/", TABLES, &error);

    g_assert_true((config == NULL) == (error != NULL));
    if (config == NULL)
        return 0;
    g_assert_true(g_path_is_absolute(config_text(config, "node", "data")));
    g_assert_cmpint(config_integer(config, "node", "workers"), >=, 1);
    g_assert_cmpint(config_integer(config, "node", "workers"), <=, 64);
    g_assert_nonnull(config_address(config, "node", "listen"));
    for (const char *const *group = config_groups(config, "channel"); *group != NULL; group++)
        g_assert_nonnull(config_text(config, *group, "domain"));
    return 0;
}
