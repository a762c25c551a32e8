/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/proofreading.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "base/number.h"
#include "base/text.h"
#include "store/finding-store.h"
#include "store/publication-store.h"
#include "store/topic-store.h"

#define FILTER_LIMIT (30 * CLOCK_SECOND)

const char *const PROOFREADING_EXCUSES[] = { "public", "quoted", "checked", "urgent", NULL };

gboolean
proofreading_excuse_is_known(const char *excuse)
{
    return g_strv_contains(PROOFREADING_EXCUSES, excuse);
}

static void
place_free(gpointer data)
{
    ProofreadPlace *place = data;

    g_free(place->words);
    g_free(place);
}

static void
finding_free(gpointer data)
{
    ProofreadFinding *finding = data;

    g_free(finding->label);
    g_free(finding->language);
    g_free(finding->reason);
    g_free(finding->detail);
    g_ptr_array_unref(finding->places);
    g_free(finding);
}

Proofread *
proofreading_new(void)
{
    Proofread *proofread = g_new0(Proofread, 1);

    proofread->findings = g_ptr_array_new_with_free_func(finding_free);
    return proofread;
}

void
proofread_free(Proofread *proofread)
{
    g_ptr_array_unref(proofread->findings);
    g_free(proofread);
}

/* ---- what a filter says ---- */

typedef struct {
    const char *language, *subject, *text, *field;
    Proofread *proofread;
} Reading;

static void
add_place(ProofreadFinding *finding, const char *text, gint64 first, gint64 length)
{
    ProofreadPlace *place;
    guint line = 1;

    if (finding->places->len >= PROOFREADING_PLACES_MAX) {
        finding->more++;
        return;
    }
    for (gint64 i = 0; i < first; i++)
        line += text[i] == '\n' ? 1 : 0;
    place = g_new0(ProofreadPlace, 1);
    place->line = line;
    place->words = text_one_line(text + first, (gsize)length, PROOFREADING_WORDS_MAX);
    g_ptr_array_add(finding->places, place);
}

/* "12+16;80+9" */
static void
add_places(ProofreadFinding *finding, const char *text, const char *places)
{
    g_auto(GStrv) each = g_strsplit(places, ";", -1);
    gint64 size = (gint64)strlen(text);

    for (guint i = 0; each[i] != NULL; i++) {
        char *plus = strchr(each[i], '+');
        gint64 first, length;

        if (plus == NULL)
            continue;
        *plus = '\0';
        if (number_parse_int64(each[i], 0, size, &first, NULL) &&
            number_parse_int64(plus + 1, 0, size - first, &length, NULL))
            add_place(finding, text, first, length);
    }
}

static void
on_verdict(gpointer data, const char *filter, const Verdict *verdict)
{
    const Reading *reading = data;
    gboolean in_text = strcmp(verdict->part, PART_TEXT) == 0;
    ProofreadFinding *finding;

    (void)filter;
    if (verdict->kind == VERDICT_PASS)
        return;
    finding = g_new0(ProofreadFinding, 1);
    finding->stops = verdict->kind >= VERDICT_HOLD;
    finding->label = g_strdup(verdict->label);
    finding->language = g_strdup(reading->language);
    finding->field = in_text ? reading->field : *verdict->places != '\0' ? "title" : "whole";
    finding->reason = g_strdup(verdict->reason);
    finding->detail = g_strdup(verdict->detail);
    finding->places = g_ptr_array_new_with_free_func(place_free);
    add_places(finding, in_text ? reading->text : reading->subject, verdict->places);
    reading->proofread->stops += finding->stops ? 1 : 0;
    g_ptr_array_add(reading->proofread->findings, finding);
}

static gint
by_weight(gconstpointer a, gconstpointer b)
{
    const ProofreadFinding *one = *(const ProofreadFinding *const *)a, *two = *(const ProofreadFinding *const *)b;

    return (two->stops ? 1 : 0) - (one->stops ? 1 : 0);
}

void
proofreading_sort(Proofread *proofread)
{
    g_ptr_array_sort(proofread->findings, by_weight); /* stable: otherwise as they were found */
}

