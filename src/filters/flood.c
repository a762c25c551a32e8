/* SPDX-License-Identifier: Apache-2.0 */
/* filters/flood: notices when many people send nearly the same text within a while: a petition by form letter, or
 * machines.
 *
 * From the set number of different senders on, each such message is labelled, and held when the settings say so; all of
 * one flood share a group, so that a person can decide on them at once. What came before the number was reached is not
 * judged again. Texts of a few words are never compared. Kept in memory: a hash of text and sender for the newest
 * REMEMBERED messages of the window, read again from the house at the first judgement after a start. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/thread.h"
#include "mediation/filter.h"
#include "wire/likeness.h"

#define REMEMBERED 16384
#define REREAD     2000 /* messages read again after a start */

typedef struct {
    guint64 text;   /* likeness */
    guint64 sender; /* of its URI */
    gint64 received, message, group;
} Seen;

typedef struct {
    const FilterHost *host;
    guint senders;
    gint64 window;
    gboolean hold;
    Mutex mutex; /* of what follows */
    gboolean loaded;
    Seen *ring; /* REMEMBERED */
    guint first, count;
} FloodFilter;

static Seen *
seen_at(const FloodFilter *filter, guint index)
{
    return &filter->ring[(filter->first + index) % REMEMBERED];
}

static void
forget_old(FloodFilter *filter, gint64 now)
{
    while (filter->count > 0 && seen_at(filter, 0)->received < now - filter->window) {
        filter->first = (filter->first + 1) % REMEMBERED;
        filter->count--;
    }
}

static guint64
hash_sender(const char *sender)
{
    guint64 value = G_GUINT64_CONSTANT(14695981039346656037);

    for (; *sender != '\0'; sender++)
        value = (value ^ (guint8)*sender) * G_GUINT64_CONSTANT(1099511628211);
    return value;
}

/* What the message is among those remembered, with the number of different senders of its like, its own included. */
static gboolean
describe(const FloodFilter *filter, const FilterInput *input, Seen *ret, guint *ret_senders)
{
    const MessagePart *body = message_parts_find(input->parts, PART_TEXT);
    g_autoptr(GHashTable) senders = NULL;
    gsize length = 0;
    const char *text = body != NULL ? g_bytes_get_data(body->bytes, &length) : "";
    Seen seen = { .sender = hash_sender(input->sender),
                  .received = input->received,
                  .message = input->message.value,
                  .group = input->message.value };

    if (!likeness_hash(text, length, &seen.text))
        return FALSE;
    senders = g_hash_table_new(g_int64_hash, g_int64_equal);
    g_hash_table_add(senders, &seen.sender);
    for (guint i = filter->count; i-- > 0;) {
        Seen *other = seen_at(filter, i);

        if (likeness_distance(other->text, seen.text) > LIKENESS_NEAR)
            continue;
        g_hash_table_add(senders, &other->sender);
        seen.group = other->group; /* that of the oldest */
    }
    *ret_senders = g_hash_table_size(senders);
    *ret = seen;
    return TRUE;
}

/* A message is judged again when another filter was down: it counts once. */
static void
remember(FloodFilter *filter, const Seen *seen)
{
    for (guint i = filter->count; i-- > 0;)
        if (seen->message != 0 && seen_at(filter, i)->message == seen->message)
            return;
    if (filter->count == REMEMBERED) {
        filter->first = (filter->first + 1) % REMEMBERED;
        filter->count--;
    }
    *seen_at(filter, filter->count++) = *seen;
}

/* ---- after a start ---- */

static void
on_recent(gpointer data, const FilterInput *input)
{
    FloodFilter *filter = data;
    guint senders;
    Seen seen;

    if (describe(filter, input, &seen, &senders))
        remember(filter, &seen);
}

static gboolean
load_once(FloodFilter *filter, gint64 now, GError **error)
{
    if (filter->loaded)
        return TRUE;
    filter->first = filter->count = 0;
    filter->loaded = filter->host == NULL || filter->host->each_recent(filter->host->data, now - filter->window, REREAD,
                                                                       on_recent, filter, error);
    return filter->loaded;
}

/* ---- the contract ---- */

static void
add_verdict(const FloodFilter *filter, const Seen *seen, guint senders, GPtrArray *verdicts)
{
    Verdict *verdict = verdict_new(filter->hold ? VERDICT_HOLD : VERDICT_LABEL, "flood", "",
                                   SAY_NOOP("Many people have sent nearly the same text within a short time."));
    g_autofree char *detail = g_strdup_printf("%u", senders);

    verdict_set_detail(verdict, detail);
    verdict->group = seen->group;
    g_ptr_array_add(verdicts, verdict);
}

static gboolean
judge(gpointer data, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    FloodFilter *filter = data;
    guint senders;
    Seen seen;

    (void)deadline; /* reading the store has limits of its own */
    MUTEX_HELD(&filter->mutex);
    if (!load_once(filter, input->received, error))
        return FALSE;
    forget_old(filter, input->received);
    if (!describe(filter, input, &seen, &senders))
        return TRUE;
    remember(filter, &seen);
    if (senders >= filter->senders)
        add_verdict(filter, &seen, senders, verdicts);
    return TRUE;
}

static const ConfigKey SETTINGS[] = {
    { "senders", CONFIG_INTEGER, "20", .min = 2, .max = 10000,
      .help = "From how many different senders of nearly the same text on it is a flood." },
    { "window", CONFIG_DURATION, "1h", .min = CLOCK_MINUTE, .max = 7 * CLOCK_DAY, .help = "Within how long." },
    { "hold", CONFIG_BOOLEAN, "false",
      .help =
          "Whether its messages are held until a person has decided, for all of them at once if they like. Otherwise "
          "they are only labelled." },
    {},
};
static const ConfigTable TABLE = { "filter", "flood", NULL, SETTINGS };

static void
close_filter(gpointer data)
{
    FloodFilter *filter = data;

    mutex_clear(&filter->mutex);
    g_free(filter->ring);
    g_free(filter);
}

static gpointer
open_filter(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    static const ConfigTable *const TABLES[] = { &TABLE, NULL };
    static const char DEFAULTS[] = "[filter.flood]\ndriver = flood\n";
    g_autoptr(Config) defaults = NULL;
    FloodFilter *filter;

    if (group == NULL || !config_has_group(config, group)) {
        defaults = config_parse(DEFAULTS, strlen(DEFAULTS), "defaults", "/", TABLES, error);
        config = defaults;
        group = "filter.flood";
    }
    if (config == NULL)
        return NULL;
    filter = g_new0(FloodFilter, 1);
    mutex_init(&filter->mutex);
    filter->host = host;
    filter->senders = (guint)config_integer(config, group, "senders");
    filter->window = config_integer(config, group, "window");
    filter->hold = config_boolean(config, group, "hold");
    filter->ring = g_new(Seen, REMEMBERED);
    return filter;
}

extern const struct filter_driver flood_filter;
const struct filter_driver flood_filter = {
    .contract = FILTER_CONTRACT,
    .name = "flood",
    .summary = SAY_NOOP("Notices when many people send nearly the same text"),
    .always = TRUE,
    .settings = SETTINGS,
    .open = open_filter,
    .judge = judge,
    .close = close_filter,
};
