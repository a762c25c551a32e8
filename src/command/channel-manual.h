/* SPDX-License-Identifier: Apache-2.0 */
/* command/channel-manual.h: the part of the pages below docs/channels that the driver's own table says. Pure.
 *
 * A page has it between two lines, <!-- driver NAME --> and <!-- /driver -->; script/channel-manual writes it there,
 * and a test reads all pages and says which is out of date. */
#pragma once
#include "mediation/channel.h"

/* Markdown: protocols with their standing, abilities, identities, limits, peers; then each setting with its default and
 * meaning. Ends with a newline. New. */
char *channel_manual_describe(const struct channel_driver *driver);

/* What stands for @driver between its two lines in @page; NULL: it has no such lines. New. */
char *channel_manual_find(const char *page, const char *driver);
