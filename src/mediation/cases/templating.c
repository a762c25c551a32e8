/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/templating.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "model/reply-template.h"
#include "model/rights.h"
#include "store/event-store.h"

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    TemplateRow row;
} Templating;

static gboolean
record(const Templating *templating, DbSession *session, const char *change, gint64 version, GError **error)
{
    const TemplateRow *row = &templating->row;
    json_t *detail =
        json_pack("{s:s, s:s, s:s, s:I, s:I, s:s}", "change", change, "code", row->code, "language", row->language,
                  "unit", (json_int_t)row->unit.value, "version", (json_int_t)version, "text", row->text);
    gboolean done = event_append(
        templating->mediation->store, session,
        &(EventDraft){
            .kind = EVENT_TEMPLATE_CHANGED, .actor = templating->actor, .subject = row->id, .detail = detail },
        NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
check_code(const char *code, GError **error)
{
    gsize length = strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-");

    return (length > 0 && length <= TEMPLATE_CODE_MAX && code[length] == '\0') ||
           invalid(error, SAY_NOOP("a code has 1 to 40 small letters, digits and hyphens"));
}

static gboolean
check_text(const TemplateRow *row, GError **error)
{
    g_autoptr(ReplyTemplate) parsed = NULL;

    if (*row->name == '\0')
        return invalid(error, SAY_NOOP("a template needs a name"));
    if (*row->text == '\0')
        return invalid(error, SAY_NOOP("write the text of the template"));
    parsed = reply_template_parse(row->text, error);
    return parsed != NULL;
}

static void
row_clear(TemplateRow *row)
{
    g_free(row->code);
    g_free(row->language);
    g_free(row->name);
    g_free(row->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TemplateRow, row_clear)

/* ---- changing ---- */

static gboolean
make(DbSession *session, gpointer data, GError **error)
{
    const Templating *templating = data;

    return template_store_insert(session, &templating->row, templating->actor->staff, error) &&
           record(templating, session, "made", 1, error);
}

gboolean
templating_make(Mediation *mediation, const Actor *actor, const char *code, UnitId unit, const char *language,
                const char *name, const char *text, GError **error)
{
    g_auto(TemplateRow) row = { .id = id_next(),
                                .code = g_strdup(code),
                                .unit = unit,
                                .language = g_strdup(language),
                                .name = text_one_line(name, strlen(name), TEMPLATE_NAME_MAX),
                                .text = text_clean(text, strlen(text)),
                                .changed = clock_now() };
    Templating templating = { mediation, actor, row };

    return rights_check(actor, ACTION_MANAGE_TEMPLATES, unit, error) && check_code(code, error) &&
           check_text(&row, error) && store_write(mediation->store, make, &templating, error);
}

static gboolean
change(DbSession *session, gpointer data, GError **error)
{
    Templating *templating = data;
    g_autoptr(TemplateRow) before = template_store_load(session, templating->row.id, error);
    gboolean done;

    if (before == NULL || !rights_check(templating->actor, ACTION_MANAGE_TEMPLATES, before->unit, error))
        return FALSE;
    templating->row.code = before->code;
    templating->row.language = before->language;
    templating->row.unit = before->unit;
    done =
        template_store_change(session, &templating->row, templating->actor->staff, error) &&
        record(templating, session, templating->row.closed ? "closed" : "changed", templating->row.version + 1, error);
    templating->row.code = templating->row.language = NULL;
    return done;
}

gboolean
templating_change(Mediation *mediation, const Actor *actor, gint64 id, gint64 version, const char *name,
                  const char *text, gboolean closed, GError **error)
{
    g_auto(TemplateRow) row = { .id = id,
                                .version = version,
                                .closed = closed,
                                .name = text_one_line(name, strlen(name), TEMPLATE_NAME_MAX),
                                .text = text_clean(text, strlen(text)),
                                .changed = clock_now() };
    Templating templating = { mediation, actor, row };

    return check_text(&row, error) && store_write(mediation->store, change, &templating, error);
}

/* ---- reading ---- */

typedef struct {
    gint64 id;
    TemplateRow *row;
    GPtrArray *rows;
} Reading;

static gboolean
read_rows(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    if (reading->id != 0)
        return (reading->row = template_store_load(session, reading->id, error)) != NULL;
    return (reading->rows = template_store_list(session, error)) != NULL;
}

GPtrArray *
templating_list_own(Mediation *mediation, const Actor *actor, GError **error)
{
    Reading reading = { 0 };

    if (!rights_check_anywhere(actor, ACTION_MANAGE_TEMPLATES, error) ||
        !store_read(mediation->store, read_rows, &reading, error))
        return NULL;
    for (guint i = reading.rows->len; i-- > 0;)
        if (!rights_may(actor, ACTION_MANAGE_TEMPLATES,
                        ((const TemplateRow *)g_ptr_array_index(reading.rows, i))->unit))
            g_ptr_array_remove_index(reading.rows, i);
    return reading.rows;
}

GPtrArray *
templating_list_for(Mediation *mediation, const Actor *actor, UnitId unit, GError **error)
{
    Reading reading = { 0 };

    if (!rights_check(actor, ACTION_REPLY, unit, error) || !store_read(mediation->store, read_rows, &reading, error))
        return NULL;
    for (guint i = reading.rows->len; i-- > 0;) {
        const TemplateRow *row = g_ptr_array_index(reading.rows, i);

        if (row->closed || (row->unit.value != 0 && row->unit.value != unit.value))
            g_ptr_array_remove_index(reading.rows, i);
    }
    return reading.rows;
}

TemplateRow *
templating_find(Mediation *mediation, const Actor *actor, gint64 id, GError **error)
{
    Reading reading = { .id = id };

    if (!store_read(mediation->store, read_rows, &reading, error))
        return NULL;
    if (rights_may(actor, ACTION_MANAGE_TEMPLATES, reading.row->unit) ||
        (reading.row->unit.value == 0 ? rights_may_anywhere(actor, ACTION_REPLY)
                                      : rights_may(actor, ACTION_REPLY, reading.row->unit)))
        return reading.row;
    template_row_free(reading.row);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such template");
    return NULL;
}
