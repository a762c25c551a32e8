/* SPDX-License-Identifier: Apache-2.0 */
#include "model/pause.h"

#include <string.h>

void
pause_free(Pause *pause)
{
    if (pause == NULL)
        return;
    g_free(pause->channel);
    g_free(pause->by);
    g_free(pause->reason);
    g_free(pause);
}

const Pause *
pause_find(const GPtrArray *pauses, const char *channel)
{
    for (guint i = 0; i < pauses->len; i++) {
        const Pause *pause = g_ptr_array_index(pauses, i);

        if (strcmp(pause->channel, channel) == 0)
            return pause;
    }
    return NULL;
}
