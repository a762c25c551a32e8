/* SPDX-License-Identifier: Apache-2.0 */
/* A person: her name, addresses, preferences, cases, and who was found to be the same. */
#include "console/person.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "console/case-page.h"
#include "console/case-side.h"
#include "console/flash.h"
#include "console/page.h"

#define FIELD_NAME        "person-name"
#define FIELD_PREFERENCES "prefer-language"
#define FIELD_OTHER       "merge-other"
#define FIELD_PROOF       "proof-address"

const char *
console_person_url(const ConsoleVisit *visit, PersonId id)
{
    char text[ID_TEXT_SIZE];

    id_format(id.value, text);
    return http_request_format(visit->request, "/persons/%s", text);
}

PersonView *
console_person_load(const ConsoleVisit *visit, GError **error)
{
    PersonId id;

    if (!id_parse(http_request_parameter(visit->request, "id"), &id.value)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such person"));
        return NULL;
    }
    return person_view_load(visit->console->store, visit->actor, id, error);
}

/* ---- what the page shows ---- */

char *
console_person_name(const PersonView *view)
{
    const PersonAddress *first = view->addresses->len > 0 ? g_ptr_array_index(view->addresses, 0) : NULL;

    if (*view->person->name != '\0')
        return g_strdup(view->person->name);
    return g_strdup(first != NULL ? identity_address(first->identity->uri) : "");
}

json_t *
console_person_addresses(const ConsoleVisit *visit, const PersonView *view)
{
    static const char *const LEVELS[] = { "level_0", "level_1", "level_2", "level_3" };
    json_t *list = json_array();

    for (guint i = 0; i < view->addresses->len; i++) {
        const PersonAddress *address = g_ptr_array_index(view->addresses, i);
        const Identity *identity = address->identity;

        gboolean by_code = strcmp(identity->evidence, PROVING_EVIDENCE) == 0;

        part_add(list,
                 json_pack("{s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "channel_name",
                           case_side_channel(visit, identity->uri), "address", part_address(visit, identity->uri),
                           "assurance", part_flag(LEVELS[CLAMP(identity->assurance, 0, 3)]), "by_code", by_code,
                           "evidence", part_text(by_code || *identity->evidence == '\0' ? NULL : identity->evidence),
                           "first", part_time(visit, address->first), "last", part_time(visit, address->last)));
    }
    return list;
}

json_t *
console_person_cases(const ConsoleVisit *visit, const PersonView *view)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->cases->len; i++) {
        const Case *a_case = g_ptr_array_index(view->cases, i);

        part_add(list, json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "reference", a_case->reference, "url",
                                 case_page_url(visit, a_case), "title", part_text(a_case->title), "state",
                                 part_flag(case_state_name(a_case->state)), "unit", part_unit(visit, a_case->unit),
                                 "changed", part_time(visit, a_case->changed)));
    }
    return part_list(list);
}

/* Those by which what is for @purpose can reach her, and the one that is chosen. */
static json_t *
channel_options(const ConsoleVisit *visit, const PersonView *view, PersonPurpose purpose)
{
    const Channels *channels = visit->console->mediation->channels;
    const char *chosen = view->preferences.of[purpose].channel;
    json_t *options = json_array();

    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);
        gboolean is_chosen = g_strcmp0(channel->name, chosen) == 0;

        if (is_chosen || person_view_may_wish(view, channel, purpose))
            part_add(options, part_option(channel->name, locale_say(visit->locale, channel->driver->label), is_chosen));
    }
    return options;
}

static void
add_label(const ConsoleVisit *visit, GPtrArray *labels, const Channel *channel)
{
    const char *label = locale_say(visit->locale, channel->driver->label);

    if (!g_ptr_array_find_with_equal_func(labels, label, g_str_equal, NULL))
        g_ptr_array_add(labels, (gpointer)label);
}

/* The channels by which we know her and which she cannot wish for @purpose; NULL: there are none, or she writes but one
 * way. */
