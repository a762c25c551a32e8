/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/publishing/announcing.h: what was released, corrected or withdrawn is told to every channel that tells
 * others of it (the driver's announce()), by a durable job that the release itself adds. */
#pragma once
#include "mediation/mediation.h"

/* Before work_start(). */
void announcing_register(Mediation *mediation);

/* In the transaction of the release: @id leaves. */
gboolean announcing_add(const Mediation *mediation, DbSession *session, PublicationId id, GError **error);
