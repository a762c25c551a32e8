/* SPDX-License-Identifier: Apache-2.0 */
#include "console/console.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "console/page.h"
#include "http/translate.h"

#define SLOW         HTTP_ROUTE_SLOW
#define PROOF        CONSOLE_PROOF
#define SETUP        CONSOLE_SETUP
#define FIRST        (CONSOLE_FIRST | CONSOLE_SETUP)
#define LEAVING      (FIRST | CONSOLE_PROOF)
#define OPEN         (LEAVING | CONSOLE_OPEN)
#define PICTURE_BODY (12 * 1024 * 1024) /* texts, and a picture of 10 MB */
#define TEXT_BODY    (1024 * 1024)      /* forms that carry a reply or a note */
#define FILE_BODY    (32 * 1024 * 1024) /* … and files: more than may be sent, so that it can be said on the page */

static gboolean
serve_asset(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Console *console = data;

    return assets_serve(request, response, console->assets, error);
}

/* clang-format off */
static const HttpRoute ROUTES[] = {
    { HTTP_GET,  "/",                                            console_inbox_home,              0, 0 },
    { HTTP_GET,  "/assets/{path*}",                              serve_asset,                     OPEN, 0 },
    { HTTP_GET,  "/events",                                      console_live_stream,             0, 0 },
    { HTTP_GET,  "/sign-in",                                     console_sign_in_show,            OPEN, 0 },
    { HTTP_POST, "/sign-in",                                     console_sign_in_enter,           OPEN | SLOW, 16384 },
    { HTTP_POST, "/sign-in/preferences",                         console_sign_in_prefer,          OPEN, 16384 },
    { HTTP_POST, "/sign-out",                                    console_sign_in_leave,           LEAVING | SLOW, 16384 },
    { HTTP_GET,  "/sign-in/code",                                console_second_factor_ask,       PROOF, 0 },
    { HTTP_POST, "/sign-in/code",                                console_second_factor_pass,      PROOF | SLOW, 16384 },
    { HTTP_GET,  "/account/password",                            console_password_show,           FIRST | SLOW, 0 },
    { HTTP_POST, "/account/password",                            console_password_change,         FIRST | SLOW, 16384 },
    { HTTP_GET,  "/account/second-factor",                       console_second_factor_show,      SETUP | SLOW, 0 },
    { HTTP_GET,  "/account/second-factor/picture.svg",           console_second_factor_picture,   SETUP | SLOW, 0 },
    { HTTP_POST, "/account/second-factor/begin",                 console_second_factor_begin,     SETUP | SLOW, 16384 },
    { HTTP_POST, "/account/second-factor/confirm",               console_second_factor_confirm,   SETUP | SLOW, 16384 },
    { HTTP_POST, "/account/second-factor/remove",                console_second_factor_remove,    SETUP | SLOW, 16384 },
    { HTTP_POST, "/account/preferences",                         console_sign_in_prefer,          FIRST, 16384 },

    { HTTP_GET,  "/cases",                                       console_inbox_show,              SLOW, 0 },
    { HTTP_GET,  "/cases/{reference}",                           console_case_page_show,               SLOW, 0 },
    { HTTP_GET,  "/cases/{reference}/print",                     console_case_print_show,         SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/take",                      console_case_actions_take,       SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/give-back",                 console_case_actions_give_back,  SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/assign",                    console_case_actions_assign,     SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/unit",                      console_case_actions_move,       SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/state",                     console_case_actions_state,      SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/title",                     console_case_actions_title,      SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/notes",                     console_case_actions_note,       SLOW, TEXT_BODY },
    { HTTP_POST, "/cases/{reference}/service",                   console_promises_set,            SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/read",                      console_case_actions_read,       SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/messages/{message}/review", console_case_actions_review,     SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/link",                      console_citizen_link_renew,      SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/reply/preview",             console_reply_preview,           SLOW, FILE_BODY },
    { HTTP_POST, "/cases/{reference}/tags",                      console_case_desk_tag,           SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/tags/remove",               console_case_desk_untag,         SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/links",                     console_case_desk_link,          SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/links/remove",              console_case_desk_unlink,        SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/merge",                     console_case_desk_merge,         SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/merge/undo",                console_case_desk_unmerge,       SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/sleep",                     console_case_desk_sleep,         SLOW, 0 },
    { HTTP_GET,  "/cases/{reference}/side",                      console_side_list,               SLOW, 0 },
    { HTTP_GET,  "/cases/{reference}/side/{conversation}",       console_side_show,               SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/side/{conversation}/preview", console_side_preview,          SLOW, TEXT_BODY },
    { HTTP_POST, "/cases/{reference}/side/{conversation}/edit",  console_side_edit,               SLOW, TEXT_BODY },
    { HTTP_POST, "/cases/{reference}/side/{conversation}/send",  console_side_send,               SLOW, TEXT_BODY },
    { HTTP_GET,  "/cases/{reference}/hand-over",                 console_hand_over_show,          SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/hand-over/preview",         console_hand_over_preview,       SLOW, TEXT_BODY },
    { HTTP_POST, "/cases/{reference}/hand-over/edit",            console_hand_over_show,          SLOW, TEXT_BODY },
    { HTTP_POST, "/cases/{reference}/hand-over",                 console_hand_over_send,          SLOW, TEXT_BODY },
    { HTTP_GET,  "/partners",                                    console_partners_list,           SLOW, 0 },
    { HTTP_GET,  "/partners/new",                                console_partners_new,            SLOW, 0 },
    { HTTP_POST, "/partners/new",                                console_partners_add,            SLOW, 16384 },
    { HTTP_GET,  "/partners/{partner}",                          console_partners_show,           SLOW, 0 },
    { HTTP_POST, "/partners/{partner}",                          console_partners_change,         SLOW, 16384 },
    { HTTP_POST, "/bulk",                                        console_bulk_run,                SLOW, 0 },
    { HTTP_GET,  "/bulk/{id}",                                   console_bulk_show,               SLOW, 0 },
    { HTTP_POST, "/bulk/{id}/undo",                              console_bulk_undo,               SLOW, 0 },
    { HTTP_GET,  "/persons/{id}",                                console_person_show,             SLOW, 0 },
    { HTTP_POST, "/persons/{id}/name",                           console_person_rename,           SLOW, 0 },
    { HTTP_POST, "/persons/{id}/preferences",                    console_person_prefer,           SLOW, 0 },
    { HTTP_GET,  "/persons/{id}/merge",                          console_person_merge_preview,    SLOW, 0 },
    { HTTP_POST, "/persons/{id}/merge",                          console_person_merge_run,        SLOW, 0 },
    { HTTP_POST, "/persons/{id}/merges/{merge}/undo",            console_person_merge_undo,       SLOW, 0 },
    { HTTP_POST, "/persons/{id}/proof",                          console_person_proof_ask,        SLOW, 0 },
    { HTTP_POST, "/persons/{id}/proof/code",                     console_person_proof_say,        SLOW, 0 },
    { HTTP_POST, "/persons/{id}/proofs/{proof}/undo",            console_person_proof_undo,       SLOW, 0 },
    { HTTP_GET,  "/tags",                                        console_tags_list,               SLOW, 0 },
    { HTTP_POST, "/tags",                                        console_tags_make,               SLOW, 0 },
    { HTTP_POST, "/tags/{tag}",                                  console_tags_change,             SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/reply/template",            console_template_use_choose,     SLOW, FILE_BODY },
    { HTTP_POST, "/cases/{reference}/reply/template/{template}", console_template_use_fill,       SLOW, TEXT_BODY },
    { HTTP_GET,  "/templates",                                   console_templates_list,          SLOW, 0 },
    { HTTP_GET,  "/templates/new",                               console_templates_new,           SLOW, 0 },
    { HTTP_POST, "/templates/new",                               console_templates_make,          SLOW, TEXT_BODY },
    { HTTP_GET,  "/templates/{template}",                        console_templates_show,          SLOW, 0 },
    { HTTP_POST, "/templates/{template}",                        console_templates_change,        SLOW, TEXT_BODY },
    { HTTP_POST, "/cases/{reference}/answering",                 console_answering_mark,          SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/reply/draft",               console_drafts_save_reply,       SLOW, FILE_BODY },
    { HTTP_POST, "/cases/{reference}/reply/draft/discard",       console_drafts_discard_reply,    SLOW, FILE_BODY },
    { HTTP_POST, "/cases/{reference}/notes/draft",               console_drafts_save_note,        SLOW, TEXT_BODY },
    { HTTP_GET,  "/cases/{reference}/draft-files/{file}",        console_drafts_file,             SLOW, 0 },
    { HTTP_POST, "/cases/{reference}/reply/edit",                console_reply_edit,              SLOW, TEXT_BODY },
    { HTTP_POST, "/cases/{reference}/reply",                     console_reply_send,              SLOW, TEXT_BODY },
    { HTTP_GET,  "/proposals/{id}",                              console_proposal_show,           SLOW, 0 },
    { HTTP_POST, "/proposals/{id}/decide",                       console_proposal_actions_decide, SLOW, 16384 },
    { HTTP_POST, "/proposals/{id}/take-back",                    console_proposal_actions_take_back, SLOW, 0 },
    { HTTP_POST, "/proposals/{id}/release-unreviewed",           console_proposal_actions_release_unreviewed, SLOW, 16384 },
    { HTTP_POST, "/proposals/{id}/send",                         console_proposal_actions_send,   SLOW, 0 },
    { HTTP_GET,  "/cases/{reference}/trail",                     console_trail_show,              SLOW, 0 },
    { HTTP_GET,  "/cases/{reference}/trail/{entry}",             console_trail_entry,             SLOW, 0 },
    { HTTP_GET,  "/cases/{reference}/trail/{entry}/proof",       console_trail_proof,             SLOW, 0 },
    { HTTP_GET,  "/messages/{message}/html",                     console_message_html,            SLOW, 0 },
    { HTTP_GET,  "/messages/{message}/attachments/{part}",       console_message_attachment,      SLOW, 0 },
    { HTTP_GET,  "/messages/{message}/raw",                      console_message_raw,             SLOW, 0 },

    { HTTP_GET,  "/search",                                      console_search_show,             SLOW, 0 },
    { HTTP_GET,  "/channels",                                    console_channels_show,           SLOW, 0 },
    { HTTP_GET,  "/channels/drivers/{driver}",                   console_channel_driver,          SLOW, 0 },
    { HTTP_GET,  "/channels/{channel}",                          console_channel_show,            SLOW, 0 },
    { HTTP_POST, "/channels/{channel}/pause",                    console_channel_pause,           SLOW, 0 },
    { HTTP_POST, "/channels/{channel}/resume",                   console_channel_resume,          SLOW, 0 },
    { HTTP_GET,  "/journal",                                     console_journal_show,            SLOW, 0 },
    { HTTP_GET,  "/journal/{year}/checkpoint",                   console_journal_checkpoint,      SLOW, 0 },
    { HTTP_GET,  "/reads",                                       console_reads_list,              SLOW, 0 },
    { HTTP_GET,  "/review",                                      console_review_show,             SLOW, 0 },
    { HTTP_POST, "/review/{message}",                            console_review_decide,           SLOW, 16384 },
    { HTTP_POST, "/review/floods/{group}",                       console_review_flood,            SLOW, 16384 },
    { HTTP_GET,  "/waiting",                                     console_waiting_show,            SLOW, 0 },
    { HTTP_POST, "/after-reviews/{id}",                          console_emergency_review,        SLOW, 16384 },
    { HTTP_GET,  "/account/approvals",                           console_approvals_show,          SLOW, 0 },
    { HTTP_POST, "/account/approvals/delegations",               console_approvals_name,          SLOW, 16384 },
    { HTTP_POST, "/account/approvals/notices",                   console_approvals_notices,       SLOW, 16384 },
    { HTTP_GET,  "/delegations",                                 console_approvals_all,           SLOW, 0 },
    { HTTP_POST, "/delegations/{id}/end",                        console_approvals_end,           SLOW, 16384 },
    { HTTP_GET,  "/word-lists",                                  console_word_lists_list,         SLOW, 0 },
    { HTTP_GET,  "/word-lists/new",                              console_word_lists_new,          SLOW, 0 },
    { HTTP_POST, "/word-lists/new",                              console_word_lists_add,          SLOW, TEXT_BODY },
    { HTTP_GET,  "/word-lists/{id}",                             console_word_lists_show,         SLOW, 0 },
    { HTTP_POST, "/word-lists/{id}",                             console_word_lists_change,       SLOW, TEXT_BODY },
    { HTTP_GET, "/tokens",                                     console_tokens_list,             SLOW, 0 },
    { HTTP_GET, "/tokens/new",                                 console_tokens_new,              SLOW, 0 },
    { HTTP_POST,"/tokens/new",                                 console_tokens_add,              SLOW, 0 },
    { HTTP_POST,"/tokens/{id}/revoke",                         console_tokens_revoke,           SLOW, 0 },
    { HTTP_GET, "/webhooks",                                   console_webhooks_list,           SLOW, 0 },
    { HTTP_GET, "/webhooks/new",                               console_webhooks_new,            SLOW, 0 },
    { HTTP_POST,"/webhooks/new",                               console_webhooks_add,            SLOW, 0 },
    { HTTP_GET, "/webhooks/{id}",                              console_webhooks_show,           SLOW, 0 },
    { HTTP_POST,"/webhooks/{id}",                              console_webhooks_change,         SLOW, 0 },
    { HTTP_POST,"/webhooks/{id}/secret",                       console_webhooks_rotate,         SLOW, 0 },
    { HTTP_POST,"/webhooks/{id}/test",                         console_webhooks_test,           SLOW, 0 },
    { HTTP_POST,"/webhooks/{id}/news/{news}",                  console_webhooks_again,          SLOW, 0 },
    { HTTP_POST,"/webhooks/{id}/remove",                       console_webhooks_remove,         SLOW, 0 },
    { HTTP_GET,  "/staff",                                       console_staff_list,              SLOW, 0 },
    { HTTP_GET,  "/staff/new",                                   console_staff_new,               SLOW, 0 },
    { HTTP_POST, "/staff/new",                                   console_staff_add,               SLOW, 0 },
    { HTTP_GET,  "/staff/{id}",                                  console_staff_show,              SLOW, 0 },
    { HTTP_POST, "/staff/{id}",                                  console_staff_change,            SLOW, 0 },
    { HTTP_POST, "/staff/{id}/password",                         console_staff_password,          SLOW, 0 },
    { HTTP_POST, "/staff/{id}/second-factor",                    console_staff_reset_factor,      SLOW, 0 },
    { HTTP_POST, "/staff/{id}/disable",                          console_staff_disable,           SLOW, 0 },
    { HTTP_POST, "/staff/{id}/enable",                           console_staff_enable,            SLOW, 0 },
    { HTTP_GET,  "/units",                                       console_units_list,              SLOW, 0 },
    { HTTP_GET,  "/units/new",                                   console_units_new,               SLOW, 0 },
    { HTTP_POST, "/units/new",                                   console_units_add,               SLOW, 0 },
    { HTTP_GET,  "/units/{code}",                                console_units_show,              SLOW, 0 },
    { HTTP_POST, "/units/{code}",                                console_units_change,            SLOW, 0 },
    { HTTP_POST, "/units/{code}/close",                          console_units_close,             SLOW, 0 },
    { HTTP_POST, "/units/{code}/reopen",                         console_units_reopen,            SLOW, 0 },
    { HTTP_POST, "/units/{code}/addresses",                      console_units_add_address,       SLOW, 0 },
    { HTTP_POST, "/units/{code}/addresses/{endpoint}",           console_units_change_address,    SLOW, 0 },
    { HTTP_POST, "/units/{code}/addresses/{endpoint}/move",      console_units_move_address,      SLOW, 0 },
    { HTTP_GET,  "/services",                                    console_services_list,           SLOW, 0 },
    { HTTP_POST, "/services",                                    console_services_warning,        SLOW, 0 },
    { HTTP_GET,  "/services/new",                                console_services_new,            SLOW, 0 },
    { HTTP_POST, "/services/new",                                console_services_add,            SLOW, 0 },
    { HTTP_GET,  "/services/{code}",                             console_services_show,           SLOW, 0 },
    { HTTP_POST, "/services/{code}",                             console_services_change,         SLOW, 0 },
    { HTTP_POST, "/services/{code}/close",                       console_services_close,          SLOW, 0 },
    { HTTP_POST, "/services/{code}/reopen",                      console_services_reopen,         SLOW, 0 },
    { HTTP_GET,  "/calendars",                                   console_calendars_list,          SLOW, 0 },
    { HTTP_GET,  "/calendars/new",                               console_calendars_new,           SLOW, 0 },
    { HTTP_POST, "/calendars/new",                               console_calendars_add,           SLOW, TEXT_BODY },
    { HTTP_GET,  "/calendars/{code}",                            console_calendars_show,          SLOW, 0 },
    { HTTP_POST, "/calendars/{code}",                            console_calendars_change,        SLOW, TEXT_BODY },
    { HTTP_POST, "/calendars/{code}/units",                      console_calendars_units,         SLOW, 0 },

    { HTTP_GET,  "/policy",                                                         console_policy_list,            SLOW,            0 },
    { HTTP_GET,  "/policy/{kind}/{version}",                                        console_policy_show,            SLOW,            0 },
    { HTTP_POST, "/policy/{kind}/{version}/begin",                                  console_policy_step_begin,      SLOW,            0 },
    { HTTP_POST, "/policy/{kind}/{version}/check",                                  console_policy_step_check,      SLOW,            0 },
    { HTTP_POST, "/policy/{kind}/{version}/replay",                                 console_policy_step_replay,     SLOW,            0 },
    { HTTP_POST, "/policy/{kind}/{version}/approve",                                console_policy_step_approve,    SLOW,            0 },
    { HTTP_POST, "/policy/{kind}/{version}/activate",                               console_policy_step_activate,   SLOW,            0 },
    { HTTP_POST, "/policy/{kind}/{version}/give-up",                                console_policy_step_give_up,    SLOW,            0 },
    { HTTP_POST, "/policy/{kind}/{version}/back",                                   console_policy_step_back,       SLOW,            0 },
    { HTTP_POST, "/policy/{kind}/{version}/rules",                                  console_policy_edit_rule,       SLOW,            0 },
    { HTTP_POST, "/policy/{kind}/{version}/columns",                                console_policy_edit_columns,    SLOW,            0 },
    { HTTP_POST, "/policy/{kind}/{version}/examples",                               console_policy_edit_examples,   SLOW,            0 },
    { HTTP_GET,  "/routing",                                             console_routing_show,           SLOW,            0 },
    { HTTP_POST, "/routing/save",                                        console_routing_save,           SLOW,            0 },
    { HTTP_POST, "/routing/discard",                                     console_routing_discard,        SLOW,            0 },
    { HTTP_POST, "/routing/keep",                                        console_routing_keep,           SLOW,            0 },
    { HTTP_GET,  "/routing/rules/new",                                   console_routing_form_new,       SLOW,            0 },
    { HTTP_POST, "/routing/rules/new",                                   console_routing_form_add,       SLOW,            TEXT_BODY },
    { HTTP_GET,  "/routing/rules/{rule}",                                console_routing_form_show,      SLOW,            0 },
    { HTTP_POST, "/routing/rules/{rule}",                                console_routing_form_change,    SLOW,            TEXT_BODY },
    { HTTP_POST, "/routing/rules/{rule}/up",                             console_routing_up,             SLOW,            0 },
    { HTTP_POST, "/routing/rules/{rule}/down",                           console_routing_down,           SLOW,            0 },
    { HTTP_POST, "/routing/rules/{rule}/switch",                         console_routing_switch,         SLOW,            0 },
    { HTTP_POST, "/routing/rules/{rule}/delete",                         console_routing_delete,         SLOW,            0 },
    { HTTP_GET,  "/routing/try",                                         console_routing_try_show,       SLOW,            0 },
    { HTTP_POST, "/routing/try",                                         console_routing_try_run,        SLOW,            TEXT_BODY },
    { HTTP_GET,  "/routing/replay",                                      console_routing_try_replay,     SLOW,            0 },
    { HTTP_GET,  "/routing/versions",                                    console_routing_history_list,   SLOW,            0 },
    { HTTP_GET,  "/routing/versions/{version}",                          console_routing_history_show,   SLOW,            0 },
    { HTTP_POST, "/routing/versions/{version}/restore",                  console_routing_history_restore, SLOW,            0 },

    { HTTP_GET,  "/publications",                                console_publications_list,              SLOW, 0 },
    { HTTP_GET,  "/publications/new",                            console_publication_form_new,           SLOW, 0 },
    { HTTP_POST, "/publications/new",                            console_publication_form_make,          SLOW, PICTURE_BODY },
    { HTTP_GET,  "/publications/{id}",                           console_publication_show,               SLOW, 0 },
    { HTTP_GET,  "/publications/{id}/edit",                      console_publication_form_show,          SLOW, 0 },
    { HTTP_POST, "/publications/{id}/edit",                      console_publication_form_save,          SLOW, PICTURE_BODY },
    { HTTP_GET,  "/pictures/{name}",                             console_publication_picture_show,       SLOW, 0 },
    { HTTP_POST, "/publications/{id}/submit",                    console_publication_actions_submit,     SLOW, 0 },
    { HTTP_POST, "/publications/{id}/take-back",                 console_publication_actions_take_back,  SLOW, 0 },
    { HTTP_POST, "/publications/{id}/decide",                    console_publication_actions_decide,     SLOW, 0 },
    { HTTP_POST, "/publications/{id}/release",                   console_publication_actions_release,    SLOW, 0 },
    { HTTP_POST, "/publications/{id}/correct",                   console_publication_actions_correct,    SLOW, 0 },
    { HTTP_POST, "/publications/{id}/withdraw",                  console_publication_actions_withdraw,   SLOW, 0 },
    { HTTP_POST, "/publications/{id}/release-unreviewed",        console_publication_actions_release_unreviewed, SLOW, 16384 },
    { HTTP_POST, "/publications/{id}/discard",                   console_publication_actions_discard,    SLOW, 0 },
    { HTTP_GET,  "/news-topics",                                 console_news_topics_list,               SLOW, 0 },
    { HTTP_POST, "/news-topics",                                 console_news_topics_make,               SLOW, 0 },
    { HTTP_GET,  "/subscribers",                                 console_subscribers_show,               SLOW, 0 },
    { HTTP_POST, "/subscribers",                                 console_subscribers_look_up,            SLOW, 0 },
    { HTTP_POST, "/subscribers/{id}/end",                        console_subscribers_end,                SLOW, 0 },
    { HTTP_POST, "/news-topics/{topic}",                         console_news_topics_change,             SLOW, 0 },
    { HTTP_GET,  "/comments",                                    console_comments_list,                  SLOW, 0 },
    { HTTP_POST, "/comments/publish",                            console_comments_publish,               SLOW, 0 },
    { HTTP_GET,  "/comments/{comment}",                          console_comment_show,                  SLOW, 0 },
    { HTTP_POST, "/comments/{comment}/hide",                     console_comment_hide,                  SLOW, 0 },
    { HTTP_POST, "/comments/{comment}/restore",                  console_comment_restore,               SLOW, 0 },
    { HTTP_POST, "/comments/{comment}/keep",                     console_comment_keep,                  SLOW, 0 },
    { HTTP_POST, "/comments/{comment}/answer",                   console_comment_answer,                SLOW, 0 },
    { HTTP_GET,  "/comment-rules",                               console_comment_house_show,             SLOW, 0 },
    { HTTP_POST, "/comment-rules",                               console_comment_house_rules,            SLOW, TEXT_BODY },
    { HTTP_POST, "/comment-rules/days",                          console_comment_house_days,             SLOW, 0 },
    { HTTP_POST, "/comment-rules/{id}",                          console_comment_house_until,            SLOW, 0 },
};
/* clang-format on */

/* ---- who visits ---- */

static void
visit_free(gpointer data)
{
    ConsoleVisit *visit = data;

    g_clear_pointer(&visit->signed_in, signed_in_free);
    g_free(visit);
}

/* What was chosen in this browser, else what is set for the person, else what the browser asks for, else the body's. */
static const Locale *
choose_locale(const Console *console, HttpRequest *request, const SignedIn *signed_in)
{
    const Locales *locales = console->mediation->locales;
    const char *chosen = http_request_cookie(request, "lang");

    if (chosen != NULL)
        return locales_find(locales, chosen);
    if (signed_in != NULL && *signed_in->staff->locale != '\0')
        return locales_find(locales, signed_in->staff->locale);
    return locales_choose_or(locales, http_request_header(request, "Accept-Language"), console->mediation->language);
}

/* @signed_in is taken. */
static ConsoleVisit *
visit_new(const Console *console, HttpRequest *request, HttpResponse *response, SignedIn *signed_in)
{
    ConsoleVisit *visit = g_new0(ConsoleVisit, 1);

    visit->console = console;
    visit->request = request;
    visit->response = response;
    visit->signed_in = signed_in;
    visit->actor = signed_in != NULL ? &signed_in->actor : NULL;
    visit->locale = choose_locale(console, request, signed_in);
    visit->zone = console->mediation->timezone;
    visit->now = clock_now();
    http_request_set_user(request, visit, visit_free);
    return visit;
}

ConsoleVisit *
console_visit(HttpRequest *request, HttpResponse *response)
{
    ConsoleVisit *visit = http_request_user(request);

    visit->response = response;
    return visit;
}

const char *
console_field(const ConsoleVisit *visit, const char *name)
{
    const char *value = http_request_field(visit->request, name);

    return value != NULL ? value : "";
}

const Unit *
console_unit(const DirectorySnapshot *snapshot, const char *code)
{
    const GPtrArray *units = directory_units(snapshot);

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (strcmp(unit->code, code) == 0)
            return unit;
    }
    return NULL;
}

gint64
console_seen(const ConsoleVisit *visit)
{
    gint64 seen = 0;

    number_parse_int64(console_field(visit, "seen"), 0, G_MAXINT64, &seen, NULL);
    return seen;
}

/* ---- the gate ---- */

/* NULL without error: nobody, or not any more. */
static SignedIn *
find_visitor(const Console *console, HttpRequest *request, GError **error)
{
    const char *token = session_token(request);
    g_autoptr(GError) trouble = NULL;
    SignedIn *signed_in = token == NULL ? NULL : sign_in_find(console->settings.sign_in, token, &trouble);

    if (signed_in != NULL)
        session_attach(request, token);
    else if (trouble != NULL && !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        g_propagate_error(error, g_steal_pointer(&trouble));
    return signed_in;
}

static gboolean
send_to_sign_in(HttpRequest *request, HttpResponse *response)
{
    g_autofree char *next = g_uri_escape_string(http_request_target(request), NULL, FALSE);
    gboolean again = http_request_method(request) == HTTP_GET && strcmp(http_request_path(request), "/") != 0;
    g_autofree char *path = g_strconcat("/sign-in?", session_token(request) != NULL ? "ended=1&" : "",
                                        again ? "next=" : "", again ? next : "", NULL);

    http_response_redirect(response, path);
    return FALSE;
}

/* What has to be done before anything else: the code after the password, a password of her own, a second factor where
 * the body wants one. TRUE: sent there. */
static gboolean
must_first(const Console *console, HttpRequest *request, HttpResponse *response, const SignedIn *signed_in)
{
    guint flags = http_request_route(request)->flags;
    gboolean must_set_up = console->settings.require_second_factor && !signed_in->staff->second_factor;
    g_autofree char *next = NULL, *proof = NULL;

    if (signed_in->must_prove && (flags & CONSOLE_PROOF) == 0) {
        next = g_uri_escape_string(http_request_target(request), NULL, FALSE);
        proof = g_strconcat("/sign-in/code?next=", http_request_method(request) == HTTP_GET ? next : "", NULL);
        return http_response_redirect(response, proof);
    }
    if (signed_in->must_change && (flags & CONSOLE_FIRST) == 0)
        return http_response_redirect(response, "/account/password");
    if (!signed_in->must_prove && !signed_in->must_change && must_set_up && (flags & CONSOLE_SETUP) == 0)
        return http_response_redirect(response, "/account/second-factor");
    return FALSE;
}

static gboolean
gate(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Console *console = data;
    GError *trouble = NULL;
    SignedIn *signed_in = find_visitor(console, request, &trouble);

    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    visit_new(console, request, response, signed_in);
    if (signed_in != NULL && must_first(console, request, response, signed_in))
        return FALSE;
    if (signed_in != NULL || (http_request_route(request)->flags & CONSOLE_OPEN) != 0)
        return TRUE;
    return send_to_sign_in(request, response);
}

/* Also for paths that nobody knows, which no gate has seen. What rights say is said to whom they refuse. */
static gboolean
show_problem(HttpRequest *request, HttpResponse *response, const Problem *problem, gpointer data)
{
    const Console *console = data;
    const ConsoleVisit *visit = http_request_user(request) != NULL ? console_visit(request, response)
                                                                   : visit_new(console, request, response, NULL);
    gboolean refused = problem->status == 403 && visit->actor != NULL &&
                       g_error_matches(problem->error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    json_t *said = refused ? part_said(visit, problem->error) : json_null();

    return page_render_bare(visit, "error",
                            json_pack("{s:{s:s, s:s, s:o}}", "problem", "title",
                                      locale_say(visit->locale, problem->title), "text",
                                      locale_say(visit->locale, problem->text), "said", said),
                            NULL);
}

/* ---- the whole ---- */

Console *
console_new(const ConsoleSettings *settings, GError **error)
{
    g_autoptr(Console) console = g_new0(Console, 1);

    console->settings = *settings;
    console->mediation = settings->mediation;
    console->store = settings->mediation->store;
    console->presence = presence_new();
    console->waiting = waiting_counts_new(console->mediation);
    console->assets = assets_open(settings->assets, "/assets/", error);
    if (console->assets == NULL)
        return NULL;
    console->templates = template_set_new();
    translate_register(console->templates);
    assets_register(console->assets, console->templates);
    if (!template_set_load(console->templates, settings->templates, error))
        return NULL;
    console->face = (HttpFace){ ROUTES, G_N_ELEMENTS(ROUTES), gate, show_problem, console };
    return g_steal_pointer(&console);
}

void
console_free(Console *console)
{
    g_clear_pointer(&console->templates, template_set_free);
    g_clear_pointer(&console->assets, assets_free);
    g_clear_pointer(&console->presence, presence_free);
    g_clear_pointer(&console->waiting, waiting_counts_free);
    g_free(console);
}

const HttpFace *
console_face(const Console *console)
{
    return &console->face;
}
