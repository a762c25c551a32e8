/* SPDX-License-Identifier: Apache-2.0 */
/* Which parts are the text, which are attachments (RFC 2046 section 5.1, RFC 2183, RFC 2387).
 *
 * The body is a row of blocks, each said once as text, once as HTML, or both: an alternative is one block. In the end
 * each reading takes every block, converted where the block lacks it, so no reader misses a part. */
#include <string.h>

#include "base/text.h"
#include "wire/charset.h"
#include "wire/filename.h"
#include "wire/flowed.h"
#include "wire/html.h"
#include "wire/mail-private.h"

#define SNIFF_MAX 2048

typedef struct {
    char *text;
    char *html;
} Block;

typedef struct {
    Mail *mail;
    const Mime *mime;
} Reader;

static void
block_free(Block *block)
{
    g_free(block->text);
    g_free(block->html);
    g_free(block);
}

static GPtrArray *
blocks_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
}

static void
add_block(GPtrArray *blocks, char *text, char *html)
{
    Block *block = g_new0(Block, 1);

    block->text = text;
    block->html = html;
    g_ptr_array_add(blocks, block);
}

/* ---- attachments ---- */

/* A message attached is called by its subject. */
static char *
name_of_message(const Mime *mime, const MimePart *part)
{
    g_autoptr(GBytes) inner = g_bytes_new_from_bytes(mime->raw, part->body, part->end - part->body);
    g_autoptr(Mime) message = mime_parse(inner, 1, 1);
    const char *subject = mime_field(message->root, "Subject");
    g_autoptr(GString) name = g_string_new(subject);

    if (subject == NULL || !g_utf8_validate(subject, -1, NULL) || strstr(subject, "=?") != NULL)
        return g_strdup("message.eml");
    g_strdelimit(name->str, "/\\", '-');
    return g_strconcat(name->str, ".eml", NULL);
}

static char *
name_attachment(const Mime *mime, const MimePart *part)
{
    g_autofree char *name = NULL;

    if (part->is_rest)
        return g_strdup("further-parts.mime");
    if (part->filename == NULL && g_str_equal(part->type, "message/rfc822"))
        name = name_of_message(mime, part);
    return filename_clean(name != NULL ? name : part->filename, part->type);
}

/* "<id@host>" without its brackets. */
static char *
read_content_id(const MimePart *part)
{
    const char *value = mime_field(part, "Content-ID");
    g_autoptr(GPtrArray) ids = value == NULL ? NULL : mail_parse_ids(value, 1);
    gboolean is_bare = value != NULL && *value != '\0' && ids->len == 0 && strpbrk(value, "<> \t") == NULL &&
                       strlen(value) <= MAIL_ID_MAX && text_is_valid(value, strlen(value));

    if (is_bare)
        return g_strdup(value);
    return ids == NULL || ids->len == 0 ? NULL : g_strdup(g_ptr_array_index(ids, 0));
}

/* "type/subtype" of the few characters that belong there, or what says nothing. */
static char *
clean_media_type(const char *type)
{
    gsize good = strspn(type, "abcdefghijklmnopqrstuvwxyz0123456789!#$&^_.+-/");

    if (type[good] != '\0' || good > 127 || strchr(type, '/') == NULL)
        return g_strdup("application/octet-stream");
    return g_strdup(type);
}

static void
add_attachment(Reader *r, const MimePart *part)
{
    MailAttachment *attachment = g_new0(MailAttachment, 1);

    attachment->filename = name_attachment(r->mime, part);
    attachment->media_type = clean_media_type(part->is_rest ? "application/octet-stream" : part->type);
    attachment->content_id = read_content_id(part);
    attachment->is_inline = part->disposition == NULL || !text_equal_ascii(part->disposition, "attachment");
    attachment->bytes = part->is_rest ? mime_slice(r->mime, part) : mime_content(r->mime, part);
    g_ptr_array_add(r->mail->attachments, attachment);
}