static char *
name_unproven(const ConsoleVisit *visit, const PersonView *view, PersonPurpose purpose)
{
    const Channels *channels = visit->console->mediation->channels;
    g_autoptr(GPtrArray) known = g_ptr_array_new(), unproven = g_ptr_array_new();

    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);

        if (!proving_may_use(channel) || !person_view_is_known_on(view, channel))
            continue;
        add_label(visit, known, channel);
        if (!person_view_may_wish(view, channel, purpose))
            add_label(visit, unproven, channel);
    }
    if (known->len < 2 || unproven->len == 0)
        return NULL;
    g_ptr_array_add(unproven, NULL);
    return locale_list(visit->locale, (const char *const *)unproven->pdata);
}

static json_t *
language_options(const ConsoleVisit *visit, const char *chosen)
{
    const Locales *locales = visit->console->mediation->locales;
    json_t *options = json_array();

    for (guint i = 0; i < locales_count(locales); i++) {
        const char *tag = locale_tag(locales_at(locales, i));
        g_autofree char *name = locale_language(visit->locale, tag);

        part_add(options, part_option(tag, name, g_strcmp0(tag, chosen) == 0));
    }
    return options;
}

static json_t *
describe_preferences(const ConsoleVisit *visit, const PersonView *view)
{
    json_t *purposes = json_array();

    for (guint i = PERSON_PURPOSE_ANSWER; i < PERSON_PURPOSE_COUNT; i++) {
        const char *name = person_purpose_name((PersonPurpose)i);
        g_autofree char *unproven = name_unproven(visit, view, (PersonPurpose)i);

        part_add(purposes, json_pack("{s:s, s:o, s:o, s:o}", "id", name, "purpose", part_flag(name), "unproven",
                                     part_text(unproven), "options", channel_options(visit, view, (PersonPurpose)i)));
    }
    return json_pack(
        "{s:s?, s:o, s:o}", "action",
        view->edits ? http_request_format(visit->request, "%s/preferences", console_person_url(visit, view->person->id))
                    : NULL,
        "languages", language_options(visit, view->preferences.of[PERSON_PURPOSE_ANY].language), "purposes", purposes);
}

/* It stands with what brought it about, and is undone there. */
static gboolean
is_proven(const PersonView *view, gint64 merge)
{
    for (guint i = 0; i < view->proofs->len; i++)
        if (((const AddressProof *)g_ptr_array_index(view->proofs, i))->merge == merge)
            return TRUE;
    return FALSE;
}

static json_t *
describe_merges(const ConsoleVisit *visit, const PersonView *view)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->merges->len; i++) {
        const PersonViewMerge *merge = g_ptr_array_index(view->merges, i);
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        g_autofree char *addresses = NULL;
        char id[ID_TEXT_SIZE];

        if (is_proven(view, merge->merge->id))
            continue;
        for (guint j = 0; j < merge->addresses->len; j++)
            g_ptr_array_add(names, (char *)identity_address(((Identity *)merge->addresses->pdata[j])->uri));
        g_ptr_array_add(names, NULL);
        addresses = locale_list(visit->locale, (const char *const *)names->pdata);
        id_format(merge->merge->id, id);
        part_add(list, json_pack("{s:o, s:o, s:I, s:o, s:o, s:o, s:s?}", "was", part_text(merge->merge->source_name),
                                 "addresses", part_text(addresses), "count", (json_int_t)merge->cases, "when",
                                 part_time(visit, merge->merge->at), "actor", part_text(merge->merge->staff_name),
                                 "reason", part_text(merge->merge->reason), "undo",
                                 view->edits ? http_request_format(visit->request, "%s/merges/%s/undo",
                                                                   console_person_url(visit, view->person->id), id)
                                             : NULL));
    }
    return part_list(list);
}

static json_t *
offer(const ConsoleVisit *visit, const PersonView *view, const char *action)
{
    const char *url = console_person_url(visit, view->person->id);

    return part_text(view->edits ? http_request_format(visit->request, "%s/%s", url, action) : NULL);
}

