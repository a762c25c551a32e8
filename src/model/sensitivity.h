/* SPDX-License-Identifier: Apache-2.0 */
/* model/sensitivity.h: how far what is said in a case needs protection. The decision tables ask for it by these names.
 */
#pragma once
#include <glib.h>

typedef enum {
    SENSITIVITY_PUBLIC,   /* anybody may know it */
    SENSITIVITY_PERSONAL, /* of one person, as nearly everything is */
    SENSITIVITY_SPECIAL,  /* specially protected: health, belief, crime, children … */
    SENSITIVITY_COUNT,
} Sensitivity; /* stored as its number: what is more is more protected */

const char *sensitivity_name(Sensitivity sensitivity); /* "special": in forms, in tables, in the journal */
gboolean sensitivity_parse(const char *name, Sensitivity *ret);
