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

#define VERDICT_PLACES_MAX 50  /* in one verdict; what is beyond is not told */
#define VERDICT_DETAIL_MAX 300 /* characters */

/* What filters find out; of one message a filter says each label once for a part. */
typedef struct {
    VerdictKind kind;
    char *label;  /* a closed word: "malware", "executable", "too-large", or that of a word list; "" for pass */
    char *part;   /* the part judged, "" for the whole */
    char *reason; /* one sentence for people, English: a catalogue's msgid; no personal data */
    char *detail; /* what stands behind the reason, in no language: names of rules, of a word list; may be "" */
    char *places; /* where in that part: "12+16;80+9", each first byte and length in bytes; may be "" */
    gint64 group; /* what belongs together (a flood); 0: nothing else */
} Verdict;

Verdict *verdict_new(VerdictKind kind, const char *label, const char *part, const char *reason);
/* Sets the detail: one clean line, cut where it is too long. */
void verdict_set_detail(Verdict *verdict, const char *detail);
void verdict_add_place(Verdict *verdict, gsize first, gsize length);
Verdict *verdict_copy(const Verdict *verdict);
void verdict_free(Verdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Verdict, verdict_free)
