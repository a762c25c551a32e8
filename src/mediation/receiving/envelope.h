/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/receiving/envelope.h: how a message came, as canonical JSON: the part "env" of its record.
 *
 * What a channel's parse found out beside the bytes (who, to whom, by what proof, in answer to what) is recorded with
 * the message, so that filing it later needs nothing but the record. Pure. */
#pragma once
#include "model/message.h"

#define ENVELOPE_SUBJECT_MAX 300 /* characters, on one line */

GBytes *envelope_format(const MessageDraft *draft);
/* A draft without parts, fingerprint and subject. TRIBUNE_ERROR_CORRUPT. */
MessageDraft *envelope_parse(GBytes *bytes, GError **error);
