/* SPDX-License-Identifier: Apache-2.0 */
/* A body that said something: for benches of what everybody reads.
 *
 *     publish --config FILE [--items N]
 *
 * Makes the data folder, and in it N publications (news, English) of one topic, each written by one person, approved by
 * another and released, as the console does it. The last one is /news/item-N. Lines "name value". */
#include <stdio.h>

#include "base/error.h"
#include "command/node.h"
#include "mediation/publishing/publishing.h"
#include "mediation/publishing/topics.h"
#include "mediation/staff/password.h"
#include "mediation/staff/staffing.h"

static const RoleGrant GRANTS[] = { { ROLE_COMMUNICATIONS, { 0 } } };

static Actor writer = { ACTOR_STAFF, { 0 }, "Maya Writer", GRANTS, 1 };
static Actor reader = { ACTOR_STAFF, { 0 }, "Omar Reader", GRANTS, 1 };

typedef struct {
    PublicationId id;
    PublicationRow *row;
} Looking;

static gboolean
look(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;

    looking->row = publication_store_load(session, looking->id, error);
    return looking->row != NULL;
}

static gboolean
hire(const Mediation *mediation, PasswordHasher *hasher, Actor *actor, const char *login, GError **error)
{
    const StaffDraft draft = { .login = login,
                               .name = actor->name,
                               .password = "a phrase for a bench only",
                               .locale = "en",
                               .grants = actor->grants,
                               .grant_count = actor->grant_count };

    return staffing_add(mediation->store, hasher, &ACTOR_TRIBUNE, &draft, &actor->staff, error);
}

static gboolean
hire_both(const Mediation *mediation, GError **error)
{
    g_autoptr(PasswordHasher) hasher = password_hasher_new();

    return hire(mediation, hasher, &writer, "maya", error) && hire(mediation, hasher, &reader, "omar", error);
}

/* About as much as news of a town has: 2,500 characters. */
static char *
write_body(int number)
{
    GString *body = g_string_new(NULL);

    for (int paragraph = 0; paragraph < 8; paragraph++) {
        if (paragraph % 3 == 1)
            g_string_append_printf(body, "## What changes in part %d\n\n", paragraph);
        for (int sentence = 0; sentence < 5; sentence++)
            g_string_append_printf(body, "From day %d on, lane %d of Mill Bridge is closed for repairs. ",
                                   number + paragraph, number * 7 % 31 + sentence);
        g_string_append(body, "\n\n");
    }
    return g_string_free(body, FALSE);
}

static gboolean
publish(Mediation *mediation, int number, GError **error)
{
    g_autoptr(PublicationContent) content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");
    Looking looking = { 0 };
    gboolean done;

    g_free(text->title);
    text->title = g_strdup_printf("Item %d", number);
    g_free(text->summary);
    text->summary = g_strdup("Mill Bridge is closed for repairs.");
    g_free(text->body);
    text->body = write_body(number);
    g_ptr_array_add(content->topics, g_strdup("roads"));
    done = publishing_make(mediation, &writer, PUBLICATION_NEWS, content, &looking.id, error) &&
           publishing_submit(mediation, &writer, looking.id, 0, error) &&
           store_read(mediation->store, look, &looking, error) &&
           publishing_decide(mediation, &reader, looking.id, &looking.row->digest, VERDICT_APPROVE, "", "", error) &&
           publishing_release(mediation, &writer, looking.id, 0, error);
    g_clear_pointer(&looking.row, publication_row_free);
    return done;
}

static gboolean
publish_all(Mediation *mediation, int items, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const TopicRow topic = { .code = (char *)"roads", .names = names };

    g_ptr_array_add(names, (gpointer) "en");
    g_ptr_array_add(names, (gpointer) "Roads");
    if (!hire_both(mediation, error) || !topics_make(mediation, &writer, &topic, error))
        return FALSE;
    for (int number = 1; number <= items; number++)
        if (!publish(mediation, number, error))
            return FALSE;
    printf("items %d\n", items);
    return TRUE;
}

int
main(int argc, char **argv)
{
    g_autofree char *path = NULL;
    int items = 40;
    const GOptionEntry options[] = { { "config", 0, 0, G_OPTION_ARG_FILENAME, &path, "of the node", "FILE" },
                                     { "items", 0, 0, G_OPTION_ARG_INT, &items, "how many", "N" },
                                     { NULL } };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    Config *config = NULL;
    Node *node = NULL;
    gboolean done = FALSE;

    g_option_context_add_main_entries(context, options, NULL);
    if (g_option_context_parse(context, &argc, &argv, &error) && path != NULL &&
        (config = node_config_load(path, &error)))
        node = node_open(config, NODE_SERVE, &error);
    if (node != NULL)
        done = publish_all(node_mediation(node), items, &error);
    if (!done)
        fprintf(stderr, "publish: %s\n", error != NULL ? error->message : "--config is needed");
    if (node != NULL)
        node_close(node);
    if (config != NULL)
        config_free(config);
    return done ? 0 : 1;
}
