/* SPDX-License-Identifier: Apache-2.0 */
#include "store/template-store.h"

#include "base/error.h"
#include "base/locale.h"

#define SELECT_TEMPLATE                                                                                                \
    "SELECT t.id, t.code, t.unit, t.language, t.version, t.closed, v.name, v.text, v.at FROM reply_templates t"        \
    " JOIN reply_template_versions v ON v.template = t.id AND v.version = t.version"

DB_STATEMENT(insert_template, "INSERT INTO reply_templates (id, code, unit, language, version, closed)"
                              " VALUES ($1, $2, $3, $4, 1, 0) ON CONFLICT (code, unit, language) DO NOTHING");
DB_STATEMENT(insert_template_version, "INSERT INTO reply_template_versions (template, version, at, staff, name, text)"
                                      " VALUES ($1, $2, $3, $4, $5, $6)");
DB_STATEMENT(update_template,
             "UPDATE reply_templates SET version = version + 1, closed = $1 WHERE id = $2 AND version = $3");
DB_STATEMENT(load_template, SELECT_TEMPLATE " WHERE t.id = $1");
DB_STATEMENT(list_templates, SELECT_TEMPLATE " ORDER BY v.name, t.id");

void
template_row_free(TemplateRow *row)
{
    g_free(row->code);
    g_free(row->language);
    g_free(row->name);
    g_free(row->text);
    g_free(row);
}

static gboolean
insert_version(DbSession *session, const TemplateRow *row, gint64 version, StaffId staff, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_template_version);

    db_bind_int(query, row->id);
    db_bind_int(query, version);
    db_bind_int(query, row->changed);
    db_bind_int(query, staff.value);
    db_bind_text(query, row->name);
    db_bind_text(query, row->text);
    return db_run(query, error);
}

gboolean
template_store_insert(DbSession *session, const TemplateRow *row, StaffId staff, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_template);

    db_bind_int(query, row->id);
    db_bind_text(query, row->code);
    db_bind_int(query, row->unit.value);
    db_bind_text(query, row->language);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return insert_version(session, row, 1, staff, error);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("there is a template with this code for this unit and language already"));
    return FALSE;
}

gboolean
template_store_change(DbSession *session, const TemplateRow *row, StaffId staff, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_template);

    db_bind_int(query, row->closed);
    db_bind_int(query, row->id);
    db_bind_int(query, row->version);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return insert_version(session, row, row->version + 1, staff, error);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("somebody changed this template in the meantime; look at it again"));
    return FALSE;
}

static TemplateRow *
read_template(DbQuery *query)
{
    TemplateRow *row = g_new0(TemplateRow, 1);

    row->id = db_int(query, 0);
    row->code = db_dup_text(query, 1);
    row->unit.value = db_int(query, 2);
    row->language = db_dup_text(query, 3);
    row->version = db_int(query, 4);
    row->closed = db_int(query, 5) != 0;
    row->name = db_dup_text(query, 6);
    row->text = db_dup_text(query, 7);
    row->changed = db_int(query, 8);
    return row;
}

TemplateRow *
template_store_load(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_template);

    db_bind_int(query, id);
    return db_step_one(query, "template", error) ? read_template(query) : NULL;
}

GPtrArray *
template_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)template_row_free);
    g_autoptr(DbQuery) query = db_query(session, &list_templates);

    while (db_step(query))
        g_ptr_array_add(rows, read_template(query));
    return db_finish(query, error) ? g_steal_pointer(&rows) : NULL;
}
