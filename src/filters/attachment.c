/* SPDX-License-Identifier: Apache-2.0 */
/* filters/attachment: judges attachments by size, name and content: programs and what can run one, archives that hold
 * them, documents with macros, names that mislead, and what cannot be looked into.
 *
 * Each finding has a closed word (the verdict's label), at most once for an attachment; the setting `hold` says which
 * of them hold the message, the others label it. It looks into ZIP archives one level deep, by their lists only. What
 * viruses there are is not its business: see filters/clamav. */
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"
#include "mediation/filter.h"
#include "wire/filetype.h"
#include "wire/zip.h"

typedef enum {
    EXECUTABLE,
    ARCHIVE_EXECUTABLE,
    DOUBLE_ENDING,
    HIDDEN_NAME,
    DISGUISED,
    MACRO,
    ENCRYPTED,
    OPAQUE,
    TOO_LARGE,
    FINDINGS
} Finding;

static const struct {
    const char *label, *reason;
} WORDS[FINDINGS] = {
    [EXECUTABLE] = { "executable", SAY_NOOP("The attachment is a program or can start one.") },
    [ARCHIVE_EXECUTABLE] = { "archive-executable",
                             SAY_NOOP("The attached archive contains a program or something that can start one.") },
    [DOUBLE_ENDING] = { "double-ending", SAY_NOOP("The attachment is named like a document but is a program.") },
    [HIDDEN_NAME] = { "hidden-name",
                      SAY_NOOP("The name of the attachment contains signs that hide how it really ends.") },
    [DISGUISED] = { "disguised", SAY_NOOP("The content of the attachment is not what its name says.") },
    [MACRO] = { "macro", SAY_NOOP("The attached document contains macros.") },
    [ENCRYPTED] = { "encrypted", SAY_NOOP("The attachment is encrypted, so it cannot be checked.") },
    [OPAQUE] = { "opaque", SAY_NOOP("The attached archive cannot be looked into.") },
    [TOO_LARGE] = { "too-large", SAY_NOOP("The attachment is larger than this authority accepts.") },
};

/* Endings that Windows, macOS or an office program runs, or mounts without asking. */
static const char *const RUNNABLE[] = {
    "ade",         "adp",        "app",
    "appx",        "appxbundle", "apk",
    "application", "appref-ms",  "bas",
    "bat",         "chm",        "cmd",
    "com",         "command",    "cpl",
    "desktop",     "dll",        "dmg",
    "exe",         "gadget",     "hlp",
    "hta",         "img",        "inf",
    "ins",         "iqy",        "iso",
    "isp",         "jar",        "jnlp",
    "js",          "jse",        "library-ms",
    "lnk",         "mde",        "msc",
    "msh",         "msi",        "msix",
    "msp",         "mst",        "ocx",
    "one",         "pif",        "pkg",
    "ps1",         "psm1",       "py",
    "pyc",         "reg",        "rgs",
    "run",         "scf",        "scr",
    "sct",         "search-ms",  "settingcontent-ms",
    "sh",          "shb",        "shs",
    "slk",         "swf",        "sys",
    "url",         "vb",         "vbe",
    "vbs",         "vhd",        "vhdx",
    "vxd",         "wsc",        "wsf",
    "wsh",         "xll",
};
static const char *const WITH_MACROS[] = { "docm", "dotm", "pptm", "potm", "ppam", "ppsm",
                                           "sldm", "xlam", "xlsb", "xlsm", "xltm" };
static const char *const DOCUMENTS[] = { "csv",  "doc", "docx", "gif", "htm",  "html", "jpeg", "jpg",
                                         "mp3",  "mp4", "odp",  "ods", "odt",  "pdf",  "png",  "ppt",
                                         "pptx", "rtf", "txt",  "xls", "xlsx", "zip" };
static const char *const ARCHIVES[] = { "7z",  "ace", "arj", "bz2", "cab", "gz",  "lzh",
                                        "rar", "tar", "tgz", "xz",  "z",   "zip", "zst" };

typedef struct {
    gint64 max_size;
    guint held;      /* bits: 1 << Finding */
    char **runnable; /* more endings, from the settings */
} AttachmentFilter;

/* ---- looking at one attachment ---- */

