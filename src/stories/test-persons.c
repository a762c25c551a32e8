/* SPDX-License-Identifier: Apache-2.0 */
/* What officers decide about persons, over a real store and the echo channel: name, preferences, two that are one. */
#include "mediation/indexing.h"
#include "store/person-merge-store.h"
#include "store/person-store.h"
#include "stories/test-house.h"
#include "views/contact-view.h"
#include "views/person-view.h"
#include "views/reading-view.h"
#include "views/search-view.h"

typedef struct {
    PersonId ada, eve;
} Pair;

static PersonId
person_of(House *house, const char *uri)
{
    g_autoptr(GError) error = NULL;
    PersonId id = { 0 };

    person_view_find_address(house->mediation.store, &house->officer, uri, &id, &error);
    g_assert_no_error(error);
    return id;
}

static PersonView *
page_of(House *house, PersonId id)
{
    g_autoptr(GError) error = NULL;
    PersonView *view = person_view_load(house->mediation.store, &house->officer, id, &error);

    g_assert_no_error(error);
    return view;
}

/* Ada's lamp is case 1, Eve's street case 2. */
static Pair
two_persons(House *house)
{
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nDear council, the lamp is out.");
    settle(house);
    write_in(house, "echo:eve", DESK, "Id: e1\nSubject: Dark street\n\nThe lamp again");
    settle(house);
    return (Pair){ person_of(house, "echo:ada"), person_of(house, "echo:eve") };
}

static gboolean
merge(House *house, PersonId source, PersonId target, const char *reason, GError **error)
{
    PersonMergeSize size;

    g_assert_true(person_view_size(house->mediation.store, &house->officer, source, &size, NULL));
    return persons_merge(&house->mediation, &house->officer, source, target, size, reason, error);
}

/* ---- what the store says ---- */

DB_STATEMENT(test_count_kind, "SELECT count(*) FROM events WHERE kind = $1");
DB_STATEMENT(test_list_messages, "SELECT id, person FROM messages WHERE person IS NOT NULL ORDER BY id");

typedef struct {
    const char *kind;
    gint64 count;
    GString *owners;
} Question;

static gboolean
ask(DbSession *session, gpointer data, GError **error)
{
    Question *question = data;
    g_autoptr(DbQuery) query = db_query(session, question->kind != NULL ? &test_count_kind : &test_list_messages);

    if (question->kind != NULL)
        db_bind_text(query, question->kind);
    while (db_step(query)) {
        question->count = db_int(query, 0);
        if (question->owners != NULL)
            g_string_append_printf(question->owners, "%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT " ", db_int(query, 0),
                                   db_int(query, 1));
    }
    return db_finish(query, error);
}

static gint64
events(House *house, EventKind kind)
{
    Question question = { .kind = event_kind_name(kind) };

    g_assert_true(store_read(house->mediation.store, ask, &question, NULL));
    return question.count;
}

/* "message:person …", for every message that has one. */
static char *
owners(House *house)
{
    Question question = { .owners = g_string_new(NULL) };

    g_assert_true(store_read(house->mediation.store, ask, &question, NULL));
    return g_string_free(question.owners, FALSE);
}

/* ---- the page ---- */

