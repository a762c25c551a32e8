/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/error.h"

static const ConfigKey NODE_KEYS[] = {
    { "name", CONFIG_TEXT, "here", .help = "What this node is called." },
    { "data", CONFIG_PATH, "data", .help = "Where the store is." },
    { "grace", CONFIG_DURATION, "30s", .min = CLOCK_SECOND, .max = CLOCK_HOUR, .help = "How long a stop may take." },
    {},
};
static const ConfigKey MORE_NODE_KEYS[] = {
    { "workers", CONFIG_INTEGER, "4", .min = 1, .max = 64, .help = "Threads." },
    {},
};
static const ConfigKey CONSOLE_KEYS[] = {
    { "listen", CONFIG_ADDRESS, "127.0.0.1:8080", .help = "Where the console answers." },
    { "max-size", CONFIG_SIZE, "25M", .min = 1024, .max = 1 << 30, .help = "Largest request." },
    { "secure", CONFIG_BOOLEAN, "true", .help = "Cookies only over TLS." },
    { "proxies", CONFIG_LIST, "127.0.0.1;::1", .help = "Whom to believe about client addresses." },
    { "metrics", CONFIG_ADDRESS, NULL, .help = "Where numbers are given out." },
    {},
};
static const ConfigKey CHANNEL_KEYS[] = { { "unit", CONFIG_TEXT, NULL, .help = "Who gets new cases." },
                                          { "legacy", CONFIG_DATE, NULL, .help = "When it goes." },
                                          {} };
static const ConfigKey EMAIL_KEYS[] = {
    { "domain", CONFIG_TEXT, NULL, .required = TRUE, .help = "The domain of our addresses." },
    { "starttls", CONFIG_CHOICE, "try", .choices = "off try required", .help = "Encryption to the relay." },
    {},
};
static const ConfigKey FEED_KEYS[] = { { "items", CONFIG_INTEGER, "50", .min = 1, .max = 500, .help = "Entries." },
                                       {} };

static const ConfigTable NODE = { "node", .help = "This machine.", .keys = NODE_KEYS };
static const ConfigTable MORE = { "node", .keys = MORE_NODE_KEYS };
static const ConfigTable CONSOLE = { "console", .help = "The officers' pages.", .keys = CONSOLE_KEYS };
static const ConfigTable CHANNEL = { "channel", "*", .keys = CHANNEL_KEYS };
static const ConfigTable EMAIL = { "channel", "email", "Mail.", EMAIL_KEYS };
static const ConfigTable FEED = { "channel", "feed", "Feeds.", FEED_KEYS };
static const ConfigTable *const TABLES[] = { &NODE, &MORE, &CONSOLE, &CHANNEL, &EMAIL, &FEED, NULL };

static Config *
parse(const char *text, GError **error)
{
    return config_parse(text, strlen(text), "tribune.conf", "/etc/tribune", TABLES, error);
}

static void
assert_fault(const char *text, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = parse(text, &error);

    g_assert_null(config);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_assert_cmpstr(error->message, ==, expected);
}

static void
an_empty_file_gives_every_default(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = parse("", &error);

    g_assert_no_error(error);
    g_assert_cmpstr(config_text(config, "node", "name"), ==, "here");
    g_assert_cmpstr(config_text(config, "node", "data"), ==, "/etc/tribune/data");
    g_assert_cmpint(config_integer(config, "node", "grace"), ==, 30 * CLOCK_SECOND);
    g_assert_cmpint(config_integer(config, "node", "workers"), ==, 4);
    g_assert_cmpint(config_integer(config, "console", "max-size"), ==, 25 << 20);
    g_assert_true(config_boolean(config, "console", "secure"));
    g_assert_cmpuint(config_address(config, "console", "listen")->port, ==, 8080);
    g_assert_null(config_address(config, "console", "metrics"));
    g_assert_cmpuint(g_strv_length((char **)config_list(config, "console", "proxies")), ==, 2);
    g_assert_null(config_groups(config, "channel")[0]);
    g_assert_true(config_has_group(config, "console"));
    g_assert_false(config_has_group(config, "channel.hello"));
}

