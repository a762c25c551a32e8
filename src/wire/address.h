/* SPDX-License-Identifier: Apache-2.0 */
/* wire/address.h: one mail address: RFC 5321 paths, RFC 5322 addr-specs, mailto: URIs.
 *
 * An Address holds what is meant, not how it was written: the local part without quotes or escapes, its case kept
 * (RFC 5321 section 2.4 leaves it to the receiving host), UTF-8 allowed (RFC 6531); the domain in its one
 * canonical form: lower case, A-labels ("xn--…", UTS #46 non-transitional through ICU, so that ß stays ß), no final
 * dot; or an address literal "[192.0.2.1]", "[IPv6:2001:db8::1]" lower-cased but for its tag.
 *
 * Limits: local part 64 octets, domain 255, the whole 256. Everything here is pure and thread-safe; nothing blocks.
 * Errors are TRIBUNE_ERROR_INVALID, or TRIBUNE_ERROR_LIMIT when a part is too long; they never quote the address. */
#pragma once
#include <glib.h>

#define ADDRESS_LOCAL_MAX  64
#define ADDRESS_DOMAIN_MAX 255
#define ADDRESS_PATH_MAX   256

typedef struct {
    char *local;
    char *domain;
} Address;

void address_free(Address *address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Address, address_free)

/* Exactly "local@domain", the local part a dot-string or a quoted string; no comments, no blanks, no brackets. */
Address *address_parse(const char *text, gsize length, GError **error);

/* The same from a header field, where senders are sloppier: 480 octets of local part, dots anywhere in the local part,
 * blanks around it. Still an address that can be written to. */
Address *address_parse_loose(const char *text, gsize length, GError **error);

/* RFC 5321 section 4.1.2: "<local@domain>", a source route dropped. @length is the whole path, brackets included.
 * "<>" is the null path: TRUE with *ret NULL. "<postmaster>" has an empty domain. */
gboolean address_parse_path(const char *text, gsize length, Address **ret, GError **error);

/* "mailto:" + address, percent-encoded (RFC 6068); a "?…" part is refused. */
Address *address_parse_uri(const char *uri, GError **error);

/* "local@domain", the local part quoted when it must be. */
char *address_to_text(const Address *address);

/* The canonical "mailto:local@domain": everything but unreserved characters and !$'*+ percent-encoded. */
char *address_to_uri(const Address *address);

/* Whether the local part needs SMTPUTF8 on the way out. (A domain never does: it is in A-labels.) */
gboolean address_needs_smtputf8(const Address *address);

/* The same mailbox as far as people can tell: local parts compared without ASCII case. */
gboolean address_equal(const Address *a, const Address *b);

/* Split "desk+c123" at the first @delimiter: *ret_base "desk", *ret_extension "c123". Without one, with nothing before
 * or after it, or with @delimiter '\0': FALSE, nothing set. Both results are new. */
gboolean address_split_extension(const Address *address, char delimiter, char **ret_base, char **ret_extension);

/* Whether @text is a domain name by RFC 1035 as it stands (letters, digits, hyphens, dots, labels up to 63). */
gboolean address_is_domain(const char *text);
