/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-mail-week-house.h: the house of test-mail-week.c, its conversations and how a mail gets in. What each
 * kind of mail must lead to stands in KINDS. */
#pragma once
#include "mediation/releasing/acknowledgement.h"
#include "stories/test-mail-house.h"
#include "stories/test-mail-letter.h"

#define MONDAY               (G_GINT64_CONSTANT(1780272000) * CLOCK_SECOND) /* 2026-06-01 */
#define ROUND                (30 * CLOCK_MINUTE)
#define ROUNDS               (7 * 48)
#define LONGEST_PAUSE_ROUNDS 8
#define STEPS_MAX            10
#define FLOODS               5
#define STALL                (2 * CLOCK_MINUTE) /* nothing takes longer */

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CONVERSATIONS 400
#else
#define CONVERSATIONS 2000
#endif

typedef enum { HOME, ANOTHER, LINKED, NOWHERE, AGAIN } Where;

/* A letter of ours as it arrived. */
typedef struct {
    char *id, *reply_to, *return_path, *subject, *text;
} Arrived;

typedef struct {
    guint number, round, steps;
    const char *who, *name, *second; /* second: her other address, which nobody here knows as hers */
    const char *subject, *parent;    /* parent: the id of what comes after its answer */
    GPtrArray *mine, *letters;       /* ids of hers in the case; Arrived * */
    const char *last, *last_to;      /* her last mail, and whom it went to */
    MessageId last_id;
    gboolean late, returned;
    /* the truth */
    CaseId case_id;
    ConversationId conversation;
    PersonId person;
    CaseState state;
    char *reference;
    guint inside, links;
} Talk;

typedef struct {
    guint kind;
    Talk *talk; /* NULL: of a flood */
    MessageId id;
} Filing;

typedef struct {
    House house;
    GRand *rand;
    GStringChunk *strings;
    GPtrArray *talks;
    GArray *filings; /* of this round */
    GHashTable *seen, *by_address, *due, *arrived, *receipts;
    guint ids, mails, cases, letters, *counts;
} Week;

typedef gboolean (*Step)(Week *week, Talk *talk, guint kind);

typedef struct {
    const char *name;
    Filed filed;
    Where where;
    gboolean reopens, receipt;
    guint weight;
    Step step;
} Kind;

static const Kind KINDS[];

/* ---- chance and words ---- */

static inline guint
below(Week *week, guint limit)
{
    return (guint)g_rand_int_range(week->rand, 0, (gint32)limit);
}

static const char *say(Week *week, const char *format, ...) G_GNUC_PRINTF(2, 3);

static inline const char *
say(Week *week, const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return g_string_chunk_insert(week->strings, text);
}

static inline const char *
new_id(Week *week)
{
    return say(week, "w%u.%u@mail%u.example", ++week->ids, below(week, 1000000), below(week, 40));
}

static inline const char *
new_stranger(Week *week)
{
    return say(week, "stranger%u@town%u.example", ++week->ids, below(week, 40));
}

static const struct {
    const char *reply, *subject, *text;
} LANGUAGES[] = {
    { "Re: ", "Street lamp", "The lamp in front of our house has been out for a week. When will it be mended?" },
    { "AW: ", "Müllabfuhr", "Die graue Tonne wurde gestern wieder nicht geleert. Können Sie das bitte prüfen?" },
    { "RE: ", "Crèche", "Je voudrais savoir s'il reste une place à la crèche pour la rentrée de septembre." },
    { "Ynglŷn: ", "Ffordd", "Mae twll mawr yn y ffordd ger yr ysgol, ac mae'n beryglus i blant ar feiciau." },
    { "Odp: ", "Śmieci", "Proszę o informację, kiedy zostaną odebrane odpady wielkogabarytowe z naszej ulicy." },
    { "Re: ", "Licencia de obra", "Necesito saber qué documentos faltan para la licencia de obra de mi cocina." },
};

static inline guint
language_of(const Talk *talk)
{
    return talk->number % G_N_ELEMENTS(LANGUAGES);
}

