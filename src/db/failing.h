/* SPDX-License-Identifier: Apache-2.0 */
/* db/failing.h: SQLite that fails on purpose, so that every caller's answer to trouble can be tested.
 *
 *     DbFailing failing = { .at = 3, .error = TRIBUNE_ERROR_FULL };
 *     db_failing_arm(&failing);
 *     Db *db = db_open(&(DbOptions){ .driver = &db_failing_driver(), .location = path }, &error);
 *
 * Counts the writing operations (begin, step of a statement, commit) of every connection opened with it and fails the
 * @at-th and the @count - 1 after it with @error. Process-wide, for tests only. */
#pragma once
#include "base/error.h"
#include "db/db.h"

const DbDriver *db_failing_driver(void);

typedef struct {
    guint at;    /* 1: the next operation; 0: never */
    guint count; /* how many fail in a row; 0: one */
    TribuneError error;
} DbFailing;

void db_failing_arm(const DbFailing *plan);
/* Operations counted since the last db_failing_arm(). */
guint db_failing_counted(void);
