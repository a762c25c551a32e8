/* SPDX-License-Identifier: Apache-2.0 */
/* base/figure.h: a picture as a text shows it: what the model, which knows where it is, and the codecs, which write it,
 * say to each other. */
#pragma once
#include <glib.h>

/* All is borrowed, as long as what it was found in stays as it is. */
typedef struct {
    const char *url; /* "/pictures/….jpg": of characters that need no escape */
    guint width, height;
    const char *small_url; /* the same for narrow screens; NULL: there is none */
    guint small_width;
    gboolean ornament; /* says nothing, and needs no alternative text */
} Figure;

/* The picture that a text calls @name. FALSE: there is none. */
typedef gboolean (*FigureFind)(gpointer data, const char *name, Figure *ret);
