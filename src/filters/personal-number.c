/* SPDX-License-Identifier: Apache-2.0 */
/* filters/personal-number: tells where a text holds a number of a card, an account, or one by which a state knows a
 * person (see wire/personal-number.h), so that whoever opens the message knows what she handles.
 *
 * It labels each kind once for a part and stores places, never the numbers. It holds only the kinds that the setting
 * `hold` names, and none unless it does. Looks at subject and text; not into attachments. What the body writes itself
 * is stopped by every kind, but for numbers that its reader wrote to us before: those are told, and may be quoted. */
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"
#include "mediation/filter.h"
#include "wire/personal-number.h"

static const char SAID_BEFORE[] =
    SAY_NOOP("The text repeats a personal number that the citizen wrote to us; leave it out unless she needs it.");

static const char *const REASONS[] = {
    [PERSONAL_NUMBER_OF_CARD] = SAY_NOOP("The text seems to hold the number of a payment card."),
    [PERSONAL_NUMBER_OF_ACCOUNT] = SAY_NOOP("The text seems to hold the number of a bank account."),
    [PERSONAL_NUMBER_OF_TAX] = SAY_NOOP("The text seems to hold a person's tax number."),
    [PERSONAL_NUMBER_OF_HEALTH] = SAY_NOOP("The text seems to hold a person's number in the health service."),
    [PERSONAL_NUMBER_OF_IDENTITY] = SAY_NOOP("The text seems to hold a number by which the state knows a person."),
};

typedef struct {
    guint held, ignored; /* bits: 1 << PersonalNumberKind */
} PersonalNumberFilter;

typedef struct {
    const PersonalNumberFilter *filter;
    const char *part;
    const char *text;
    gboolean leaves;   /* it is a text of ours */
    GPtrArray *theirs; /* char *: letters and digits of the numbers that its reader wrote; NULL: none */
    GPtrArray *verdicts;
    Verdict *found[2][PERSONAL_NUMBER_KINDS]; /* borrowed from .verdicts; [1]: said before */
} Judging;

/* Letters and digits alone: what stands between groups does not count. */
static char *
bare(const char *text, gsize length)
{
    GString *signs = g_string_new(NULL);

    for (gsize i = 0; i < length; i++)
        if (g_ascii_isalnum(text[i]))
            g_string_append_c(signs, g_ascii_toupper(text[i]));
    return g_string_free(signs, FALSE);
}

static VerdictKind
kind_of_verdict(const Judging *judging, PersonalNumberKind kind, gboolean said_before)
{
    if (judging->leaves)
        return said_before ? VERDICT_LABEL : VERDICT_REJECT;
    return judging->filter->held & 1U << kind ? VERDICT_HOLD : VERDICT_LABEL;
}

static Verdict *
add_verdict(const Judging *judging, PersonalNumberKind kind, gboolean said_before)
{
    g_autofree char *label = g_strconcat("number-", personal_number_name(kind), said_before ? "-theirs" : NULL, NULL);
    Verdict *verdict = verdict_new(kind_of_verdict(judging, kind, said_before), label, judging->part,
                                   said_before ? SAID_BEFORE : REASONS[personal_number_family(kind)]);

    verdict_set_detail(verdict, personal_number_title(kind));
    g_ptr_array_add(judging->verdicts, verdict);
    return verdict;
}

static void
on_number(PersonalNumberKind kind, gsize first, gsize length, gpointer data)
{
    Judging *judging = data;
    g_autofree char *signs = bare(judging->text + first, length);
    gboolean said_before =
        judging->theirs != NULL && g_ptr_array_find_with_equal_func(judging->theirs, signs, g_str_equal, NULL);
    Verdict **found = &judging->found[said_before ? 1 : 0][kind];

    if (judging->filter->ignored & 1U << kind)
        return;
    if (*found == NULL)
        *found = add_verdict(judging, kind, said_before);
    verdict_add_place(*found, first, length);
}

typedef struct {
    const char *text;
    GPtrArray *signs;
} Theirs;

static void
on_their_number(PersonalNumberKind kind, gsize first, gsize length, gpointer data)
{
    const Theirs *theirs = data;

    (void)kind;
    g_ptr_array_add(theirs->signs, bare(theirs->text + first, length));
}

