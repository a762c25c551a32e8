/* SPDX-License-Identifier: Apache-2.0 */
/* console/console-private.h: what the console's pages share: who visits, and the handlers of the route table. */
#pragma once
#include "base/clock.h"
#include "console/console.h"
#include "console/part.h"
#include "console/presence.h"
#include "http/assets.h"
#include "http/session.h"
#include "model/rights.h"
#include "views/waiting-view.h"

struct Console {
    ConsoleSettings settings;
    Mediation *mediation;
    Store *store;
    TemplateSet *templates;
    Assets *assets;
    Presence *presence;
    WaitingCounts *waiting;
    HttpFace face;
};

/* Flags of the console's routes. */
enum {
    CONSOLE_OPEN = HTTP_ROUTE_FACE,       /* also for who has not signed in */
    CONSOLE_FIRST = HTTP_ROUTE_FACE << 1, /* also for who must choose a password first */
    CONSOLE_PROOF = HTTP_ROUTE_FACE << 2, /* also for who has still to show the second factor */
    CONSOLE_SETUP = HTTP_ROUTE_FACE << 3, /* also for who must set up a second factor first */
};

/* One request and who makes it; made by the gate, lives as long as the request. */
struct ConsoleVisit {
    const Console *console;
    HttpRequest *request;
    HttpResponse *response;
    SignedIn *signed_in; /* NULL: nobody */
    const Actor *actor;  /* NULL likewise */
    const Locale *locale;
    const char *zone;
    gint64 now;
};

ConsoleVisit *console_visit(HttpRequest *request, HttpResponse *response);

/* What the form sent for @name, "" when nothing. */
const char *console_field(const ConsoleVisit *visit, const char *name);
/* The version of the case that the form was made from; 0 when it does not say. */
gint64 console_seen(const ConsoleVisit *visit);

/* The unit with that code; borrowed from @snapshot, NULL when there is none. */
const Unit *console_unit(const DirectorySnapshot *snapshot, const char *code);

#define CONSOLE_HANDLER(name) gboolean name(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)

CONSOLE_HANDLER(console_sign_in_show);
CONSOLE_HANDLER(console_sign_in_enter);
CONSOLE_HANDLER(console_sign_in_leave);
CONSOLE_HANDLER(console_sign_in_prefer);

CONSOLE_HANDLER(console_second_factor_ask);
CONSOLE_HANDLER(console_second_factor_pass);
CONSOLE_HANDLER(console_second_factor_show);
CONSOLE_HANDLER(console_second_factor_picture);
CONSOLE_HANDLER(console_second_factor_begin);
CONSOLE_HANDLER(console_second_factor_confirm);
CONSOLE_HANDLER(console_second_factor_remove);

CONSOLE_HANDLER(console_inbox_home);
CONSOLE_HANDLER(console_inbox_show);
CONSOLE_HANDLER(console_live_stream);
CONSOLE_HANDLER(console_search_show);

CONSOLE_HANDLER(console_case_page_show);
CONSOLE_HANDLER(console_case_print_show);
CONSOLE_HANDLER(console_case_actions_take);
CONSOLE_HANDLER(console_case_actions_give_back);
CONSOLE_HANDLER(console_case_actions_assign);
CONSOLE_HANDLER(console_case_actions_move);
CONSOLE_HANDLER(console_case_actions_state);
CONSOLE_HANDLER(console_case_actions_title);
CONSOLE_HANDLER(console_case_actions_note);
CONSOLE_HANDLER(console_case_actions_read);
CONSOLE_HANDLER(console_case_actions_review);

CONSOLE_HANDLER(console_citizen_link_renew);

CONSOLE_HANDLER(console_person_show);
CONSOLE_HANDLER(console_person_rename);
CONSOLE_HANDLER(console_person_prefer);
CONSOLE_HANDLER(console_person_merge_preview);
CONSOLE_HANDLER(console_person_merge_run);
CONSOLE_HANDLER(console_person_merge_undo);
CONSOLE_HANDLER(console_person_proof_ask);
CONSOLE_HANDLER(console_person_proof_say);
CONSOLE_HANDLER(console_person_proof_undo);

CONSOLE_HANDLER(console_reply_preview);
CONSOLE_HANDLER(console_reply_edit);
CONSOLE_HANDLER(console_reply_send);

CONSOLE_HANDLER(console_proposal_show);
CONSOLE_HANDLER(console_proposal_actions_decide);
CONSOLE_HANDLER(console_proposal_actions_take_back);
CONSOLE_HANDLER(console_proposal_actions_send);
CONSOLE_HANDLER(console_proposal_actions_release_unreviewed);

CONSOLE_HANDLER(console_side_list);
CONSOLE_HANDLER(console_side_show);
CONSOLE_HANDLER(console_side_preview);
CONSOLE_HANDLER(console_side_edit);
CONSOLE_HANDLER(console_side_send);