static gboolean
is_among(const char *ending, const char *const *endings, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        if (strcmp(ending, endings[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_runnable(const AttachmentFilter *filter, const char *ending)
{
    return is_among(ending, RUNNABLE, G_N_ELEMENTS(RUNNABLE)) ||
           g_strv_contains((const char *const *)filter->runnable, ending);
}

static guint
judge_name(const AttachmentFilter *filter, const char *name)
{
    g_autofree char *last = filetype_ending(name, 0);
    g_autofree char *before = filetype_ending(name, 1);
    guint found = 0;

    if (is_runnable(filter, last))
        found |= 1U << (is_among(before, DOCUMENTS, G_N_ELEMENTS(DOCUMENTS)) ? DOUBLE_ENDING : EXECUTABLE);
    if (is_among(last, WITH_MACROS, G_N_ELEMENTS(WITH_MACROS)))
        found |= 1U << MACRO;
    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)) /* turn the direction of writing */
            found |= 1U << HIDDEN_NAME;
    }
    return found;
}

typedef struct {
    const AttachmentFilter *filter;
    guint found;
} Contents;

static gboolean
judge_entry(const ZipEntry *entry, gpointer data)
{
    Contents *contents = data;
    g_autofree char *ending = filetype_ending(entry->name, 0);
    g_autofree char *base = g_path_get_basename(entry->name);

    if (entry->encrypted)
        contents->found |= 1U << ENCRYPTED;
    if (is_runnable(contents->filter, ending))
        contents->found |= 1U << ARCHIVE_EXECUTABLE;
    if (is_among(ending, ARCHIVES, G_N_ELEMENTS(ARCHIVES)))
        contents->found |= 1U << OPAQUE;
    if (text_equal_ascii(base, "vbaProject.bin") || is_among(ending, WITH_MACROS, G_N_ELEMENTS(WITH_MACROS)))
        contents->found |= 1U << MACRO;
    return TRUE;
}

static guint
judge_archive(const AttachmentFilter *filter, const guint8 *bytes, gsize length)
{
    Contents contents = { .filter = filter };

    if (!zip_each(bytes, length, judge_entry, &contents, NULL))
        contents.found |= 1U << OPAQUE;
    return contents.found;
}

static guint
judge_content(const AttachmentFilter *filter, const char *name, const guint8 *bytes, gsize length)
{
    FileType type = filetype_detect(bytes, length);
    guint found = 0;

    if ((gint64)length > filter->max_size)
        found |= 1U << TOO_LARGE;
    if (type == FILETYPE_PROGRAM)
        found |= 1U << EXECUTABLE;
    if (type == FILETYPE_ZIP)
        found |= judge_archive(filter, bytes, length);
    if (type == FILETYPE_RAR || type == FILETYPE_SEVENZIP || type == FILETYPE_GZIP)
        found |= 1U << OPAQUE;
    if (!filetype_fits_name(type, name))
        found |= 1U << DISGUISED;
    if (filetype_is_encrypted(type, bytes, length))
        found |= 1U << ENCRYPTED;
    if (filetype_has_macros(type, bytes, length))
        found |= 1U << MACRO;
    return found;
}

/* ---- the contract ---- */

static void
judge_part(const AttachmentFilter *filter, const MessagePart *part, GPtrArray *verdicts)
{
    const char *name = part->filename != NULL ? part->filename : "";
    gsize length;
    const guint8 *bytes = g_bytes_get_data(part->bytes, &length);
    guint found = judge_name(filter, name) | judge_content(filter, name, bytes, length);

    if (found & 1U << DOUBLE_ENDING) /* says the same, and more */
        found &= ~(1U << EXECUTABLE);
    for (guint i = 0; i < FINDINGS; i++) {
        if (found & 1U << i)
            g_ptr_array_add(verdicts, verdict_new(filter->held & 1U << i ? VERDICT_HOLD : VERDICT_LABEL, WORDS[i].label,
                                                  part->name, WORDS[i].reason));
    }
}

static gboolean
judge(gpointer data, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    (void)deadline; /* nothing here waits */
    (void)error;
    for (guint i = 0; i < input->parts->len; i++) {
        const MessagePart *part = input->parts->pdata[i];

        if (message_part_is_attachment(part))
            judge_part(data, part, verdicts);
    }
    return TRUE;
}

static const ConfigKey SETTINGS[] = {
    { "max-size", CONFIG_SIZE, "25M", .min = 1024, .max = G_GINT64_CONSTANT(1) << 31,
      .help = "The largest attachment that gets no finding for its size." },
    { "hold", CONFIG_LIST, "executable;archive-executable;double-ending;hidden-name;disguised;macro;too-large",
      .help = "Findings that hold a message until a person has looked; all others only label it. Known: executable, "
              "archive-executable, "
              "double-ending, hidden-name, disguised, macro, encrypted, opaque, too-large." },
    { "endings", CONFIG_LIST, "",
      .help = "More endings of file names, in lower case and without dot, that count as programs." },
    {},
};
static const ConfigTable TABLE = { "filter", "attachment", NULL, SETTINGS };

static gboolean
read_held(const char *const *labels, guint *ret, GError **error)
{
    const char *known[FINDINGS];
    guint held = 0;

    for (guint i = 0; i < FINDINGS; i++)
        known[i] = WORDS[i].label;
    for (; *labels != NULL; labels++) {
        guint i = 0;

        while (i < FINDINGS && strcmp(known[i], *labels) != 0)
            i++;
        if (i == FINDINGS) {
            const char *nearest = text_nearest(*labels, known, FINDINGS);

            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                        "hold: there is no finding \"%s\"; did you mean \"%s\"?", *labels,
                        nearest != NULL ? nearest : known[0]);
            return FALSE;
        }
        held |= 1U << i;
    }
    *ret = held;
    return TRUE;
}

static void
close_filter(gpointer data)
{
    AttachmentFilter *filter = data;

    g_strfreev(filter->runnable);
    g_free(filter);
}

static gpointer
open_filter(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    static const ConfigTable *const TABLES[] = { &TABLE, NULL };
    static const char DEFAULTS[] = "[filter.attachment]\ndriver = attachment\n";
    g_autoptr(Config) defaults = NULL;
    AttachmentFilter *filter;
    guint held;

    (void)host;
    if (group == NULL || !config_has_group(config, group)) {
        defaults = config_parse(DEFAULTS, strlen(DEFAULTS), "defaults", "/", TABLES, error);
        config = defaults;
        group = "filter.attachment";
    }
    if (config == NULL || !read_held(config_list(config, group, "hold"), &held, error))
        return NULL;
    filter = g_new0(AttachmentFilter, 1);
    filter->max_size = config_integer(config, group, "max-size");
    filter->held = held;
    filter->runnable = g_strdupv((char **)config_list(config, group, "endings"));
    return filter;
}

extern const struct filter_driver attachment_filter;
const struct filter_driver attachment_filter = {
    .contract = FILTER_CONTRACT,
    .name = "attachment",
    .summary = SAY_NOOP("Looks at attachments: size, name, programs, archives and macros"),
    .always = TRUE,
    .settings = SETTINGS,
    .open = open_filter,
    .judge = judge,
    .close = close_filter,
};
