/* SPDX-License-Identifier: Apache-2.0 */
#include "command/demo-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"
#include "command/demo-fill.h"
#include "command/init-config.h"
#include "mediation/staff/password.h"

#define PORT          8080
#define PORTAL_PORT   8081
#define LMTP_PORT     2424
#define FILLING       "data.filling"
#define PASSWORD_LINE "password: "

struct DemoFolder {
    char *path, *config, *sign_ins, *password;
    guint16 portal_port;
    int lock;
};

static gboolean
fail(GError **error, const char *what, const char *path)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "%s %s: %s", what, path, g_strerror(errno));
    return FALSE;
}

static char *
path_in(const DemoFolder *folder, const char *name)
{
    return g_build_filename(folder->path, name, NULL);
}

/* ---- the configuration ---- */

typedef struct {
    guint16 console, portal, lmtp; /* listened on; 0: any */
    guint16 url;                   /* of the citizens' pages, as letters have it */
} DemoPorts;

static char *
config_text_of(const DemoContent *content, const DemoPorts *ports, const char *data)
{
    const DemoBody *body = demo_content_body(content);
    g_autofree char *listen = g_strdup_printf("127.0.0.1:%u", ports->console);
    g_autofree char *portal = g_strdup_printf("127.0.0.1:%u", ports->portal);
    g_autofree char *url = g_strdup_printf("http://127.0.0.1:%u", ports->url);
    g_autofree char *channel = g_strdup_printf("[" DEMO_GROUP "]\ndriver = email\nlisten = 127.0.0.1:%u\n"
                                               "outbox = outbox\n\n[" DEMO_WEB_GROUP "]\ndriver = web\n\n"
                                               "[channel." DEMO_PROGRAM "]\ndriver = program\n\n"
                                               "[channel.feed]\ndriver = feed\n",
                                               ports->lmtp);
    const InitSetting settings[] = {
        { "node", "authority", body->name },
        { "node", "domain", body->domain },
        { "node", "case-prefix", body->prefix },
        { "node", "language", body->language },
        { "node", "timezone", body->timezone },
        { "node", "data", data },
        { "node", "log-level", "warning" },
        { "console", "listen", listen },
        { "portal", "listen", portal },
        { "portal", "public-url", url },
        { "portal", "hours", "Monday to Friday, 8:00 to 18:00" },
        { "portal", "telephone", "01632 960 001" },
        { "portal", "mail", "hello@northam.example" },
        { "portal", "visit", "Town Hall, 1 Market Square, Northam" },
        { "portal", "answer-days", "5" },
        { "portal", "privacy-contact", "the data protection officer, privacy@northam.example" },
        { "portal", "complaints", "the Equality Advisory Service, equality@advice.example" },
        {},
    };

    return init_config_text(settings, channel);
}

/* "127.0.0.1:8080"; NULL for 0. */
static char *
loopback(guint16 port)
{
    return port != 0 ? g_strdup_printf("127.0.0.1:%u", port) : NULL;
}

/* Into the file that is there, only what this start says. */
static gboolean
update_config(const DemoFolder *folder, const DemoPlace *place, GError **error)
{
    g_autofree char *console = loopback(place->port), *lmtp = loopback(place->lmtp_port),
                    *portal = loopback(place->portal_port), *before = NULL, *after = NULL;
    g_autofree char *url = portal != NULL ? g_strconcat("http://", portal, NULL) : NULL;
    g_autoptr(GError) trouble = NULL;
    const InitSetting settings[] = {
        { "console", "listen", console },
        { "portal", "listen", portal },
        { "portal", "public-url", url },
        { DEMO_GROUP, "listen", lmtp },
        { DEMO_GROUP, "outbox", place->smtp != NULL ? "" : "outbox" },
        { DEMO_GROUP, "relay", place->smtp },
        {},
    };

    if (!g_file_get_contents(folder->config, &before, NULL, &trouble)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "%s", trouble->message);
        return FALSE;
    }
    after = init_config_edit(before, settings);
    return strcmp(before, after) == 0 || init_config_write(folder->config, after, error);
}

static gboolean
prepare_config(const DemoFolder *folder, const DemoPlace *place, const DemoContent *content, GError **error)
{
    g_autofree char *text = NULL;

    if (!g_file_test(folder->config, G_FILE_TEST_EXISTS)) {
        text = config_text_of(content, &(DemoPorts){ PORT, PORTAL_PORT, LMTP_PORT, PORTAL_PORT }, "data");
        if (!init_config_write(folder->config, text, error))
            return FALSE;
    } else if (!g_file_test(folder->sign_ins, G_FILE_TEST_EXISTS)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                    "%s holds an installation that no demo made; choose another folder with --dir", folder->path);
        return FALSE;
    }
    return update_config(folder, place, error);
}

/* ---- sign-ins ---- */

