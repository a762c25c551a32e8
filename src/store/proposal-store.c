/* SPDX-License-Identifier: Apache-2.0 */
#include "store/proposal-store.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "model/name-table.h"

static const char *const STATES[] = { "waiting",    "scheduled", "missed",   "stopped", "returned",
                                      "taken-back", "refused",   "released", NULL };

NAME_TABLE(ProposalState, proposal_state, STATES)

#define COLUMNS                                                                                                        \
    "id, case_id, author, unit, conversation, recipient, channel, state, why, next, version, since, changed,"          \
    " scheduled, zone, tiers, digest, rendered, content, secret_key, released, leaf, sensitivity"
#define COLUMN_COUNT 23

DB_STATEMENT(insert_proposal, "INSERT INTO proposals (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
                              " $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)");
DB_STATEMENT(update_proposal,
             "UPDATE proposals SET unit = $1, conversation = $2, recipient = $3, channel = $4, state = $5, why = $6,"
             " next = $7, version = $8, since = $9, changed = $10, scheduled = $11, zone = $12, tiers = $13,"
             " digest = $14, rendered = $15, content = $16, secret_key = $17, released = $18, leaf = $19,"
             " sensitivity = $20 WHERE id = $21");
DB_STATEMENT(load_proposal, "SELECT " COLUMNS " FROM proposals WHERE id = $1");
DB_STATEMENT(latest_proposal, "SELECT " COLUMNS " FROM proposals WHERE case_id = $1 ORDER BY id DESC LIMIT 1");
/* By a partial index (proposals_waiting). */
DB_STATEMENT(list_waiting_proposals,
             "SELECT p.id, p.case_id, p.author, p.unit, p.conversation, p.recipient, p.channel, p.state, p.why, p.next,"
             " p.version, p.since, p.changed, p.scheduled, p.zone, p.tiers, p.digest, p.rendered, p.content,"
             " p.secret_key, p.released, p.leaf, p.sensitivity, c.reference, s.name,"
             " (SELECT count(*) FROM approvals a WHERE a.subject = p.id AND a.digest = p.digest"
             " AND a.verdict = 'approve' AND a.voided = 0)"
             " FROM proposals p JOIN cases c ON c.id = p.case_id LEFT JOIN staff s ON s.id = p.author"
             " WHERE p.state = 'waiting' ORDER BY p.since, p.id LIMIT $1");

gboolean
proposal_state_is_open(ProposalState state)
{
    return state <= PROPOSAL_STOPPED;
}

Proposal *
proposal_new(void)
{
    Proposal *proposal = g_new0(Proposal, 1);

    proposal->tiers = g_array_new(FALSE, FALSE, sizeof(ProposalTier));
    return proposal;
}

void
proposal_free(Proposal *proposal)
{
    g_free(proposal->channel);
    g_free(proposal->why);
    g_free(proposal->zone);
    g_array_unref(proposal->tiers);
    g_free(proposal);
}

void
proposal_waiting_free(ProposalWaiting *waiting)
{
    g_clear_pointer(&waiting->proposal, proposal_free);
    g_free(waiting->case_reference);
    g_free(waiting->author_name);
    g_free(waiting);
}

/* ---- tiers as text ---- */

static char *
format_tiers(const GArray *tiers)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < tiers->len; i++) {
        const ProposalTier *tier = &g_array_index(tiers, ProposalTier, i);

        g_string_append_printf(text, "%s%" G_GINT64_FORMAT ":%s", i > 0 ? " " : "", tier->unit.value,
                               role_name(tier->role));
    }
    return g_string_free(text, FALSE);
}

static gboolean
parse_tiers(const char *text, GArray *tiers)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);

    for (guint i = 0; words[i] != NULL; i++) {
        ProposalTier tier = { .role = ROLE_OFFICER };
        char *colon = strchr(words[i], ':');

        if (colon == NULL || tiers->len == PROPOSAL_TIERS_MAX || !role_parse(colon + 1, &tier.role))
            return FALSE;
        *colon = '\0';
        if (!number_parse_int64(words[i], 1, G_MAXINT64, &tier.unit.value, NULL))
            return FALSE;
        g_array_append_val(tiers, tier);
    }
    return TRUE;
}

/* ---- rows ---- */