static void
a_person_is_shown_to_who_may_read_a_case_of_hers(House *house, gconstpointer data)
{
    const RoleGrant elsewhere = { ROLE_OFFICER, { house->unit.value + 1 } };
    const Actor pat = { ACTOR_STAFF, { 4711 }, "Pat Parks", &elsewhere, 1 };
    const Pair pair = two_persons(house);
    g_autoptr(PersonView) seen = page_of(house, pair.ada);
    g_autoptr(GError) error = NULL, rename = NULL;
    const PersonAddress *address = g_ptr_array_index(seen->addresses, 0);

    (void)data;
    g_assert_cmpuint(seen->addresses->len, ==, 1);
    g_assert_cmpuint(seen->cases->len, ==, 1);
    g_assert_true(seen->edits);
    g_assert_cmpint(address->first, >, 0);
    g_assert_cmpint(address->last, >, 0);
    g_assert_null(person_view_load(house->mediation.store, &pat, pair.ada, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_assert_false(persons_rename(&house->mediation, &pat, pair.ada, "Ada", &rename));
    g_assert_error(rename, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
a_name_is_changed_with_an_event_and_has_limits(House *house, gconstpointer data)
{
    g_autofree char *most = g_strnfill(PERSON_NAME_MAX, 'a'), *more = g_strnfill(PERSON_NAME_MAX + 1, 'a');
    const Pair pair = two_persons(house);
    g_autoptr(GError) error = NULL, none = NULL, large = NULL;
    g_autoptr(PersonView) view = NULL;
    gint64 before = events(house, EVENT_PERSON_CHANGED);

    (void)data;
    g_assert_false(persons_rename(&house->mediation, &house->officer, pair.ada, " \n", &none));
    g_assert_error(none, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_false(persons_rename(&house->mediation, &house->officer, pair.ada, more, &large));
    g_assert_error(large, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    persons_rename(&house->mediation, &house->officer, pair.ada, most, &error);
    persons_rename(&house->mediation, &house->officer, pair.ada, "Ada Lovelace", &error);
    persons_rename(&house->mediation, &house->officer, pair.ada, "Ada Lovelace", &error);
    g_assert_no_error(error);
    view = page_of(house, pair.ada);
    g_assert_cmpstr(view->person->name, ==, "Ada Lovelace");
    g_assert_cmpint(events(house, EVENT_PERSON_CHANGED), ==, before + 2);
}

static void
preferences_are_kept_if_they_can_be_met(House *house, gconstpointer data)
{
    const Pair pair = two_persons(house);
    PersonPreferences wanted = { 0 };
    g_autoptr(GError) error = NULL, channel = NULL, language = NULL;
    g_autoptr(PersonView) view = NULL;
    gint64 before = events(house, EVENT_PERSON_CHANGED);

    (void)data;
    wanted.of[PERSON_PURPOSE_ANY].language = (char *)"en";
    wanted.of[PERSON_PURPOSE_ANSWER].channel = (char *)"echo";
    persons_prefer(&house->mediation, &house->officer, pair.ada, &wanted, &error);
    persons_prefer(&house->mediation, &house->officer, pair.ada, &wanted, &error);
    g_assert_no_error(error);
    g_assert_cmpint(events(house, EVENT_PERSON_CHANGED), ==, before + 2);
    wanted.of[PERSON_PURPOSE_RECEIPT].channel = (char *)"refuse";
    g_assert_false(persons_prefer(&house->mediation, &house->officer, pair.ada, &wanted, &channel));
    g_assert_error(channel, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    wanted.of[PERSON_PURPOSE_RECEIPT].channel = NULL;
    wanted.of[PERSON_PURPOSE_ANY].language = (char *)"tlh";
    g_assert_false(persons_prefer(&house->mediation, &house->officer, pair.ada, &wanted, &language));
    g_assert_error(language, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    view = page_of(house, pair.ada);
    g_assert_cmpstr(view->preferences.of[PERSON_PURPOSE_ANY].language, ==, "en");
    g_assert_cmpstr(view->preferences.of[PERSON_PURPOSE_ANSWER].channel, ==, "echo");
    g_assert_null(view->preferences.of[PERSON_PURPOSE_RECEIPT].channel);
}

/* ---- two are one ---- */

static void
what_moved_goes_back_and_nothing_else(House *house, gconstpointer data)
{
    const Pair pair = two_persons(house);
    g_autoptr(CaseView) street = look(house, 2);
    g_autofree char *before = NULL, *during = NULL, *after = NULL;
    g_autoptr(PersonView) one = NULL, pointer = NULL, ada = NULL, eve = NULL;
    g_autoptr(GError) error = NULL, twice = NULL;
    gint64 id;

    (void)data;
    answer(house, street, "We know of it.");
    settle(house);
    before = owners(house);
    merge(house, pair.eve, pair.ada, "She said so on the telephone", &error);
    g_assert_no_error(error);
    during = owners(house);
    g_assert_cmpstr(during, !=, before);
    one = page_of(house, pair.ada);
    pointer = page_of(house, pair.eve);
    g_assert_cmpint(pointer->person->id.value, ==, pair.ada.value);
    g_assert_cmpuint(one->addresses->len, ==, 2);
    g_assert_cmpuint(one->cases->len, ==, 2);
    g_assert_cmpuint(one->merges->len, ==, 1);
    id = ((const PersonViewMerge *)g_ptr_array_index(one->merges, 0))->merge->id;

    persons_unmerge(&house->mediation, &house->officer, id, &error);
    g_assert_no_error(error);
    after = owners(house);
    g_assert_cmpstr(after, ==, before);
    ada = page_of(house, pair.ada);
    eve = page_of(house, pair.eve);
    g_assert_cmpint(eve->person->id.value, ==, pair.eve.value);
    g_assert_cmpuint(ada->addresses->len, ==, 1);
    g_assert_cmpuint(ada->cases->len, ==, 1);
    g_assert_cmpuint(eve->cases->len, ==, 1);
    g_assert_cmpint(events(house, EVENT_PERSON_MERGED), ==, 2);
    g_assert_cmpint(events(house, EVENT_PERSON_UNMERGED), ==, 2);
    g_assert_false(persons_unmerge(&house->mediation, &house->officer, id, &twice));
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
later_mail_of_a_moved_address_is_of_who_has_it_then(House *house, gconstpointer data)
{
    const Pair pair = two_persons(house);
    g_autoptr(CaseView) street = look(house, 2), answered = NULL, fresh = NULL, own = NULL, kept = NULL;
    g_autoptr(PersonView) one = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    merge(house, pair.eve, pair.ada, "Same house, same voice", &error);
    g_assert_no_error(error);
    write_in(house, "echo:eve", DESK, "Id: e2\nReference: e1\n\nStill dark");
    settle(house);
    answered = look(house, 2);
    g_assert_cmpuint(answered->messages->len, ==, street->messages->len + 1);
    write_in(house, "echo:eve", DESK, "Id: e3\nSubject: Bins\n\nThe bins are full");
    settle(house);
    fresh = look(house, 3);
    g_assert_cmpint(fresh->person->id.value, ==, pair.ada.value);

    one = page_of(house, pair.ada);
    persons_unmerge(&house->mediation, &house->officer,
                    ((const PersonViewMerge *)g_ptr_array_index(one->merges, 0))->merge->id, &error);
    g_assert_no_error(error);
    write_in(house, "echo:eve", DESK, "Id: e4\nSubject: Tree\n\nA tree is down");
    settle(house);
    own = look(house, 4);
    kept = look(house, 3);
    g_assert_cmpint(own->person->id.value, ==, pair.eve.value);
    g_assert_cmpint(kept->person->id.value, ==, pair.ada.value);
}

static void
what_was_said_meanwhile_in_a_case_that_goes_back_goes_with_it(House *house, gconstpointer data)
{
    const Pair pair = two_persons(house);
    g_autoptr(CaseView) street = NULL, back = NULL;
    g_autoptr(PersonView) one = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    merge(house, pair.eve, pair.ada, "Same house, same voice", &error);
    g_assert_no_error(error);
    write_in(house, "echo:eve", DESK, "Id: e2\nReference: e1\n\nStill dark");
    settle(house);
    street = look(house, 2);
    answer(house, street, "A crew comes.");
    settle(house);
    one = page_of(house, pair.ada);
    persons_unmerge(&house->mediation, &house->officer,
                    ((const PersonViewMerge *)g_ptr_array_index(one->merges, 0))->merge->id, &error);
    g_assert_no_error(error);
    back = look(house, 2);
    g_assert_cmpuint(back->messages->len, ==, street->messages->len + 1);
    for (guint i = 0; i < back->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(back->messages, i);

        g_assert_cmpint(item->message->person.value, ==, pair.eve.value);
    }
}

static void
a_merge_is_a_decision_with_a_reason_about_what_was_seen(House *house, gconstpointer data)
{
    g_autofree char *more = g_strnfill(PERSON_REASON_MAX + 1, 'a');
    const RoleGrant auditing = { ROLE_AUDITOR, { 0 } };
    const Actor colin = { ACTOR_STAFF, { 4711 }, "Colin Hargreaves", &auditing, 1 };
    const Pair pair = two_persons(house);
    const PersonMergeSize stale = { 1, 0 };
    g_autoptr(GError) silent = NULL, large = NULL, self = NULL, changed = NULL, forbidden = NULL;

    (void)data;
    merge(house, pair.eve, pair.ada, " ", &silent);
    merge(house, pair.eve, pair.ada, more, &large);
    merge(house, pair.ada, pair.ada, "x", &self);
    persons_merge(&house->mediation, &house->officer, pair.eve, pair.ada, stale, "x", &changed);
    persons_merge(&house->mediation, &colin, pair.eve, pair.ada, (PersonMergeSize){ 1, 1 }, "x", &forbidden);
    g_assert_error(silent, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_error(large, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_error(self, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_error(changed, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_error(forbidden, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(events(house, EVENT_PERSON_MERGED), ==, 0);
}

static void
a_merge_that_was_merged_on_is_undone_from_the_last(House *house, gconstpointer data)
{
    const Pair pair = two_persons(house);
    g_autoptr(PersonView) ada = NULL, joe = NULL, eve = NULL;
    g_autoptr(GError) error = NULL, early = NULL;
    gint64 first, second;
    PersonId third;

    (void)data;
    write_in(house, "echo:joe", DESK, "Id: j1\nSubject: Lamp\n\nMe too");
    settle(house);
    third = person_of(house, "echo:joe");
    merge(house, pair.eve, pair.ada, "Same person", &error);
    ada = page_of(house, pair.ada);
    first = ((const PersonViewMerge *)g_ptr_array_index(ada->merges, 0))->merge->id;
    merge(house, pair.ada, third, "Same person", &error);
    g_assert_no_error(error);
    joe = page_of(house, pair.eve);
    g_assert_cmpint(joe->person->id.value, ==, third.value);
    second = ((const PersonViewMerge *)g_ptr_array_index(joe->merges, 0))->merge->id;
    g_assert_false(persons_unmerge(&house->mediation, &house->officer, first, &early));
    g_assert_error(early, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    persons_unmerge(&house->mediation, &house->officer, second, &error);
    persons_unmerge(&house->mediation, &house->officer, first, &error);
    g_assert_no_error(error);
    eve = page_of(house, pair.eve);
    g_assert_cmpuint(eve->cases->len, ==, 1);
}

static void
for_programs_who_was_put_into_another_points_there_until_that_is_undone(House *house, gconstpointer data)
{
    const Pair pair = two_persons(house);
    Store *store = house->mediation.store;
    g_autoptr(Contact) before = NULL, after = NULL, again = NULL;
    g_autoptr(PersonView) one = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    before = contact_view_load(store, &ACTOR_TRIBUNE, pair.eve, &error);
    g_assert_no_error(error);
    g_assert_cmpint(before->merged.value, ==, 0);
    merge(house, pair.eve, pair.ada, "Same person", &error);
    after = contact_view_load(store, &ACTOR_TRIBUNE, pair.eve, &error);
    g_assert_no_error(error);
    g_assert_cmpint(after->merged.value, ==, pair.ada.value);
    g_assert_null(after->person);
    one = page_of(house, pair.ada);
    persons_unmerge(&house->mediation, &house->officer,
                    ((const PersonViewMerge *)g_ptr_array_index(one->merges, 0))->merge->id, &error);
    again = contact_view_load(store, &ACTOR_TRIBUNE, pair.eve, &error);
    g_assert_no_error(error);
    g_assert_cmpint(again->merged.value, ==, 0);
    g_assert_cmpint(again->person->id.value, ==, pair.eve.value);
}

/* ---- without a case ---- */

/* Somebody of whom only an address is known, put into Ada. */
typedef struct {
    const House *house;
    PersonId ada, nobody;
    gint64 merge;
} Stray;

static gboolean
put_into_ada(DbSession *session, gpointer data, GError **error)
{
    Stray *stray = data;
    Person person = { .id = { id_next() }, .name = (char *)"Stray", .language = (char *)"", .created = clock_now() };
    Identity identity = { .id = { id_next() },
                          .person = person.id,
                          .uri = (char *)"echo:stray",
                          .display = (char *)"stray",
                          .evidence = (char *)"" };
    PersonMerge merge = { .id = id_next(),
                          .source = person.id,
                          .target = stray->ada,
                          .at = clock_now(),
                          .staff = stray->house->officer.staff,
                          .reason = (char *)"hers too" };
    g_auto(PersonBelongings) moved = { 0 };

    stray->nobody = person.id;
    stray->merge = merge.id;
    return person_store_insert(session, &person, error) &&
           person_store_insert_identity(session, &identity, person.created, error) &&
           person_merge_store_belongings(session, person.id, &moved, error) &&
           person_merge_store_insert(session, &merge, error) && person_merge_store_move(session, &merge, &moved, error);
}

static void
who_came_without_a_case_is_parted_by_who_may_change_the_other(House *house, gconstpointer data)
{
    const RoleGrant elsewhere = { ROLE_OFFICER, { 4711 } };
    const Actor pat = { .kind = ACTOR_STAFF, .staff = { 98 }, .name = "Pat", .grants = &elsewhere, .grant_count = 1 };
    Stray stray = { .house = house, .ada = two_persons(house).ada };
    g_autoptr(PersonView) before = NULL, after = NULL;
    g_autoptr(GError) error = NULL, refused = NULL;

    (void)data;
    g_assert_true(store_write(house->mediation.store, put_into_ada, &stray, &error));
    before = page_of(house, stray.ada);
    g_assert_cmpuint(before->addresses->len, ==, 2);
    g_assert_false(persons_unmerge(&house->mediation, &pat, stray.merge, &refused));
    g_assert_error(refused, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    persons_unmerge(&house->mediation, &house->officer, stray.merge, &error);
    g_assert_no_error(error);
    after = page_of(house, stray.ada);
    g_assert_cmpuint(after->addresses->len, ==, 1);
}

/* ---- wishes ---- */

static void
an_answer_goes_where_and_in_the_language_that_she_wants_if_the_case_has_it(House *house, gconstpointer data)
{
    const Pair pair = two_persons(house);
    g_auto(PersonPreferences) wanted = { 0 };
    g_autoptr(CaseView) plain = NULL, asked = NULL;
    g_autoptr(ReplyPreview) preview = NULL;
    g_autoptr(GError) error = NULL;
    const ReplyDraft draft = { .text = "Yes.", .next = CASE_OPEN };

    (void)data;
    plain = look(house, 1);
    g_assert_false(plain->asked);
    g_assert_null(plain->wanted_language);
    wanted.of[PERSON_PURPOSE_ANY].language = g_strdup("en");
    wanted.of[PERSON_PURPOSE_ANSWER].channel = g_strdup("echo");
    persons_prefer(&house->mediation, &house->officer, pair.ada, &wanted, &error);
    g_assert_no_error(error);
    asked = look(house, 1);
    g_assert_true(asked->asked);
    g_assert_cmpstr(asked->to, ==, "echo:ada");
    g_assert_cmpstr(asked->wanted_language, ==, "en");
    preview = release_preview(&house->mediation, &house->officer, asked->a_case->id, &draft, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(preview->outgoing->language, ==, "en");
}

/* ---- searching ---- */

static PersonId
found(House *house, const char *words, guint *ret_count)
{
    const IndexingPace pace = { .urgent = TRUE, .up_to_now = TRUE };
    const SearchQuestion question = { words, 0, "UTC", clock_now() };
    g_autoptr(SearchPage) page = NULL;
    g_autoptr(GError) error = NULL;
    gboolean done = FALSE;

    while (!done)
        g_assert_true(indexing_step(&house->mediation, &pace, &done, NULL, &error));
    page = search_view_load(house->mediation.store, house->mediation.directory, &house->officer, &question, &error);
    g_assert_no_error(error);
    *ret_count = page->persons->len;
    return page->persons->len > 0 ? ((const SearchPerson *)g_ptr_array_index(page->persons, 0))->id : (PersonId){ 0 };
}

static void
search_finds_the_one_by_what_the_other_was_known_by(House *house, gconstpointer data)
{
    const Pair pair = two_persons(house);
    g_autoptr(PersonView) one = NULL;
    g_autoptr(GError) error = NULL;
    guint count;

    (void)data;
    persons_rename(&house->mediation, &house->officer, pair.eve, "Eveline Marsh", &error);
    merge(house, pair.eve, pair.ada, "Same person", &error);
    g_assert_no_error(error);
    g_assert_cmpint(found(house, "eveline", &count).value, ==, pair.ada.value);
    g_assert_cmpuint(count, ==, 1);
    g_assert_cmpint(found(house, "eve", &count).value, ==, pair.ada.value);
    one = page_of(house, pair.ada);
    persons_unmerge(&house->mediation, &house->officer,
                    ((const PersonViewMerge *)g_ptr_array_index(one->merges, 0))->merge->id, &error);
    g_assert_no_error(error);
    g_assert_cmpint(found(house, "eveline", &count).value, ==, pair.eve.value);
    g_assert_cmpuint(count, ==, 1);
}

/* ---- who looked ---- */

static ReadingPage *
readings(House *house, const Actor *actor, EventId before, GError **error)
{
    return reading_view_load(house->mediation.store, actor, before, (StaffId){ 0 }, error);
}

static void
who_looks_at_a_person_or_searches_is_recorded_for_who_checks(House *house, gconstpointer data)
{
    const Pair pair = two_persons(house);
    const RoleGrant audits = { ROLE_AUDITOR, { 0 } };
    const Actor auditor = { .kind = ACTOR_STAFF, .staff = { 99 }, .name = "Olu", .grants = &audits, .grant_count = 1 };
    g_autoptr(ReadingPage) page = NULL, older = NULL;
    g_autoptr(PersonView) view = page_of(house, pair.ada);
    g_autoptr(GError) error = NULL;
    const Reading *search, *person;
    guint count;

    (void)data;
    found(house, "dark   street", &count);
    page = readings(house, &auditor, (EventId){ 0 }, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(page->rows->len, ==, 2);
    search = g_ptr_array_index(page->rows, 0);
    g_assert_cmpstr(search->query, ==, "dark street");
    g_assert_cmpstr(search->who, ==, "Grace Okafor");
    g_assert_cmpint(search->staff.value, ==, house->officer.staff.value);
    person = g_ptr_array_index(page->rows, 1);
    g_assert_null(person->query);
    g_assert_cmpint(person->person.value, ==, pair.ada.value);
    g_assert_cmpint(search->leaf, >, person->leaf);
    g_assert_cmpint(page->next.value, ==, 0);
    older = readings(house, &auditor, search->id, &error);
    g_assert_cmpuint(older->rows->len, ==, 1);
    g_assert_null(readings(house, &house->officer, (EventId){ 0 }, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

static void
what_is_refused_is_no_look_at_a_person(House *house, gconstpointer data)
{
    const Pair pair = two_persons(house);
    const RoleGrant elsewhere = { ROLE_OFFICER, { 4711 } };
    const Actor pat = { .kind = ACTOR_STAFF, .staff = { 98 }, .name = "Pat", .grants = &elsewhere, .grant_count = 1 };
    g_autoptr(ReadingPage) page = NULL;

    (void)data;
    g_assert_null(person_view_load(house->mediation.store, &pat, pair.ada, NULL));
    page = readings(house, &ACTOR_TRIBUNE, (EventId){ 0 }, NULL);
    g_assert_cmpuint(page->rows->len, ==, 0);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*run)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/persons/a-person-is-shown-to-who-may-read-a-case-of-hers",
          a_person_is_shown_to_who_may_read_a_case_of_hers },
        { "/persons/a-name-is-changed-with-an-event-and-has-limits", a_name_is_changed_with_an_event_and_has_limits },
        { "/persons/preferences-are-kept-if-they-can-be-met", preferences_are_kept_if_they_can_be_met },
        { "/persons/what-moved-goes-back-and-nothing-else", what_moved_goes_back_and_nothing_else },
        { "/persons/later-mail-of-a-moved-address-is-of-who-has-it-then",
          later_mail_of_a_moved_address_is_of_who_has_it_then },
        { "/persons/what-was-said-meanwhile-in-a-case-that-goes-back-goes-with-it",
          what_was_said_meanwhile_in_a_case_that_goes_back_goes_with_it },
        { "/persons/a-merge-is-a-decision-with-a-reason-about-what-was-seen",
          a_merge_is_a_decision_with_a_reason_about_what_was_seen },
        { "/persons/a-merge-that-was-merged-on-is-undone-from-the-last",
          a_merge_that_was_merged_on_is_undone_from_the_last },
        { "/persons/for-programs-who-was-put-into-another-points-there-until-that-is-undone",
          for_programs_who_was_put_into_another_points_there_until_that_is_undone },
        { "/persons/who-came-without-a-case-is-parted-by-who-may-change-the-other",
          who_came_without_a_case_is_parted_by_who_may_change_the_other },
        { "/persons/an-answer-goes-where-and-in-the-language-that-she-wants-if-the-case-has-it",
          an_answer_goes_where_and_in_the_language_that_she_wants_if_the_case_has_it },
        { "/persons/search-finds-the-one-by-what-the-other-was-known-by",
          search_finds_the_one_by_what_the_other_was_known_by },
        { "/persons/who-looks-at-a-person-or-searches-is-recorded-for-who-checks",
          who_looks_at_a_person_or_searches_is_recorded_for_who_checks },
        { "/persons/what-is-refused-is-no-look-at-a-person", what_is_refused_is_no_look_at_a_person },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, &DB_SQLITE, set_up, TESTS[i].run, tear_down);
    return g_test_run();
}
