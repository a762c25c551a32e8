/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/proofreading.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/publishing/pictures.h"
#include "mediation/publishing/publishing.h"
#include "mediation/staff/test-hire.h"
#include "mediation/test-fixture.h"
#include "store/audit.h"
#include "store/finding-store.h"
#include "store/staff-store.h"

#define NOON G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */

static const RoleGrant WRITER = { ROLE_COMMUNICATIONS, { 0 } }, LEAD = { ROLE_LEAD, { 7 } };
static const Actor MAYA = { .kind = ACTOR_STAFF, .staff = { 1 }, .name = "Maya", .grants = &WRITER, .grant_count = 1 };
static const Actor PRIYA = { .kind = ACTOR_STAFF, .staff = { 3 }, .name = "Priya", .grants = &LEAD, .grant_count = 1 };

/* ---- a filter that stops "secret", warns of "perhaps", and can be down ---- */

static gboolean is_down;

static gpointer
open_wary(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    (void)config, (void)group, (void)host, (void)error;
    return g_strdup("wary");
}

static void
find_word(const FilterInput *input, const char *word, VerdictKind kind, GPtrArray *verdicts)
{
    gsize length;
    const char *text = prose_text(input->prose, &length), *at = g_strstr_len(text, (gssize)length, word);
    Verdict *verdict;

    if (at == NULL)
        return;
    verdict = verdict_new(kind, word, PART_TEXT, "A word.");
    verdict_add_place(verdict, (gsize)(at - text), strlen(word));
    g_ptr_array_add(verdicts, verdict);
}

static gboolean
judge_wary(gpointer filter, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    (void)filter, (void)deadline;
    if (is_down) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "asleep");
        return FALSE;
    }
    find_word(input, "perhaps", VERDICT_LABEL, verdicts);
    find_word(input, "secret", VERDICT_REJECT, verdicts);
    return TRUE;
}

/* Would stop everything, were it asked of what the body writes. */
static gboolean
judge_mail(gpointer filter, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    (void)filter, (void)deadline, (void)error;
    if (input->release != NULL)
        g_ptr_array_add(verdicts, verdict_new(VERDICT_REJECT, "never", "", "Never."));
    return TRUE;
}

static const struct filter_driver WARY = { FILTER_CONTRACT, "wary",     "Wary", TRUE, NULL,
                                           open_wary,       judge_wary, g_free, TRUE };
static const struct filter_driver MAIL = { FILTER_CONTRACT, "mail",     "Mail", TRUE, NULL,
                                           open_wary,       judge_mail, g_free, FALSE };
static const struct filter_driver *const DRIVERS[] = { &WARY, &MAIL, NULL };

/* ---- a house ---- */

typedef struct {
    char *folder;
    Config *config;
    Mediation mediation;
    PublicationId id;
    PublicationRow *row;
} House;

static void
set_up(House *house, gconstpointer data)
{
    static const ConfigTable *const tables[] = { NULL };
    g_autoptr(GError) error = NULL;

    (void)data;
    clock_pin(NOON);
    is_down = FALSE;
    house->folder = test_folder_new();
    house->config = config_parse("", 0, "test", "/", tables, &error);
    g_assert_no_error(error);
    house->mediation.store = test_store_open(house->folder);
    house->mediation.filters = filters_open(house->config, DRIVERS, NULL, &error);
    g_assert_no_error(error);
    house->mediation.work = work_new(house->mediation.store);
    house->mediation.publishing = publishing_new(&house->mediation);
    publishing_register(&house->mediation);
    test_hire(house->mediation.store, &MAYA);
    test_hire(house->mediation.store, &PRIYA);
}

static void
tear_down(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    (void)data;
    audit_run(house->mediation.store, &(AuditOptions){ 0 }, &counts, &error);
    g_assert_no_error(error);
    clock_pin(0);
    g_clear_pointer(&house->row, publication_row_free);
    publishing_free(house->mediation.publishing);
    work_free(house->mediation.work);
    filters_close(house->mediation.filters);
    store_close(house->mediation.store);
    config_free(house->config);
    test_folder_remove(house->folder);
    g_free(house->folder);
}