static const char *
unit_name(const DemoContent *content, const char *key)
{
    const GPtrArray *units = demo_content_units(content);

    for (guint i = 0; i < units->len; i++) {
        const DemoUnit *unit = g_ptr_array_index(units, i);

        if (g_strcmp0(unit->key, key) == 0)
            return unit->name;
    }
    return "the whole council";
}

static char *
sign_ins_text(const DemoContent *content, const char *password)
{
    const GPtrArray *staff = demo_content_staff(content);
    GString *out = g_string_new(NULL);

    g_string_append_printf(out, "The staff of the demo, all with the same password.\n\n" PASSWORD_LINE "%s\n\n",
                           password);
    for (guint i = 0; i < staff->len; i++) {
        const DemoStaff *member = g_ptr_array_index(staff, i);

        g_string_append_printf(out, "%-8s  %s:", member->sign_in, member->name);
        for (guint g = 0; g < member->grants->len; g++) {
            const DemoGrant *grant = &g_array_index(member->grants, DemoGrant, g);

            g_string_append_printf(out, "%s %s, %s", g > 0 ? ";" : "", role_name(grant->role),
                                   unit_name(content, grant->unit));
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static gboolean
read_password(DemoFolder *folder, GError **error)
{
    g_autofree char *text = NULL;
    const char *line;

    if (!g_file_get_contents(folder->sign_ins, &text, NULL, NULL) || (line = strstr(text, PASSWORD_LINE)) == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "%s has no line \"" PASSWORD_LINE "\"",
                    folder->sign_ins);
        return FALSE;
    }
    line += strlen(PASSWORD_LINE);
    folder->password = g_strndup(line, strcspn(line, "\r\n"));
    return TRUE;
}

static gboolean
prepare_sign_ins(DemoFolder *folder, const DemoContent *content, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) trouble = NULL;

    if (g_file_test(folder->sign_ins, G_FILE_TEST_EXISTS))
        return read_password(folder, error);
    folder->password = password_make();
    text = sign_ins_text(content, folder->password);
    if (g_file_set_contents_full(folder->sign_ins, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &trouble))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "%s", trouble->message);
    return FALSE;
}

/* ---- the folder ---- */

static gboolean
take_folder(DemoFolder *folder, GError **error)
{
    if (g_mkdir_with_parents(folder->path, 0700) != 0)
        return fail(error, "making the folder", folder->path);
    folder->lock = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->lock < 0)
        return fail(error, "opening the folder", folder->path);
    if (flock(folder->lock, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY,
                "another demo runs in %s; end it, or choose another folder with --dir", folder->path);
    return FALSE;
}

DemoFolder *
demo_folder_open(const DemoPlace *place, const DemoContent *content, GError **error)
{
    g_autoptr(DemoFolder) folder = g_new0(DemoFolder, 1);

    folder->lock = -1;
    folder->path = g_strdup(place->folder);
    folder->portal_port = place->portal_port != 0 ? place->portal_port : PORTAL_PORT;
    folder->config = path_in(folder, "tribune.conf");
    folder->sign_ins = path_in(folder, "sign-ins.txt");
    /* The configuration first: sign-ins.txt beside it says that it is a demo's. */
    if (!take_folder(folder, error) || !prepare_config(folder, place, content, error) ||
        !prepare_sign_ins(folder, content, error))
        return NULL;
    return g_steal_pointer(&folder);
}

void
demo_folder_close(DemoFolder *folder)
{
    if (folder->lock >= 0)
        close(folder->lock);
    g_free(folder->path);
    g_free(folder->config);
    g_free(folder->sign_ins);
    g_free(folder->password);
    g_free(folder);
}

const char *
demo_folder_config(const DemoFolder *folder)
{
    return folder->config;
}

const char *
demo_folder_password(const DemoFolder *folder)
{
    return folder->password;
}

/* ---- filling ---- */

static gboolean
remove_tree(const char *path, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        gboolean is_folder = g_file_test(child, G_FILE_TEST_IS_DIR) && !g_file_test(child, G_FILE_TEST_IS_SYMLINK);

        if (is_folder ? !remove_tree(child, error) : g_unlink(child) != 0 && !fail(error, "removing", child))
            return FALSE;
    }
    return folder == NULL || g_rmdir(path) == 0 || fail(error, "removing", path);
}

gboolean
demo_folder_is_filled(const DemoFolder *folder)
{
    g_autofree char *data = path_in(folder, "data");

    return g_file_test(data, G_FILE_TEST_IS_DIR);
}

char *
demo_folder_begin_filling(const DemoFolder *folder, const DemoContent *content, GError **error)
{
    g_autofree char *data = path_in(folder, FILLING), *outbox = path_in(folder, "outbox");

    return remove_tree(data, error) && remove_tree(outbox, error)
               ? config_text_of(content, &(DemoPorts){ .url = folder->portal_port }, FILLING)
               : NULL;
}

gboolean
demo_folder_end_filling(const DemoFolder *folder, GError **error)
{
    g_autofree char *from = path_in(folder, FILLING), *to = path_in(folder, "data");

    return g_rename(from, to) == 0 || fail(error, "renaming", from);
}
