/* SPDX-License-Identifier: Apache-2.0 */
/* model/name-table.h: an enum and its names in the store, one table for both ways.
 *
 *     static const char *const NAMES[] = { "in", "out", NULL };
 *     NAME_TABLE(Direction, direction, NAMES)     defines direction_name() and direction_parse() */
#pragma once
#include <string.h>

#define NAME_TABLE(Type, prefix, NAMES)                                                                                \
    const char *prefix##_name(Type value)                                                                              \
    {                                                                                                                  \
        return NAMES[value];                                                                                           \
    }                                                                                                                  \
    gboolean prefix##_parse(const char *name, Type *ret)                                                               \
    {                                                                                                                  \
        for (int i = 0; name != NULL && NAMES[i] != NULL; i++) {                                                       \
            if (strcmp(name, NAMES[i]) == 0) {                                                                         \
                *ret = (Type)i;                                                                                        \
                return TRUE;                                                                                           \
            }                                                                                                          \
        }                                                                                                              \
        return FALSE;                                                                                                  \
    }
