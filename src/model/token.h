/* SPDX-License-Identifier: Apache-2.0 */
/* model/token.h: what a program shows to be let in, and what it may do: scopes, units, and for whom it acts. Never its
 * secret, nor what is stored of it. */
#pragma once
#include "model/actor.h"

/* Each gives some rights of model/rights.h. */
typedef enum {
    TOKEN_CASES_READ = 1 << 0,
    TOKEN_CASES_WRITE = 1 << 1,
    TOKEN_MESSAGES_READ = 1 << 2,
    TOKEN_MESSAGES_WRITE = 1 << 3,
    TOKEN_PERSONS_READ = 1 << 4,
    TOKEN_WEBHOOKS_MANAGE = 1 << 5,
} TokenScope;
#define TOKEN_SCOPES 6

/* "cases:read" for number 0, and so on. */
const char *token_scope_name(guint number);
/* One bit; FALSE when there is no such scope. */
gboolean token_scope_parse(const char *name, guint *ret);
/* "cases:read messages:read"; reading it back leaves out what this version does not know. */
char *token_scopes_format(guint scopes);
guint token_scopes_parse(const char *text);

typedef struct {
    TokenId id;
    char *name; /* 1 to 100 characters */
    char *hint; /* how its text begins, "tri_3k9f2a": tells one from another, opens nothing */
    guint scopes;
    gboolean everywhere; /* in every unit */
    GArray *units;       /* else in these: UnitId */
    StaffId staff;       /* who it acts for; 0: for nobody */
    StaffId created_by;  /* 0: made on the command line */
    gint64 created;
    gint64 expires; /* 0: never */
    gint64 used;    /* when last, exact to an hour; 0: never */
    gint64 revoked; /* since when; 0: it is good */
} ApiToken;

ApiToken *api_token_new(void);
void api_token_free(ApiToken *token);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApiToken, api_token_free)

gboolean api_token_is_good(const ApiToken *token, gint64 now);
