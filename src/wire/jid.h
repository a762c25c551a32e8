/* SPDX-License-Identifier: Apache-2.0 */
/* wire/jid.h: addresses of XMPP, "ada@example.org/phone" (RFC 7622), and their URIs (RFC 5122).
 *
 * A Jid holds the one canonical form: the local part in lower case and NFC, with letters, digits and what ASCII has
 * beside "&'/:<>@ (UsernameCaseMapped); the domain in lower case with U-labels and no final dot, or an IP number; the
 * resource in NFC, its case kept (OpaqueString). So two that mean the same are equal byte by byte.
 *
 * Limits: 1023 octets a part. Pure and thread-safe; nothing blocks. Errors are TRIBUNE_ERROR_INVALID or _LIMIT and
 * never quote the address. */
#pragma once
#include <glib.h>

#define JID_PART_MAX 1023
#define JID_TEXT_MAX (3 * JID_PART_MAX + 2)

typedef struct {
    char *local;    /* "" for a server or component itself */
    char *domain;   /* never "" */
    char *resource; /* "" when bare */
} Jid;

void jid_free(Jid *jid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Jid, jid_free)

Jid *jid_parse(const char *text, GError **error);
/* "xmpp:ada@example.org", percent-encoded; what stands behind "?" is left out, so "xmpp:desk@…?message" is read too. */
Jid *jid_parse_uri(const char *uri, GError **error);

char *jid_to_text(const Jid *jid);
/* Without the resource: who, and not from where. */
char *jid_to_bare(const Jid *jid);
/* The canonical URI of the bare address. */
char *jid_to_uri(const Jid *jid);