static void
bind_changing(DbQuery *query, const Proposal *proposal)
{
    g_autofree char *tiers = format_tiers(proposal->tiers);

    db_bind_int(query, proposal->unit.value);
    db_bind_int(query, proposal->conversation.value);
    db_bind_int(query, proposal->recipient.value);
    db_bind_text(query, proposal->channel);
    db_bind_text(query, proposal_state_name(proposal->state));
    db_bind_text(query, proposal->why != NULL ? proposal->why : "");
    db_bind_text(query, case_state_name(proposal->next));
    db_bind_int(query, proposal->version);
    db_bind_int(query, proposal->since);
    db_bind_int(query, proposal->changed);
    db_bind_int(query, proposal->scheduled);
    db_bind_text(query, proposal->zone != NULL ? proposal->zone : "");
    db_bind_text(query, tiers);
    db_bind_bytes(query, proposal->digest.bytes, DIGEST_SIZE);
    db_bind_bytes(query, proposal->rendered.bytes, DIGEST_SIZE);
    db_bind_int(query, proposal->content);
    db_bind_int(query, proposal->secret_key);
    db_bind_int(query, proposal->released.value);
    db_bind_int(query, proposal->leaf);
    db_bind_int(query, proposal->sensitivity);
}

gboolean
proposal_store_insert(DbSession *session, const Proposal *proposal, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_proposal);

    db_bind_int(query, proposal->id.value);
    db_bind_int(query, proposal->case_id.value);
    db_bind_int(query, proposal->author.value);
    bind_changing(query, proposal);
    return db_run(query, error);
}

gboolean
proposal_store_update(DbSession *session, const Proposal *proposal, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_proposal);

    bind_changing(query, proposal);
    db_bind_int(query, proposal->id.value);
    return db_run(query, error);
}

static gboolean
read_digest(DbQuery *query, int column, Digest *ret)
{
    gsize length;
    const void *bytes = db_bytes(query, column, &length);

    if (length != sizeof ret->bytes)
        return FALSE;
    memcpy(ret->bytes, bytes, length);
    return TRUE;
}

static Proposal *
read_proposal(DbQuery *query, GError **error)
{
    g_autoptr(Proposal) proposal = proposal_new();

    proposal->id.value = db_int(query, 0);
    proposal->case_id.value = db_int(query, 1);
    proposal->author.value = db_int(query, 2);
    proposal->unit.value = db_int(query, 3);
    proposal->conversation.value = db_int(query, 4);
    proposal->recipient.value = db_int(query, 5);
    proposal->channel = db_dup_text(query, 6);
    proposal->why = db_dup_text(query, 8);
    proposal->version = db_int(query, 10);
    proposal->since = db_int(query, 11);
    proposal->changed = db_int(query, 12);
    proposal->scheduled = db_int(query, 13);
    proposal->zone = db_dup_text(query, 14);
    proposal->content = db_int(query, 18);
    proposal->secret_key = db_int(query, 19);
    proposal->released.value = db_int(query, 20);
    proposal->leaf = db_int(query, 21);
    proposal->sensitivity = (Sensitivity)CLAMP(db_int(query, 22), 0, SENSITIVITY_COUNT - 1);
    if (proposal_state_parse(db_text(query, 7), &proposal->state) &&
        case_state_parse(db_text(query, 9), &proposal->next) &&
        (*db_text(query, 15) == '\0' || parse_tiers(db_text(query, 15), proposal->tiers)) &&
        read_digest(query, 16, &proposal->digest) && read_digest(query, 17, &proposal->rendered))
        return g_steal_pointer(&proposal);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a proposed reply cannot be read");
    return NULL;
}

Proposal *
proposal_store_load(DbSession *session, ProposalId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_proposal);

    db_bind_int(query, id.value);
    return db_step_one(query, "proposed reply", error) ? read_proposal(query, error) : NULL;
}

Proposal *
proposal_store_latest(DbSession *session, CaseId case_id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &latest_proposal);

    db_bind_int(query, case_id.value);
    if (db_step(query))
        return read_proposal(query, error);
    db_finish(query, error);
    return NULL;
}

gboolean
proposal_store_is_open(DbSession *session, CaseId case_id, gboolean *ret, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Proposal) latest = proposal_store_latest(session, case_id, &trouble);

    *ret = latest != NULL && proposal_state_is_open(latest->state);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

GPtrArray *
proposal_store_list_waiting(DbSession *session, guint limit, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)proposal_waiting_free);
    g_autoptr(DbQuery) query = db_query(session, &list_waiting_proposals);

    db_bind_int(query, limit);
    while (db_step(query)) {
        ProposalWaiting *waiting = g_new0(ProposalWaiting, 1);

        g_ptr_array_add(list, waiting);
        waiting->proposal = read_proposal(query, error);
        if (waiting->proposal == NULL)
            return NULL;
        waiting->case_reference = db_dup_text(query, COLUMN_COUNT);
        waiting->author_name = g_strdup(db_is_null(query, COLUMN_COUNT + 1) ? "" : db_text(query, COLUMN_COUNT + 1));
        waiting->given = (guint)db_int(query, COLUMN_COUNT + 2);
    }
    return db_finish(query, error) ? g_steal_pointer(&list) : NULL;
}
