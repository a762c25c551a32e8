/* SPDX-License-Identifier: Apache-2.0 */
/* A week of a council's mail, replayed: 2,000 conversations, made by a generator that knows what each mail is, and
 * every decision about a mail (which case, as whose, whether the case opens again, whether a receipt leaves) checked
 * against what it knows.
 *
 *     TRIBUNE_WEEK_SEED=7            another week than that of seed 1
 *     TRIBUNE_WEEK_CONVERSATIONS=N   more or fewer; without it 2,000, with a sanitizer 400: no kind is left out
 *
 * Time is pinned and moves half an hour at a time. In each round some conversations make one step: a mail, or
 * something that the officer does. All mails of a round are screened at once, as by a busy node; then each is looked up
 * and what left is read back from the outbox, because the next mails answer that. KINDS is the truth. */
#include "stories/test-mail-week-letters.h"

/* ---- the truth ---- */

enum { KIND_FIRST, KIND_QUIET, KIND_LATE, KIND_PARENT, KIND_EARLY, KIND_FLOOD_MANY, KIND_FLOOD_ONE, KIND_STEPS };

static const Kind KINDS[] = {
    [KIND_FIRST] = { "first", FILED_NEW, HOME, FALSE, TRUE, 0, first },
    [KIND_QUIET] = { "first, not to be answered", FILED_NEW, HOME, FALSE, FALSE, 0, first_quiet },
    [KIND_LATE] = { "answer before what it answers", FILED_NEW, HOME, FALSE, TRUE, 0, first_late },
    [KIND_PARENT] = { "what was answered, late", FILED_MEMBER, HOME, TRUE, FALSE, 0, late_parent },
    [KIND_EARLY] = { "stranger, before what she answers", FILED_RELATED, LINKED, FALSE, TRUE, 0, stranger_early },
    [KIND_FLOOD_MANY] = { "flood, many senders", FILED_NEW, ANOTHER, FALSE, TRUE, 0, flood_many },
    [KIND_FLOOD_ONE] = { "flood, one sender", FILED_NEW, ANOTHER, FALSE, TRUE, 0, flood_one },
    [KIND_STEPS] = { "to the reply address", FILED_MEMBER, HOME, TRUE, FALSE, 12, reply_address },
    { "to it in capitals", FILED_MEMBER, HOME, TRUE, FALSE, 2, reply_capitals },
    { "by In-Reply-To", FILED_MEMBER, HOME, TRUE, FALSE, 10, reply_id },
    { "by References", FILED_MEMBER, HOME, TRUE, FALSE, 6, reply_references },
    { "with another subject", FILED_MEMBER, HOME, TRUE, FALSE, 4, reply_other_subject },
    { "to the receipt", FILED_MEMBER, HOME, TRUE, FALSE, 4, reply_receipt },
    { "to her own", FILED_MEMBER, HOME, TRUE, FALSE, 8, reply_own },
    { "by number", FILED_MEMBER, HOME, TRUE, FALSE, 4, reply_number },
    { "to the envelope sender", FILED_MEMBER, HOME, TRUE, FALSE, 2, reply_envelope },
    { "stranger, reply address", FILED_STRANGER, HOME, FALSE, FALSE, 4, stranger_address },
    { "stranger, In-Reply-To", FILED_RELATED, LINKED, FALSE, TRUE, 4, stranger_id },
    { "forwarded in its thread", FILED_RELATED, LINKED, FALSE, TRUE, 2, forward_threaded },
    { "forwarded out of it", FILED_NEW, ANOTHER, FALSE, TRUE, 2, forward_bare },
    { "stranger, number", FILED_NEW, ANOTHER, FALSE, TRUE, 3, stranger_number },
    { "forged reply address", FILED_NEW, ANOTHER, FALSE, TRUE, 2, forged_address },
    { "stranger, her id", FILED_NEW, ANOTHER, FALSE, TRUE, 3, stolen_id },
    { "delivered twice", FILED_MEMBER, AGAIN, FALSE, FALSE, 4, twice },
    { "same id, other words", FILED_NEW, ANOTHER, FALSE, TRUE, 2, same_id },
    { "bounce, envelope", FILED_REPORT, HOME, FALSE, FALSE, 3, bounce },
    { "bounce, returned id", FILED_REPORT, HOME, FALSE, FALSE, 2, bounce_by_id },
    { "bounce of no mail of ours", FILED_NOWHERE, NOWHERE, FALSE, FALSE, 2, bounce_unknown },
    { "delayed", FILED_REPORT, HOME, FALSE, FALSE, 2, delayed },
    { "complaint", FILED_REPORT, HOME, FALSE, FALSE, 1, complaint },
    { "displayed", FILED_REPORT, HOME, FALSE, FALSE, 2, displayed },
    { "away, marked", FILED_REPORT, HOME, FALSE, FALSE, 3, away_marked },
    { "away, in words", FILED_REPORT, HOME, FALSE, FALSE, 3, away_in_words },
    { "machine, marked", FILED_AUTOMATIC, HOME, FALSE, FALSE, 2, loop_marked },
    { "machine, unmarked", FILED_MEMBER, HOME, TRUE, FALSE, 2, loop_unmarked },
    { "in circles", FILED_PARKED, HOME, FALSE, FALSE, 2, loop_hops },
    { "our own, back", FILED_NOWHERE, NOWHERE, FALSE, FALSE, 2, own_back },
    { "newsletter", FILED_NOWHERE, NOWHERE, FALSE, FALSE, 2, newsletter },
    { "by a list", FILED_AUTOMATIC, HOME, FALSE, FALSE, 2, list_copy },
};

