/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "mediation/releasing/release-duties.h"
#include "mediation/tables/policy-private.h"
#include "model/rights.h"
#include "policy/policy-start.h"

static gboolean
invalid(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
conflict(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, words);
    return FALSE;
}

/* ---- steps ---- */

/* What came of its replay, so that nobody tells it otherwise later; NULL: it was not replayed. */
static char *
replay_digest(const PolicyVersion *version)
{
    Digest digest;

    if (version->replay == NULL || *version->replay == '\0')
        return NULL;
    digest = digest_sha256(version->replay, strlen(version->replay));
    return digest_to_hex(&digest);
}

gboolean
policy_step_append(DbSession *session, const PolicyStep *step, const PolicyVersion *version, gint64 *ret_leaf,
                   GError **error)
{
    g_autofree char *digest = digest_to_hex(&version->digest), *replay = replay_digest(version);
    json_t *detail = json_pack("{s:s, s:I, s:s, s:s, s:I, s:s, s:s, s:s*}", "kind", version->kind, "version",
                               (json_int_t)version->number, "state", policy_store_state_name(version->state), "digest",
                               digest, "base", (json_int_t)version->base, "author", version->author_name, "comment",
                               step->comment, "replay", replay);
    EventDraft draft = { .kind = step->event, .actor = step->actor, .subject = version->number, .detail = detail };
    gboolean done = event_append(step->mediation->store, session, &draft, ret_leaf, error);

    json_decref(detail);
    return done;
}

static gboolean
write_step(DbSession *session, gpointer data, GError **error)
{
    const PolicyStep *step = data;
    g_autoptr(PolicyVersion) version = policy_store_load(session, step->kind, step->number, error);
    gint64 seen;

    if (version == NULL)
        return FALSE;
    seen = version->changed;
    if (!step->take(session, step, version, error))
        return FALSE;
    version->changed = MAX(clock_now(), seen + 1);
    return policy_step_append(session, step, version, &version->leaf, error) &&
           (step->after == NULL || step->after(session, step, version, version->leaf, error)) &&
           policy_store_update(session, version, seen, error);
}

gboolean
policy_step(const PolicyStep *step, GError **error)
{
    if (step->number == POLICY_START_NUMBER)
        return invalid(SAY_NOOP("the first version is built in and stays as it is; begin another one from it"), error);
    return store_write(step->mediation->store, write_step, (gpointer)step, error);
}

/* ---- writing a draft ---- */

typedef struct {
    const Mediation *mediation;
    const Actor *actor;
    const PolicyTable *table;
    char *rules, *comment;
    gint64 number;
} Writing;

static void
writing_clear(Writing *writing)
{
    g_free(writing->rules);
    g_free(writing->comment);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Writing, writing_clear)

static gboolean
prepare(Writing *writing, const char *comment, GError **error)
{
    if (!rights_check(writing->actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error) ||
        !policy_table_check(writing->table, error))
        return FALSE;
    writing->comment = text_one_line(comment, strlen(comment), POLICY_COMMENT_MAX);
    writing->rules = policy_table_format(writing->table);
    return TRUE;
}

/* What is in force is what a draft is compared with. */
gboolean
policy_step_base(DbSession *session, const char *kind, gint64 *ret, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(PolicyVersion) active = policy_store_active(session, kind, &trouble);

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    *ret = active == NULL ? POLICY_START_NUMBER : active->number;
    return TRUE;
}

static gboolean
insert_draft(DbSession *session, gpointer data, GError **error)
{
    Writing *writing = data;
    const char *kind = policy_table_kind_name(writing->table->kind);
    g_autoptr(GPtrArray) last = policy_store_list(session, kind, 1, error);
    gint64 now = clock_now();
    PolicyVersion version = { .kind = (char *)kind,
                              .author = writing->actor->staff,
                              .author_name = (char *)writing->actor->name,
                              .comment = writing->comment,
                              .created = now,
                              .changed = now,
                              .rules = writing->rules,
                              .digest = policy_table_digest(writing->table),
                              .replay = (char *)"" };
    const PolicyStep step = { .mediation = writing->mediation,
                              .actor = writing->actor,
                              .event = EVENT_POLICY_DRAFTED,
                              .comment = writing->comment };

    if (last == NULL || !policy_step_base(session, kind, &version.base, error))
        return FALSE;
    writing->number = version.number =
        last->len == 0 ? POLICY_START_NUMBER + 1 : ((PolicyVersion *)g_ptr_array_index(last, 0))->number + 1;
    return policy_step_append(session, &step, &version, &version.leaf, error) &&
           policy_store_insert(session, &version, error);
}

gboolean
policy_begin(const Mediation *mediation, const Actor *actor, const PolicyTable *table, const char *comment,
             gint64 *ret_number, GError **error)
{
    g_auto(Writing) writing = { .mediation = mediation, .actor = actor, .table = table };

    if (!prepare(&writing, comment, error) || !store_write(mediation->store, insert_draft, &writing, error))
        return FALSE;
    *ret_number = writing.number;
    return TRUE;
}

gboolean
policy_step_in_work(const PolicyVersion *version, GError **error)
{
    return version->state < POLICY_STATE_ACTIVE ||
           conflict(SAY_NOOP("this version is in force or was given up, and stays as it is; begin another one from it"),
                    error);
}

