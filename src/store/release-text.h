/* SPDX-License-Identifier: Apache-2.0 */
/* store/release-text.h: the canonical text of a release: what its digest is over, and how it is kept in its record.
 * Pure.
 *
 * Who lets a release go, who delivers it and who audits it all start from these same bytes. */
#pragma once
#include "model/delivery.h"

#define RELEASE_PART "release" /* that holds all but the bytes of text and files */

/* SHA-256 over the canonical text of what leaves: to whom, from which address of ours, by which channel, not before
 * when, the text, and each file by its digest. Neither ids nor times of the delivery go in. */
Digest release_digest(const Outgoing *outgoing);

/* The parts of a release's record. Free with g_ptr_array_unref(). */
GPtrArray *release_parts(const Outgoing *outgoing);

/* The reverse. TRIBUNE_ERROR_CORRUPT. */
Outgoing *release_outgoing(const GPtrArray *parts, GError **error);