/* ---- the officer ---- */

static CaseView *
look_at(Week *week, const Talk *talk)
{
    g_autoptr(GError) error = NULL;
    CaseView *view = case_view_load(&week->house.mediation, &week->house.officer, talk->reference, &error);

    g_assert_no_error(error);
    return view;
}

static gboolean
officer_answers(Week *week, Talk *talk)
{
    CaseState next = talk->state == CASE_WAITING_CITIZEN || below(week, 3) == 0 ? CASE_RESOLVED : CASE_WAITING_CITIZEN;
    ReplyDraft draft = { .text = "We looked at it and will see to it *this week*.", .next = next };
    g_autoptr(CaseView) view = NULL;
    g_autoptr(GError) error = NULL;
    ReleaseId id;

    if (talk->state == CASE_RESOLVED)
        return FALSE;
    view = look_at(week, talk);
    release_reply(&week->house.mediation, &week->house.officer, talk->case_id, view->a_case->version, &draft, NULL, &id,
                  &error);
    g_assert_no_error(error);
    talk->state = next;
    add_one(week->due, talk->who);
    return TRUE;
}

static gboolean
officer_closes(Week *week, Talk *talk)
{
    g_autoptr(GError) error = NULL;

    if (talk->state == CASE_RESOLVED)
        return FALSE;
    casework_set_state(&week->house.mediation, &week->house.officer, talk->case_id, 0, CASE_RESOLVED, "done", &error);
    g_assert_no_error(error);
    talk->state = CASE_RESOLVED;
    return TRUE;
}

/* ---- after a round ---- */

/* Many deliveries to one host wait for each other, and for the clock. */
static void
settle_round(Week *week)
{
    gint64 deadline = clock_monotonic() + STALL, pinned = clock_now();

    for (guint i = 1; backlog(&week->house, WORK_SCREEN) + backlog(&week->house, WORK_DELIVER) > 0; i++) {
        g_assert_cmpint(clock_monotonic(), <, deadline);
        if (i % 50 == 0 && clock_now() < pinned + ROUND / 2)
            clock_pin(clock_now() + CLOCK_SECOND);
        g_usleep(500);
    }
}

static void
arrived_free(gpointer data)
{
    Arrived *arrived = data;

    g_free(arrived->id);
    g_free(arrived->reply_to);
    g_free(arrived->return_path);
    g_free(arrived->subject);
    g_free(arrived->text);
    g_free(arrived);
}

/* She may have other cases besides; an id of ours names the conversation. */
static gboolean
is_of(const Talk *talk, const char *text)
{
    g_autofree char *id = field_of(text, "Message-ID");
    char conversation[ID_TEXT_SIZE];

    id_format(talk->conversation.value, conversation);
    return strncmp(id + strlen("c."), conversation, strlen(conversation)) == 0;
}