static GPtrArray *
numbers_of(const FilterRelease *release)
{
    Theirs theirs = { release != NULL ? release->theirs : NULL, NULL };

    if (theirs.text == NULL)
        return NULL;
    theirs.signs = g_ptr_array_new_with_free_func(g_free);
    personal_number_find(theirs.text, strlen(theirs.text), on_their_number, &theirs);
    return theirs.signs;
}

static void
judge_text(const Judging *of, const char *part, const char *text, gsize length)
{
    Judging judging = *of;

    judging.part = part;
    judging.text = text;
    personal_number_find(text, length, on_number, &judging);
}

static gboolean
judge(gpointer data, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    const MessagePart *body = message_parts_find(input->parts, PART_TEXT);
    g_autoptr(GPtrArray) theirs = numbers_of(input->release);
    const Judging judging = {
        .filter = data, .leaves = input->release != NULL, .theirs = theirs, .verdicts = verdicts
    };

    (void)deadline, (void)error; /* nothing here waits */
    judge_text(&judging, "", input->subject, strlen(input->subject));
    if (body != NULL) {
        gsize length;
        const char *text = g_bytes_get_data(body->bytes, &length);

        judge_text(&judging, PART_TEXT, text, length);
    }
    return TRUE;
}

/* ---- settings ---- */

#define KNOWN                                                                                                          \
    "card, iban, uk-nhs, uk-nino, us-ssn, us-itin, us-aba, ca-sin, de-tax, es-dni, fr-nir, it-cf, nl-bsn, be-nn, "     \
    "pl-pesel, pt-nif, se-pnr, fi-hetu, no-fnr, ch-ahv, ie-ppsn, au-tfn"

static const ConfigKey SETTINGS[] = {
    { "hold", CONFIG_LIST, "",
      .help = "Kinds of numbers that hold a message until a person has looked; all others only label it. Known: " KNOWN
              "." },
    { "ignore", CONFIG_LIST, "", .help = "Kinds that are not looked for." },
    {},
};
static const ConfigTable TABLE = { "filter", "personal-number", NULL, SETTINGS };

static gboolean
read_kinds(const Config *config, const char *group, const char *key, guint *ret, GError **error)
{
    const char *known[PERSONAL_NUMBER_KINDS];
    guint kinds = 0;

    for (guint i = 0; i < PERSONAL_NUMBER_KINDS; i++)
        known[i] = personal_number_name((PersonalNumberKind)i);
    for (const char *const *name = config_list(config, group, key); *name != NULL; name++) {
        guint i = 0;

        while (i < PERSONAL_NUMBER_KINDS && strcmp(known[i], *name) != 0)
            i++;
        if (i == PERSONAL_NUMBER_KINDS) {
            const char *nearest = text_nearest(*name, known, PERSONAL_NUMBER_KINDS);

            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                        "%s: there is no kind of number \"%s\"; did you mean \"%s\"?", key, *name,
                        nearest != NULL ? nearest : known[0]);
            return FALSE;
        }
        kinds |= 1U << i;
    }
    *ret = kinds;
    return TRUE;
}

static gpointer
open_filter(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    static const ConfigTable *const TABLES[] = { &TABLE, NULL };
    static const char DEFAULTS[] = "[filter.personal-number]\ndriver = personal-number\n";
    g_autoptr(Config) defaults = NULL;
    g_autofree PersonalNumberFilter *filter = g_new0(PersonalNumberFilter, 1);

    (void)host;
    if (group == NULL || !config_has_group(config, group)) {
        defaults = config_parse(DEFAULTS, strlen(DEFAULTS), "defaults", "/", TABLES, error);
        config = defaults;
        group = "filter.personal-number";
    }
    if (config == NULL || !read_kinds(config, group, "hold", &filter->held, error) ||
        !read_kinds(config, group, "ignore", &filter->ignored, error))
        return NULL;
    return g_steal_pointer(&filter);
}

extern const struct filter_driver personal_number_filter;
const struct filter_driver personal_number_filter = {
    .contract = FILTER_CONTRACT,
    .name = "personal-number",
    .summary = SAY_NOOP("Looks for numbers of cards, accounts and persons in the text"),
    .always = TRUE,
    .releases = TRUE,
    .settings = SETTINGS,
    .open = open_filter,
    .judge = judge,
    .close = g_free,
};
