/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-start.h"

#include <string.h>

static const char *const TABLES[POLICY_KIND_COUNT] = {
    [POLICY_CHANNEL] = "{\"kind\":\"channel\",\"columns\":[],\"rules\":["
                       "{\"id\":\"same\",\"when\":{},\"then\":[\"same\",\"any\"]}],"
                       "\"examples\":[{\"name\":\"a reply\",\"given\":{\"purpose\":\"reply\"},"
                       "\"expect\":[\"same\",\"any\"]}]}",
    [POLICY_DUTY] = "{\"kind\":\"duty\",\"columns\":[],\"rules\":[],\"examples\":[]}",
    [POLICY_HOLD] = "{\"kind\":\"hold\",\"columns\":[],\"rules\":[],\"examples\":[]}",
};

PolicyTable *
policy_start_table(PolicyKind kind)
{
    return policy_table_parse(TABLES[kind], strlen(TABLES[kind]), NULL);
}