gboolean
proofreading_read(const Mediation *mediation, const FilterRelease *release, const char *subject, const char *text,
                  const char *field_of_text, Proofread *proofread, GError **error)
{
    Reading reading = { release->language, subject, text, field_of_text, proofread };
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GError) trouble = NULL;
    const FilterInput input = {
        .received = clock_now(), .channel = "", .sender = "", .subject = subject, .parts = parts, .release = release
    };

    if (mediation->filters == NULL)
        return TRUE;
    g_ptr_array_add(parts, message_part_new(PART_TEXT, NULL, NULL, bytes));
    if (filters_judge(mediation->filters, &input, FILTER_LIMIT, on_verdict, &reading, &trouble))
        return TRUE;
    log_failure("release.not-read", trouble);
    g_set_error_literal(
        error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE,
        SAY_NOOP("a filter does not answer, so the text cannot be checked and must not leave yet; it is "
                 "kept, try again when the filter is back"));
    return FALSE;
}

/* ---- publications ---- */

/* Pages that are always there; channels' too. */
static const char *const PAGES[] = { "/",        "/news",          "/topics",  "/archive", "/find",
                                     "/privacy", "/accessibility", "/contact", NULL };

typedef struct {
    const Mediation *mediation;
    const PublicationContent *content;
    const char *path;
    gboolean found;
} Material;