static void
open_letter(Week *week, const char *name)
{
    g_autofree char *text = read_sent(&week->house, name), *to = field_of(text, "To");
    Talk *talk = g_hash_table_lookup(week->by_address, to);
    Arrived *arrived;

    add_one(week->arrived, to);
    week->letters++;
    if (talk == NULL || !is_of(talk, text))
        return;
    arrived = g_new0(Arrived, 1);
    arrived->id = field_of(text, "Message-ID");
    arrived->reply_to = reply_address_of(&week->house, name);
    arrived->return_path = return_path_of(&week->house, name);
    arrived->subject = g_strdup_printf("%s [%s]", talk->subject, talk->reference);
    arrived->text = g_steal_pointer(&text);
    g_ptr_array_add(talk->letters, arrived);
}

static void
open_letters(Week *week)
{
    g_autoptr(GPtrArray) names = outbox(&week->house);

    for (guint i = 0; i < names->len; i++)
        if (g_hash_table_add(week->seen, g_strdup(g_ptr_array_index(names, i))))
            open_letter(week, g_ptr_array_index(names, i));
}

static void
check_letters(Week *week)
{
    GHashTableIter iter;
    gpointer address, count;

    g_hash_table_iter_init(&iter, week->due);
    while (g_hash_table_iter_next(&iter, &address, &count))
        if (count_of(week->arrived, address) != GPOINTER_TO_UINT(count))
            g_error("%s got %u letters, not %u", (char *)address, count_of(week->arrived, address),
                    GPOINTER_TO_UINT(count));
    g_assert_cmpuint(g_hash_table_size(week->arrived), ==, g_hash_table_size(week->due));
}

/* Where the first of a talk was filed is its home. */
static void
move_in(Talk *talk, DbSession *session, const Message *message)
{
    g_autoptr(Case) a_case = case_store_load(session, message->case_id, NULL);

    g_assert_nonnull(a_case);
    talk->case_id = message->case_id;
    talk->conversation = message->conversation;
    talk->person = message->person;
    talk->reference = g_strdup(a_case->reference);
}

static void
check_state(const Talk *talk, DbSession *session, const char *kind)
{
    g_autoptr(Case) a_case = case_store_load(session, talk->case_id, NULL);

    if (a_case->state != talk->state)
        g_error("%s, %s: the case is %s, not %s", talk->reference, kind, case_state_name(a_case->state),
                case_state_name(talk->state));
}

/* Whether @message is where its kind belongs. */
static gboolean
is_in_place(const Filing *filing, DbSession *session, const Message *message)
{
    const Talk *talk = filing->talk;
    Where where = KINDS[filing->kind].where;
    gboolean linked = FALSE;

    if (where == NOWHERE)
        return message->case_id.value == 0 && message->conversation.value == 0;
    if (where == HOME)
        return message->case_id.value == talk->case_id.value && message->conversation.value == talk->conversation.value;
    if (talk == NULL)
        return message->case_id.value != 0;
    return message->case_id.value != 0 && message->case_id.value != talk->case_id.value &&
           case_store_is_linked(session, message->case_id, talk->case_id, &linked, NULL) && linked == (where == LINKED);
}

static void
check_place(const Filing *filing, DbSession *session, const Message *message)
{
    const Kind *kind = &KINDS[filing->kind];

    if (!is_in_place(filing, session, message))
        g_error("%s, from %s, <%s>: in another place", kind->name, message->sender, message->external_id);
    if (kind->filed == FILED_MEMBER)
        g_assert_cmpint(message->person.value, ==, filing->talk->person.value);
    if (kind->filed == FILED_STRANGER)
        g_assert_cmpint(message->person.value, !=, filing->talk->person.value);
}

