/* SPDX-License-Identifier: Apache-2.0 */
/* net/easy-private.h: libcurl easy handles kept between uses, with the connections they hold.
 *
 * A handle is kept for where it was used last, so that the next who goes there finds a connection. Of more than
 * may be kept those end that were not used for longest. Thread-safe; each handle is used by one thread at a
 * time. */
#pragma once
#include <curl/curl.h>
#include <glib.h>

typedef struct EasyPool EasyPool;

EasyPool *easy_pool_new(guint most); /* are kept */
void easy_pool_free(EasyPool *pool); /* closes the connections; all handles must have been given back */

/* A handle for @origin ("https://city.example", or what else names where it goes) with the options that all our
 * transfers share: no signals, no proxies or settings from the environment, no .netrc. Other options are as libcurl
 * sets them. */
CURL *easy_pool_take(EasyPool *pool, const char *origin);
void easy_pool_give(EasyPool *pool, CURL *easy, const char *origin);

/* Milliseconds until @deadline (monotonic), at most @limit microseconds from now (0: no such limit); at least 1. */
long easy_milliseconds(gint64 deadline, gint64 limit);

/* curl_easy_setopt(), which cannot fail for the options and values we use. */
#define EASY_SET(easy, option, value)                                                                                  \
    G_STMT_START                                                                                                       \
    {                                                                                                                  \
        if (curl_easy_setopt(easy, option, value) != CURLE_OK)                                                         \
            g_error("libcurl does not know " #option);                                                                 \
    }                                                                                                                  \
    G_STMT_END