static gboolean
is_attachment(const MimePart *part)
{
    if (part->is_rest || (!g_str_equal(part->type, "text/plain") && !g_str_equal(part->type, "text/html")))
        return TRUE;
    if (part->disposition != NULL && g_str_equal(part->disposition, "attachment"))
        return TRUE;
    return part->filename != NULL && part->parent != NULL;
}

/* ---- text ---- */

/* The label in "<meta charset=…>" or "…; charset=…" near the start of HTML, for parts that do not say; or NULL. */
static char *
sniff_charset(const char *bytes, gsize length)
{
    g_autofree char *head = g_strndup(bytes, MIN(length, SNIFF_MAX));
    g_autofree char *lower = g_ascii_strdown(head, -1);
    const char *at = strstr(lower, "charset=");

    if (at == NULL)
        return NULL;
    at += strlen("charset=");
    at += strspn(at, "\"' ");
    return g_strndup(at, strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-_.:"));
}

/* A part's content as UTF-8, cut at the limit; then the whole part is attached as well. */
static char *
read_text(Reader *r, const MimePart *part)
{
    g_autoptr(GBytes) content = mime_content(r->mime, part);
    gsize length;
    const char *bytes = g_bytes_get_data(content, &length);
    gboolean is_html = g_str_equal(part->type, "text/html");
    g_autofree char *label = g_strdup(mime_parameter(part, "charset"));
    char *text;

    if (length == 0)
        return g_strdup("");
    if (label == NULL && is_html)
        label = sniff_charset(bytes, length);
    if (length > MAIL_TEXT_MAX) {
        r->mail->cut |= MAIL_CUT_TEXT;
        add_attachment(r, part);
        length = MAIL_TEXT_MAX;
    }
    text = charset_to_utf8(label == NULL ? NULL : g_strstrip(label), bytes, length);
    if (!is_html && mime_parameter(part, "format") != NULL &&
        text_equal_ascii(mime_parameter(part, "format"), "flowed")) {
        const char *delsp = mime_parameter(part, "delsp");
        char *unfolded = flowed_unfold(text, delsp != NULL && text_equal_ascii(delsp, "yes"));

        g_free(text);
        text = unfolded;
    }
    return text;
}

static gboolean
is_blank(const char *text)
{
    return text == NULL || text[strspn(text, " \t\n")] == '\0';
}

static void
append_paragraph(GString *out, const char *text)
{
    if (out->len > 0 && out->str[out->len - 1] != '\n')
        g_string_append_c(out, '\n');
    if (out->len > 0)
        g_string_append_c(out, '\n');
    g_string_append(out, text);
}

/* Every block as text. *ret_made is set when one had to be made from HTML. NULL without blocks. */
static char *
join_text(const GPtrArray *blocks, gboolean *ret_made)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);
        gboolean make = is_blank(block->text) && block->html != NULL;
        g_autofree char *made = make ? html_to_text(block->html, strlen(block->html)) : NULL;
        const char *text = make ? made : block->text;

        if (is_blank(text))
            continue;
        *ret_made = *ret_made || make;
        append_paragraph(out, text);
    }
    return g_string_free(out, FALSE);
}

static char *
join_html(const GPtrArray *blocks)
{
    GString *out = g_string_new(NULL);
    gboolean any = FALSE;

    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = g_ptr_array_index(blocks, i);

        any = any || !is_blank(block->html);
        if (block->html != NULL) {
            g_string_append(out, block->html);
        } else if (!is_blank(block->text)) {
            g_string_append(out, "<pre>\n");
            html_escape_append(out, block->text, strlen(block->text));
            g_string_append(out, "</pre>");
        }
        g_string_append_c(out, '\n');
    }
    if (any)
        return g_string_free(out, FALSE);
    g_string_free(out, TRUE);
    return NULL;
}

/* ---- parts ---- */

static void read_part(Reader *r, const MimePart *part, GPtrArray *blocks);

