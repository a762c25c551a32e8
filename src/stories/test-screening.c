/* SPDX-License-Identifier: Apache-2.0 */
/* Screening with the filters of the house: word lists, personal numbers, floods, languages, and the queue of what they
 * hold. */
#include <stdatomic.h>

#include "mediation/filter-host.h"
#include "mediation/receiving/review.h"
#include "store/word-list-store.h"
#include "stories/test-house.h"
#include "views/review-view.h"

extern const struct filter_driver flood_filter, personal_number_filter, words_filter;
static const struct filter_driver *const SCREENING[] = { &flood_filter, &personal_number_filter, &words_filter, NULL };

static const RoleGrant RECORDS_GRANT = { ROLE_RECORDS, { 0 } }, POLICY_GRANT = { ROLE_POLICY, { 0 } };
static const Actor RECORDS = { ACTOR_STAFF, { 77 }, "Ruth Feldman", &RECORDS_GRANT, 1 };
static const Actor POLICY = { ACTOR_STAFF, { 78 }, "Nadia Karim", &POLICY_GRANT, 1 };

static Config *flood_config;

static void
open_filters(House *house)
{
    static const char SETTINGS[] = "[filter.flood]\ndriver = flood\nsenders = 3\nwindow = 1h\nhold = true\n";
    static ConfigTable table;
    static const ConfigTable *const tables[] = { &table, NULL };
    Mediation *mediation = &house->mediation;
    g_autoptr(GError) error = NULL;

    table = (ConfigTable){ "filter", "flood", NULL, flood_filter.settings };
    flood_config = config_parse(SETTINGS, strlen(SETTINGS), "test", "/", tables, &error);
    g_assert_no_error(error);
    mediation->filters = filters_open(flood_config, SCREENING, &mediation->filter_host, &error);
    g_assert_no_error(error);
}

static void
set_up_filters(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    set_up(house, data);
    filters_close(house->mediation.filters);
    house->mediation.lexicon = lexicon_open(house->mediation.store, &error);
    g_assert_no_error(error);
    filter_host_init(&house->mediation);
    open_filters(house);
}

static void
tear_down_filters(House *house, gconstpointer data)
{
    Lexicon *lexicon = house->mediation.lexicon;

    tear_down(house, data);
    lexicon_close(lexicon);
    config_free(flood_config);
}

/* ---- helpers ---- */

static WordListId
add_list(House *house, const char *name, const char *label, gboolean holds, const char *language, const char *words)
{
    WordList list = { .name = (char *)name,
                      .label = (char *)label,
                      .holds = holds,
                      .language = (char *)language,
                      .words = (char *)words };
    g_autoptr(GError) error = NULL;
    const char *field;
    WordListId id;

    g_assert_true(lexicon_save(house->mediation.lexicon, &POLICY, &list, &id, &field, &error));
    g_assert_no_error(error);
    return id;
}

/* One after the other, so that cases are numbered in that order. */
static void
tell(House *house, const char *from, const char *to, const char *text)
{
    write_in(house, from, to, text);
    settle(house);
}

/* What the filters said of the first message of case @number: "label@part …". */
static char *
verdicts_of(House *house, guint number)
{
    g_autoptr(CaseView) view = look(house, number);
    const CaseMessage *item = g_ptr_array_index(view->messages, 0);
    GString *out = g_string_new(screening_name(item->message->screening));

    for (guint i = 0; i < item->verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(item->verdicts, i);

        g_string_append_printf(out, " %s:%s@%s", verdict_kind_name(stored->verdict->kind), stored->verdict->label,
                               stored->verdict->part);
    }
    return g_string_free(out, FALSE);
}

static void
assert_verdicts(House *house, guint number, const char *expected)
{
    g_autofree char *said = verdicts_of(house, number);

    g_assert_cmpstr(said, ==, expected);
}

static ReviewQueue *
queue_of(House *house, ReviewList list, gint64 group)
{
    g_autoptr(GError) error = NULL;
    ReviewQueue *queue = review_view_load(&house->mediation, &RECORDS, list, group, (MessageId){ 0 }, &error);

    g_assert_no_error(error);
    return queue;
}

