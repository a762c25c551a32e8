/* SPDX-License-Identifier: Apache-2.0 */
/* What follows "?" when a feed or an archive is asked for: whatever it is, a page's number comes out of it, or none. */
#include <stdint.h>
#include <string.h>

#include "base/number.h"
#include "http/request.h"

#define PAGES_MAX 100000

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
check_page(const char *text)
{
    gint64 page = 0;

    g_assert_true(g_utf8_validate(text, -1, NULL));
    if (number_parse_int64(text, 1, PAGES_MAX, &page, NULL))
        g_assert_true(page >= 1 && page <= PAGES_MAX);
    else
        g_assert_cmpint(page, ==, 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autofree char *query = g_strndup((const char *)bytes, MIN(size, HTTP_TARGET_LIMIT - 64));
    g_autofree char *target = g_strconcat("/feeds/all/en/atom?", query, NULL);
    g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, target, NULL, NULL, 0);
    g_autoptr(GPtrArray) pages = http_request_queries(request, "page");

    g_assert_true((pages->len == 0) == (http_request_query(request, "page") == NULL));
    for (guint i = 0; i < pages->len; i++)
        check_page(g_ptr_array_index(pages, i));
    return 0;
}