typedef struct {
    const char *field, *typed;
    const GError *trouble;
} Typed;

static const char *
typed_in(const Typed *typed, const char *field, const char *otherwise)
{
    return typed->field != NULL && strcmp(typed->field, field) == 0 ? typed->typed : otherwise;
}

static gboolean
show(const ConsoleVisit *visit, const PersonView *view, const Typed *typed, GError **error)
{
    g_autofree char *name = console_person_name(view);
    g_autofree char *language =
        *view->person->language != '\0' ? locale_language(visit->locale, view->person->language) : NULL;
    json_t *person = json_pack(
        "{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:o}", "name", part_text(name), "since",
        part_time(visit, view->person->created), "speaks", part_text(language), "addresses",
        console_person_addresses(visit, view), "rename", offer(visit, view, "name"), "typed_name",
        part_text(typed_in(typed, FIELD_NAME, view->person->name)), "cases", console_person_cases(visit, view), "more",
        view->more, "preferences", describe_preferences(visit, view), "merges", describe_merges(visit, view), "merge",
        offer(visit, view, "merge"), "typed_other", part_text(typed_in(typed, FIELD_OTHER, "")), "proof",
        console_person_proof_describe(visit, view, typed_in(typed, FIELD_PROOF, "")));

    return page_render(
        visit, "person", "",
        json_pack("{s:o, s:o}", "errors",
                  typed->trouble != NULL ? page_error_said(visit, typed->field, typed->trouble) : json_null(),
                  "person_page", person),
        error);
}

gboolean
console_person_refuse(const ConsoleVisit *visit, const char *field, const char *typed, GError *trouble, GError **error)
{
    g_autoptr(PersonView) view = NULL;
    const Typed what = { field, typed, trouble };
    gboolean shown;

    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    view = console_person_load(visit, error);
    shown = view != NULL && show(visit, view, &what, error);
    g_error_free(trouble);
    return shown;
}

/* ---- handlers ---- */

gboolean
console_person_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(PersonView) view = console_person_load(visit, error);
    const Typed nothing = { 0 };
    PersonId asked;

    (void)data;
    if (view == NULL)
        return FALSE;
    /* Who was put into another has her page there. */
    if (id_parse(http_request_parameter(request, "id"), &asked.value) && asked.value != view->person->id.value)
        return http_response_redirect(response, console_person_url(visit, view->person->id));
    return show(visit, view, &nothing, error);
}

static gboolean
done(const ConsoleVisit *visit, const PersonView *view)
{
    flash_set(visit, "person_saved", NULL, NULL);
    return http_response_redirect(visit->response, console_person_url(visit, view->person->id));
}

gboolean
console_person_rename(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(PersonView) view = console_person_load(visit, error);
    const char *name = console_field(visit, "name");
    GError *trouble = NULL;

    (void)data;
    if (view == NULL)
        return FALSE;
    if (!persons_rename(visit->console->mediation, visit->actor, view->person->id, name, &trouble))
        return console_person_refuse(visit, FIELD_NAME, name, trouble, error);
    return done(visit, view);
}

gboolean
console_person_prefer(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(PersonView) view = console_person_load(visit, error);
    PersonPreferences wanted = { 0 }; /* borrows what was sent */
    GError *trouble = NULL;

    (void)data;
    if (view == NULL)
        return FALSE;
    wanted.of[PERSON_PURPOSE_ANY].language = (char *)console_field(visit, "language");
    for (guint i = PERSON_PURPOSE_ANSWER; i < PERSON_PURPOSE_COUNT; i++)
        wanted.of[i].channel = (char *)console_field(visit, person_purpose_name((PersonPurpose)i));
    if (!persons_prefer(visit->console->mediation, visit->actor, view->person->id, &wanted, &trouble))
        return console_person_refuse(visit, FIELD_PREFERENCES, "", trouble, error);
    return done(visit, view);
}