/* ---- word lists ---- */

static void
words_of_a_list_label_or_hold(House *house, gconstpointer data)
{
    (void)data;
    add_list(house, "Threats", "threat", TRUE, "", "will kill you\n");
    add_list(house, "Fences", "fence", FALSE, "", "fence\n");
    tell(house, "echo:ada", DESK, "Id: a1\n\nThe fence is down.");
    tell(house, "echo:eve", DESK, "Id: e1\n\nI will\nKILL you.");
    tell(house, "echo:bob", DESK, "Id: b1\n\nThe fencepost will not kill your roses.");
    assert_verdicts(house, 1, "labelled label:fence@body");
    assert_verdicts(house, 2, "held hold:threat@body");
    assert_verdicts(house, 3, "clear");
}

static void
a_change_of_a_list_counts_for_what_comes_next(House *house, gconstpointer data)
{
    WordListId id = add_list(house, "Fences", "fence", FALSE, "", "fence\n");
    WordList changed = { .id = id,
                         .name = (char *)"Gates",
                         .label = (char *)"gate",
                         .language = (char *)"",
                         .words = (char *)"gate",
                         .version = 1 };
    g_autoptr(GError) error = NULL;
    const char *field;

    (void)data;
    tell(house, "echo:ada", DESK, "Id: a1\n\nThe fence is down.");
    g_assert_true(lexicon_save(house->mediation.lexicon, &POLICY, &changed, NULL, &field, &error));
    assert_verdicts(house, 1, "labelled label:fence@body");
    tell(house, "echo:bob", DESK, "Id: b1\n\nThe gate is down, the fence is not.");
    assert_verdicts(house, 2, "labelled label:gate@body");
}

static void
a_list_in_a_language_leaves_others_alone(House *house, gconstpointer data)
{
    (void)data;
    add_list(house, "English threats", "threat", FALSE, "en", "die\n");
    tell(house, "echo:ada", DESK, "Id: a1\n\nGuten Tag, die Laterne vor meinem Haus ist seit Montag kaputt.");
    tell(house, "echo:eve", DESK, "Id: e1\n\nI hope that you and all of your friends will die this week.");
    assert_verdicts(house, 1, "clear");
    assert_verdicts(house, 2, "labelled label:threat@body");
}

