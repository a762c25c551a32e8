/* SPDX-License-Identifier: Apache-2.0 */
/* wire/webfinger.h: names of accounts, "acct:name@host" (RFC 7565), and the documents that say which actor has one
 * (RFC 7033). Pure. */
#pragma once
#include <glib.h>
#include <jansson.h>

#define WEBFINGER_TYPE     "application/jrd+json"
#define WEBFINGER_NAME_MAX 200 /* bytes of either half */
#define WEBFINGER_SIZE_MAX (64 * 1024)

typedef struct {
    char *name, *host; /* as written; the host in lower case */
} WebfingerAccount;
void webfinger_account_free(WebfingerAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WebfingerAccount, webfinger_account_free)
/* "acct:name@host", "name@host" or "@name@host"; the host may have a port. TRIBUNE_ERROR_INVALID. */
WebfingerAccount *webfinger_account_parse(const char *text, GError **error);
/* "acct:name@host": as one identity is written, whatever case its name was in. New. */
char *webfinger_account_uri(const WebfingerAccount *account);

/* What a server says of an account. */
typedef struct {
    char *subject; /* "" does not say */
    char *actor;   /* the actor's id */
} WebfingerAnswer;
void webfinger_answer_free(WebfingerAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WebfingerAnswer, webfinger_answer_free)
/* TRIBUNE_ERROR_INVALID: it names no actor. TRIBUNE_ERROR_LIMIT. */
WebfingerAnswer *webfinger_answer_parse(const char *bytes, gsize length, GError **error);

/* Our own: @page is for people. New. */
json_t *webfinger_answer_make(const char *subject, const char *actor, const char *page);
/* Of the server @url itself, for which @actor speaks (FEP-d556). New. */
json_t *webfinger_answer_make_server(const char *url, const char *actor);
