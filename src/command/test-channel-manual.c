/* SPDX-License-Identifier: Apache-2.0 */
/* The manual's pages say what the drivers' tables say. */
#include <string.h>

#include "command/channel-manual.h"

static char *
pages_folder(void)
{
    const char *root = g_getenv("TRIBUNE_SOURCE_ROOT");

    g_assert_nonnull(root);
    return g_build_filename(root, "docs", "channels", NULL);
}

/* What docs/channels has for @driver; the number of pages that have something in @ret. */
static char *
find_in_pages(const char *driver, guint *ret)
{
    g_autofree char *folder = pages_folder();
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    char *found = NULL;

    *ret = 0;
    g_assert_nonnull(dir);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL), *page = NULL, *part = NULL;

        if (!g_str_has_suffix(name, ".md"))
            continue;
        g_assert_true(g_file_get_contents(path, &page, NULL, NULL));
        part = channel_manual_find(page, driver);
        if (part == NULL)
            continue;
        (*ret)++;
        g_free(found);
        found = g_steal_pointer(&part);
    }
    return found;
}

static void
each_driver_has_one_page_that_says_what_its_table_says(void)
{
    for (const struct channel_driver *const *driver = CHANNEL_DRIVERS; *driver != NULL; driver++) {
        g_autofree char *expected = channel_manual_describe(*driver), *found = NULL;
        guint pages;

        found = find_in_pages((*driver)->name, &pages);
        if (pages != 1)
            g_error("%u pages of docs/channels have <!-- driver %s -->; one must", pages, (*driver)->name);
        if (strcmp(found, expected) != 0)
            g_error("docs/channels is out of date for the driver %s; run script/channel-manual", (*driver)->name);
    }
}

static void
each_setting_of_a_driver_says_what_it_means(void)
{
    for (const struct channel_driver *const *driver = CHANNEL_DRIVERS; *driver != NULL; driver++)
        for (const ConfigKey *key = (*driver)->settings; key != NULL && key->key != NULL; key++)
            if (key->help == NULL || strlen(key->help) < 10 || strpbrk(key->help, "\n|") != NULL)
                g_error("the setting %s of the driver %s needs a sentence that says what it means", key->key,
                        (*driver)->name);
}

static void
each_legacy_protocol_says_when_it_goes(void)
{
    for (const struct channel_driver *const *driver = CHANNEL_DRIVERS; *driver != NULL; driver++)
        for (const ChannelProtocol *protocol = (*driver)->protocols; protocol->name != NULL; protocol++)
            g_assert_true((protocol->standing == PROTOCOL_LEGACY) == (protocol->goes != NULL));
}

static void
a_page_without_both_lines_has_nothing(void)
{
    g_autofree char *none = channel_manual_find("# A page\n", "email");
    g_autofree char *open = channel_manual_find("<!-- driver email -->\ntext\n", "email");
    g_autofree char *other = channel_manual_find("<!-- driver web -->\ntext\n<!-- /driver -->\n", "email");
    g_autofree char *found = channel_manual_find("# A\n<!-- driver web -->\ntext\n<!-- /driver -->\n", "web");

    g_assert_null(none);
    g_assert_null(open);
    g_assert_null(other);
    g_assert_cmpstr(found, ==, "text\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/channel-manual/each-driver-has-one-page-that-says-what-its-table-says",
                    each_driver_has_one_page_that_says_what_its_table_says);
    g_test_add_func("/channel-manual/each-setting-of-a-driver-says-what-it-means",
                    each_setting_of_a_driver_says_what_it_means);
    g_test_add_func("/channel-manual/each-legacy-protocol-says-when-it-goes", each_legacy_protocol_says_when_it_goes);
    g_test_add_func("/channel-manual/a-page-without-both-lines-has-nothing", a_page_without_both_lines_has_nothing);
    return g_test_run();
}
