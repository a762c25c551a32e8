/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/text.h"

#define REPLACEMENT "\xef\xbf\xbd"
#define WESTERN     "WINDOWS-1252"

static const struct {
    const char *label;
    const char *converter;
} CHARSETS[] = {
    { "ansi_x3.4-1968", WESTERN },
    { "ascii", WESTERN },
    { "big5", "BIG5-HKSCS" },
    { "big5-hkscs", "BIG5-HKSCS" },
    { "cp1250", "WINDOWS-1250" },
    { "cp1251", "WINDOWS-1251" },
    { "cp1252", WESTERN },
    { "cp437", "CP437" },
    { "cp850", "CP850" },
    { "cp932", "CP932" },
    { "cp949", "CP949" },
    { "euc-jp", "EUC-JP" },
    { "euc-kr", "CP949" },
    { "gb18030", "GB18030" },
    { "gb2312", "GB18030" },
    { "gbk", "GB18030" },
    { "ibm850", "CP850" },
    { "iso-2022-jp", "ISO-2022-JP" },
    { "iso-2022-kr", "ISO-2022-KR" },
    { "iso-8859-1", WESTERN },
    { "iso-8859-10", "ISO-8859-10" },
    { "iso-8859-11", "CP874" },
    { "iso-8859-13", "ISO-8859-13" },
    { "iso-8859-14", "ISO-8859-14" },
    { "iso-8859-15", "ISO-8859-15" },
    { "iso-8859-16", "ISO-8859-16" },
    { "iso-8859-2", "ISO-8859-2" },
    { "iso-8859-3", "ISO-8859-3" },
    { "iso-8859-4", "ISO-8859-4" },
    { "iso-8859-5", "ISO-8859-5" },
    { "iso-8859-6", "ISO-8859-6" },
    { "iso-8859-7", "ISO-8859-7" },
    { "iso-8859-8", "ISO-8859-8" },
    { "iso-8859-8-i", "ISO-8859-8" },
    { "iso-8859-9", "WINDOWS-1254" },
    { "iso8859-1", WESTERN },
    { "iso8859-15", "ISO-8859-15" },
    { "iso8859-2", "ISO-8859-2" },
    { "iso_8859-1", WESTERN },
    { "koi8-r", "KOI8-R" },
    { "koi8-u", "KOI8-U" },
    { "ks_c_5601-1987", "CP949" },
    { "ksc5601", "CP949" },
    { "latin1", WESTERN },
    { "macintosh", "MACINTOSH" },
    { "shift-jis", "CP932" },
    { "shift_jis", "CP932" },
    { "sjis", "CP932" },
    { "tis-620", "CP874" },
    { "unicode-1-1-utf-7", "UTF-7" },
    { "us-ascii", WESTERN },
    { "utf-16", "UTF-16" },
    { "utf-16be", "UTF-16BE" },
    { "utf-16le", "UTF-16LE" },
    { "utf-7", "UTF-7" },
    { "utf-8", "UTF-8" },
    { "utf8", "UTF-8" },
    { "windows-1250", "WINDOWS-1250" },
    { "windows-1251", "WINDOWS-1251" },
    { "windows-1252", WESTERN },
    { "windows-1253", "WINDOWS-1253" },
    { "windows-1254", "WINDOWS-1254" },
    { "windows-1255", "WINDOWS-1255" },
    { "windows-1256", "WINDOWS-1256" },
    { "windows-1257", "WINDOWS-1257" },
    { "windows-1258", "WINDOWS-1258" },
    { "windows-31j", "CP932" },
    { "windows-874", "CP874" },
    { "x-gbk", "GB18030" },
    { "x-mac-roman", "MACINTOSH" },
    { "x-sjis", "CP932" },
};

/* NULL when unknown. */
static const char *
find_converter(const char *label)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CHARSETS); i++)
        if (text_equal_ascii(CHARSETS[i].label, label))
            return CHARSETS[i].converter;
    return NULL;
}

gboolean
charset_is_known(const char *label)
{
    return find_converter(label) != NULL;
}

/* How many characters beyond ASCII are well-formed UTF-8, and whether anything is not. */
static gsize
count_sequences(const char *bytes, gsize length, gboolean *ret_broken)
{
    const char *end = bytes + length;
    gsize count = 0;

    *ret_broken = FALSE;
    for (const char *at = bytes; at < end;) {
        gunichar c = (guchar)*at < 0x80 ? (guchar)*at : g_utf8_get_char_validated(at, end - at);

        if (c == (gunichar)-1 || c == (gunichar)-2) {
            *ret_broken = TRUE;
            at++;
        } else {
            count += c >= 0x80;
            at += g_unichar_to_utf8(c, NULL);
        }
    }
    return count;
}

/* One step of iconv into @out, with @in NULL the characters it held back; FALSE when it is at its end. */
static gboolean
convert_step(iconv_t converter, char **in, gsize *left, GString *out)
{
    char buffer[4096];
    char *to = buffer;
    gsize room = sizeof buffer;
    gsize result = iconv(converter, in, left, &to, &room);
    int problem = result == (gsize)-1 ? errno : 0;

    g_string_append_len(out, buffer, to - buffer);
    if (in == NULL)
        return FALSE;
    if (problem == EILSEQ && *left > 0) {
        g_string_append(out, REPLACEMENT);
        (*in)++;
        (*left)--;
    } else if (problem == EINVAL) {
        g_string_append(out, REPLACEMENT);
        *left = 0;
    }
    return *left > 0;
}

static char *
convert(const char *name, const char *bytes, gsize length)
{
    iconv_t converter = iconv_open("UTF-8", name);
    g_autoptr(GString) out = g_string_sized_new(length);
    g_autofree char *copy = g_memdup2(bytes, length);
    char *in = copy;
    gsize left = length;

    if (converter == (iconv_t)-1)
        return text_clean(bytes, length);
    while (left > 0 && convert_step(converter, &in, &left, out))
        ;
    convert_step(converter, NULL, NULL, out);
    iconv_close(converter);
    return text_clean(out->str, out->len);
}

char *
charset_to_utf8(const char *label, const char *bytes, gsize length)
{
    const char *converter = label == NULL ? WESTERN : find_converter(label);
    gboolean broken;
    gsize sequences;

    if (converter != NULL && !g_str_equal(converter, WESTERN) && !g_str_equal(converter, "UTF-8"))
        return convert(converter, bytes, length);
    sequences = count_sequences(bytes, length, &broken);
    if (broken && converter != NULL && (sequences == 0 || g_str_equal(converter, WESTERN)))
        return convert(WESTERN, bytes, length);
    return text_clean(bytes, length);
}
