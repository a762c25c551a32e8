/* SPDX-License-Identifier: Apache-2.0 */
/* db/migrations.h: the migrations of the two databases, from migrations/ and key-migrations/, made at build time. */
#pragma once
#include "db/db.h"

extern const DbMigration STORE_MIGRATIONS[];
extern const gsize STORE_MIGRATIONS_COUNT;
extern const DbMigration KEY_MIGRATIONS[];
extern const gsize KEY_MIGRATIONS_COUNT;