static void
only_who_may_change_rules_changes_lists(House *house, gconstpointer data)
{
    WordList list = { .name = (char *)"x", .label = (char *)"x", .language = (char *)"", .words = (char *)"x" };
    g_autoptr(GError) error = NULL, other = NULL;
    const char *field;

    (void)data;
    g_assert_false(lexicon_save(house->mediation.lexicon, &house->officer, &list, NULL, &field, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_null(lexicon_read(house->mediation.lexicon, &RECORDS, &other));
    g_assert_error(other, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    add_list(house, "So that there is an event", "x", FALSE, "", "x");
}

static void
what_a_list_cannot_be_is_said_at_its_field(House *house, gconstpointer data)
{
    static const struct {
        const char *name, *label, *language, *words, *field;
    } CASES[] = {
        { "", "x", "", "x", "name" },           { "x", "X y", "", "x", "label" },
        { "x", "malware", "", "x", "label" },   { "x", "number-card", "", "x", "label" },
        { "x", "x", "en us", "x", "language" }, { "x", "x", "", "# only a remark\n\n", "words" },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        WordList list = { .name = (char *)CASES[i].name,
                          .label = (char *)CASES[i].label,
                          .language = (char *)CASES[i].language,
                          .words = (char *)CASES[i].words };
        g_autoptr(GError) error = NULL;
        const char *field;

        g_assert_false(lexicon_save(house->mediation.lexicon, &POLICY, &list, NULL, &field, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        g_assert_cmpstr(field, ==, CASES[i].field);
    }
    add_list(house, "x", "x", FALSE, "", "x");
}

static void
a_list_changed_meanwhile_is_not_overwritten(House *house, gconstpointer data)
{
    WordListId id = add_list(house, "One", "x", FALSE, "", "x");
    WordList list = { .id = id,
                      .name = (char *)"Two",
                      .label = (char *)"x",
                      .language = (char *)"",
                      .words = (char *)"y",
                      .version = 1 };
    g_autoptr(GError) error = NULL;
    const char *field;

    (void)data;
    g_assert_true(lexicon_save(house->mediation.lexicon, &POLICY, &list, NULL, &field, NULL));
    g_assert_false(lexicon_save(house->mediation.lexicon, &POLICY, &list, NULL, &field, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
}

/* ---- numbers and languages ---- */

static void
a_personal_number_is_labelled_by_place(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;
    const StoredVerdict *stored;

    (void)data;
    tell(house, "echo:ada", DESK, "Id: a1\n\nMy card is 4111 1111 1111 1111.");
    assert_verdicts(house, 1, "labelled label:number-card@body");
    view = look(house, 1);
    stored = g_ptr_array_index(((CaseMessage *)view->messages->pdata[0])->verdicts, 0);
    g_assert_cmpstr(stored->verdict->places, ==, "11+19");
}

static void
the_language_is_found_out_and_answered_in(House *house, gconstpointer data)
{
    g_autoptr(CaseView) german = NULL, turkish = NULL;

    (void)data;
    tell(house, "echo:jan", DESK, "Id: j1\n\nGuten Tag, die Laterne vor meinem Haus ist seit Montag kaputt.");
    tell(house, "echo:ayse", DESK, "Id: t1\n\nMerhaba, evimin sokak lambası bozuk. Lütfen ne zaman tamir olur?");
    german = look(house, 1);
    turkish = look(house, 2);
    g_assert_cmpstr(german->a_case->language, ==, "de");
    g_assert_cmpstr(((CaseMessage *)german->messages->pdata[0])->message->language, ==, "de");
    g_assert_cmpstr(turkish->a_case->language, ==, "tr");
}

/* ---- floods and the queue ---- */

#define PETITION                                                                                                       \
    "Please do not fell the forty lime trees along Station Road. They give shade in summer, keep the air clean, and "  \
    "are home to birds and bats; the survey that the plan rests on is six years old. Yours, "

static void
petition(House *house, guint number)
{
    g_autofree char *from = g_strdup_printf("echo:citizen%u", number);
    g_autofree char *text = g_strdup_printf("Id: p%u\nSubject: Trees\n\n" PETITION "citizen %u", number, number);

    tell(house, from, DESK, text);
}

static void
a_flood_is_held_as_one_from_the_set_number_of_senders_on(House *house, gconstpointer data)
{
    g_autoptr(ReviewQueue) queue = NULL, each = NULL;
    const ReviewFlood *flood;

    (void)data;
    for (guint i = 1; i <= 5; i++)
        petition(house, i);
    tell(house, "echo:ada", DESK, "Id: a1\n\nThe street lamp outside number 12 has been out since Monday evening.");
    assert_verdicts(house, 2, "clear");
    assert_verdicts(house, 3, "held hold:flood@");
    assert_verdicts(house, 6, "clear");
    queue = queue_of(house, REVIEW_WAITING, 0);
    g_assert_cmpuint(queue->waiting, ==, 3);
    g_assert_cmpuint(queue->rows->len, ==, 0);
    g_assert_cmpuint(queue->floods->len, ==, 1);
    flood = g_ptr_array_index(queue->floods, 0);
    g_assert_cmpuint(flood->count, ==, 3);
    each = queue_of(house, REVIEW_FLOOD, flood->group);
    g_assert_cmpuint(each->rows->len, ==, 3);
}

static void
one_sender_alone_is_no_flood(House *house, gconstpointer data)
{
    (void)data;
    for (guint i = 1; i <= 4; i++) {
        g_autofree char *text = g_strdup_printf("Id: p%u\n\n" PETITION "Ada", i);

        tell(house, "echo:ada", DESK, text);
    }
    assert_verdicts(house, 4, "clear");
}

static void
after_a_start_a_flood_goes_on(House *house, gconstpointer data)
{
    (void)data;
    petition(house, 1);
    petition(house, 2);
    filters_close(house->mediation.filters);
    config_free(flood_config);
    open_filters(house);
    petition(house, 3);
    assert_verdicts(house, 3, "held hold:flood@");
}

static void
a_flood_is_decided_on_at_once(House *house, gconstpointer data)
{
    g_autoptr(ReviewQueue) queue = NULL, after = NULL;
    g_autoptr(GError) error = NULL, forbidden = NULL;
    ReviewFloodResult result;
    gint64 group;

    (void)data;
    for (guint i = 1; i <= 5; i++)
        petition(house, i);
    queue = queue_of(house, REVIEW_WAITING, 0);
    group = ((ReviewFlood *)queue->floods->pdata[0])->group;
    g_assert_false(review_decide_flood(&house->mediation, &house->officer, group, TRUE, "x", &result, &forbidden));
    g_assert_error(forbidden, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_true(review_decide_flood(&house->mediation, &RECORDS, group, TRUE, "A petition.", &result, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(result.decided, ==, 3);
    g_assert_cmpuint(result.left, ==, 0);
    assert_verdicts(house, 4, "released hold:flood@");
    after = queue_of(house, REVIEW_WAITING, 0);
    g_assert_cmpuint(after->waiting, ==, 0);
    settle(house);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 5); /* everybody has her receipt */
}

static void
what_is_kept_leaves_the_queue_and_stays_held(House *house, gconstpointer data)
{
    g_autoptr(ReviewQueue) queue = NULL, waiting = NULL, kept = NULL;
    g_autoptr(GError) error = NULL;
    const ReviewRow *row;

    (void)data;
    add_list(house, "Threats", "threat", TRUE, "", "will kill you\n");
    tell(house, "echo:eve", DESK, "Id: e1\n\nI will kill you.");
    queue = queue_of(house, REVIEW_WAITING, 0);
    g_assert_cmpuint(queue->rows->len, ==, 1);
    row = g_ptr_array_index(queue->rows, 0);
    g_assert_cmpstr(row->excerpt, ==, "I will kill you.");
    g_assert_cmpint(row->due, >, row->message->received);
    g_assert_true(review_decide(&house->mediation, &RECORDS, row->message->id, FALSE, "Sent to the police.", &error));
    waiting = queue_of(house, REVIEW_WAITING, 0);
    g_assert_cmpuint(waiting->rows->len, ==, 0);
    kept = queue_of(house, REVIEW_KEPT, 0);
    g_assert_cmpuint(kept->rows->len, ==, 1);
    g_assert_cmpint(((ReviewRow *)kept->rows->pdata[0])->decided, >, 0);
    assert_verdicts(house, 1, "held hold:threat@body");
}

/* The case of @number counts what somebody has to decide on. */
static void
assert_held(House *house, guint number, guint expected)
{
    g_autoptr(CaseView) view = look(house, number);

    g_assert_cmpuint(view->a_case->held, ==, expected);
}

static void
what_is_kept_counts_no_more_in_its_case(House *house, gconstpointer data)
{
    g_autoptr(ReviewQueue) queue = NULL;
    g_autoptr(GError) error = NULL;
    MessageId first, second;

    (void)data;
    add_list(house, "Threats", "threat", TRUE, "", "will kill you\n");
    tell(house, "echo:eve", DESK, "Id: e1\n\nI will kill you.");
    tell(house, "echo:eve", DESK, "Id: e2\nReference: e1\n\nI will kill you today.");
    assert_held(house, 1, 2);
    queue = queue_of(house, REVIEW_WAITING, 0);
    g_assert_cmpuint(queue->rows->len, ==, 2);
    first = ((ReviewRow *)queue->rows->pdata[0])->message->id;
    second = ((ReviewRow *)queue->rows->pdata[1])->message->id;
    g_assert_true(review_decide(&house->mediation, &RECORDS, first, FALSE, "Sent to the police.", &error));
    assert_held(house, 1, 1);
    g_assert_true(review_decide(&house->mediation, &RECORDS, first, FALSE, "Said twice.", &error));
    assert_held(house, 1, 1);
    g_assert_true(review_decide(&house->mediation, &RECORDS, first, TRUE, "After all.", &error));
    assert_held(house, 1, 1);
    g_assert_true(review_decide(&house->mediation, &RECORDS, second, TRUE, "This too.", &error));
    assert_held(house, 1, 0);
}

static void
the_queue_is_for_who_decides(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    tell(house, "echo:ada", DESK, "Id: a1\n\nHello");
    g_assert_null(review_view_load(&house->mediation, &house->officer, REVIEW_WAITING, 0, (MessageId){ 0 }, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

/* ---- order ---- */

static atomic_bool pondering;

static gpointer
open_slow(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    (void)config, (void)group, (void)host, (void)error;
    return GINT_TO_POINTER(1);
}

/* Ponders what begins with "First" until told otherwise. */
static gboolean
judge_slowly(gpointer filter, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    const MessagePart *text = message_parts_find(input->parts, PART_TEXT);
    gsize length;
    const char *bytes = g_bytes_get_data(text->bytes, &length);

    (void)filter, (void)deadline, (void)verdicts, (void)error;
    while (length > 5 && memcmp(bytes, "First", 5) == 0 && atomic_load(&pondering))
        g_usleep(1000);
    return TRUE;
}

static void
close_slow(gpointer filter)
{
    (void)filter;
}

static void
set_up_slow(House *house, gconstpointer data)
{
    static const struct filter_driver slow = { .contract = FILTER_CONTRACT,
                                               .name = "slow",
                                               .summary = "",
                                               .always = TRUE,
                                               .open = open_slow,
                                               .judge = judge_slowly,
                                               .close = close_slow };
    static const struct filter_driver *const SLOW[] = { &slow, NULL };
    g_autoptr(GError) error = NULL;

    set_up(house, data);
    filters_close(house->mediation.filters);
    house->mediation.filters = filters_open(house->config, SLOW, &house->mediation.filter_host, &error);
    g_assert_no_error(error);
    atomic_store(&pondering, TRUE);
}

static void
assert_written_by(House *house, guint number, const char *sender, const char *text)
{
    g_autoptr(CaseView) view = look(house, number);
    const CaseMessage *item = g_ptr_array_index(view->messages, 0);

    g_assert_cmpstr(item->message->sender, ==, sender);
    g_assert_cmpstr(item->message->preview, ==, text);
}

static void
what_one_person_writes_is_filed_in_order_and_holds_up_nobody_else(House *house, gconstpointer data)
{
    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\n\nFirst, the gate is open.");
    write_in(house, "echo:ada", DESK, "Id: a2\n\nThen the goats are out.");
    write_in(house, "echo:bob", DESK, "Id: b1\n\nThere are goats here.");
    WAIT_FOR(backlog(house, WORK_SCREEN) == 2);
    atomic_store(&pondering, FALSE);
    settle(house);
    assert_written_by(house, 1, "echo:bob", "There are goats here.");
    assert_written_by(house, 2, "echo:ada", "First, the gate is open.");
    assert_written_by(house, 3, "echo:ada", "Then the goats are out.");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define STORY(function) g_test_add("/screening/" #function, House, NULL, set_up_filters, function, tear_down_filters)
    STORY(words_of_a_list_label_or_hold);
    STORY(a_change_of_a_list_counts_for_what_comes_next);
    STORY(a_list_in_a_language_leaves_others_alone);
    STORY(only_who_may_change_rules_changes_lists);
    STORY(what_a_list_cannot_be_is_said_at_its_field);
    STORY(a_list_changed_meanwhile_is_not_overwritten);
    STORY(a_personal_number_is_labelled_by_place);
    STORY(the_language_is_found_out_and_answered_in);
    STORY(a_flood_is_held_as_one_from_the_set_number_of_senders_on);
    STORY(one_sender_alone_is_no_flood);
    STORY(after_a_start_a_flood_goes_on);
    STORY(a_flood_is_decided_on_at_once);
    STORY(what_is_kept_leaves_the_queue_and_stays_held);
    STORY(what_is_kept_counts_no_more_in_its_case);
    STORY(the_queue_is_for_who_decides);
    g_test_add("/screening/what_one_person_writes_is_filed_in_order_and_holds_up_nobody_else", House, NULL, set_up_slow,
               what_one_person_writes_is_filed_in_order_and_holds_up_nobody_else, tear_down);
    return g_test_run();
}
