/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-side-house.h: the small house with mail, where officers ask others about a case. */
#pragma once
#include "mediation/cases/side.h"
#include "store/clock-store.h"
#include "store/person-store.h"
#include "stories/test-mail-house.h"
#include "views/citizen-view.h"

#define AREA9   "area9@highways.example"
#define PARTNER "mailto:" AREA9

static const guint8 DOOR[32] = { 9, 8, 7 };

/* A house with pages for citizens. */
static inline void
set_up_side(House *house, gconstpointer data)
{
    set_up_mail(house, data);
    house->mediation.portal_url = "https://contact.northam.example";
    house->mediation.access = citizen_access_new(&house->mediation, DOOR);
}

static inline void
tear_down_side(House *house, gconstpointer data)
{
    CitizenAccess *access = house->mediation.access;

    tear_down(house, data);
    citizen_access_free(access);
}

/* ---- helpers ---- */

static inline void
ada_writes(House *house)
{
    letter_in(house, "ada@citizen.example", "a1@citizen.example", "Pothole on the bridge", "",
              "The hole is *deep*.\nMy number is 01632 960001.");
    g_assert_cmpuint(cases(house), ==, 1);
}

static inline char *
newest_sent(House *house)
{
    g_autoptr(GPtrArray) names = outbox(house);

    g_assert_cmpuint(names->len, >, 0);
    return g_strdup(g_ptr_array_index(names, names->len - 1));
}

static inline gboolean
try_ask(House *house, const SideDraft *draft, ConversationId *ret, GError **error)
{
    g_autoptr(CaseView) view = look(house, 1);
    g_autoptr(ReplyPreview) preview = side_preview(&house->mediation, &house->officer, view->a_case->id, draft, error);

    if (preview == NULL)
        return FALSE;
    if (!side_send(&house->mediation, &house->officer, view->a_case->id, view->a_case->version, draft, &preview->digest,
                   ret, error))
        return FALSE;
    settle(house);
    return TRUE;
}

static inline ConversationId
ask(House *house, const char *text, const GArray *enclosures, gboolean wait)
{
    const SideDraft draft = {
        .to = AREA9, .name = "Highways England", .title = "", .text = text, .enclosures = enclosures, .wait = wait
    };
    g_autoptr(GError) error = NULL;
    ConversationId id = { 0 };

    try_ask(house, &draft, &id, &error);
    g_assert_no_error(error);
    return id;
}

/* @sender answers to where the sent file @name says. */
static inline void
answer_to(House *house, const char *sender, const char *name, const char *id, const char *text)
{
    g_autofree char *to = reply_address_of(house, name);
    g_autofree char *mail = g_strdup_printf("From: %s\nTo: %s\nSubject: Re: your question\nMessage-ID: <%s>\n\n%s\n",
                                            identity_address(sender), identity_address(to), id, text);

    mail_in(house, sender, to, mail);
    settle(house);
}

static inline CaseState
state_of(House *house, guint number)
{
    g_autoptr(CaseView) view = look(house, number);

    return view->a_case->state;
}

static inline void
set_state(House *house, CaseState state)
{
    g_autoptr(CaseView) view = look(house, 1);

    g_assert_true(casework_set_state(&house->mediation, &house->officer, view->a_case->id, 0, state, "", NULL));
}

typedef struct {
    House *house;
    CaseId case_id;
    const char *uri;
    AccessSeed seed;
    gint64 first;
} Opening;

static inline gboolean
give(DbSession *session, gpointer data, GError **error)
{
    Opening *opening = data;
    g_autoptr(Identity) holder = person_store_find_identity(session, opening->uri, error);

    return holder != NULL && citizen_access_give(opening->house->mediation.access, session, &ACTOR_TRIBUNE,
                                                 opening->case_id, holder, &opening->seed, error);
}

/* As whoever holds the link that @uri was given to case @number. */
static inline Citizen *
citizen_of(House *house, guint number, const char *uri)
{
    g_autoptr(CaseView) view = look(house, number);
    Opening opening = { .house = house, .case_id = view->a_case->id, .uri = uri };
    g_autofree char *token = NULL;
    g_autoptr(GError) error = NULL;
    Citizen *citizen;

    g_assert_true(store_write(house->mediation.store, give, &opening, NULL));
    token = citizen_access_token(house->mediation.access, &opening.seed);
    citizen = citizen_access_enter(house->mediation.access, token, &error);
    g_assert_no_error(error);
    return citizen;
}

/* All that the page of @citizen says, and the names of its files. */
static inline char *
read_page(House *house, const Citizen *citizen)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CitizenView) view = citizen_view_load(house->mediation.access, citizen, &error);
    GString *said = g_string_new(NULL);

    g_assert_no_error(error);
    g_string_append_printf(said, "[%s]", view->subject);
    for (guint i = 0; i < view->messages->len; i++) {
        const CitizenMessage *item = g_ptr_array_index(view->messages, i);

        g_string_append_printf(said, "%s\n", item->text);
        for (guint j = 0; j < item->files->len; j++)
            g_string_append(said, ((const MessagePart *)g_ptr_array_index(item->files, j))->filename);
    }
    return g_string_free(said, FALSE);
}

static inline void
assert_says(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        g_error("“%s” does not say “%s”", text, part);
}

static inline void
assert_silent(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        g_error("“%s” says “%s”", text, part);
}

static inline gboolean
read_first_reply(DbSession *session, gpointer data, GError **error)
{
    Opening *opening = data;

    return clock_store_first_reply(session, opening->case_id, &opening->first, error);
}

static inline GArray *
choose(const char *const *values)
{
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(Enclosure));

    for (; *values != NULL; values++) {
        Enclosure enclosure;

        g_assert_true(enclosures_parse(*values, &enclosure));
        g_array_append_val(chosen, enclosure);
    }
    return chosen;
}

static inline char *
value_of(const CaseView *view, guint index)
{
    char id[ID_TEXT_SIZE];

    id_format(((const CaseMessage *)g_ptr_array_index(view->messages, index))->message->id.value, id);
    return g_strdup(id);
}

DB_STATEMENT(side_count_events, "SELECT count(*) FROM events WHERE kind = $1");

typedef struct {
    const char *kind;
    gint64 count;
} Count;

static inline gboolean
count_events(DbSession *session, gpointer data, GError **error)
{
    Count *count = data;
    g_autoptr(DbQuery) query = db_query(session, &side_count_events);

    db_bind_text(query, count->kind);
    if (!db_step_one(query, "count", error))
        return FALSE;
    count->count = db_int(query, 0);
    return db_finish(query, error);
}

static inline gint64
events_of(House *house, EventKind kind)
{
    Count count = { event_kind_name(kind), -1 };

    g_assert_true(store_read(house->mediation.store, count_events, &count, NULL));
    return count.count;
}