static gboolean
take_save(DbSession *session, const PolicyStep *step, PolicyVersion *version, GError **error)
{
    const Writing *writing = step->data;

    if (!policy_step_in_work(version, error))
        return FALSE;
    if (version->author.value != step->actor->staff.value) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN,
                            SAY_NOOP("somebody else writes this version; begin another one from it"));
        return FALSE;
    }
    version->state = POLICY_STATE_DRAFT;
    g_free(version->rules);
    version->rules = g_strdup(writing->rules);
    version->digest = policy_table_digest(writing->table);
    g_free(version->comment);
    version->comment = g_strdup(writing->comment);
    g_free(version->replay);
    version->replay = g_strdup("");
    return policy_step_base(session, step->kind, &version->base, error) &&
           policy_store_void_approvals(session, step->kind, step->number, error);
}

gboolean
policy_save(const Mediation *mediation, const Actor *actor, gint64 number, const PolicyTable *table,
            const char *comment, GError **error)
{
    g_auto(Writing) writing = { .mediation = mediation, .actor = actor, .table = table };

    return prepare(&writing, comment, error) && policy_step(&(PolicyStep){ .mediation = mediation,
                                                                           .actor = actor,
                                                                           .kind = policy_table_kind_name(table->kind),
                                                                           .number = number,
                                                                           .event = EVENT_POLICY_DRAFTED,
                                                                           .comment = writing.comment,
                                                                           .take = take_save,
                                                                           .data = &writing },
                                                            error);
}

/* ---- checking ---- */

typedef struct {
    PolicyKind kind;
    gint64 number;
    PolicyTable *table;
} Loading;

static gboolean
load_table(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;

    loading->table = policy_load_table(session, loading->kind, loading->number, error);
    return loading->table != NULL;
}

/* Checked is what was looked at, not what somebody wrote in the meantime. */
static gboolean
take_check(DbSession *session, const PolicyStep *step, PolicyVersion *version, GError **error)
{
    Digest digest = policy_table_digest(step->data);

    if (!policy_step_in_work(version, error))
        return FALSE;
    if (!digest_equal(&digest, &version->digest))
        return conflict(SAY_NOOP("somebody changed this version in the meantime; look at it again"), error);
    version->state = MAX(version->state, POLICY_STATE_CHECKED);
    return release_duties_check(step->mediation, session, step->data, error);
}

gboolean
policy_examine(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number,
               PolicyReport **ret_report, GError **error)
{
    Loading loading = { kind, number, NULL };
    g_autoptr(GArray) channels = policy_channels(mediation);
    g_autoptr(PolicyTable) table = NULL;
    g_autoptr(PolicyReport) report = NULL;

    if (!rights_check(actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error) ||
        !store_read(mediation->store, load_table, &loading, error))
        return FALSE;
    table = loading.table;
    report = policy_check(table, (const PolicyChannelInfo *)channels->data, channels->len);
    if (report->errors == 0 && !policy_step(&(PolicyStep){ .mediation = mediation,
                                                           .actor = actor,
                                                           .kind = policy_table_kind_name(kind),
                                                           .number = number,
                                                           .event = EVENT_POLICY_CHECKED,
                                                           .comment = "",
                                                           .take = take_check,
                                                           .data = table },
                                            error))
        return FALSE;
    *ret_report = g_steal_pointer(&report);
    return TRUE;
}

/* ---- agreeing ---- */

static gboolean
take_approval(DbSession *session, const PolicyStep *step, PolicyVersion *version, GError **error)
{
    g_autoptr(GPtrArray) approvals = policy_store_approvals(session, step->kind, step->number, error);
    const Digest *seen = step->data;

    if (approvals == NULL || !policy_step_in_work(version, error))
        return FALSE;
    if (seen != NULL && !digest_equal(seen, &version->digest))
        return conflict(SAY_NOOP("somebody changed this version in the meantime; look at it again"), error);
    if (version->state < POLICY_STATE_REPLAYED)
        return invalid(SAY_NOOP("first check this version and look at what it would have changed; then agree to it"),
                       error);
    if (approvals->len + 1 >= POLICY_APPROVALS_WANTED)
        version->state = POLICY_STATE_APPROVED;
    return TRUE;
}

static gboolean
save_approval(DbSession *session, const PolicyStep *step, const PolicyVersion *version, gint64 leaf, GError **error)
{
    const PolicyApproval approval = {
        step->actor->staff, (char *)step->actor->name, version->digest, clock_now(), leaf,
    };

    return policy_store_approve(session, step->kind, step->number, &approval, error);
}

gboolean
policy_approve(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number, const Digest *seen,
               GError **error)
{
    return rights_check(actor, ACTION_APPROVE_RULES, (UnitId){ 0 }, error) &&
           policy_step(&(PolicyStep){ .mediation = mediation,
                                      .actor = actor,
                                      .kind = policy_table_kind_name(kind),
                                      .number = number,
                                      .event = EVENT_POLICY_APPROVED,
                                      .comment = "",
                                      .take = take_approval,
                                      .after = save_approval,
                                      .data = (gpointer)seen },
                       error);
}