static void
read_all(Reader *r, const MimePart *part, GPtrArray *blocks)
{
    for (guint i = 0; i < part->parts->len; i++)
        read_part(r, g_ptr_array_index(part->parts, i), blocks);
}

/* One block: the first that has text gives the text, the last that has HTML the HTML. */
static void
read_alternative(Reader *r, const MimePart *part, GPtrArray *blocks)
{
    Block best = { NULL, NULL };

    for (guint i = 0; i < part->parts->len; i++) {
        g_autoptr(GPtrArray) inner = blocks_new();
        gboolean made = FALSE;
        g_autofree char *text = NULL;
        char *html;

        read_part(r, g_ptr_array_index(part->parts, i), inner);
        if (inner->len == 0)
            continue;
        text = join_text(inner, &made);
        html = join_html(inner);
        if (best.text == NULL && !made)
            best.text = g_steal_pointer(&text);
        if (html != NULL) {
            g_free(best.html);
            best.html = html;
        }
    }
    if (best.text != NULL || best.html != NULL)
        add_block(blocks, best.text, best.html);
}

/* The first part is the body, the rest are its images and the like. */
static void
read_related(Reader *r, const MimePart *part, GPtrArray *blocks)
{
    read_part(r, g_ptr_array_index(part->parts, 0), blocks);
    for (guint i = 1; i < part->parts->len; i++) {
        const MimePart *other = g_ptr_array_index(part->parts, i);

        if (other->parts->len > 0)
            read_part(r, other, blocks);
        else
            add_attachment(r, other);
    }
}

static void
read_signed(Reader *r, const MimePart *part, GPtrArray *blocks)
{
    r->mail->is_signed = TRUE;
    read_related(r, part, blocks);
}

static void
read_encrypted(Reader *r, const MimePart *part, GPtrArray *blocks)
{
    r->mail->is_encrypted = TRUE;
    read_all(r, part, blocks);
}

static const struct {
    const char *type;
    void (*read)(Reader *r, const MimePart *part, GPtrArray *blocks);
} MULTIPARTS[] = {
    { "multipart/alternative", read_alternative },
    { "multipart/encrypted", read_encrypted },
    { "multipart/related", read_related },
    { "multipart/signed", read_signed },
};

static void
read_multipart(Reader *r, const MimePart *part, GPtrArray *blocks)
{
    for (gsize i = 0; i < G_N_ELEMENTS(MULTIPARTS); i++) {
        if (g_str_equal(MULTIPARTS[i].type, part->type)) {
            MULTIPARTS[i].read(r, part, blocks);
            return;
        }
    }
    read_all(r, part, blocks);
}

static void
read_leaf(Reader *r, const MimePart *part, GPtrArray *blocks)
{
    char *text;

    if (is_attachment(part)) {
        const char *kind = mime_parameter(part, "smime-type");

        if (g_str_has_suffix(part->type, "pkcs7-mime") && (kind == NULL || !text_equal_ascii(kind, "signed-data")))
            r->mail->is_encrypted = TRUE;
        add_attachment(r, part);
        return;
    }
    text = read_text(r, part);
    if (g_str_equal(part->type, "text/html"))
        add_block(blocks, NULL, text);
    else
        add_block(blocks, text, NULL);
}

static void
read_part(Reader *r, const MimePart *part, GPtrArray *blocks)
{
    if (part->parts->len > 0)
        read_multipart(r, part, blocks);
    else
        read_leaf(r, part, blocks);
}

void
mail_read_body(Mail *mail, const Mime *mime)
{
    Reader r = { mail, mime };
    g_autoptr(GPtrArray) blocks = blocks_new();
    char *html;

    read_part(&r, mime->root, blocks);
    mail->text = join_text(blocks, &mail->text_is_from_html);
    html = join_html(blocks);
    if (html != NULL)
        mail->html = g_bytes_new_take(html, strlen(html));
}