CONSOLE_HANDLER(console_hand_over_show);
CONSOLE_HANDLER(console_hand_over_preview);
CONSOLE_HANDLER(console_hand_over_send);

CONSOLE_HANDLER(console_partners_list);
CONSOLE_HANDLER(console_partners_new);
CONSOLE_HANDLER(console_partners_add);
CONSOLE_HANDLER(console_partners_show);
CONSOLE_HANDLER(console_partners_change);

CONSOLE_HANDLER(console_bulk_run);
CONSOLE_HANDLER(console_bulk_show);
CONSOLE_HANDLER(console_bulk_undo);

CONSOLE_HANDLER(console_case_desk_tag);
CONSOLE_HANDLER(console_case_desk_untag);
CONSOLE_HANDLER(console_case_desk_link);
CONSOLE_HANDLER(console_case_desk_unlink);
CONSOLE_HANDLER(console_case_desk_merge);
CONSOLE_HANDLER(console_case_desk_unmerge);
CONSOLE_HANDLER(console_case_desk_sleep);

CONSOLE_HANDLER(console_reads_list);

CONSOLE_HANDLER(console_tags_list);
CONSOLE_HANDLER(console_tags_make);
CONSOLE_HANDLER(console_tags_change);

CONSOLE_HANDLER(console_template_use_choose);
CONSOLE_HANDLER(console_template_use_fill);
CONSOLE_HANDLER(console_templates_list);
CONSOLE_HANDLER(console_templates_new);
CONSOLE_HANDLER(console_templates_make);
CONSOLE_HANDLER(console_templates_show);
CONSOLE_HANDLER(console_templates_change);

CONSOLE_HANDLER(console_answering_mark);
CONSOLE_HANDLER(console_drafts_save_reply);
CONSOLE_HANDLER(console_drafts_discard_reply);
CONSOLE_HANDLER(console_drafts_save_note);
CONSOLE_HANDLER(console_drafts_file);

CONSOLE_HANDLER(console_message_html);
CONSOLE_HANDLER(console_message_attachment);
CONSOLE_HANDLER(console_message_raw);

CONSOLE_HANDLER(console_trail_show);
CONSOLE_HANDLER(console_trail_entry);
CONSOLE_HANDLER(console_trail_proof);

CONSOLE_HANDLER(console_journal_show);
CONSOLE_HANDLER(console_journal_checkpoint);
CONSOLE_HANDLER(console_channels_show);
CONSOLE_HANDLER(console_channel_show);
CONSOLE_HANDLER(console_channel_pause);
CONSOLE_HANDLER(console_channel_resume);
CONSOLE_HANDLER(console_channel_driver);

CONSOLE_HANDLER(console_staff_list);
CONSOLE_HANDLER(console_staff_new);
CONSOLE_HANDLER(console_staff_add);
CONSOLE_HANDLER(console_staff_show);
CONSOLE_HANDLER(console_staff_change);
CONSOLE_HANDLER(console_staff_password);
CONSOLE_HANDLER(console_staff_reset_factor);
CONSOLE_HANDLER(console_staff_disable);
CONSOLE_HANDLER(console_staff_enable);

CONSOLE_HANDLER(console_units_list);
CONSOLE_HANDLER(console_units_new);
CONSOLE_HANDLER(console_units_add);
CONSOLE_HANDLER(console_units_show);
CONSOLE_HANDLER(console_units_change);
CONSOLE_HANDLER(console_units_close);
CONSOLE_HANDLER(console_units_reopen);
CONSOLE_HANDLER(console_units_add_address);
CONSOLE_HANDLER(console_units_change_address);
CONSOLE_HANDLER(console_units_move_address);

CONSOLE_HANDLER(console_promises_set);

CONSOLE_HANDLER(console_services_list);
CONSOLE_HANDLER(console_services_new);
CONSOLE_HANDLER(console_services_add);
CONSOLE_HANDLER(console_services_show);
CONSOLE_HANDLER(console_services_change);
CONSOLE_HANDLER(console_services_close);
CONSOLE_HANDLER(console_services_reopen);
CONSOLE_HANDLER(console_services_warning);

