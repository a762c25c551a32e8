/* SPDX-License-Identifier: Apache-2.0 */
/* tribune demo */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "command/demo-fill.h"
#include "command/demo-folder.h"
#include "command/serving.h"
#include "command/share-folder.h"

typedef struct {
    const CommandLine *line;
    DemoContent *content;
    DemoFolder *folder;
    Config *config;
    Serving serving;
} Demo;

/* ---- ports ---- */

/* Known before the filling, which takes a while. */
static gboolean
check_port(const NetAddress *address, const char *option, GError **error)
{
    struct sockaddr_in socket_address = { .sin_family = AF_INET };
    int one = 1, fd, trouble;

    if (address == NULL || address->kind != NETADDRESS_TCP ||
        inet_pton(AF_INET, address->host, &socket_address.sin_addr) != 1)
        return TRUE;
    socket_address.sin_port = htons(address->port);
    fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    trouble = bind(fd, (const struct sockaddr *)&socket_address, sizeof socket_address) == 0 ? 0 : errno;
    close(fd);
    if (trouble == 0)
        return TRUE;
    g_set_error(error, COMMAND_ERROR, trouble == EADDRINUSE ? COMMAND_BUSY : COMMAND_CONFIG,
                "port %u of %s: %s; choose another with %s", address->port, address->host,
                trouble == EADDRINUSE ? "another program uses it" : g_strerror(trouble), option);
    return FALSE;
}

static gboolean
read_port(const CommandLine *line, const char *name, guint16 *ret, GError **error)
{
    gint64 port = 0;

    if (command_line_has(line, name) && !command_line_number(line, name, 1, 65535, &port, error))
        return FALSE;
    *ret = (guint16)port;
    return TRUE;
}

/* ---- filling ---- */

static gboolean
show_progress(gpointer data, guint done, guint total)
{
    const Demo *demo = data;

    if (isatty(STDOUT_FILENO)) {
        printf("\rFilling the council's books: %u of %u%s", done, total, done == total ? "\n" : "");
        fflush(stdout);
    }
    return !serving_is_ended(&demo->serving);
}

static gboolean
fill(Demo *demo, GError **error)
{
    DemoFill how = { .password = demo_folder_password(demo->folder), .on_progress = show_progress, .data = demo };
    g_autofree char *text = demo_folder_begin_filling(demo->folder, demo->content, error);
    g_autofree char *folder = g_canonicalize_filename(command_line_option(demo->line, "dir"), NULL);
    g_autoptr(Config) config = NULL;

    if (text == NULL)
        return FALSE;
    config = config_parse(text, strlen(text), "demo", folder, node_config_tables(), error);
    return config != NULL && demo_fill(&how, config, demo->content, error) &&
           demo_folder_end_filling(demo->folder, error);
}

/* ---- what is said ---- */

static void
print_mail(const Demo *demo)
{
    const char *outbox = config_text(demo->config, DEMO_GROUP, "outbox");
    g_autofree char *relay = netaddress_format(config_address(demo->config, DEMO_GROUP, "relay"));
    g_autofree char *listen = netaddress_format(config_address(demo->config, DEMO_GROUP, "listen"));

    printf("  Mail in      %s (LMTP)\n", listen);
    if (outbox != NULL)
        printf("  Mail out     %s/*.eml\n", outbox);
    else
        printf("  Mail out     %s (SMTP)\n", relay);
}

static void
print_sign_ins(const Demo *demo)
{
    const GPtrArray *staff = demo_content_staff(demo->content);
    g_autofree char *path = g_build_filename(command_line_option(demo->line, "dir"), "sign-ins.txt", NULL);
    g_autofree char *text = NULL;
    const char *list;

    printf("\nSign in with the password   %s   as one of\n\n", demo_folder_password(demo->folder));
    if (g_file_get_contents(path, &text, NULL, NULL) && (list = strstr(text, "\n\n")) != NULL &&
        (list = strstr(list + 2, "\n\n")) != NULL) {
        g_auto(GStrv) lines = g_strsplit(list + 2, "\n", -1);

        for (char **line = lines; *line != NULL && **line != '\0'; line++)
            printf("  %s\n", *line);
    } else {
        for (guint i = 0; i < staff->len; i++)
            printf("  %s\n", ((const DemoStaff *)g_ptr_array_index(staff, i))->sign_in);
    }
}

static void
print_first_steps(const Demo *demo)
{
    const DemoUnit *first = g_ptr_array_index(demo_content_units(demo->content), 0);
    const NetAddress *lmtp = config_address(demo->config, DEMO_GROUP, "listen");
    g_autofree char *server = netaddress_format(lmtp);

    printf("\nWrite to the council as a citizen\n\n"
           "  swaks --protocol LMTP --server %s --from ada@citizen.example --to %s \\\n"
           "      --header 'Subject: Noise at night' --body 'They work on the road at three in the morning.'\n",
           server, first->mail);
    printf(
        "\nTry first\n\n"
        "  1. Send the line above, sign in as priya: the new case is in the inbox, and the acknowledgement has left.\n"
        "  2. Open it, take it, look at the preview of an answer, send it; find it among the mail that went out.\n"
        "  3. Sign in as grace and open \"Lamp out at 12 High Street\": three weeks of one matter.\n"
        "  4. Sign in as colin, the auditor: the trail of that case, with a proof for every step.\n"
        "  5. Write by the contact form of the citizens' pages, answer as priya, and read it with the link that you "
        "got.\n");
}

