/* SPDX-License-Identifier: Apache-2.0 */
/* What is done with a version of a decision table: begun, checked, replayed, agreed to, put in force, gone back to. */
#include "base/encode.h"
#include "base/error.h"
#include "console/flash.h"
#include "console/policy-desk.h"
#include "mediation/tables/policy-replay.h"

#define REPLAY_TIME (20 * CLOCK_SECOND)

/* Back to the page of the version; or what went wrong on it. */
static gboolean
finish(const PolicyDesk *desk, gboolean done, const char *code, GError *trouble, GError **error)
{
    PolicyTyped typed = { .rule = NULL };

    if (!done)
        return policy_desk_refuse(desk, &typed, "steps", trouble, error);
    flash_set(desk->visit, code, "version", http_request_format(desk->visit->request, "%d", (int)desk->number));
    return http_response_redirect(desk->visit->response, policy_desk_url(desk, ""));
}

gboolean
console_policy_step_begin(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(PolicyDesk) desk = { 0 };
    GError *trouble = NULL;
    const char *comment;
    gboolean done = FALSE;

    (void)data;
    if (!policy_desk_open(&desk, request, response, error))
        return FALSE;
    comment = console_field(desk.visit, "comment");
    if (*comment == '\0')
        trouble = g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                                      SAY_NOOP("say in a few words what changes and why; it stands in the history"));
    else
        done = policy_begin(desk.visit->console->mediation, desk.visit->actor, desk.view->table, comment, &desk.number,
                            &trouble);
    return finish(&desk, done, "policy_begun", trouble, error);
}

gboolean
console_policy_step_check(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(PolicyDesk) desk = { 0 };
    g_autoptr(PolicyReport) report = NULL;
    GError *trouble = NULL;
    gboolean done;

    (void)data;
    if (!policy_desk_open(&desk, request, response, error))
        return FALSE;
    done = policy_examine(desk.visit->console->mediation, desk.visit->actor, desk.kind, desk.number, &report, &trouble);
    if (done && report->errors > 0) /* the page says which */
        return http_response_redirect(response, policy_desk_url(&desk, "#report"));
    return finish(&desk, done, "policy_checked", trouble, error);
}

/* ---- replay ---- */

static json_t *
describe_example(const PolicyDesk *desk, const PolicyReplayExample *example)
{
    const PolicyNames names = policy_part_names(desk->visit);
    g_autofree char *words = policy_words_facts(desk->visit->locale, desk->view->table, example->facts, &names);

    return json_pack("{s:o, s:s}", "when", part_time(desk->visit, example->at), "words", words);
}

static json_t *
describe_changes(const PolicyDesk *desk, const PolicyReplay *replay)
{
    json_t *changes = json_array();

    for (guint i = 0; i < replay->changes->len; i++) {
        const PolicyReplayChange *change = g_ptr_array_index(replay->changes, i);
        g_autofree char *old = policy_part_outputs(desk->visit, desk->kind, change->old);
        g_autofree char *now = policy_part_outputs(desk->visit, desk->kind, change->now);
        json_t *examples = json_array();

        for (guint j = 0; j < change->examples->len; j++)
            part_add(examples, describe_example(desk, g_ptr_array_index(change->examples, j)));
        part_add(changes, json_pack("{s:s, s:s, s:I, s:o}", "old", old, "now", now, "count", (json_int_t)change->count,
                                    "examples", examples));
    }
    return changes;
}

static json_t *
describe_tallies(const PolicyDesk *desk, const PolicyReplay *replay)
{
    json_t *tallies = json_array();

    for (guint i = 0; i < replay->tallies->len; i++) {
        const PolicyReplayTally *tally = g_ptr_array_index(replay->tallies, i);

        if (*tally->output != '\0')
            part_add(tallies, json_pack("{s:o, s:o, s:o}", "output", part_text(tally->output), "old",
                                        part_number(desk->visit, (gint64)tally->old), "now",
                                        part_number(desk->visit, (gint64)tally->now)));
    }
    return part_list(tallies);
}

gboolean
console_policy_step_replay(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(PolicyDesk) desk = { 0 };
    g_autoptr(PolicyReplay) replay = NULL;
    GError *trouble = NULL;

    (void)data;
    if (!policy_desk_open(&desk, request, response, error))
        return FALSE;
    replay = policy_replay_version(desk.visit->console->mediation, desk.visit->actor, desk.kind, desk.number,
                                   POLICY_REPLAY_DECISIONS, clock_monotonic() + REPLAY_TIME, &trouble);
    if (replay == NULL)
        return finish(&desk, FALSE, NULL, trouble, error);
    return page_render(desk.visit, "policy-replay", "policy",
                       json_pack("{s:o, s:s, s:s, s:o, s:o, s:b, s:b, s:o, s:o}", "version",
                                 policy_part_version(desk.visit, desk.view->version), "list", "/policy", "url",
                                 policy_desk_url(&desk, ""), "compared",
                                 part_number(desk.visit, (gint64)replay->compared), "changed",
                                 part_number(desk.visit, (gint64)replay->changed), "same", replay->changed == 0,
                                 "complete", replay->complete, "changes", describe_changes(&desk, replay), "tallies",
                                 describe_tallies(&desk, replay)),
                       error);
}

/* ---- the rest ---- */

static gboolean
run(HttpRequest *request, HttpResponse *response, const char *code,
    gboolean (*act)(const Mediation *, const Actor *, PolicyKind, gint64, GError **), GError **error)
{
    g_auto(PolicyDesk) desk = { 0 };
    GError *trouble = NULL;
    gboolean done;

    if (!policy_desk_open(&desk, request, response, error))
        return FALSE;
    done = act(desk.visit->console->mediation, desk.visit->actor, desk.kind, desk.number, &trouble);
    return finish(&desk, done, code, trouble, error);
}

gboolean
console_policy_step_approve(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(PolicyDesk) desk = { 0 };
    GError *trouble = NULL;
    gboolean done;
    Digest seen;

    (void)data;
    if (!policy_desk_open(&desk, request, response, error))
        return FALSE;
    if (!decode_hex(console_field(desk.visit, "digest"), seen.bytes, sizeof seen.bytes)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the form is not whole");
        return FALSE;
    }
    done = policy_approve(desk.visit->console->mediation, desk.visit->actor, desk.kind, desk.number, &seen, &trouble);
    return finish(&desk, done, "policy_approved", trouble, error);
}

gboolean
console_policy_step_activate(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return run(request, response, "policy_active", policy_activate, error);
}

gboolean
console_policy_step_give_up(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return run(request, response, "policy_given_up", policy_give_up, error);
}

gboolean
console_policy_step_back(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(PolicyDesk) desk = { 0 };
    GError *trouble = NULL;
    gboolean done;

    (void)data;
    if (!policy_desk_open(&desk, request, response, error))
        return FALSE;
    done = policy_roll_back(desk.visit->console->mediation, desk.visit->actor, desk.kind, desk.number,
                            console_field(desk.visit, "comment"), &trouble);
    return finish(&desk, done, "policy_active", trouble, error);
}
