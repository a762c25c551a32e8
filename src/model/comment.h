/* SPDX-License-Identifier: Apache-2.0 */
/* model/comment.h: what people write below a publication, and what was decided about it.
 *
 * Nothing is ever deleted. A comment is public, held until a person has looked, hidden by a person for a reason of a
 * closed list, or taken back by its writer; what was hidden can be shown again. The reasons are those of the statements
 * of reasons of the EU's Digital Services Act that apply to a few lines of text. An opinion, and what it is about, is
 * none of them. */
#pragma once
#include "model/ids.h"

#define COMMENT_TEXT_MAX      3000 /* characters, as everything below */
#define COMMENT_NAME_MAX      100
#define COMMENT_FACTS_MAX     5000
#define COMMENT_LAW_MAX       500
#define COMMENT_PLEA_MAX      2000
#define COMMENT_REASON_MAX    2000
#define COMMENT_RULE_MAX      500 /* of one rule */
#define COMMENT_RULES_MAX     20  /* rules of one version */
#define COMMENT_APPEAL_MONTHS 6   /* in which its writer may appeal against a decision */

typedef struct {
    gint64 value;
} CommentId;

typedef enum {
    COMMENT_WAITING, /* the filters have not judged it yet */
    COMMENT_HELD,    /* a person has to look */
    COMMENT_PUBLIC,
    COMMENT_HIDDEN,
    COMMENT_WITHDRAWN, /* its writer took it back: nobody sees it, and it stays in the record */
} CommentState;
const char *comment_state_name(CommentState state);
gboolean comment_state_parse(const char *name, CommentState *ret);

typedef enum {
    COMMENT_ILLEGAL,
    COMMENT_PRIVACY,
    COMMENT_SCAM,
    COMMENT_SELF_HARM,
    COMMENT_VIOLENCE,
    COMMENT_HARASSMENT,
    COMMENT_MINORS,
    COMMENT_OTHER, /* another of the published rules: advertising, the same again and again */
    COMMENT_CATEGORIES
} CommentCategory;
const char *comment_category_name(CommentCategory category);
gboolean comment_category_parse(const char *name, CommentCategory *ret);
/* As the Act's database has it: "STATEMENT_CATEGORY_SCAMS_AND_FRAUD". */
const char *comment_category_code(CommentCategory category);

typedef enum {
    COMMENT_APPEAL_NONE,
    COMMENT_APPEAL_WAITING,
    COMMENT_APPEAL_RESTORED,
    COMMENT_APPEAL_UPHELD
} CommentAppeal;
const char *comment_appeal_name(CommentAppeal appeal);
gboolean comment_appeal_parse(const char *name, CommentAppeal *ret);

/* What a channel hands in. All is borrowed; texts are cleaned and checked by who takes it. */
typedef struct {
    PublicationId publication;
    CommentId reply_to;      /* 0: to the publication itself */
    const char *name;        /* as everybody sees it; "" she gives none */
    const char *handle;      /* how everybody knows her where she wrote it, "@ada@remote.example"; shown. NULL: none */
    const char *identity;    /* canonical URI at which its writer gets notices; "" none */
    const char *text;        /* plain */
    const char *language;    /* BCP 47; "" unknown */
    const char *external_id; /* how the other side names it, unique on that channel; "" no name */
    const char *once;        /* of this submission: the same twice is one comment; NULL where it has an .external_id */
    gint64 sent;             /* when its writer wrote or changed it, by her tool; 0: not said */
    gboolean retracted;      /* she has taken it back already: it is recorded, and nobody sees it */
} CommentDraft;

typedef struct {
    CommentId id;
    PublicationId publication;
    CommentId reply_to;
    CommentState state;
    char *channel, *external_id, *language;
    gint64 likeness;   /* 0: the text is too short to be compared */
    gboolean detected; /* a filter or the policy held it */
    gint64 received, published, due, changed;
    gboolean late;        /* it was decided on after .due */
    guint flags;          /* reports of readers that nobody has looked at */
    gint64 decision;      /* that stands; 0: none */
    gint64 version, leaf; /* leaf: of its receipt */
    gint64 edit;          /* its writer changed it: which of her changes this is; 0: it is as she first wrote it */
    gint64 sent;          /* as in its draft */
    gboolean retracted;   /* its writer took it back while it was hidden */
    gint64 next_edit;     /* what she made of it while it was hidden, and it is once it is not; 0: nothing */
    char *name, *handle, *identity, *text, *token;
} Comment;
void comment_free(Comment *comment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Comment, comment_free)

/* One time that a comment was hidden, and what came of it. */
typedef struct {
    gint64 id;
    CommentId comment;
    PublicationId publication;
    gint64 at;
    StaffId staff;
    CommentCategory category;
    gboolean illegal; /* the ground is .law; else a rule */
    char *law;        /* public; "" */
    gint64 rules;     /* version of the rules */
    guint rule;       /* number of the rule, from 1 */
    gboolean detected, reported;
    gint64 until; /* the last moment for an appeal */
    gint64 ended; /* 0: it stands */
    char *facts;
    gint64 leaf;
    CommentAppeal appeal;
    gint64 appealed, answered;
    StaffId answered_by;
    char *plea, *answer; /* "" */
} CommentDecision;
void comment_decision_free(CommentDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CommentDecision, comment_decision_free)

/* ---- pure checks of what somebody wrote; FALSE with TRIBUNE_ERROR_INVALID or _LIMIT and a sentence ---- */

/* @text of any bytes as clean text without blanks at its ends; new. */
char *comment_clean(const char *text);
gboolean comment_check(const char *name, const char *text, GError **error);

/* The rules in @text: paragraphs, each on one line. New; free the array. */
GPtrArray *comment_rules_split(const char *text);
gboolean comment_rules_check(const GPtrArray *rules, GError **error);
/* When the time for an appeal against a decision of @at is over. */
gint64 comment_appeal_until(gint64 at);
