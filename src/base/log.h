/* SPDX-License-Identifier: Apache-2.0 */
/* base/log.h: what the operator reads: one line per event on stderr, `time level event key=value …`.
 *
 * Values are quoted when needed, so one event is always one line. Events name things by id; personal data, message text
 * and secrets never go in. Only the step that decides logs, once. Thread-safe. */
#pragma once
#include <glib.h>

typedef enum { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR } LogLevel;

/* Lines below @level are dropped. Default: LOG_INFO. */
void log_set_level(LogLevel level);

/* @event is dotted lower case ("delivery.accepted"); then pairs of const char * key, value, ended by NULL. A NULL value
 * leaves the pair out. */
void log_event(LogLevel level, const char *event, ...) G_GNUC_NULL_TERMINATED;

/* The same with "error" = the message of @error. */
void log_failure(const char *event, const GError *error);
