/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/web/web-form.h"

#include <jansson.h>
#include <string.h>

#include "base/canonical.h"
#include "base/number.h"
#include "base/random.h"
#include "base/text.h"
#include "http/value.h"
#include "mediation/people/citizen-access.h"
#include "wire/address.h"

static const char *const FIELD_IDS[WEB_FIELDS] = { "subject", "text", "files", "name", "mail", "main" };

const char *
web_form_field_id(WebField field)
{
    return FIELD_IDS[field];
}

WebForm *
web_form_new(void)
{
    WebForm *form = g_new0(WebForm, 1);

    form->topic = g_strdup("");
    form->subject = g_strdup("");
    form->text = g_strdup("");
    form->name = g_strdup("");
    form->mail = g_strdup("");
    form->sender = g_strdup("");
    form->once = g_strdup("");
    form->language = g_strdup("");
    form->token = g_strdup("");
    form->stash = g_strdup("");
    form->files = message_parts_new();
    return form;
}

void
web_form_free(WebForm *form)
{
    g_free(form->topic);
    g_free(form->subject);
    g_free(form->text);
    g_free(form->name);
    g_free(form->mail);
    g_free(form->sender);
    g_free(form->once);
    g_free(form->language);
    g_free(form->token);
    g_free(form->stash);
    g_ptr_array_unref(form->files);
    g_free(form);
}

/* ---- reading ---- */

static const char *
value_of(const Form *form, const char *name)
{
    const char *value = form_value(form, name);

    return value != NULL ? value : "";
}

/* On one line; one character more than is allowed, so that too long is seen. */
static void
take_line(char **field, const Form *form, const char *name, gsize limit)
{
    const char *value = value_of(form, name);

    g_free(*field);
    *field = text_one_line(value, strlen(value), limit);
}

WebForm *
web_form_read(const Form *form, const char *language)
{
    WebForm *read = web_form_new();
    const char *text = value_of(form, "text");

    take_line(&read->topic, form, "topic", 512);
    take_line(&read->subject, form, "subject", 4 * WEB_LINE_MAX);
    take_line(&read->name, form, "name", 4 * WEB_LINE_MAX);
    take_line(&read->mail, form, "mail", 400);
    take_line(&read->once, form, "once", 64);
    if (*read->once == '\0' && form != NULL) {
        g_free(read->once);
        read->once = random_token(96);
    }
    take_line(&read->token, form, "token", 200);
    take_line(&read->stash, form, "stash", 64);
    g_free(read->text);
    read->text = g_strchomp(text_clean(text, strlen(text)));
    g_free(read->language);
    read->language = g_strdup(language);
    read->appeal = *value_of(form, "review") == '1';
    read->has_trap = *value_of(form, "website") != '\0';
    return read;
}

/* ---- files ---- */

static void
add_file(WebForm *into, const char *filename, const char *type, GBytes *bytes)
{
    g_autofree char *name = g_strdup_printf("att-%02u", into->files->len + 1);
    g_autofree char *lower = g_ascii_strdown(type, -1);

    g_ptr_array_add(into->files, message_part_new(name, lower, filename, bytes));
}

gboolean
web_form_add_files(WebForm *into, const Form *form, GError **error)
{
    for (guint i = 0; i < form_file_count(form); i++) {
        const FormFile *file = form_file_at(form, i);
        g_autoptr(GBytes) bytes = NULL;

        if (strcmp(file->field, "files") != 0 || *file->name == '\0' || into->files->len >= MESSAGE_ATTACHMENTS_MAX)
            continue;
        bytes = form_file_bytes(file, error);
        if (bytes == NULL)
            return FALSE;
        add_file(into, file->name, file->type, bytes);
    }
    return TRUE;
}