static gboolean
check_filings(DbSession *session, gpointer data, GError **error)
{
    Week *week = data;

    (void)error;
    for (guint i = 0; i < week->filings->len; i++) {
        const Filing *filing = &g_array_index(week->filings, Filing, i);
        const Kind *kind = &KINDS[filing->kind];
        g_autoptr(Message) message = message_store_load(session, filing->id, NULL);

        if (message->filed != kind->filed)
            g_error("%s, from %s: filed as %s, not %s", kind->name, message->sender, filed_name(message->filed),
                    filed_name(kind->filed));
        if (kind->where == HOME && filing->talk->case_id.value == 0)
            move_in(filing->talk, session, message);
        check_place(filing, session, message);
        if (filing->talk != NULL)
            check_state(filing->talk, session, kind->name);
    }
    return TRUE;
}

/* ---- the week ---- */

static gboolean
make_any_step(Week *week, Talk *talk)
{
    guint sum = 0, at;

    if (below(week, 4) == 0)
        return below(week, 4) == 0 ? officer_closes(week, talk) : officer_answers(week, talk);
    for (guint i = KIND_STEPS; i < G_N_ELEMENTS(KINDS); i++)
        sum += KINDS[i].weight;
    at = below(week, sum);
    for (guint i = KIND_STEPS; i < G_N_ELEMENTS(KINDS); i++) {
        if (at < KINDS[i].weight)
            return KINDS[i].step(week, talk, i);
        at -= KINDS[i].weight;
    }
    g_assert_not_reached();
}

static void
make_step(Week *week, Talk *talk)
{
    guint kind = talk->late ? KIND_LATE : talk->number % 20 == 0 ? KIND_QUIET : KIND_FIRST;

    if (talk->case_id.value == 0)
        KINDS[kind].step(week, talk, kind);
    else if (talk->parent != NULL && talk->steps > 1 && below(week, 2) == 0)
        stranger_early(week, talk, KIND_EARLY);
    else if (talk->parent != NULL)
        late_parent(week, talk, KIND_PARENT);
    else
        while (!make_any_step(week, talk))
            ;
    talk->steps--;
    talk->round += 1 + below(week, LONGEST_PAUSE_ROUNDS);
}

static Talk *
talk_new(Week *week, guint number)
{
    Talk *talk = g_new0(Talk, 1);

    talk->number = number;
    talk->round = below(week, ROUNDS - STEPS_MAX * LONGEST_PAUSE_ROUNDS);
    talk->steps = 2 + below(week, STEPS_MAX - 2);
    talk->late = number % 10 == 3;
    talk->who = say(week, "citizen%u@town%u.example", number, below(week, 40));
    talk->second = say(week, "other%u@work%u.example", number, below(week, 40));
    talk->name = say(week, "Citizen %u", number);
    talk->subject = say(week, "%s %u", LANGUAGES[language_of(talk)].subject, number);
    talk->mine = g_ptr_array_new();
    talk->letters = g_ptr_array_new_with_free_func(arrived_free);
    g_hash_table_insert(week->by_address, (gpointer)talk->who, talk);
    return talk;
}

static void
talk_free(gpointer data)
{
    Talk *talk = data;

    g_ptr_array_unref(talk->mine);
    g_ptr_array_unref(talk->letters);
    g_free(talk->reference);
    g_free(talk);
}

static guint64
setting(const char *name, guint64 otherwise)
{
    const char *text = g_getenv(name);

    return text != NULL ? g_ascii_strtoull(text, NULL, 10) : otherwise;
}

static void
set_up_week(Week *week)
{
    guint32 seed = (guint32)setting("TRIBUNE_WEEK_SEED", 1);
    guint count = (guint)setting("TRIBUNE_WEEK_CONVERSATIONS", CONVERSATIONS);

    g_print("# a week of %u conversations, seed %u\n", count, seed);
    clock_pin(MONDAY);
    set_up_mail(&week->house, NULL);
    week->rand = g_rand_new_with_seed(seed);
    week->strings = g_string_chunk_new(64 * 1024);
    week->filings = g_array_new(FALSE, TRUE, sizeof(Filing));
    week->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    week->by_address = g_hash_table_new(g_str_hash, g_str_equal);
    week->due = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    week->arrived = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    week->receipts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    week->counts = g_new0(guint, G_N_ELEMENTS(KINDS));
    week->talks = g_ptr_array_new_with_free_func(talk_free);
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(week->talks, talk_new(week, i + 1));
}

