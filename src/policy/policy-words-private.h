/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-words-private.h: what the files of the words share. */
#pragma once
#include "policy/policy-words.h"

/* "a", "a or b", "a, b and c"; empty for none. */
char *policy_words_join(const Locale *locale, const GPtrArray *items, gboolean and);
/* What a channel is called. */
char *policy_words_channel(const Locale *locale, const char *output, const PolicyNames *names);