static gboolean
read_row(DbSession *session, gpointer data, GError **error)
{
    House *house = data;

    g_clear_pointer(&house->row, publication_row_free);
    return (house->row = publication_store_load(session, house->id, error)) != NULL;
}

static const PublicationRow *
row(House *house)
{
    g_autoptr(GError) error = NULL;

    store_read(house->mediation.store, read_row, house, &error);
    g_assert_no_error(error);
    return house->row;
}

static PublicationContent *
content_new(const char *body)
{
    PublicationContent *content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");

    g_free(text->title);
    g_free(text->body);
    text->title = g_strdup("Mill Bridge");
    text->body = g_strdup(body);
    return content;
}

static void
make_and_submit(House *house, const char *body, gint64 scheduled)
{
    g_autoptr(PublicationContent) content = content_new(body);
    g_autoptr(GError) error = NULL;

    content->scheduled = scheduled;
    publishing_make(&house->mediation, &MAYA, PUBLICATION_NEWS, content, &house->id, &error);
    g_assert_no_error(error);
    publishing_submit(&house->mediation, &MAYA, house->id, 0, &error);
    g_assert_no_error(error);
}

/* The code of the refusal, or -1. */
static int
approve(House *house, const char *excuse)
{
    g_autoptr(GError) error = NULL;
    Digest digest = row(house)->digest;

    return publishing_decide(&house->mediation, &PRIYA, house->id, &digest, VERDICT_APPROVE, "", excuse, &error)
               ? -1
               : error->code;
}

static int
release(House *house)
{
    g_autoptr(GError) error = NULL;

    return publishing_release(&house->mediation, &MAYA, house->id, 0, &error) ? -1 : error->code;
}

static Proofread *
read_text(House *house, const char *body)
{
    g_autoptr(PublicationContent) content = content_new(body);
    g_autoptr(GError) error = NULL;
    Proofread *proofread = proofreading_publication(&house->mediation, PUBLICATION_NEWS, ACT_RELEASE, content, &error);

    g_assert_no_error(error);
    return proofread;
}

static void
a_finding_tells_its_line_and_its_words(House *house, gconstpointer data)
{
    g_autoptr(Proofread) proofread = read_text(house, "Yes,\nperhaps.\nA secret.");
    const ProofreadFinding *first = g_ptr_array_index(proofread->findings, 0);
    const ProofreadPlace *place = g_ptr_array_index(first->places, 0);

    (void)data;
    g_assert_cmpuint(proofread->findings->len, ==, 2);
    g_assert_cmpuint(proofread->stops, ==, 1);
    g_assert_true(first->stops);
    g_assert_cmpstr(first->label, ==, "secret");
    g_assert_cmpstr(first->field, ==, "text");
    g_assert_cmpuint(place->line, ==, 3);
    g_assert_cmpstr(place->words, ==, "secret");
}

static void
filters_of_mail_do_not_judge_what_we_write(House *house, gconstpointer data)
{
    g_autoptr(Proofread) proofread = read_text(house, "All is well.");

    (void)data;
    g_assert_cmpuint(proofread->findings->len, ==, 0);
}

static gboolean
count_rows(DbSession *session, gpointer data, GError **error)
{
    House *house = data;
    g_autoptr(GPtrArray) rows = finding_store_list(session, house->row->work, error);
    const FindingRow *kept;

    if (rows == NULL)
        return FALSE;
    g_assert_cmpuint(rows->len, ==, 1);
    kept = g_ptr_array_index(rows, 0);
    g_assert_cmpstr(kept->stops, ==, "secret");
    g_assert_cmpstr(kept->warnings, ==, "perhaps");
    g_assert_cmpstr(kept->excuse, ==, "public");
    g_assert_cmpint(kept->staff.value, ==, PRIYA.staff.value);
    return TRUE;
}