static void
tear_down_week(Week *week)
{
    tear_down(&week->house, NULL);
    clock_pin(0);
    g_ptr_array_unref(week->talks);
    g_free(week->counts);
    g_hash_table_unref(week->receipts);
    g_hash_table_unref(week->arrived);
    g_hash_table_unref(week->due);
    g_hash_table_unref(week->by_address);
    g_hash_table_unref(week->seen);
    g_array_unref(week->filings);
    g_string_chunk_free(week->strings);
    g_rand_free(week->rand);
}

static void
run_round(Week *week, guint round)
{
    g_autoptr(GError) error = NULL;

    clock_pin(MONDAY + round * ROUND);
    g_array_set_size(week->filings, 0);
    for (guint i = 0; i < week->talks->len; i++) {
        Talk *talk = g_ptr_array_index(week->talks, i);

        if (talk->steps > 0 && talk->round == round)
            make_step(week, talk);
    }
    if (round % (ROUNDS / FLOODS) == 20) {
        flood_many(week, NULL, KIND_FLOOD_MANY);
        flood_one(week, NULL, KIND_FLOOD_ONE);
    }
    settle_round(week);
    g_assert_true(store_read(week->house.mediation.store, check_filings, week, &error));
    open_letters(week);
    check_letters(week);
}

/* ---- when it is over ---- */

/* Nothing is in a case that does not belong there, and nothing that happened elsewhere has changed it. */
static void
check_talk(const Talk *talk, DbSession *session)
{
    g_autoptr(GPtrArray) messages = message_store_list_case(session, talk->case_id, 1000, NULL);
    g_autoptr(GPtrArray) links = case_store_list_links(session, talk->case_id, NULL);
    guint inside = 0;

    for (guint i = 0; i < messages->len; i++)
        inside += ((const Message *)g_ptr_array_index(messages, i))->direction == DIRECTION_IN ? 1 : 0;
    g_assert_cmpuint(inside, ==, talk->inside);
    g_assert_cmpuint(messages->len - inside, ==, talk->letters->len);
    g_assert_cmpuint(links->len, ==, talk->links);
    check_state(talk, session, "in the end");
}

static gboolean
has_case(DbSession *session, guint number)
{
    g_autofree char *reference = g_strdup_printf("NB-2026-%06u", number);
    g_autoptr(Case) a_case = case_store_find(session, reference, NULL);

    return a_case != NULL;
}

static gboolean
check_week(DbSession *session, gpointer data, GError **error)
{
    const Week *week = data;

    (void)error;
    for (guint i = 0; i < week->talks->len; i++)
        check_talk(g_ptr_array_index(week->talks, i), session);
    g_assert_true(has_case(session, week->cases));
    g_assert_false(has_case(session, week->cases + 1));
    return TRUE;
}

static void
check_totals(const Week *week)
{
    guint sum = 0;

    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        g_print("# %6u  %s\n", week->counts[i], KINDS[i].name);
        g_assert_true(week->counts[i] > 0 || week->talks->len < CONVERSATIONS);
        sum += week->counts[i];
    }
    g_print("# %6u  mails, %u cases, %u letters sent\n", sum, week->cases, week->letters);
    g_assert_cmpuint(sum, ==, week->mails);
    g_assert_cmpuint(week->counts[KIND_FIRST] + week->counts[KIND_QUIET] + week->counts[KIND_LATE], ==,
                     week->talks->len);
    g_assert_cmpuint(week->counts[KIND_PARENT], ==, week->counts[KIND_LATE]);
}

static void
every_mail_of_a_week_is_filed_where_it_belongs(void)
{
    g_autofree Week *week = g_new0(Week, 1);
    g_autoptr(GError) error = NULL;

    set_up_week(week);
    for (guint round = 0; round < ROUNDS; round++)
        run_round(week, round);
    g_assert_true(store_read(week->house.mediation.store, check_week, week, &error));
    check_totals(week);
    tear_down_week(week);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail-week/every_mail_of_a_week_is_filed_where_it_belongs",
                    every_mail_of_a_week_is_filed_where_it_belongs);
    return g_test_run();
}