static void
what_the_file_says_replaces_the_default(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = parse("# a comment\r\n"
                                     "[node]\r\n"
                                     "name = North\\tEast\r\n"
                                     "data=/srv/tribune\n"
                                     "\n"
                                     "[console]\n"
                                     "secure = false\n"
                                     "proxies = 10.0.0.1; 10.0.0.2;10.0.0.3;\n"
                                     "metrics = unix:/run/metrics",
                                     &error);

    g_assert_no_error(error);
    g_assert_cmpstr(config_text(config, "node", "name"), ==, "North\tEast");
    g_assert_cmpstr(config_text(config, "node", "data"), ==, "/srv/tribune");
    g_assert_false(config_boolean(config, "console", "secure"));
    g_assert_cmpstr(config_list(config, "console", "proxies")[2], ==, "10.0.0.3");
    g_assert_cmpstr(config_address(config, "console", "metrics")->path, ==, "/run/metrics");
}

static void
the_driver_of_a_group_selects_its_settings(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config =
        parse("[channel.hello]\ndriver = email\ndomain = northam.example\nunit = desk\nstarttls = required\n"
              "legacy = 2027-06-30\n"
              "[channel.news]\ndriver = feed\n",
              &error);
    const char *const *groups;

    g_assert_no_error(error);
    groups = config_groups(config, "channel");
    g_assert_cmpstr(groups[0], ==, "channel.hello");
    g_assert_cmpstr(groups[1], ==, "channel.news");
    g_assert_null(groups[2]);
    g_assert_cmpstr(config_text(config, "channel.hello", "driver"), ==, "email");
    g_assert_cmpstr(config_text(config, "channel.hello", "domain"), ==, "northam.example");
    g_assert_cmpstr(config_text(config, "channel.hello", "unit"), ==, "desk");
    g_assert_cmpuint(config_choice(config, "channel.hello", "starttls"), ==, 2);
    g_assert_cmpstr(config_text(config, "channel.hello", "starttls"), ==, "required");
    g_assert_cmpint(config_integer(config, "channel.news", "items"), ==, 50);
    g_assert_cmpint(config_date(config, "channel.hello", "legacy"), ==, 1814313600 * CLOCK_SECOND);
    g_assert_cmpint(config_date(config, "channel.news", "legacy"), ==, 0);
    g_assert_null(config_text(config, "channel.news", "unit"));
}

static void
a_fault_names_file_line_key_and_what_is_expected(void)
{
    assert_fault("[consol]\n", "tribune.conf:1: no group [consol] is known; did you mean \"console\"?");
    assert_fault("\n[console]\nlisen = 127.0.0.1:80\n",
                 "tribune.conf:3: [console] has no key \"lisen\"; did you mean \"listen\"?");
    assert_fault("[channel.a]\ndriver=feed\nxyzzy=1\n",
                 "tribune.conf:3: [channel.a] has no key \"xyzzy\"; expected one of: driver, unit, legacy, items");
    assert_fault("[node]\nworkers = 65\n", "tribune.conf:2: [node] workers: expected a whole number from 1 to 64");
    assert_fault("[console]\nsecure = yes\n", "tribune.conf:2: [console] secure: expected true or false");
    assert_fault("[channel.a]\ndriver=email\ndomain=x\nlegacy=2027-02-29\n",
                 "tribune.conf:4: [channel.a] legacy: expected a day, like 2027-06-30");
    assert_fault("[channel.a]\ndriver=email\ndomain=x\nlegacy=30.6.2027\n",
                 "tribune.conf:4: [channel.a] legacy: expected a day, like 2027-06-30");
    assert_fault("[channel.a]\ndriver=email\ndomain=x\nstarttls=requird\n",
                 "tribune.conf:4: [channel.a] starttls: no such choice; did you mean \"required\"?");
    assert_fault("[channel.a]\ndriver=emial\n",
                 "tribune.conf:2: [channel.a] has no driver \"emial\"; did you mean \"email\"?");
    assert_fault("[channel.a]\n", "tribune.conf:1: [channel.a] driver must be set; expected one of: email, feed");
    assert_fault("[channel.a]\ndriver=email\n",
                 "tribune.conf:1: [channel.a] domain must be set: The domain of our addresses.");
    assert_fault("[channel.a]\ndriver=email\ndomain=\n", "tribune.conf:3: [channel.a] domain: expected a text");
    assert_fault("[channel.a b]\ndriver=email\n",
                 "tribune.conf:1: [channel.a b]: a name has 1 to 64 letters, digits, - or _");
    assert_fault("name = x\n", "tribune.conf:1: expected a group such as [node] before the first key");
    assert_fault("[node]\nname\n", "tribune.conf:2: expected key = value");
    assert_fault("[node\n", "tribune.conf:1: expected a group such as [node]");
    assert_fault("[node]\nname=a\nname=b\n", "tribune.conf:3: [node] name is already set on line 2");
    assert_fault("[node]\n[console]\n[node]\n", "tribune.conf:3: [node] is already on line 1");
    assert_fault("[node]\nname=\xff\n", "tribune.conf: the file is not UTF-8 text");
}

