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

struct Console {
    ConsoleSettings settings;
    Mediation *mediation;
    Store *store;
    TemplateSet *templates;
    Assets *assets;
    Presence *presence;
    HttpFace face;
};

/* Flags of the console's routes. */
enum {
    CONSOLE_OPEN = HTTP_ROUTE_FACE,       /* also for who has not signed in */
    CONSOLE_FIRST = HTTP_ROUTE_FACE << 1, /* also for who must choose a password first */
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

CONSOLE_HANDLER(console_inbox_home);
CONSOLE_HANDLER(console_inbox_show);
CONSOLE_HANDLER(console_live_stream);

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

CONSOLE_HANDLER(console_reply_preview);
CONSOLE_HANDLER(console_reply_edit);
CONSOLE_HANDLER(console_reply_send);

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

CONSOLE_HANDLER(console_staff_list);
CONSOLE_HANDLER(console_staff_new);
CONSOLE_HANDLER(console_staff_add);
CONSOLE_HANDLER(console_staff_show);
CONSOLE_HANDLER(console_staff_change);
CONSOLE_HANDLER(console_staff_password);
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

CONSOLE_HANDLER(console_password_show);
CONSOLE_HANDLER(console_password_change);
