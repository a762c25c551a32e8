/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-table.h: a decision table: which inputs it asks, its rules, and examples of what it should decide.
 *
 * There are three kinds. A channel table says by which channel something goes, and by which else: exactly one rule may
 * hold (DMN's hit policy Unique). A duty table says what must be done before it goes, a hold table what becomes of what
 * filters say: all rules that hold count (Collect). The order of the rules means nothing, it is only how people read
 * them.
 *
 *     {"kind": "channel", "columns": ["purpose", "sensitivity"],
 *      "rules": [{"id": "special", "when": {"purpose": "\"reply\"", "sensitivity": "\"special\""},
 *                 "then": ["web", "same"], "note": "by the citizen's own page"}],
 *      "examples": [{"name": "a doctor's letter", "given": {"purpose": "reply", "sensitivity": "special"},
 *                    "expect": ["web", "same"]}]}
 *
 * "when" holds cells (policy/policy-cell.h); a column without one asks nothing. "then" of a channel table is a channel
 * and what to fall back to (policy/policy-output.h); of the others any number of outputs. The outputs that an example
 * expects are those of all rules that hold, sorted, each once; of a channel table in its order; an empty list means
 * that no rule decides. The written form has sorted keys and no blanks, every cell in its one form, and leaves out what
 * says nothing: equal tables are equal bytes, and their SHA-256 names the table.
 *
 * Pure. Limits below. Errors are TRIBUNE_ERROR_INVALID or _LIMIT and name rule and column. */
#pragma once
#include "base/digest.h"
#include "policy/policy-cell.h"

#define POLICY_TABLE_SIZE_MAX (1024 * 1024) /* bytes of JSON */
#define POLICY_RULES_MAX      500
#define POLICY_EXAMPLES_MAX   200
#define POLICY_OUTPUTS_MAX    10
#define POLICY_OUTPUT_MAX     64  /* bytes */
#define POLICY_NOTE_MAX       300 /* characters; of an example's name too */

typedef enum { POLICY_CHANNEL, POLICY_DUTY, POLICY_HOLD, POLICY_KIND_COUNT } PolicyKind;
const char *policy_table_kind_name(PolicyKind kind); /* "channel" */
gboolean policy_table_kind_parse(const char *name, PolicyKind *ret);
/* At most one rule may hold. */
gboolean policy_table_kind_is_unique(PolicyKind kind);

typedef struct {
    char *id;                              /* [a-z0-9-]{1,32}, distinct in a table */
    PolicyCell *cells[POLICY_INPUT_COUNT]; /* NULL: asks nothing */
    GPtrArray *outputs;                    /* char *: "" is none; of a channel table always channel and fallback */
    char *note;                            /* why; one line, may be "" */
} PolicyRule;

PolicyRule *policy_table_rule_new(void);
PolicyRule *policy_table_rule_copy(const PolicyRule *rule);
void policy_table_rule_free(PolicyRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyRule, policy_table_rule_free)
/* What @rule asks of @input: NULL when nothing. Borrowed. */
const PolicyCell *policy_table_cell(const PolicyRule *rule, PolicyInput input);
gboolean policy_table_rule_equal(const PolicyRule *a, const PolicyRule *b);

typedef struct {
    char *name;
    PolicyFacts *given;
    GPtrArray *expect; /* char * */
} PolicyExample;

PolicyExample *policy_table_example_new(const char *name, const PolicyFacts *given);
void policy_table_example_free(PolicyExample *example);

typedef struct {
    PolicyKind kind;
    GArray *columns;     /* PolicyInput, each once */
    GPtrArray *rules;    /* PolicyRule * */
    GPtrArray *examples; /* PolicyExample * */
} PolicyTable;

PolicyTable *policy_table_new(PolicyKind kind);
PolicyTable *policy_table_copy(const PolicyTable *table);
void policy_table_free(PolicyTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyTable, policy_table_free)

gboolean policy_table_has_column(const PolicyTable *table, PolicyInput input);
PolicyRule *policy_table_find(const PolicyTable *table, const char *id, guint *ret_index);
/* An id that no rule of @table has: "rule-7". */
char *policy_table_free_id(const PolicyTable *table);

/* ---- JSON (policy-table-json.c) ---- */

PolicyTable *policy_table_parse(const char *json, gsize length, GError **error);
char *policy_table_format(const PolicyTable *table);
Digest policy_table_digest(const PolicyTable *table);
/* Every limit, for a table that was made by hand. */
gboolean policy_table_check(const PolicyTable *table, GError **error);
