/* SPDX-License-Identifier: Apache-2.0 */
/* console/qr.h: a text as a square picture that telephones read (ISO/IEC 18004), as SVG. Pure. */
#pragma once
#include <glib.h>

/* Black on white with its quiet zone of four modules, whatever the page's colours; medium error correction. NULL when
 * the text is longer than such a picture holds (2,331 bytes). */
GBytes *qr_svg(const char *text);
