/* SPDX-License-Identifier: Apache-2.0 */
#include "console/qr.h"

#include <qrencode.h>

#define QUIET 4 /* modules around it */

/* One path: a unit square for every dark module, drawn as runs along the rows. */
static void
add_rows(const QRcode *code, GString *svg)
{
    for (int y = 0; y < code->width; y++) {
        for (int x = 0; x < code->width;) {
            int run = 0;

            while (x + run < code->width && (code->data[y * code->width + x + run] & 1) != 0)
                run++;
            if (run > 0)
                g_string_append_printf(svg, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, run, run);
            x += run > 0 ? run : 1;
        }
    }
}

GBytes *
qr_svg(const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    GString *svg;
    int side;

    if (code == NULL)
        return NULL;
    side = code->width + 2 * QUIET;
    svg = g_string_new(NULL);
    g_string_append_printf(svg,
                           "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                           "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"",
                           side, side, side, side);
    add_rows(code, svg);
    g_string_append(svg, "\"/></svg>");
    QRcode_free(code);
    return g_string_free_to_bytes(svg);
}
