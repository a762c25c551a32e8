/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/segment.h"

#define GSM_ALONE  160
#define GSM_PART   153 /* the concatenation header takes six octets */
#define UCS2_ALONE 70
#define UCS2_PART  67

/* 3GPP TS 23.038: the basic table without ASCII, and the signs that need an escape before them. */
static const char BASIC[] = "£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
static const char BASIC_ASCII[] =
    "@$\n\r_ !\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
static const char EXTENDED[] = "^{}\\[~]|\f€";

/* What people take for the same sign. */
static const struct {
    const char *fancy, *plain;
} PLAIN[] = {
    { "“”„‟«»″", "\"" },
    { "‘’‚‛‹›′`´", "'" },
    { "‐‑‒–—―−", "-" },
    { "…", "..." },
    { "•·‣▪", "-" },
    { "\t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f", " " },
    { "ç", "Ç" /* the table has no small one */ },
};
static const char UNSEEN[] = "\u00ad\u200b\u200c\u2060\ufeff";

const char *
segment_alphabet_name(SegmentAlphabet alphabet)
{
    return alphabet == SEGMENT_GSM ? "GSM" : "Unicode";
}

static gboolean
has(const char *set, gunichar sign)
{
    return g_utf8_strchr(set, -1, sign) != NULL;
}

/* Septets of @sign; 0: not in the alphabet. */
static guint
septets(gunichar sign)
{
    if ((sign >= ' ' && sign <= 'Z') || (sign >= 'a' && sign <= 'z')) /* nearly all that is written */
        return 1;
    if (sign < 0x80 ? strchr(BASIC_ASCII, (char)sign) != NULL : has(BASIC, sign))
        return 1;
    return has(EXTENDED, sign) ? 2 : 0;
}

static guint
utf16_units(gunichar sign)
{
    return sign > 0xffff ? 2 : 1;
}

static gboolean
is_gsm(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (septets(g_utf8_get_char(text)) == 0)
            return FALSE;
    return TRUE;
}

/* Nobody takes it for another sign, and nobody fails to see it. */
static gboolean
is_ordinary(gunichar sign)
{
    return sign < 0x80 && sign != '\t' && sign != '`';
}

static void
append_plain(GString *out, gunichar sign)
{
    for (guint i = 0; i < G_N_ELEMENTS(PLAIN); i++)
        if (has(PLAIN[i].fancy, sign)) {
            g_string_append(out, PLAIN[i].plain);
            return;
        }
    g_string_append_unichar(out, sign);
}

char *
segment_plain(const char *text)
{
    g_autoptr(GString) seen = g_string_new(NULL), plain = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar sign = g_utf8_get_char(at);

        if (sign == '\r' && at[1] == '\n')
            continue;
        if (is_ordinary(sign)) {
            g_string_append_c(seen, sign == '\r' ? '\n' : (char)sign);
            g_string_append_c(plain, sign == '\r' ? '\n' : (char)sign);
        } else if (!has(UNSEEN, sign)) {
            g_string_append_unichar(seen, sign);
            append_plain(plain, sign);
        }
    }
    return g_strdup(is_gsm(plain->str) ? plain->str : seen->str);
}

static guint
count_units(const char *text, guint (*units)(gunichar sign))
{
    guint sum = 0;

    for (; *text != '\0'; text = g_utf8_next_char(text))
        sum += units(g_utf8_get_char(text));
    return sum;
}

SegmentPlan *
segment_plan(const char *text)
{
    SegmentPlan *plan = g_new0(SegmentPlan, 1);
    gboolean gsm = is_gsm(text);
    guint (*units)(gunichar sign) = gsm ? septets : utf16_units;
    guint alone = gsm ? GSM_ALONE : UCS2_ALONE, filled = 0;
    const char *at = text;

    plan->alphabet = gsm ? SEGMENT_GSM : SEGMENT_UCS2;
    plan->units = count_units(text, units);
    plan->capacity = plan->units <= alone ? alone : gsm ? GSM_PART : UCS2_PART;
    plan->ends = g_array_new(FALSE, FALSE, sizeof(gsize));
    for (; *at != '\0'; at = g_utf8_next_char(at)) {
        guint more = units(g_utf8_get_char(at));
        gsize end = (gsize)(at - text);

        if (filled + more > plan->capacity) {
            g_array_append_val(plan->ends, end);
            filled = 0;
        }
        filled += more;
    }
    if (at != text) {
        gsize end = (gsize)(at - text);

        g_array_append_val(plan->ends, end);
    }
    plan->count = plan->ends->len;
    plan->left = plan->capacity - filled;
    return plan;
}

void
segment_plan_free(SegmentPlan *plan)
{
    if (plan == NULL)
        return;
    g_array_unref(plan->ends);
    g_free(plan);
}
