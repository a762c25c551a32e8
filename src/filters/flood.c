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
#include "wire/likeness-window.h"

#define REMEMBERED 16384
#define REREAD     2000 /* messages read again after a start */
#define LOOKED_AT  1024 /* of the like of a message, once a flood is a flood, so that a long one slows nobody down */

/* A remembered message; its text is in the window, under the same number. */
typedef struct {
    guint64 sender; /* hash of its URI */
    gint64 received, message, group;
} Seen;

typedef struct {
    const FilterHost *host;
    guint senders;
    gint64 window;
    gboolean hold;
    Mutex mutex; /* of what follows */
    gboolean loaded;
    LikenessWindow *texts;
    Seen *ring;           /* REMEMBERED, by number */
    GHashTable *messages; /* gint64 * into .ring: what counts already */
} FloodFilter;

static Seen *
seen_at(const FloodFilter *filter, guint64 number)
{
    return &filter->ring[number % REMEMBERED];
}

static void
forget_oldest(FloodFilter *filter)
{
    guint64 oldest = likeness_window_oldest(filter->texts);

    g_hash_table_remove(filter->messages, &seen_at(filter, oldest)->message);
    likeness_window_forget(filter->texts, oldest + 1);
}

static void
forget_old(FloodFilter *filter, gint64 now)
{
    while (likeness_window_count(filter->texts) > 0 &&
           seen_at(filter, likeness_window_oldest(filter->texts))->received < now - filter->window)
        forget_oldest(filter);
}

static guint64
hash_sender(const char *sender)
{
    guint64 value = G_GUINT64_CONSTANT(14695981039346656037);

    for (; *sender != '\0'; sender++)
        value = (value ^ (guint8)*sender) * G_GUINT64_CONSTANT(1099511628211);
    return value;
}

/* The message, and its like among those remembered. */
typedef struct {
    const FloodFilter *filter;
    guint64 text;
    Seen seen;
    GHashTable *senders; /* guint64 *: different ones, its own included */
    guint64 oldest;      /* number of the oldest of its like */
    guint looked_at;
} Likes;

static void
likes_clear(Likes *likes)
{
    g_clear_pointer(&likes->senders, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Likes, likes_clear)

/* FALSE: the text is too short to be compared. */
static gboolean
likes_begin(Likes *likes, const FilterInput *input)
{
    likes->seen = (Seen){ .sender = hash_sender(input->sender),
                          .received = input->received,
                          .message = input->message.value,
                          .group = input->message.value };
    return likeness_hash_folded(prose_folded(input->prose), prose_quotes(input->prose), &likes->text);
}

static gboolean
on_like(guint64 number, gpointer data)
{
    Likes *likes = data;
    Seen *other = seen_at(likes->filter, number);

    g_hash_table_add(likes->senders, &other->sender);
    if (number < likes->oldest) {
        likes->oldest = number;
        likes->seen.group = other->group;
    }
    return ++likes->looked_at < LOOKED_AT || g_hash_table_size(likes->senders) < likes->filter->senders;
}

static void
likes_find(Likes *likes, const FloodFilter *filter)
{
    likes->filter = filter;
    likes->oldest = G_MAXUINT64;
    likes->senders = g_hash_table_new(g_int64_hash, g_int64_equal);
    g_hash_table_add(likes->senders, &likes->seen.sender);
    likeness_window_find(filter->texts, likes->text, on_like, likes);
}

/* A message is judged again when another filter was down: it counts once. */
static void
remember(FloodFilter *filter, const Likes *likes)
{
    Seen *seen;

    if (likes->seen.message != 0 && g_hash_table_contains(filter->messages, &likes->seen.message))
        return;
    if (likeness_window_count(filter->texts) == REMEMBERED)
        forget_oldest(filter);
    seen = seen_at(filter, likeness_window_add(filter->texts, likes->text));
    *seen = likes->seen;
    if (seen->message != 0)
        g_hash_table_add(filter->messages, &seen->message);
}

/* ---- after a start ---- */

static void
on_recent(gpointer data, const FilterInput *input)
{
    FloodFilter *filter = data;
    g_auto(Likes) likes = { 0 };

    if (!likes_begin(&likes, input))
        return;
    likes_find(&likes, filter);
    remember(filter, &likes);
}

static gboolean
load_once(FloodFilter *filter, gint64 now, GError **error)
{
    if (filter->loaded)
        return TRUE;
    while (likeness_window_count(filter->texts) > 0)
        forget_oldest(filter);
    filter->loaded = filter->host == NULL || filter->host->each_recent(filter->host->data, now - filter->window, REREAD,
                                                                       on_recent, filter, error);
    return filter->loaded;
}

/* ---- the contract ---- */

static void
add_verdict(const FloodFilter *filter, gint64 group, guint senders, GPtrArray *verdicts)
{
    Verdict *verdict = verdict_new(filter->hold ? VERDICT_HOLD : VERDICT_LABEL, "flood", "",
                                   SAY_NOOP("Many people have sent nearly the same text within a short time."));
    g_autofree char *detail = g_strdup_printf("%u", senders);

    verdict_set_detail(verdict, detail);
    verdict->group = group;
    g_ptr_array_add(verdicts, verdict);
}

static gboolean
judge(gpointer data, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    FloodFilter *filter = data;
    g_auto(Likes) likes = { 0 };
    gboolean compared = likes_begin(&likes, input); /* others need not wait for that */
    guint senders;

    (void)deadline; /* reading the store has limits of its own */
    MUTEX_HELD(&filter->mutex);
    if (!load_once(filter, input->received, error))
        return FALSE;
    forget_old(filter, input->received);
    if (!compared)
        return TRUE;
    likes_find(&likes, filter);
    remember(filter, &likes);
    senders = g_hash_table_size(likes.senders);
    if (senders >= filter->senders)
        add_verdict(filter, likes.seen.group, senders, verdicts);
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
    g_hash_table_unref(filter->messages);
    likeness_window_free(filter->texts);
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
    filter->texts = likeness_window_new(REMEMBERED);
    filter->ring = g_new(Seen, REMEMBERED);
    filter->messages = g_hash_table_new(g_int64_hash, g_int64_equal);
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
