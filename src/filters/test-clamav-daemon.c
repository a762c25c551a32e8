/* SPDX-License-Identifier: Apache-2.0 */
/* The ClamAV filter against the real clamd with a database of one signature. Skipped where clamd is not installed. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/log.h"
#include "mediation/filter.h"
#include "net/stream.h"

#define CLAMD "/usr/sbin/clamd"

extern const struct filter_driver clamav_filter;

static const char MARK[] = "TRIBUNE-TEST-MALWARE-77aa";

static char *
write_file(const char *folder, const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static GPid
start_clamd(const char *folder)
{
    g_autofree char *hex = g_malloc0(2 * sizeof MARK);
    g_autofree char *signature = NULL;
    g_autofree char *database = NULL;
    g_autofree char *path = NULL;
    g_autofree char *text =
        g_strdup_printf("Foreground yes\nDatabaseDirectory %s\nTemporaryDirectory %s\nLocalSocket %s/socket\n"
                        "StreamMaxLength 1M\nMaxThreads 2\nSelfCheck 0\n",
                        folder, folder, folder);
    g_autoptr(GError) error = NULL;
    GPid pid;

    for (gsize i = 0; MARK[i] != '\0'; i++)
        sprintf(hex + 2 * i, "%02x", (guint)MARK[i]);
    signature = g_strdup_printf("Tribune.Test:0:*:%s\n", hex);
    database = write_file(folder, "test.ndb", signature);
    path = write_file(folder, "clamd.conf", text);
    g_spawn_async(NULL, (char *[]){ (char *)CLAMD, (char *)"-c", path, NULL }, NULL,
                  G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &pid,
                  &error);
    g_assert_no_error(error);
    return pid;
}

static void
wait_for_socket(const NetAddress *address)
{
    for (int i = 0; i < 600; i++) {
        g_autoptr(Stream) stream = stream_connect(address, clock_monotonic() + CLOCK_SECOND, NULL);

        if (stream != NULL)
            return;
        g_usleep(50 * 1000);
    }
    g_error("clamd did not start");
}

static void
stop_clamd(GPid pid, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    g_spawn_close_pid(pid);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(folder);
}

static gpointer
open_filter(const char *folder)
{
    static ConfigTable table;
    static const ConfigTable *const tables[] = { &table, NULL };
    g_autofree char *text = g_strdup_printf("[filter.clamav]\ndriver = clamav\naddress = unix:%s/socket\n", folder);
    g_autoptr(Config) config = NULL;

    table = (ConfigTable){ "filter", "clamav", NULL, clamav_filter.settings };
    config = config_parse(text, strlen(text), "test", "/", tables, NULL);
    return clamav_filter.open(config, "filter.clamav", NULL, NULL);
}

/* The label of the only verdict on @content, "" for none. */
static char *
judge(gpointer filter, const char *content)
{
    g_autoptr(GBytes) bytes = g_bytes_new(content, strlen(content));
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)verdict_free);
    FilterInput input = { .channel = "email", .sender = "mailto:ada@home.example", .subject = "Hello", .parts = parts };
    g_autoptr(GError) error = NULL;

    g_ptr_array_add(parts, message_part_new(PART_RAW, "message/rfc822", NULL, bytes));
    clamav_filter.judge(filter, &input, clock_monotonic() + 30 * CLOCK_SECOND, verdicts, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(verdicts->len, <=, 1);
    return g_strdup(verdicts->len > 0 ? ((const Verdict *)verdicts->pdata[0])->label : "");
}

static void
the_real_clamd_finds_its_signature_and_passes_the_rest(void)
{
    g_autofree char *folder = NULL;
    g_autofree char *address_text = NULL;
    g_autoptr(NetAddress) address = NULL;
    g_autofree char *mail = g_strdup_printf("From: a@b.example\r\nSubject: x\r\n\r\nbefore %s after\r\n", MARK);
    g_autofree char *huge = g_strnfill(2 << 20, 'x');
    g_autofree char *bad = NULL, *good = NULL, *large = NULL;
    gpointer filter;
    GPid pid;

    if (!g_file_test(CLAMD, G_FILE_TEST_IS_EXECUTABLE)) {
        g_test_skip("clamd is not installed");
        return;
    }
    log_set_level(LOG_ERROR);
    folder = g_dir_make_tmp("tribune-clamd-XXXXXX", NULL);
    address_text = g_strdup_printf("unix:%s/socket", folder);
    address = netaddress_parse(address_text, NULL);
    pid = start_clamd(folder);
    wait_for_socket(address);
    filter = open_filter(folder);
    bad = judge(filter, mail);
    good = judge(filter, "From: a@b.example\r\nSubject: x\r\n\r\nGuten Tag\r\n");
    large = judge(filter, huge);
    clamav_filter.close(filter);
    stop_clamd(pid, folder);
    g_assert_cmpstr(bad, ==, LABEL_MALWARE);
    g_assert_cmpstr(good, ==, "");
    g_assert_cmpstr(large, ==, "unscanned");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/clamav-daemon/the-real-clamd-finds-its-signature-and-passes-the-rest",
                    the_real_clamd_finds_its_signature_and_passes_the_rest);
    return g_test_run();
}
