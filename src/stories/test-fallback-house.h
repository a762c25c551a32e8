/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-fallback-house.h: a house of linked addresses whose channel table says where answers go. */
#pragma once
#include "store/release-store.h"
#include "stories/test-linking-house.h"

#define CHANNEL_TABLE(rules)                                                                                           \
    "{\"kind\": \"channel\", \"columns\": [\"purpose\", \"citizen_verified\"], \"rules\": [" rules "]}"
#define OTHERS "{\"id\": \"others\", \"when\": {\"purpose\": \"not(\\\"reply\\\")\"}, \"then\": [\"same\", \"any\"]}"
#define ALL(first, then)                                                                                               \
    CHANNEL_TABLE("{\"id\": \"answers\", \"when\": {\"purpose\": \"\\\"reply\\\"\"}, \"then\": [\"" first              \
                  "\", \"" then "\"]}, " OTHERS)
/* Who is verified gets it by tin, who is not by echo. */
#define BY_LEVEL                                                                                                       \
    CHANNEL_TABLE("{\"id\": \"sure\", \"when\": {\"purpose\": \"\\\"reply\\\"\", \"citizen_verified\": \">= 1\"},"     \
                  " \"then\": [\"tin\", \"echo\"]}, {\"id\": \"unsure\", \"when\": {\"purpose\": \"\\\"reply\\\"\","   \
                  " \"citizen_verified\": \"< 1\"}, \"then\": [\"echo\", \"refuse\"]}, " OTHERS)
#define FOUR_EYES                                                                                                      \
    "{\"kind\": \"duty\", \"columns\": [\"purpose\"], \"rules\": [{\"id\": \"two\", \"when\": {\"purpose\":"           \
    " \"\\\"reply\\\"\"}, \"then\": [\"four-eyes\"]}]}"

static inline void
prefer_for(House *house, PersonPurpose purpose, const char *channel)
{
    PersonPreferences wanted = { 0 };
    g_autoptr(GError) error = NULL;

    wanted.of[purpose].channel = (char *)channel;
    persons_prefer(&house->mediation, &house->officer, person_of(house, "echo:ada"), &wanted, &error);
    g_assert_no_error(error);
}

/* Ada's lamp, case 1, by echo; what is known of echo:ada is @level, and tin:ada was proven. */
static inline void
two_tools(House *house, int level)
{
    g_autoptr(CaseView) view = open_case(house);

    if (level > 0)
        assure(house, "echo:ada", level);
    link_tin(house, 1, "tin:ada", FALSE);
}

static inline void
reply(House *house, const char *text)
{
    g_autoptr(CaseView) view = look(house, 1);

    answer(house, view, text);
    settle(house);
}

static inline char *
last_by(gpointer channel)
{
    return echo_sent(channel) > 0 ? echo_text(channel, echo_sent(channel) - 1) : g_strdup("");
}

static inline guint
count_events(const CaseView *view, EventKind kind)
{
    guint count = 0;

    for (guint i = 0; i < view->events->len; i++)
        count += ((const Event *)g_ptr_array_index(view->events, i))->kind == kind;
    return count;
}

static inline const Event *
wait_fallback_of(House *house, guint number, CaseView **ret)
{
    guint place;

    WAIT_FOR(backlog(house, WORK_FALLBACK) == 0);
    settle(house);
    *ret = look(house, number);
    return find_event(*ret, EVENT_DELIVERY_FALLBACK, &place);
}

static inline const Event *
wait_fallback(House *house, CaseView **ret)
{
    return wait_fallback_of(house, 1, ret);
}

/* Until that many are in the case. */
static inline void
wait_fallbacks(House *house, guint number, guint count, CaseView **ret)
{
    *ret = NULL;
    for (guint i = 0; i < 500; i++) {
        g_clear_pointer(ret, case_view_free);
        *ret = look(house, number);
        if (count_events(*ret, EVENT_DELIVERY_FALLBACK) == count)
            break;
        g_usleep(20000);
    }
    g_assert_cmpuint(count_events(*ret, EVENT_DELIVERY_FALLBACK), ==, count);
}

DB_STATEMENT(test_tin_conversation,
             "SELECT id, endpoint FROM conversations WHERE channel = 'tin' ORDER BY id DESC LIMIT 1");

static inline gboolean
find_tin(DbSession *session, gpointer data, GError **error)
{
    Conversation *found = data;
    g_autoptr(DbQuery) query = db_query(session, &test_tin_conversation);

    if (db_step(query)) {
        found->id.value = db_int(query, 0);
        found->endpoint.value = db_int(query, 1);
    }
    return db_finish(query, error);
}

#define STORY(name) g_test_add("/command/fallback/" #name, House, NULL, set_up_linking, name, tear_down_linking)