static void
what_stops_leaves_only_with_a_named_reason_that_is_kept(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    make_and_submit(house, "perhaps a secret", 0);
    g_assert_cmpint(approve(house, ""), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(approve(house, "because"), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(approve(house, "public"), ==, -1);
    store_read(house->mediation.store, count_rows, house, &error);
    g_assert_no_error(error);
    g_assert_cmpint(release(house), ==, -1);
}

static void
warnings_do_not_hold_it(House *house, gconstpointer data)
{
    (void)data;
    make_and_submit(house, "perhaps", 0);
    g_assert_cmpint(approve(house, ""), ==, -1);
    g_assert_cmpint(release(house), ==, -1);
}

static void
nothing_is_approved_or_leaves_while_a_filter_is_down(House *house, gconstpointer data)
{
    (void)data;
    make_and_submit(house, "All is well.", 0);
    is_down = TRUE;
    g_assert_cmpint(approve(house, ""), ==, TRIBUNE_ERROR_UNAVAILABLE);
    g_assert_cmpint(row(house)->stage, ==, STAGE_REVIEW);
    is_down = FALSE;
    g_assert_cmpint(approve(house, ""), ==, -1);
    is_down = TRUE;
    g_assert_cmpint(release(house), ==, TRIBUNE_ERROR_UNAVAILABLE);
    g_assert_cmpint(row(house)->standing, ==, STANDING_NEVER);
    is_down = FALSE;
    g_assert_cmpint(release(house), ==, -1);
}

static void
to_return_it_needs_no_filter(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    Digest digest;

    (void)data;
    make_and_submit(house, "a secret", 0);
    is_down = TRUE;
    digest = row(house)->digest;
    publishing_decide(&house->mediation, &PRIYA, house->id, &digest, VERDICT_RETURN, "No.", "", &error);
    g_assert_no_error(error);
}

static void
what_is_scheduled_waits_for_a_filter_that_is_down(House *house, gconstpointer data)
{
    (void)data;
    make_and_submit(house, "All is well.", NOON + CLOCK_HOUR);
    g_assert_cmpint(approve(house, ""), ==, -1);
    is_down = TRUE;
    clock_pin(NOON + CLOCK_HOUR + CLOCK_SECOND);
    g_assert_true(work_start(house->mediation.work, NULL));
    g_usleep(300000);
    g_assert_cmpint(row(house)->stage, ==, STAGE_SCHEDULED);
    g_assert_cmpint(row(house)->standing, ==, STANDING_NEVER);
    work_stop(house->mediation.work);
}

/* ---- pictures ---- */

static gboolean
add_picture(House *house, const Actor *actor, PublicationContent *content, const char *bytes, const char **ret_name,
            GError **error)
{
    g_autoptr(GBytes) large = g_bytes_new(bytes, strlen(bytes)), small = g_bytes_new("small", 5);
    const PictureDraft draft = { .filename = "Mill Bridge.JPG",
                                 .type = "image/jpeg",
                                 .file = large,
                                 .ending = "jpg",
                                 .width = 1520,
                                 .height = 800,
                                 .small_width = 760,
                                 .bytes = large,
                                 .small = small };

    return pictures_add(&house->mediation, actor, &draft, content, ret_name, NULL, error);
}

static gboolean
is_shown(House *house, const PublicationContent *content)
{
    const PublicationPicture *picture = g_ptr_array_index(content->pictures, 0);
    Digest digest = digest_sha256("picture", 7);
    g_autofree char *hex = digest_to_hex(&digest);
    char ending[4];
    g_autoptr(GBytes) bytes =
        pictures_read_public(house->mediation.publishing, &ACTOR_TRIBUNE, &digest, FALSE, ending, NULL);

    g_assert_cmpstr(picture->digest, ==, hex);
    return bytes != NULL && g_bytes_get_size(bytes) == 7;
}

static void
everybody_sees_a_picture_as_long_as_its_publication_stands(House *house, gconstpointer data)
{
    g_autoptr(PublicationContent) content = content_new("![The bridge](mill-bridge.jpg)");
    g_autoptr(GError) error = NULL;
    const char *name;

    (void)data;
    add_picture(house, &MAYA, content, "picture", &name, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(name, ==, "mill-bridge.jpg");
    publishing_make(&house->mediation, &MAYA, PUBLICATION_NEWS, content, &house->id, &error);
    g_assert_no_error(error);
    g_assert_false(is_shown(house, content));
    publishing_submit(&house->mediation, &MAYA, house->id, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpint(approve(house, ""), ==, -1);
    g_assert_cmpint(release(house), ==, -1);
    g_assert_true(is_shown(house, content));
    publishing_withdraw(&house->mediation, &MAYA, house->id, 0, "It shows a child.", &error);
    g_assert_no_error(error);
    g_assert_true(is_shown(house, content));
    g_assert_cmpint(approve(house, ""), ==, -1);
    g_assert_cmpint(release(house), ==, -1);
    g_assert_false(is_shown(house, content));
}

static void
a_picture_is_part_of_what_is_approved(House *house, gconstpointer data)
{
    g_autoptr(PublicationContent) one = content_new("![The bridge](mill-bridge.jpg)");
    g_autoptr(PublicationContent) two = content_new("![The bridge](mill-bridge.jpg)");
    g_autoptr(GError) error = NULL;
    const char *name;
    Digest before;
    guint voided;

    (void)data;
    add_picture(house, &MAYA, one, "picture", &name, NULL);
    add_picture(house, &MAYA, two, "another", &name, NULL);
    publishing_make(&house->mediation, &MAYA, PUBLICATION_NEWS, one, &house->id, NULL);
    publishing_submit(&house->mediation, &MAYA, house->id, 0, NULL);
    before = row(house)->digest;
    g_assert_cmpint(approve(house, ""), ==, -1);
    publishing_edit(&house->mediation, &MAYA, house->id, 0, two, &voided, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(voided, ==, 1);
    publishing_submit(&house->mediation, &MAYA, house->id, 0, NULL);
    g_assert_false(digest_equal(&before, &row(house)->digest));
}

static void
equal_pictures_are_kept_once_and_named_apart(House *house, gconstpointer data)
{
    g_autoptr(PublicationContent) content = content_new("x");
    g_autoptr(GError) error = NULL;
    const char *name;

    (void)data;
    add_picture(house, &MAYA, content, "picture", &name, &error);
    g_assert_no_error(error);
    add_picture(house, &MAYA, content, "picture", &name, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(name, ==, "mill-bridge-2.jpg");
}

static void
only_who_writes_publications_adds_pictures(House *house, gconstpointer data)
{
    g_autoptr(PublicationContent) content = content_new("x");
    const char *name;

    (void)data;
    g_assert_false(add_picture(house, &PRIYA, content, "picture", &name, NULL));
    g_assert_cmpuint(content->pictures->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(test) g_test_add("/proofreading/" #test, House, NULL, set_up, test, tear_down)
    ADD(a_finding_tells_its_line_and_its_words);
    ADD(filters_of_mail_do_not_judge_what_we_write);
    ADD(what_stops_leaves_only_with_a_named_reason_that_is_kept);
    ADD(warnings_do_not_hold_it);
    ADD(nothing_is_approved_or_leaves_while_a_filter_is_down);
    ADD(to_return_it_needs_no_filter);
    ADD(what_is_scheduled_waits_for_a_filter_that_is_down);
    ADD(everybody_sees_a_picture_as_long_as_its_publication_stands);
    ADD(a_picture_is_part_of_what_is_approved);
    ADD(equal_pictures_are_kept_once_and_named_apart);
    ADD(only_who_writes_publications_adds_pictures);
    return g_test_run();
}
