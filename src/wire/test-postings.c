/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "wire/postings.h"

static void
what_was_added_is_read(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);

    for (guint round = 0; round < 200; round++) {
        PostingsBlock block = { 0 };
        g_autoptr(GArray) added = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
        gint64 document = 0;

        for (;;) {
            document += 1 + (g_rand_int(rand) >> g_rand_int_range(rand, 1, 32));
            if (!postings_add(&block, document))
                break;
            g_array_append_val(added, document);
        }
        g_assert_cmpuint(added->len, >, 100);
        g_assert_cmpuint(block.length, <=, POSTINGS_BLOCK_MAX);
        g_assert_true(postings_read(block.first, block.bytes, block.length, found, NULL));
        g_assert_cmpmem(found->data, found->len * sizeof(gint64), added->data, added->len * sizeof(gint64));
        g_assert_cmpint(block.last, ==, g_array_index(added, gint64, added->len - 1));
    }
}

static void
neighbours_take_a_byte_each(void)
{
    PostingsBlock block = { 0 };
    gint64 document = 1;

    while (postings_add(&block, document))
        document++;
    g_assert_cmpint(document - 1, ==, POSTINGS_BLOCK_MAX + 1);
}

static void
the_largest_numbers_fit(void)
{
    PostingsBlock block = { 0 };
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));

    g_assert_true(postings_add(&block, 1) && postings_add(&block, G_MAXINT64));
    g_assert_true(postings_read(block.first, block.bytes, block.length, found, NULL));
    g_assert_cmpuint(found->len, ==, 2);
    g_assert_cmpint(g_array_index(found, gint64, 1), ==, G_MAXINT64);
}

static void
damaged_bytes_are_refused(void)
{
    static const struct {
        gint64 first;
        gsize length;
        guint8 bytes[12];
    } ROWS[] = {
        { 0, 0, { 0 } },                                                           /* no first */
        { -5, 1, { 1 } },                                                          /* a negative one */
        { 1, 1, { 0x80 } },                                                        /* ends inside */
        { 1, 2, { 0x80, 0x00 } },                                                  /* not the shortest form */
        { 1, 10, { 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01 } }, /* too long */
        { 9, 9, { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f } },        /* beyond 63 bits */
    };
    guint8 many[POSTINGS_BLOCK_MAX + 1] = { 0 };
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));

    for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(postings_read(ROWS[i].first, ROWS[i].bytes, ROWS[i].length, found, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    }
    g_assert_false(postings_read(1, many, sizeof many, found, NULL));
}

#define RULE(function) g_test_add_func("/postings/" #function, function)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE(what_was_added_is_read);
    RULE(neighbours_take_a_byte_each);
    RULE(the_largest_numbers_fit);
    RULE(damaged_bytes_are_refused);
    return g_test_run();
}