static gboolean
is_dropped(const Form *form, guint index)
{
    g_autoptr(GPtrArray) dropped = form_values(form, "drop");

    for (guint i = 0; i < dropped->len; i++) {
        gint64 number;

        if (number_parse_int64(g_ptr_array_index(dropped, i), 0, MESSAGE_ATTACHMENTS_MAX, &number, NULL) &&
            number == index)
            return TRUE;
    }
    return FALSE;
}

void
web_form_add_kept(WebForm *into, GPtrArray *files, const Form *form)
{
    for (guint i = 0; i < files->len && into->files->len < MESSAGE_ATTACHMENTS_MAX; i++) {
        const MessagePart *part = g_ptr_array_index(files, i);

        if (!is_dropped(form, i))
            add_file(into, part->filename, part->type, part->bytes);
    }
}

/* ---- checking ---- */

static const char *
check_line(const char *line, const char *fault)
{
    return g_utf8_strlen(line, -1) > WEB_LINE_MAX ? fault : NULL;
}

static const char *
check_text(const WebForm *form)
{
    if (g_utf8_strlen(form->text, -1) > CITIZEN_TEXT_MAX)
        return "long_text";
    return form->text[strspn(form->text, " \t\n")] == '\0' ? "missing_text" : NULL;
}

static const char *
check_files(const WebForm *form)
{
    gsize size = 0;

    for (guint i = 0; i < form->files->len; i++)
        size += ((const MessagePart *)g_ptr_array_index(form->files, i))->size;
    if (form->files->len > CITIZEN_FILES_MAX)
        return "many_files";
    return size > CITIZEN_FILES_SIZE ? "large_files" : NULL;
}

/* One identity for one mailbox, however its local part was capitalised. */
static const char *
check_mail(WebForm *form)
{
    g_autoptr(Address) address = NULL;
    g_autofree char *folded = NULL;

    g_free(form->sender);
    form->sender = g_strdup("");
    if (*form->mail == '\0')
        return NULL;
    address = address_parse(form->mail, strlen(form->mail), NULL);
    if (address == NULL)
        return "wrong_mail";
    folded = g_utf8_strdown(address->local, -1);
    g_free(form->sender);
    form->sender = address_to_uri(&(Address){ .local = folded, .domain = address->domain });
    return NULL;
}

gboolean
web_form_check(WebForm *form)
{
    form->faults[WEB_FIELD_SUBJECT] = check_line(form->subject, "long_subject");
    form->faults[WEB_FIELD_TEXT] = check_text(form);
    form->faults[WEB_FIELD_FILES] = check_files(form);
    form->faults[WEB_FIELD_NAME] = check_line(form->name, "long_name");
    form->faults[WEB_FIELD_MAIL] = check_mail(form);
    for (guint i = 0; i < WEB_FIELDS; i++)
        if (form->faults[i] != NULL)
            return FALSE;
    return TRUE;
}

/* ---- as it is recorded ---- */

static json_t *
describe_file(const MessagePart *part)
{
    gsize length;
    const void *bytes = g_bytes_get_data(part->bytes, &length);
    Digest digest = digest_sha256(bytes, length);
    g_autofree char *hex = digest_to_hex(&digest);

    return json_pack("{s:o, s:o, s:I, s:s}", "name", value_text(part->filename), "type", value_text(part->type), "size",
                     (json_int_t)length, "sha256", hex);
}

GBytes *
web_form_raw(const WebForm *form)
{
    json_t *files = json_array(), *root;
    char *whole;

    for (guint i = 0; i < form->files->len; i++)
        value_add(files, describe_file(g_ptr_array_index(form->files, i)));
    root = json_pack("{s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "version", 1, "topic", value_text(form->topic),
                     "subject", value_text(form->subject), "text", value_text(form->text), "name",
                     value_text(form->name), "mail", value_text(form->mail), "once", value_text(form->once), "language",
                     value_text(form->language), "files", files);
    if (form->appeal)
        value_set(root, "review", json_true());
    whole = canonical_json_take(root);
    return g_bytes_new_take(whole, strlen(whole));
}
