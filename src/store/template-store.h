/* SPDX-License-Identifier: Apache-2.0 */
/* store/template-store.h: replies that are written often, with all their versions. Calls run inside the caller's
 * transaction. */
#pragma once
#include "db/db.h"
#include "model/ids.h"

typedef struct {
    gint64 id;
    char *code;     /* how rules name it; the same for each unit and language that has one */
    UnitId unit;    /* 0: of all units */
    char *language; /* "en" */
    gint64 version; /* from 1 */
    gboolean closed;
    char *name, *text; /* of the latest version */
    gint64 changed;
} TemplateRow;
void template_row_free(TemplateRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateRow, template_row_free)

/* Version 1. TRIBUNE_ERROR_CONFLICT: there is one with that code, unit and language. */
gboolean template_store_insert(DbSession *session, const TemplateRow *row, StaffId staff, GError **error);
/* A new version with row->name and row->text, and row->closed; @row has the version before. */
gboolean template_store_change(DbSession *session, const TemplateRow *row, StaffId staff, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
TemplateRow *template_store_load(DbSession *session, gint64 id, GError **error);
/* TemplateRow *, by name. */
GPtrArray *template_store_list(DbSession *session, GError **error);