static gboolean
find_publication(DbSession *session, const char *slug, gboolean *ret, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(PublicationRow) row = publication_store_find(session, slug, &trouble);

    *ret = row != NULL && row->standing == STANDING_RELEASED;
    if (row != NULL || g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean
find_topic(DbSession *session, const char *code, gboolean *ret, GError **error)
{
    g_autoptr(GPtrArray) topics = topic_store_list(session, error);

    for (guint i = 0; topics != NULL && i < topics->len; i++)
        *ret |= strcmp(((const TopicRow *)g_ptr_array_index(topics, i))->code, code) == 0;
    return topics != NULL;
}

static gboolean
find_page(DbSession *session, gpointer data, GError **error)
{
    Material *material = data;

    material->found = FALSE;
    if (g_str_has_prefix(material->path, "/news/"))
        return find_publication(session, material->path + strlen("/news/"), &material->found, error);
    return find_topic(session, material->path + strlen("/topics/"), &material->found, error);
}

/* Of what cannot be read just now nothing is said. */
static gboolean
knows(gpointer data, const char *path)
{
    Material *material = data;
    g_autofree char *bare = g_strdup(path);
    gsize length = strlen(bare);

    if (length > 1 && bare[length - 1] == '/')
        bare[length - 1] = '\0';
    if (g_strv_contains(PAGES, bare) || g_str_has_prefix(bare, "/feeds/") || g_str_has_prefix(bare, "/alerts/") ||
        g_str_has_prefix(bare, "/archive/"))
        return TRUE;
    if (!g_str_has_prefix(bare, "/news/") && !g_str_has_prefix(bare, "/topics/"))
        return FALSE;
    material->path = bare;
    return !store_read(material->mediation->store, find_page, material, NULL) || material->found;
}

static gboolean
find_figure(gpointer data, const char *name, Figure *ret)
{
    const Material *material = data;

    return publication_content_figure((gpointer)material->content, name, ret);
}

/* What stands beside the text: whole sentences, each on a line of its own. */
static char *
join_beside(const PublicationText *text)
{
    return g_strjoin("\n\n", text->summary, text->event, text->instruction, text->area, NULL);
}

static gboolean
read_text(const Mediation *mediation, FilterRelease *release, const PublicationText *text, Proofread *proofread,
          GError **error)
{
    g_autofree char *beside = join_beside(text);

    release->language = text->language;
    release->markdown = TRUE;
    if (!proofreading_read(mediation, release, text->title, text->body, "text", proofread, error))
        return FALSE;
    release->first = FALSE;
    release->markdown = FALSE;
    return proofreading_read(mediation, release, "", beside, "beside", proofread, error);
}

Proofread *
proofreading_publication(Mediation *mediation, PublicationKind kind, PublicationAct act,
                         const PublicationContent *content, GError **error)
{
    g_autoptr(Proofread) proofread = proofreading_new();
    g_autoptr(GPtrArray) languages = g_ptr_array_new();
    Material material = { .mediation = mediation, .content = content };
    FilterRelease release = { .kind = publication_kind_name(kind),
                              .first = TRUE,
                              .site = mediation->portal_url,
                              .knows = knows,
                              .find = find_figure,
                              .data = &material };

    for (guint i = 0; i < content->texts->len; i++)
        g_ptr_array_add(languages, ((PublicationText *)g_ptr_array_index(content->texts, i))->language);
    g_ptr_array_add(languages, NULL);
    release.languages = (const char *const *)languages->pdata;
    for (guint i = 0; act != ACT_WITHDRAWAL && i < content->texts->len; i++)
        if (!read_text(mediation, &release, g_ptr_array_index(content->texts, i), proofread, error))
            return NULL;
    release.language = mediation->language != NULL ? mediation->language : "";
    if (act != ACT_RELEASE && *content->reason != '\0' &&
        !proofreading_read(mediation, &release, "", content->reason, "beside", proofread, error))
        return NULL;
    proofreading_sort(proofread);
    return g_steal_pointer(&proofread);
}

/* ---- letting it leave ---- */

gboolean
proofreading_check(const Proofread *proofread, const char *excuse, GError **error)
{
    if (proofread->stops == 0 || proofreading_excuse_is_known(excuse))
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("something in the text stops it; mend it, or choose why it may leave all the same"));
    return FALSE;
}

/* Each once, with blanks between. */
static char *
list_labels(const Proofread *proofread, gboolean stops)
{
    g_autoptr(GPtrArray) labels = g_ptr_array_new();

    for (guint i = 0; i < proofread->findings->len; i++) {
        const ProofreadFinding *finding = g_ptr_array_index(proofread->findings, i);

        if (finding->stops == stops && !g_ptr_array_find_with_equal_func(labels, finding->label, g_str_equal, NULL))
            g_ptr_array_add(labels, finding->label);
    }
    g_ptr_array_add(labels, NULL);
    return g_strjoinv(" ", (char **)labels->pdata);
}

static gboolean
covers(const FindingRow *row, const Digest *digest, const char *wanted)
{
    g_auto(GStrv) excused = g_strsplit(row->stops, " ", -1), labels = g_strsplit(wanted, " ", -1);

    if (*row->excuse == '\0' || !digest_equal(&row->digest, digest))
        return FALSE;
    for (guint i = 0; labels[i] != NULL; i++)
        if (!g_strv_contains((const char *const *)excused, labels[i]))
            return FALSE;
    return TRUE;
}

gboolean
proofreading_was_excused(DbSession *session, gint64 subject, const Digest *digest, const Proofread *proofread,
                         gboolean *ret, GError **error)
{
    g_autoptr(GPtrArray) rows = NULL;
    g_autofree char *stops = list_labels(proofread, TRUE);

    *ret = proofread->stops == 0;
    if (*ret)
        return TRUE;
    rows = finding_store_list(session, subject, error);
    for (guint i = 0; rows != NULL && i < rows->len; i++)
        *ret |= covers(g_ptr_array_index(rows, i), digest, stops);
    return rows != NULL;
}

gboolean
proofreading_record(DbSession *session, const Actor *actor, gint64 subject, const Digest *digest,
                    const Proofread *proofread, const char *excuse, GError **error)
{
    g_autofree char *stops = list_labels(proofread, TRUE), *warnings = list_labels(proofread, FALSE);
    const FindingRow row = { .id = id_next(),
                             .subject = subject,
                             .digest = *digest,
                             .staff = actor->staff,
                             .at = clock_now(),
                             .stops = stops,
                             .warnings = warnings,
                             .excuse = (char *)(proofread->stops > 0 ? excuse : "") };

    return proofread->findings->len == 0 || finding_store_insert(session, &row, error);
}

void
proofreading_describe(const Proofread *proofread, const char *excuse, json_t *detail)
{
    g_autofree char *stops = list_labels(proofread, TRUE), *warnings = list_labels(proofread, FALSE);

    if (proofread->findings->len == 0)
        return;
    json_object_set_new(detail, "stops", json_string(stops));
    json_object_set_new(detail, "warnings", json_string(warnings));
    if (proofread->stops > 0)
        json_object_set_new(detail, "excuse", json_string(excuse != NULL ? excuse : ""));
}
