/* SPDX-License-Identifier: Apache-2.0 */
/* base/config.h: the node's configuration file, tribune.conf, checked whole before anything starts.
 *
 * The file has groups of keys as GKeyFile reads them. What may stand in it is said by tables that the modules
 * contribute, so the same tables check the file, give the defaults and print the documented default file:
 *
 *     static const ConfigKey KEYS[] = {
 *         { "listen", CONFIG_ADDRESS, "127.0.0.1:8080", .help = "Where the console answers." },
 *         { "max-size", CONFIG_SIZE, "25M", .min = 1 << 10, .max = 1 << 30, .help = "Largest request." },
 *         {}
 *     };
 *     const ConfigTable TABLE = { "console", .help = "The officers' pages.", .keys = KEYS };
 *
 * Two kinds of groups exist. A plain one ([console]) is there once, with its defaults even when the file leaves it out;
 * several tables may add keys to it. A kind with drivers is there as often as the file says ([channel.NAME], where NAME
 * is free), and its key `driver` selects the table whose .driver is that; a table with driver "*" adds keys to every
 * group of the kind. The names of plain groups hold no dot.
 *
 * Limits: 256 KiB a file, 4 KiB a line, 256 groups, 256 keys a group, 64 items a list, 64 characters a NAME. A Config
 * never changes once loaded: it may be shared by threads. */
#pragma once
#include "base/netaddress.h"

typedef enum {
    CONFIG_TEXT,
    CONFIG_PATH,     /* relative to the folder of the file; given back absolute */
    CONFIG_SIZE,     /* 64K, 25M: bytes */
    CONFIG_DURATION, /* 500ms, 30s, 5m, 12h, 30d: microseconds */
    CONFIG_INTEGER,
    CONFIG_BOOLEAN, /* true or false */
    CONFIG_CHOICE,  /* one of .choices */
    CONFIG_ADDRESS, /* see base/netaddress.h */
    CONFIG_DATE,    /* 2027-06-30 */
    CONFIG_LIST,    /* texts separated by ';' */
} ConfigType;

typedef struct {
    const char *key;
    ConfigType type;
    const char *standard; /* the default, written as in the file; NULL: unset unless the file says so */
    gboolean required;    /* the file must have it; for a plain group with no file entry too */
    gint64 min, max;      /* SIZE (bytes), DURATION (microseconds), INTEGER; both 0: 0 to G_MAXINT64 */
    const char *choices;  /* CHOICE: words separated by one space */
    const char *help;     /* a sentence or two for the default file */
} ConfigKey;

typedef struct {
    const char *group;     /* "console"; for a kind with drivers the part before the dot: "channel" */
    const char *driver;    /* NULL: a plain group */
    const char *help;      /* may be NULL */
    const ConfigKey *keys; /* ends with a NULL key; static */
} ConfigTable;

typedef struct Config Config;

/* Check @length bytes of @text and take the values. Pure, apart from making paths absolute.
 *
 * @name stands before line numbers in errors; @folder (absolute) is where relative paths start. @tables ends with NULL
 * and is not kept. Returns NULL with TRIBUNE_ERROR_CONFIG, whose message has one line for each fault, at most 20:
 * `tribune.conf:12: [console] has no key "lisen"; did you mean "listen"?` */
Config *config_parse(const char *text, gsize length, const char *name, const char *folder,
                     const ConfigTable *const *tables, GError **error);

/* The same for the file @path. Blocks. TRIBUNE_ERROR_NOT_FOUND when there is none. */
Config *config_load(const char *path, const ConfigTable *const *tables, GError **error);

void config_free(Config *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

/* The groups of a kind with drivers in the order of the file, whole ("channel.desk"); ends with NULL, owned by @config.
 */
const char *const *config_groups(const Config *config, const char *kind);

/* Whether the file (or the tables, for a plain group) has @group. */
gboolean config_has_group(const Config *config, const char *group);

/* Values. Asking for a group that is not there, a key that no table names, or with the wrong type is a bug and aborts.
 * What is given back is owned by @config. */
const char *config_text(const Config *config, const char *group,
                        const char *key); /* TEXT, PATH, CHOICE; NULL when unset */
gint64 config_integer(const Config *config, const char *group,
                      const char *key); /* INTEGER, SIZE, DURATION; 0 when unset */
gboolean config_boolean(const Config *config, const char *group, const char *key); /* FALSE when unset */
guint config_choice(const Config *config, const char *group, const char *key); /* place among .choices; 0 when unset */
const NetAddress *config_address(const Config *config, const char *group, const char *key); /* NULL when unset */
/* DATE: its midnight in UTC, microseconds; 0 when unset. */
gint64 config_date(const Config *config, const char *group, const char *key);
const char *const *config_list(const Config *config, const char *group,
                               const char *key); /* ends with NULL; never NULL */

/* A secret that has a file of its own, which the PATH @key names: its first line, 1 to CONFIG_SECRET_MAX bytes. NULL in
 * @ret when @key is unset, and on error: TRIBUNE_ERROR_CONFIG, for a file that cannot be read or has no such line.
 * Blocks. */
#define CONFIG_SECRET_MAX 1024
gboolean config_secret(const Config *config, const char *group, const char *key, char **ret, GError **error);
void config_secret_free(char *secret); /* wiped */

/* A complete file that sets nothing but what must be set: every group and key with its help, type and default. */
char *config_write_defaults(const ConfigTable *const *tables);
