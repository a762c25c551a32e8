/* SPDX-License-Identifier: Apache-2.0 */
/* The demo's council, filled through the ordinary doors, is what its content says it must be. */
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "command/demo-fill.h"
#include "command/demo-folder.h"
#include "mediation/staff/staffing.h"
#include "views/inbox-view.h"
#include "views/journal-view.h"

typedef struct {
    char *path;
    DemoContent *content;
    DemoFolder *folder;
} Fixture;

static void
remove_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            remove_folder(child);
        else
            g_unlink(child);
    }
    g_rmdir(path);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autofree char *content = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "src", "command", "demo", NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    fixture->path = g_dir_make_tmp("tribune-demo-XXXXXX", NULL);
    fixture->content = demo_content_load(content, clock_now(), &error);
    g_assert_no_error(error);
    fixture->folder = demo_folder_open(&(DemoPlace){ .folder = fixture->path }, fixture->content, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_clear_pointer(&fixture->folder, demo_folder_close);
    demo_content_free(fixture->content);
    remove_folder(fixture->path);
    g_free(fixture->path);
}

static gboolean
fill(Fixture *fixture, const DemoFill *how, GError **error)
{
    g_autofree char *text = demo_folder_begin_filling(fixture->folder, fixture->content, error);
    g_autoptr(Config) config = config_parse(text, strlen(text), "demo", fixture->path, node_config_tables(), error);

    return config != NULL && demo_fill(how, config, fixture->content, error) &&
           demo_folder_end_filling(fixture->folder, error);
}

/* What is known of a case in the end. */
typedef struct {
    CaseState state;
    char *unit, *assignee; /* names; "" nobody */
    guint held;
    gint64 opened;
} Found;

static void
found_free(gpointer data)
{
    Found *found = data;

    g_free(found->unit);
    g_free(found->assignee);
    g_free(found);
}

/* "title, person" → Found */
static GHashTable *
find_cases(Node *node)
{
    GHashTable *cases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, found_free);
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(node_mediation(node)->directory);
    gboolean more = TRUE;

    for (guint page = 0; more; page++) {
        InboxQuestion question = {
            .queue = INBOX_ALL, .states = INBOX_ANY_STATE, .channel = "", .language = "", .page = page
        };
        g_autoptr(GError) error = NULL;
        g_autoptr(Inbox) inbox = inbox_view(node_store(node), &ACTOR_TRIBUNE, &question, &error);

        g_assert_no_error(error);
        more = inbox->more;
        for (guint i = 0; i < inbox->rows->len; i++) {
            const InboxRow *row = g_ptr_array_index(inbox->rows, i);
            const Case *a_case = row->a_case;
            Found *found = g_new0(Found, 1);

            *found = (Found){ a_case->state, g_strdup(directory_get_unit(directory, a_case->unit)->code),
                              g_strdup(row->assignee), a_case->held, a_case->opened };
            g_hash_table_insert(cases, g_strdup_printf("%s, %s", a_case->title, row->person), found);
        }
    }
    return cases;
}

static const char *
name_of(const DemoContent *content, const char *key)
{
    const GPtrArray *staff = demo_content_staff(content);

    for (guint i = 0; i < staff->len; i++) {
        const DemoStaff *member = g_ptr_array_index(staff, i);

        if (g_strcmp0(member->key, key) == 0)
            return member->name;
    }
    return "";
}

static void
assert_as_told(const DemoContent *content, GHashTable *cases)
{
    const GPtrArray *told = demo_content_cases(content);

    g_assert_cmpuint(g_hash_table_size(cases), ==, told->len);
    for (guint i = 0; i < told->len; i++) {
        const DemoCase *of = g_ptr_array_index(told, i);
        g_autofree char *key =
            g_strdup_printf("%s, %s", of->then_held > 0 ? "(held for review)" : of->subject, of->name);
        const Found *found = g_hash_table_lookup(cases, key);

        g_autofree char *expected = NULL, *actual = NULL;

        g_assert_nonnull(found);
        expected = g_strdup_printf("%s: %s, %s, by %s, held %u", key, case_state_name(of->then_state), of->then_unit,
                                   name_of(content, of->then_assignee), of->then_held);
        actual = g_strdup_printf("%s: %s, %s, by %s, held %u", key, case_state_name(found->state), found->unit,
                                 found->assignee, found->held);
        g_assert_cmpstr(actual, ==, expected);
        g_assert_cmpint(found->opened, <, clock_now() - CLOCK_MINUTE);
    }
}

static gboolean
count_calls(gpointer data, guint done, guint total)
{
    guint *calls = data;

    (*calls)++;
    g_assert_cmpuint(done, ==, *calls);
    g_assert_cmpuint(done, <=, total);
    return TRUE;
}

