/* SPDX-License-Identifier: Apache-2.0 */
/* Another address of hers, by a code that goes there: asked for, said to the officer, undone. */
#include "base/error.h"
#include "base/id.h"
#include "console/case-side.h"
#include "console/flash.h"
#include "console/page.h"
#include "console/person.h"

#define FIELD_ADDRESS "proof-address"
#define FIELD_CODE    "proof-code"

/* ---- what the page shows ---- */

static json_t *
describe_proofs(const ConsoleVisit *visit, const PersonView *view)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->proofs->len; i++) {
        static const char *const LEVELS[] = { "level_0", "level_1", "level_2", "level_3" };
        const AddressProof *proof = g_ptr_array_index(view->proofs, i);
        char id[ID_TEXT_SIZE];

        id_format(proof->id, id);
        part_add(list,
                 json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "address", part_address(visit, proof->uri),
                           "channel_name", case_side_channel(visit, proof->uri), "assurance",
                           part_flag(LEVELS[CLAMP(proof->level, 0, 3)]), "when", part_time(visit, proof->at), "from",
                           *proof->from != '\0' ? part_address(visit, proof->from) : json_null(), "actor",
                           part_text(*proof->staff_name != '\0' ? proof->staff_name : NULL), "before",
                           part_text(proof->before.value != 0 ? console_person_url(visit, proof->before) : NULL),
                           "undo",
                           part_text(view->edits ? http_request_format(visit->request, "%s/proofs/%s/undo",
                                                                       console_person_url(visit, view->person->id), id)
                                                 : NULL)));
    }
    return part_list(list);
}

static json_t *
describe_tools(const ConsoleVisit *visit)
{
    const Channels *channels = visit->console->mediation->channels;
    const char *chosen = console_field(visit, "tool");
    json_t *options = json_array();

    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);

        if (proving_may_use(channel))
            part_add(options, part_option(channel->name, locale_say(visit->locale, channel->driver->label),
                                          g_strcmp0(channel->name, chosen) == 0));
    }
    return options;
}

static json_t *
describe_asked(const ConsoleVisit *visit, const PersonView *view, const char *url)
{
    const ProvingView *proving = &view->proving;

    if (proving->state == PROVING_NONE)
        return json_null();
    return json_pack("{s:o, s:b, s:o, s:I, s:s}", "address", part_address(visit, proving->uri), "open",
                     proving->state == PROVING_OPEN, "until", part_time(visit, proving->until), "left",
                     (json_int_t)proving->left, "action", http_request_format(visit->request, "%s/proof/code", url));
}

json_t *
console_person_proof_describe(const ConsoleVisit *visit, const PersonView *view, const char *typed)
{
    const char *url = console_person_url(visit, view->person->id);

    return json_pack("{s:o, s:o}", "list", describe_proofs(visit, view), "form",
                     view->edits
                         ? json_pack("{s:s, s:o, s:s, s:o}", "action",
                                     http_request_format(visit->request, "%s/proof", url), "tools",
                                     describe_tools(visit), "typed", typed, "asked", describe_asked(visit, view, url))
                         : json_null());
}

/* ---- handlers ---- */

/* Too many is for her to know, as what is wrong with the address is. */
static gboolean
answer(const ConsoleVisit *visit, const PersonView *view, gboolean done, const char *flash, const char *field,
       GError *trouble, GError **error)
{
    if (done) {
        flash_set(visit, flash, NULL, NULL);
        return http_response_redirect(visit->response, console_person_url(visit, view->person->id));
    }
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY) ||
        (strcmp(field, FIELD_CODE) == 0 && g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)))
        trouble->code = TRIBUNE_ERROR_INVALID;
    return console_person_refuse(visit, field, strcmp(field, FIELD_ADDRESS) == 0 ? console_field(visit, "address") : "",
                                 trouble, error);
}

gboolean
console_person_proof_ask(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(PersonView) view = console_person_load(visit, error);
    GError *trouble = NULL;
    ProvingMatter matter;
    gboolean done;

    (void)data;
    if (view == NULL)
        return FALSE;
    matter = (ProvingMatter){ .person = view->person->id, .language = view->person->language };
    done = proving_ask(visit->console->mediation, visit->actor, &matter, console_field(visit, "tool"),
                       console_field(visit, "address"), &trouble);
    return answer(visit, view, done, "code_sent", FIELD_ADDRESS, trouble, error);
}

gboolean
console_person_proof_say(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(PersonView) view = console_person_load(visit, error);
    GError *trouble = NULL;
    ProvingMatter matter;
    gboolean done;

    (void)data;
    if (view == NULL)
        return FALSE;
    matter = (ProvingMatter){ .person = view->person->id };
    done = proving_say(visit->console->mediation, visit->actor, &matter, console_field(visit, "code"),
                       *console_field(visit, "prefer") != '\0', &trouble);
    return answer(visit, view, done, "address_proven", FIELD_CODE, trouble, error);
}

gboolean
console_person_proof_undo(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(PersonView) view = console_person_load(visit, error);
    GError *trouble = NULL;
    gboolean done;
    gint64 proof;

    (void)data;
    if (view == NULL)
        return FALSE;
    if (!id_parse(http_request_parameter(request, "proof"), &proof)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such proof");
        return FALSE;
    }
    done = proving_undo(visit->console->mediation, visit->actor, view->person->id, proof, &trouble);
    return answer(visit, view, done, "address_parted", "proofs-title", trouble, error);
}