static void
a_fault_does_not_repeat_the_value(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(parse("[node]\nworkers = hunter2\n", &error));
    g_assert_null(strstr(error->message, "hunter2"));
}

static void
several_faults_are_reported_together_up_to_twenty(void)
{
    g_autoptr(GString) text = g_string_new("[node]\nworkers = 0\n[console]\nsecure = 1\n");
    g_autoptr(GError) two = NULL;
    g_autoptr(GError) many = NULL;
    g_auto(GStrv) lines = NULL;

    g_assert_null(parse(text->str, &two));
    g_assert_cmpstr(two->message, ==,
                    "tribune.conf:2: [node] workers: expected a whole number from 1 to 64\n"
                    "tribune.conf:4: [console] secure: expected true or false");
    for (int i = 0; i < 30; i++)
        g_string_append_printf(text, "key%d = 1\n", i);
    g_assert_null(parse(text->str, &many));
    lines = g_strsplit(many->message, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 21);
    g_assert_cmpstr(lines[20], ==, "tribune.conf: and more");
}

static void
long_lines_and_files_are_refused(void)
{
    g_autofree char *line = g_strdup_printf("[node]\nname = %0*d\n", 4096, 0);
    g_autofree char *file = g_strnfill(256 * 1024 + 1, '\n');

    assert_fault(line, "tribune.conf:2: longer than 4096 bytes");
    assert_fault(file, "tribune.conf: the file is larger than 256 KiB");
}

static void
the_written_defaults_load_and_change_nothing(void)
{
    g_autofree char *text = config_write_defaults(TABLES);
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = parse(text, &error);

    g_assert_no_error(error);
    g_assert_cmpint(config_integer(config, "node", "workers"), ==, 4);
    g_assert_nonnull(strstr(text, "\n[node]\n# This machine.\n# What this node is called. (text)\n#name = here\n"));
    g_assert_nonnull(strstr(text, "\n# Mail.\n#[channel.NAME]\n#driver = email\n"));
    g_assert_nonnull(strstr(text, "\n# Encryption to the relay. (off, try, required)\n#starttls = try\n"));
    g_assert_nonnull(strstr(text, "\n# Where numbers are given out. (address, unset)\n#metrics =\n"));
}

static void
every_commented_key_is_valid_when_it_is_uncommented(void)
{
    g_autofree char *text = config_write_defaults(TABLES);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) bare = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = NULL;
    guint drivers = 0;

    for (char **line = lines; *line != NULL; line++) {
        if (g_str_has_prefix(*line, "#[channel.NAME]"))
            g_string_append_printf(bare, "[channel.c%u]\n", drivers++);
        else if (g_str_has_suffix(*line, "domain ="))
            g_string_append(bare, "domain = northam.example\n");
        else if (g_str_has_prefix(*line, "# ") || g_str_has_suffix(*line, "="))
            continue;
        else
            g_string_append_printf(bare, "%s\n", *line + (**line == '#'));
    }
    config = parse(bare->str, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(config_text(config, "channel.c1", "driver"), ==, "feed");
}

