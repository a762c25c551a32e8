/* SPDX-License-Identifier: Apache-2.0 */
/* wire/article-private.h: what the files of wire/article share: judgements of a link and of words. */
#pragma once
#include "wire/article.h"

/* The path when @url is on @site or begins with one "/"; borrowed from @url ("" is the home page); NULL: elsewhere. */
const char *article_own_path(const char *url, const char *site);
/* Whether no reader can go there: a name that is reserved for tests, this machine, a private network. */
gboolean article_leads_nowhere(const char *url);
/* "click here", "more": words of a link that say nothing when they are read alone. */
gboolean article_says_nothing(const char *words, const char *language);
/* The first words in capitals, one behind the other, that are too many; new, NULL: there are none. */
char *article_find_shouting(const char *words);