static inline Letter
begin_letter(Week *week, const Talk *talk, const char *from, const char *subject)
{
    guint language = talk == NULL ? 0 : language_of(talk);

    return (Letter){ .from = from,
                     .name = talk != NULL && strcmp(from, talk->who) == 0 ? talk->name : "Somebody Else",
                     .to = "hello@northam.example",
                     .subject = subject,
                     .id = new_id(week),
                     .text = say(week, "%s (%u)", LANGUAGES[language].text, ++week->ids),
                     .style = (Style)below(week, STYLE_COUNT),
                     .attachment = below(week, 5) == 0,
                     .sent = clock_now() - CLOCK_MINUTE * below(week, 20) };
}

static inline const Arrived *
last_letter(const Talk *talk)
{
    return talk->letters->len == 0 ? NULL : g_ptr_array_index(talk->letters, talk->letters->len - 1);
}

static inline const char *
reply_subject(Week *week, const Talk *talk)
{
    const Arrived *letter = last_letter(talk);

    return say(week, "%s%s", LANGUAGES[language_of(talk)].reply, letter != NULL ? letter->subject : talk->subject);
}

static inline Letter
begin_reply(Week *week, const Talk *talk)
{
    return begin_letter(week, talk, talk->who, reply_subject(week, talk));
}

/* ---- into the house ---- */

static inline MessageId
hand_in(Week *week, const char *sender, const char *recipient, const char *text, IntakeResult expected)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "mail" };
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    g_autoptr(GError) error = NULL;
    g_autoptr(MessageDraft) draft = email_channel.parse(mail_of(&week->house)->handle, raw, sender, recipient, &error);
    IntakeResult result;
    MessageId id = { 0 };

    g_assert_no_error(error);
    g_assert_true(intake_submit(week->house.intake, &channel, "mail", draft, &result, &id, &error));
    g_assert_cmpint(result, ==, expected);
    week->mails++;
    return id;
}

static inline void
add_one(GHashTable *table, const char *key)
{
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(table, key));

    g_hash_table_insert(table, g_strdup(key), GUINT_TO_POINTER(count + 1));
}

static inline guint
count_of(GHashTable *table, const char *key)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(table, key));
}

/* A receipt to @address leaves, unless she had so many today. */
static inline void
await_receipt(Week *week, const char *address)
{
    g_autofree char *today = g_strdup_printf("%s %d", address, (int)(clock_now() / CLOCK_DAY));

    add_one(week->receipts, today);
    if (count_of(week->receipts, today) <= ACKNOWLEDGEMENTS_PER_DAY)
        add_one(week->due, address);
}

static inline void
keep_truth(Week *week, Talk *talk, guint kind, const char *from)
{
    const Kind *truth = &KINDS[kind];

    week->counts[kind]++;
    if (truth->receipt)
        await_receipt(week, from);
    week->cases += truth->where == ANOTHER || truth->where == LINKED ? 1 : 0;
    if (talk == NULL)
        return;
    talk->links += truth->where == LINKED ? 1 : 0;
    talk->inside += truth->where == HOME ? 1 : 0;
    if (truth->reopens && (talk->state == CASE_RESOLVED || talk->state == CASE_WAITING_CITIZEN))
        talk->state = CASE_OPEN;
}

/* @sender and @to are URIs, or "" for no sender. */
static inline gboolean
take(Week *week, Talk *talk, guint kind, const char *from, const char *sender, const char *to, const char *text)
{
    Filing filing = { kind, talk, { 0 } };

    filing.id = hand_in(week, sender, to, text, INTAKE_RECORDED);
    g_array_append_val(week->filings, filing);
    keep_truth(week, talk, kind, from);
    return TRUE;
}

static inline gboolean
post(Week *week, Talk *talk, guint kind, const char *to, const Letter *letter)
{
    g_autofree char *text = letter_format(letter);
    const char *sender = say(week, "mailto:%s", letter->from);

    take(week, talk, kind, letter->from, sender, to, text);
    if (talk == NULL || KINDS[kind].where != HOME || strcmp(letter->from, talk->who) != 0)
        return TRUE;
    talk->last = say(week, "%s", text);
    talk->last_to = to;
    talk->last_id = g_array_index(week->filings, Filing, week->filings->len - 1).id;
    if (KINDS[kind].filed == FILED_MEMBER || KINDS[kind].filed == FILED_NEW)
        g_ptr_array_add(talk->mine, (gpointer)letter->id);
    return TRUE;
}
