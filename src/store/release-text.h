/* SPDX-License-Identifier: Apache-2.0 */
/* store/release-text.h: the canonical text of a release: what its digest is over, and how it is kept in its record.
 * Pure.
 *
 * Who lets a release go, who delivers it and who audits it all start from these same bytes. */
#pragma once
#include "model/delivery.h"

/* SHA-256 over the canonical text of what leaves; neither ids nor times of the delivery go in. */
Digest release_digest(const Outgoing *outgoing);

/* The parts of a release's record. Free with g_ptr_array_unref(). */
GPtrArray *release_parts(const Outgoing *outgoing);

/* The reverse. TRIBUNE_ERROR_CORRUPT. */
Outgoing *release_outgoing(const GPtrArray *parts, GError **error);
