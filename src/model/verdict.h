/* SPDX-License-Identifier: Apache-2.0 */
/* model/verdict.h: what a filter says of a message or a release. */
#pragma once
#include <glib.h>

typedef enum {
    VERDICT_PASS,
    VERDICT_LABEL,
    VERDICT_HOLD,
    VERDICT_REJECT, /* for our own releases only */
} VerdictKind;

const char *verdict_kind_name(VerdictKind kind);
gboolean verdict_kind_parse(const char *name, VerdictKind *ret);

/* Never to be opened or shown, even when a person releases the message. */
#define LABEL_MALWARE "malware"

typedef struct {
    VerdictKind kind;
    char *label;  /* a closed word: "malware", "executable", "too-large"; "" for pass */
    char *part;   /* the part judged, "" for the whole */
    char *reason; /* one sentence for people, English: a catalogue's msgid; no personal data */
} Verdict;

Verdict *verdict_new(VerdictKind kind, const char *label, const char *part, const char *reason);
void verdict_free(Verdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Verdict, verdict_free)
