/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

G_DEFINE_QUARK(tribune - error - quark, tribune_error)

gboolean
tribune_error_is_temporary(const GError *error)
{
    return g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY) ||
           g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL) ||
           g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
}
