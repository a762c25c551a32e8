/* SPDX-License-Identifier: Apache-2.0 */
#include "model/access.h"

#include <string.h>

gboolean
access_seed_is_set(const AccessSeed *seed)
{
    static const AccessSeed none;

    return memcmp(seed, &none, sizeof none) != 0;
}