static void
on_ready(gpointer data, const char *url, const char *portal)
{
    const Demo *demo = data;
    const char *dir = command_line_option(demo->line, "dir");

    printf("\n%s is open.\n\n  Console      %s\n", demo_content_body(demo->content)->name, url);
    if (portal != NULL)
        printf("  Citizens     %s\n", portal);
    print_mail(demo);
    printf("  Everything   %s (other commands: --config %s)\n", dir, demo_folder_config(demo->folder));
    print_sign_ins(demo);
    print_first_steps(demo);
    printf("\nCtrl-C ends it; the same command goes on from there.\n");
    fflush(stdout);
}

/* ---- the whole ---- */

/* In the source tree, or where it was installed. */
static char *
find_content(void)
{
    char *sources = share_folder_find(NULL, "src/command/demo");

    if (g_file_test(sources, G_FILE_TEST_IS_DIR))
        return sources;
    g_free(sources);
    return share_folder_find(NULL, "demo");
}

static gboolean
check_config(const Demo *demo, GError **error)
{
    if (config_has_group(demo->config, DEMO_GROUP))
        return check_port(config_address(demo->config, "console", "listen"), "--port", error) &&
               check_port(config_address(demo->config, "portal", "listen"), "--portal-port", error) &&
               check_port(config_address(demo->config, DEMO_GROUP, "listen"), "--lmtp-port", error);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "%s has no [" DEMO_GROUP "] any more",
                demo_folder_config(demo->folder));
    return FALSE;
}

static gboolean
prepare(Demo *demo, GError **error)
{
    g_autofree char *share = find_content();
    DemoPlace place = { .folder = command_line_option(demo->line, "dir"),
                        .smtp = command_line_option(demo->line, "smtp") };
    g_autoptr(NetAddress) relay = NULL;

    if (!read_port(demo->line, "port", &place.port, error) ||
        !read_port(demo->line, "portal-port", &place.portal_port, error) ||
        !read_port(demo->line, "lmtp-port", &place.lmtp_port, error))
        return FALSE;
    if (place.smtp != NULL && (relay = netaddress_parse(place.smtp, NULL)) == NULL)
        return command_usage(error, "--smtp: \"%s\" is not HOST:PORT", place.smtp);
    demo->content = demo_content_load(share, clock_now(), error);
    if (demo->content == NULL)
        return FALSE;
    demo->folder = demo_folder_open(&place, demo->content, error);
    if (demo->folder == NULL)
        return FALSE;
    demo->config = node_config_load(demo_folder_config(demo->folder), error);
    return demo->config != NULL && check_config(demo, error);
}

/* Ctrl-C while it is filled is no failure. */
static gboolean
fill_or_end(Demo *demo, gboolean *ret_ended, GError **error)
{
    g_autoptr(GError) fault = NULL;

    *ret_ended = FALSE;
    if (demo_folder_is_filled(demo->folder) || fill(demo, &fault))
        return TRUE;
    *ret_ended = serving_is_ended(&demo->serving);
    if (!*ret_ended)
        g_propagate_error(error, g_steal_pointer(&fault));
    return *ret_ended;
}

static gboolean
work(Demo *demo, GError **error)
{
    const char *dir = command_line_option(demo->line, "dir");
    gboolean ended;

    if (!prepare(demo, error) || !fill_or_end(demo, &ended, error))
        return FALSE;
    if (ended) {
        printf("\nEnded before the council was there. `tribune demo --dir %s` begins again.\n", dir);
        return TRUE;
    }
    if (!command_node_check(demo->config, error) || !serving_run(&demo->serving, demo->config, error))
        return FALSE;
    printf("\nEnded. `tribune demo --dir %s` goes on from there.\n", dir);
    return TRUE;
}

static gboolean
run(const CommandLine *line, GError **error)
{
    Demo demo = { .line = line, .serving = { .hang_up = TRUE, .on_ready = on_ready } };
    gboolean done;

    demo.serving.data = &demo;
    serving_prepare();
    done = work(&demo, error);
    g_clear_pointer(&demo.config, config_free);
    g_clear_pointer(&demo.folder, demo_folder_close);
    g_clear_pointer(&demo.content, demo_content_free);
    return done;
}

static const CommandOption OPTIONS[] = {
    { "port", "PORT", "Of the console, on 127.0.0.1. At first 8080, then as before." },
    { "portal-port", "PORT", "Of the citizens' pages, on 127.0.0.1. At first 8081, then as before." },
    { "lmtp-port", "PORT", "Where mail comes in, on 127.0.0.1. At first 2424, then as before." },
    { "dir", "DIR", "Where everything is.", .standard = "./tribune-demo" },
    { "smtp", "HOST:PORT", "Who takes the mail that leaves; without it, it is written to DIR/outbox/*.eml." },
    {},
};

const struct command demo_command = {
    .name = "demo",
    .summary = "Run an invented council on this machine, to try everything.",
    .details =
        "Northam Borough Council: its units, its staff, and three weeks of its mail. Needs nothing but a folder, "
        "listens "
        "on this machine alone, and sends nothing unless --smtp is given. Prints where it is, who can sign in, how to "
        "write to it, and what to try first.\n"
        "\n"
        "DIR holds an ordinary installation; every other command works with --config DIR/tribune.conf. A second start "
        "with the same DIR goes on from there; to begin anew, remove DIR.",
    .syntax = { OPTIONS, "" },
    .run = run,
};