static void
every_case_ends_as_its_content_says(Fixture *fixture, gconstpointer data)
{
    guint calls = 0;
    DemoFill how = { .password = "a lamp in the High Street", .on_progress = count_calls, .data = &calls };
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = NULL;
    g_autoptr(Node) node = NULL;
    g_autoptr(GHashTable) cases = NULL;
    g_autoptr(Staff) lena = NULL;
    JournalYear *year;

    (void)data;
    g_assert_false(demo_folder_is_filled(fixture->folder));
    fill(fixture, &how, &error);
    g_assert_no_error(error);
    g_assert_true(demo_folder_is_filled(fixture->folder));
    g_assert_cmpuint(calls, ==, demo_content_events(fixture->content)->len);

    config = node_config_load(demo_folder_config(fixture->folder), &error);
    g_assert_no_error(error);
    node = node_open(config, NODE_READ, &error);
    g_assert_no_error(error);
    cases = find_cases(node);
    assert_as_told(fixture->content, cases);
    lena = staffing_find(node_store(node), &ACTOR_TRIBUNE, "lena", &error);
    g_assert_no_error(error);
    g_assert_cmpint(lena->first_until, ==, 0);
    year = journal_view_newest(node_store(node), &error);
    g_assert_cmpint(year->checkpoint_size, ==, year->size);
    journal_year_free(year);
}

static gboolean
end_at_ten(gpointer data, guint done, guint total)
{
    (void)data, (void)total;
    return done < 10;
}

static void
what_was_half_filled_begins_anew(Fixture *fixture, gconstpointer data)
{
    DemoFill how = { .password = "a lamp in the High Street", .on_progress = end_at_ten };
    g_autofree char *half = g_build_filename(fixture->path, "data.filling", NULL), *text = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_false(fill(fixture, &how, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    g_assert_false(demo_folder_is_filled(fixture->folder));
    g_assert_true(g_file_test(half, G_FILE_TEST_IS_DIR));
    text = demo_folder_begin_filling(fixture->folder, fixture->content, NULL);
    g_assert_nonnull(text);
    g_assert_false(g_file_test(half, G_FILE_TEST_EXISTS));
}

/* ---- the folder ---- */

static char *
read_config(const Fixture *fixture)
{
    char *text;

    g_assert_true(g_file_get_contents(demo_folder_config(fixture->folder), &text, NULL, NULL));
    return text;
}

static void
reopen(Fixture *fixture, const DemoPlace *place)
{
    g_autoptr(GError) error = NULL;
    DemoPlace whole = *place;

    whole.folder = fixture->path;
    g_clear_pointer(&fixture->folder, demo_folder_close);
    fixture->folder = demo_folder_open(&whole, fixture->content, &error);
    g_assert_no_error(error);
}

static void
a_later_start_changes_ports_and_where_mail_goes_and_nothing_else(Fixture *fixture, gconstpointer data)
{
    g_autofree char *password = g_strdup(demo_folder_password(fixture->folder)), *text = read_config(fixture);
    g_autofree char *own = g_strconcat("# mine\n", text, NULL), *by_smtp = NULL;
    g_autoptr(Config) config = NULL;

    (void)data;
    g_assert_true(g_file_set_contents(demo_folder_config(fixture->folder), own, -1, NULL));
    reopen(fixture, &(DemoPlace){ .port = 9000, .smtp = "127.0.0.1:2525" });
    by_smtp = read_config(fixture);
    g_assert_true(g_str_has_prefix(by_smtp, "# mine\n"));
    config = node_config_load(demo_folder_config(fixture->folder), NULL);
    g_assert_cmpuint(config_address(config, "console", "listen")->port, ==, 9000);
    g_assert_cmpuint(config_address(config, DEMO_GROUP, "listen")->port, ==, 2424);
    g_assert_cmpuint(config_address(config, DEMO_GROUP, "relay")->port, ==, 2525);
    g_assert_null(config_text(config, DEMO_GROUP, "outbox"));
    g_assert_cmpstr(demo_folder_password(fixture->folder), ==, password);

    reopen(fixture, &(DemoPlace){ 0 });
    g_clear_pointer(&config, config_free);
    config = node_config_load(demo_folder_config(fixture->folder), NULL);
    g_assert_cmpuint(config_address(config, "console", "listen")->port, ==, 9000);
    g_assert_true(g_str_has_suffix(config_text(config, DEMO_GROUP, "outbox"), "/outbox"));
}

static void
one_demo_at_a_time_holds_a_folder(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_null(demo_folder_open(&(DemoPlace){ .folder = fixture->path }, fixture->content, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
}

#define TEST(function) g_test_add("/demo-fill/" #function, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(every_case_ends_as_its_content_says);
    TEST(what_was_half_filled_begins_anew);
    TEST(a_later_start_changes_ports_and_where_mail_goes_and_nothing_else);
    TEST(one_demo_at_a_time_holds_a_folder);
    return g_test_run();
}
