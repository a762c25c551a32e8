/* SPDX-License-Identifier: Apache-2.0 */
/* store/service-store.h: the services. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/service.h"

/* TRIBUNE_ERROR_CONFLICT when the code is taken. */
gboolean service_store_insert(DbSession *session, const Service *service, GError **error);
/* All but the code, which stays. TRIBUNE_ERROR_NOT_FOUND when there is no such service. */
gboolean service_store_update(DbSession *session, const Service *service, GError **error);
Service *service_store_load(DbSession *session, ServiceId id, GError **error);
/* NULL without error when no service has @code. */
Service *service_store_find(DbSession *session, const char *code, GError **error);
/* Service *, by name, closed ones too. */
GPtrArray *service_store_list(DbSession *session, GError **error);