CONSOLE_HANDLER(console_calendars_list);
CONSOLE_HANDLER(console_calendars_new);
CONSOLE_HANDLER(console_calendars_add);
CONSOLE_HANDLER(console_calendars_show);
CONSOLE_HANDLER(console_calendars_change);
CONSOLE_HANDLER(console_calendars_units);
CONSOLE_HANDLER(console_routing_show);
CONSOLE_HANDLER(console_routing_up);
CONSOLE_HANDLER(console_routing_down);
CONSOLE_HANDLER(console_routing_switch);
CONSOLE_HANDLER(console_routing_delete);
CONSOLE_HANDLER(console_routing_save);
CONSOLE_HANDLER(console_routing_discard);
CONSOLE_HANDLER(console_routing_keep);
CONSOLE_HANDLER(console_routing_form_new);
CONSOLE_HANDLER(console_routing_form_add);
CONSOLE_HANDLER(console_routing_form_show);
CONSOLE_HANDLER(console_routing_form_change);
CONSOLE_HANDLER(console_routing_try_show);
CONSOLE_HANDLER(console_routing_try_run);
CONSOLE_HANDLER(console_routing_try_replay);
CONSOLE_HANDLER(console_routing_history_list);
CONSOLE_HANDLER(console_routing_history_show);
CONSOLE_HANDLER(console_routing_history_restore);
CONSOLE_HANDLER(console_policy_list);
CONSOLE_HANDLER(console_policy_show);
CONSOLE_HANDLER(console_policy_step_begin);
CONSOLE_HANDLER(console_policy_step_check);
CONSOLE_HANDLER(console_policy_step_replay);
CONSOLE_HANDLER(console_policy_step_approve);
CONSOLE_HANDLER(console_policy_step_activate);
CONSOLE_HANDLER(console_policy_step_give_up);
CONSOLE_HANDLER(console_policy_step_back);
CONSOLE_HANDLER(console_policy_edit_rule);
CONSOLE_HANDLER(console_policy_edit_columns);
CONSOLE_HANDLER(console_policy_edit_examples);
CONSOLE_HANDLER(console_review_show);
CONSOLE_HANDLER(console_review_decide);
CONSOLE_HANDLER(console_review_flood);

CONSOLE_HANDLER(console_waiting_show);
CONSOLE_HANDLER(console_emergency_review);
CONSOLE_HANDLER(console_approvals_show);
CONSOLE_HANDLER(console_approvals_name);
CONSOLE_HANDLER(console_approvals_notices);
CONSOLE_HANDLER(console_approvals_all);
CONSOLE_HANDLER(console_approvals_end);

CONSOLE_HANDLER(console_word_lists_list);
CONSOLE_HANDLER(console_word_lists_new);
CONSOLE_HANDLER(console_word_lists_add);
CONSOLE_HANDLER(console_word_lists_show);
CONSOLE_HANDLER(console_word_lists_change);

CONSOLE_HANDLER(console_tokens_list);
CONSOLE_HANDLER(console_tokens_new);
CONSOLE_HANDLER(console_tokens_add);
CONSOLE_HANDLER(console_tokens_revoke);

CONSOLE_HANDLER(console_webhooks_list);
CONSOLE_HANDLER(console_webhooks_new);
CONSOLE_HANDLER(console_webhooks_add);
CONSOLE_HANDLER(console_webhooks_show);
CONSOLE_HANDLER(console_webhooks_change);
CONSOLE_HANDLER(console_webhooks_rotate);
CONSOLE_HANDLER(console_webhooks_test);
CONSOLE_HANDLER(console_webhooks_again);
CONSOLE_HANDLER(console_webhooks_remove);

CONSOLE_HANDLER(console_password_show);
CONSOLE_HANDLER(console_password_change);

CONSOLE_HANDLER(console_publications_list);
CONSOLE_HANDLER(console_publication_show);
CONSOLE_HANDLER(console_publication_form_new);
CONSOLE_HANDLER(console_publication_form_make);
CONSOLE_HANDLER(console_publication_form_show);
CONSOLE_HANDLER(console_publication_form_save);
CONSOLE_HANDLER(console_publication_picture_show);
CONSOLE_HANDLER(console_publication_actions_submit);
CONSOLE_HANDLER(console_publication_actions_take_back);
CONSOLE_HANDLER(console_publication_actions_decide);
CONSOLE_HANDLER(console_publication_actions_release);
CONSOLE_HANDLER(console_publication_actions_correct);
CONSOLE_HANDLER(console_publication_actions_withdraw);
CONSOLE_HANDLER(console_publication_actions_release_unreviewed);
CONSOLE_HANDLER(console_publication_actions_discard);
CONSOLE_HANDLER(console_subscribers_show);
CONSOLE_HANDLER(console_subscribers_look_up);
CONSOLE_HANDLER(console_subscribers_end);
CONSOLE_HANDLER(console_news_topics_list);
CONSOLE_HANDLER(console_news_topics_make);
CONSOLE_HANDLER(console_news_topics_change);

CONSOLE_HANDLER(console_comments_list);
CONSOLE_HANDLER(console_comments_publish);
CONSOLE_HANDLER(console_comment_show);
CONSOLE_HANDLER(console_comment_hide);
CONSOLE_HANDLER(console_comment_restore);
CONSOLE_HANDLER(console_comment_keep);
CONSOLE_HANDLER(console_comment_answer);
CONSOLE_HANDLER(console_comment_house_show);
CONSOLE_HANDLER(console_comment_house_rules);
CONSOLE_HANDLER(console_comment_house_days);
CONSOLE_HANDLER(console_comment_house_until);