static void
a_file_is_read_with_paths_relative_to_its_folder(void)
{
    g_autofree char *folder = g_dir_make_tmp("tribune-config-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "tribune.conf", NULL);
    g_autofree char *expected = g_build_filename(folder, "store", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) missing = NULL;
    g_autoptr(Config) config = NULL;

    g_assert_true(g_file_set_contents(path, "[node]\ndata = ./x/../store\n", -1, NULL));
    config = config_load(path, TABLES, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(config_text(config, "node", "data"), ==, expected);
    g_unlink(path);
    g_assert_null(config_load(path, TABLES, &missing));
    g_assert_error(missing, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_rmdir(folder);
}

static void
a_secret_is_the_first_line_of_its_file(void)
{
    static const struct {
        const char *text;
        const char *secret; /* NULL: refused */
    } FILES[] = {
        { "s3cret", "s3cret" },
        { "s3cret\r\nnot this\n", "s3cret" },
        { " with blanks \n", " with blanks " },
        { "", NULL },
        { "\ns3cret\n", NULL },
    };
    g_autofree char *folder = g_dir_make_tmp("tribune-config-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "data", NULL);
    g_autofree char *longest = g_strnfill(CONFIG_SECRET_MAX, 'x'), *longer = g_strnfill(CONFIG_SECRET_MAX + 1, 'x');
    g_autofree char *text = g_strdup_printf("[node]\ndata = %s\n", path);
    g_autoptr(GError) missing = NULL, too_long = NULL;
    g_autoptr(Config) config = parse(text, NULL);
    char *secret;

    g_assert_false(config_secret(config, "node", "data", &secret, &missing));
    g_assert_error(missing, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_assert_null(secret);
    for (guint i = 0; i < G_N_ELEMENTS(FILES); i++) {
        g_autoptr(GError) error = NULL;
        gboolean good;

        g_assert_true(g_file_set_contents(path, FILES[i].text, -1, NULL));
        good = config_secret(config, "node", "data", &secret, &error);
        g_assert_cmpint(good, ==, FILES[i].secret != NULL);
        g_assert_cmpstr(secret, ==, FILES[i].secret);
        g_assert_true(good || g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG));
        config_secret_free(secret);
    }
    g_assert_true(g_file_set_contents(path, longest, -1, NULL));
    g_assert_true(config_secret(config, "node", "data", &secret, NULL));
    g_assert_cmpstr(secret, ==, longest);
    config_secret_free(secret);
    g_assert_true(g_file_set_contents(path, longer, -1, NULL));
    g_assert_false(config_secret(config, "node", "data", &secret, &too_long));
    g_assert_nonnull(strstr(too_long->message, "data: the file's first line must have 1 to 1024 bytes"));
    g_unlink(path);
    g_rmdir(folder);
}

static void
a_secret_that_no_setting_names_is_none(void)
{
    g_autoptr(Config) config = parse("[channel.news]\ndriver = feed\n", NULL);
    char *secret;

    g_assert_true(config_secret(config, "channel.news", "unit", &secret, NULL));
    g_assert_null(secret);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/config/an-empty-file-gives-every-default", an_empty_file_gives_every_default);
    g_test_add_func("/config/what-the-file-says-replaces-the-default", what_the_file_says_replaces_the_default);
    g_test_add_func("/config/the-driver-of-a-group-selects-its-settings", the_driver_of_a_group_selects_its_settings);
    g_test_add_func("/config/a-fault-names-file-line-key-and-what-is-expected",
                    a_fault_names_file_line_key_and_what_is_expected);
    g_test_add_func("/config/a-fault-does-not-repeat-the-value", a_fault_does_not_repeat_the_value);
    g_test_add_func("/config/several-faults-are-reported-together-up-to-twenty",
                    several_faults_are_reported_together_up_to_twenty);
    g_test_add_func("/config/long-lines-and-files-are-refused", long_lines_and_files_are_refused);
    g_test_add_func("/config/the-written-defaults-load-and-change-nothing",
                    the_written_defaults_load_and_change_nothing);
    g_test_add_func("/config/every-commented-key-is-valid-when-it-is-uncommented",
                    every_commented_key_is_valid_when_it_is_uncommented);
    g_test_add_func("/config/a-secret-is-the-first-line-of-its-file", a_secret_is_the_first_line_of_its_file);
    g_test_add_func("/config/a-secret-that-no-setting-names-is-none", a_secret_that_no_setting_names_is_none);
    g_test_add_func("/config/a-file-is-read-with-paths-relative-to-its-folder",
                    a_file_is_read_with_paths_relative_to_its_folder);
    return g_test_run();
}
