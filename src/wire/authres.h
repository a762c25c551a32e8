/* SPDX-License-Identifier: Apache-2.0 */
/* wire/authres.h: Authentication-Results (RFC 8601): what a mail server found out about who sent a message.
 *
 * Anybody can write such a field. Believed is only what stands in the topmost run of them (nothing between), under the
 * one id that the operator names; her mail server has to remove copies that came from outside (RFC 8601 section 5). Of
 * a method that a field of the run tells, a later field tells nothing more. What is not well formed is not there.
 *
 * The reading is as lenient as mail servers need (a trailing semicolon, properties without a type, values with "/" and
 * "=") and strict where it matters: comments and quoted strings end, or the whole field is nothing.
 *
 * Limits: 8 KiB a field, 20 fields, 50 results, 20 properties each. Pure, thread-safe, nothing blocks. */
#pragma once
#include "wire/address.h"

#define AUTHRES_VALUE_MAX      8192
#define AUTHRES_FIELDS_MAX     20
#define AUTHRES_RESULTS_MAX    50
#define AUTHRES_PROPERTIES_MAX 20

typedef struct {
    char *name;  /* "header.from", lower case; "action" where the type is missing */
    char *value; /* unquoted */
} AuthresProperty;

typedef struct {
    char *method;          /* "dmarc", lower case */
    char *result;          /* "pass", lower case */
    char *reason;          /* or NULL */
    GPtrArray *properties; /* of AuthresProperty */
} AuthresResult;

typedef struct {
    char *id;           /* authserv-id, lower case */
    GPtrArray *results; /* of AuthresResult; empty for "none" */
} Authres;

/* @value: the field's value, unfolded or not. NULL when it is not well formed or over a limit. */
Authres *authres_parse(const char *value);
void authres_free(Authres *authres);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Authres, authres_free)

/* The value of the first property of that name, or NULL. */
const char *authres_property(const AuthresResult *result, const char *name);

/* Whether the server @id vouches that the domain of @from sent the message: dmarc=pass for it; or, where DMARC says
 * nothing, a passed DKIM signature or SPF check of that domain or one above it. It never says who wrote.
 * @fields: char *, the values of the topmost run. @ret_evidence: what it found, in a few words, also when it does not
 * vouch; "" when there is nothing of that server. */
gboolean authres_vouches(const GPtrArray *fields, const char *id, const Address *from, char **ret_evidence);

/* The instance and the chain state in the value of an ARC-Seal (RFC 8617): "i=2; cv=pass; …". FALSE: none. The seal is
 * not checked, so this is a hint at forwarding and nothing more. @ret_state is new. */
gboolean authres_read_seal(const char *value, guint *ret_instance, char **ret_state);
