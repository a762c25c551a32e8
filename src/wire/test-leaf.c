/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/leaf.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "wire/commitment.h"
#include "wire/tlog.h"

static const char LAMP[] = "Dear council,\nthe lamp at 12 High St is out.\n";
static const char HEAD[] = "tribune-leaf/1\ntype receive\ntime 1767225600\nrec 000102030405060708090a0b0c0d0e0f\n";
#define COMMITMENT "d11f84a75d16e8c16a5c8691fa1e2353d34502901e079c8d13cc3d85b6a7d853"

static void
count_up(guint8 *bytes, gsize length)
{
    for (gsize i = 0; i < length; i++)
        bytes[i] = (guint8)i;
}

static Leaf *
new_leaf(void)
{
    Leaf *leaf = g_new(Leaf, 1);
    guint8 record[LEAF_RECORD_SIZE];

    count_up(record, sizeof record);
    leaf_init(leaf, LEAF_RECEIVE, record);
    leaf->time = 1767225600;
    return leaf;
}

static Digest
lamp_commitment(void)
{
    guint8 salt[COMMITMENT_SALT_SIZE];

    count_up(salt, sizeof salt);
    return commitment_make(salt, "body", LAMP, sizeof LAMP - 1);
}

static void
the_reference_commitment_and_leaf_come_out(void)
{
    g_autofree Leaf *leaf = new_leaf();
    Digest commitment = lamp_commitment(), hash;
    g_autofree char *hex = digest_to_hex(&commitment);
    g_autofree char *leaf_hex = NULL;
    g_autoptr(GError) error = NULL;
    char text[LEAF_SIZE_MAX + 1];
    gsize length;

    g_assert_cmpstr(hex, ==, COMMITMENT);
    leaf_add_part(leaf, "body", &commitment);
    length = leaf_encode(leaf, text, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(length, ==, 156);
    g_assert_cmpuint(strlen(text), ==, 156);
    hash = tlog_leaf_hash(text, length);
    leaf_hex = digest_to_hex(&hash);
    g_assert_cmpstr(leaf_hex, ==, "97bf87919d133eee45d85bb85c7b03af99991d4c5a4fc29f9e40465bbdcc32b8");
}

static void
a_commitment_is_the_same_however_the_bytes_are_cut(void)
{
    guint8 salt[COMMITMENT_SALT_SIZE];
    Digest whole = lamp_commitment(), cut, other;

    count_up(salt, sizeof salt);
    cut = commitment_compute(salt, "body",
                             (DigestSpan[]){ { LAMP, 5 }, { LAMP + 5, 0 }, { LAMP + 5, sizeof LAMP - 6 } }, 3);
    g_assert_true(digest_equal(&whole, &cut));
    other = commitment_make(salt, "raw", LAMP, sizeof LAMP - 1);
    g_assert_false(digest_equal(&whole, &other));
    salt[31] ^= 1;
    other = commitment_make(salt, "body", LAMP, sizeof LAMP - 1);
    g_assert_false(digest_equal(&whole, &other));
}

static void
additions_are_sorted_and_come_back(void)
{
    g_autofree Leaf *leaf = new_leaf();
    g_autofree Leaf *again = g_new(Leaf, 1);
    Digest commitment = lamp_commitment();
    g_autofree char *expected = g_strconcat(HEAD,
                                            "ref 3\nref 40\nref 2227610557874176\n"
                                            "attr channel email\nattr direction in\nattr size 2048\n"
                                            "part body " COMMITMENT "\npart raw " COMMITMENT "\n",
                                            NULL);
    g_autoptr(GError) error = NULL;
    char text[LEAF_SIZE_MAX + 1], twice[LEAF_SIZE_MAX + 1];
    gsize length;

    leaf_add_ref(leaf, G_GINT64_CONSTANT(2026) << 40 | 0);
    leaf_add_ref(leaf, 40);
    leaf_add_ref(leaf, 3);
    leaf_add_ref(leaf, 40);
    leaf_add_part(leaf, "raw", &commitment);
    leaf_add_part(leaf, "body", &commitment);
    leaf_add_attr_int(leaf, "size", 2048);
    leaf_add_attr(leaf, "direction", "in");
    leaf_add_attr(leaf, "channel", "email");
    length = leaf_encode(leaf, text, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(text, ==, expected);
    leaf_decode(text, length, again, &error);
    g_assert_no_error(error);
    g_assert_cmpint(again->type, ==, LEAF_RECEIVE);
    g_assert_cmpint(again->time, ==, 1767225600);
    g_assert_cmpmem(again->record, LEAF_RECORD_SIZE, leaf->record, LEAF_RECORD_SIZE);
    g_assert_cmpint(again->refs[1], ==, 40);
    g_assert_cmpstr(leaf_find_attr(again, "channel"), ==, "email");
    g_assert_null(leaf_find_attr(again, "chan"));
    g_assert_true(digest_equal(leaf_find_part(again, "raw"), &commitment));
    g_assert_null(leaf_find_part(again, "actor"));
    g_assert_cmpuint(leaf_encode(again, twice, NULL), ==, length);
    g_assert_cmpstr(twice, ==, text);
}

static void
every_type_has_a_name_that_comes_back(void)
{
    g_autofree Leaf *leaf = new_leaf();
    g_autofree Leaf *again = g_new(Leaf, 1);
    char text[LEAF_SIZE_MAX + 1];

    for (guint type = 0; type < LEAF_TYPES; type++) {
        gsize length;

        leaf->type = (LeafType)type;
        length = leaf_encode(leaf, text, NULL);
        g_assert_cmpuint(length, >, 0);
        g_assert_true(leaf_decode(text, length, again, NULL));
        g_assert_cmpint(again->type, ==, type);
    }
    g_assert_null(leaf_type_name(LEAF_TYPES));
    leaf->type = LEAF_TYPES;
    g_assert_cmpuint(leaf_encode(leaf, text, NULL), ==, 0);
}

static void
assert_refused(Leaf *leaf, TribuneError code)
{
    g_autoptr(GError) error = NULL;
    char text[LEAF_SIZE_MAX + 1];

    g_assert_cmpuint(leaf_encode(leaf, text, &error), ==, 0);
    g_assert_error(error, TRIBUNE_ERROR, (int)code);
    g_free(leaf);
}

static void
free_text_cannot_get_in(void)
{
    static const char *const NAMES[] = { "",       "Name",        "na me",
                                         "na\nme", "n\xc3\xa4me", "a23456789012345678901234567890123" };
    static const char *const VALUES[] = { "", "two words", "line\nend", "ada@example", "gr\xc3\xbcn", "a/b" };
    g_autofree char *long_value = g_strnfill(LEAF_VALUE_MAX + 1, 'a');
    Digest commitment = lamp_commitment();
    Leaf *leaf;

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        leaf = new_leaf();
        leaf_add_attr(leaf, NAMES[i], "value");
        assert_refused(leaf, TRIBUNE_ERROR_INVALID);
        leaf = new_leaf();
        leaf_add_part(leaf, NAMES[i], &commitment);
        assert_refused(leaf, TRIBUNE_ERROR_INVALID);
    }
    for (guint i = 0; i < G_N_ELEMENTS(VALUES); i++) {
        leaf = new_leaf();
        leaf_add_attr(leaf, "name", VALUES[i]);
        assert_refused(leaf, TRIBUNE_ERROR_INVALID);
    }
    leaf = new_leaf();
    leaf_add_attr(leaf, "name", long_value);
    assert_refused(leaf, TRIBUNE_ERROR_INVALID);
}

static void
what_comes_twice_is_negative_or_too_much_is_refused(void)
{
    Digest commitment = lamp_commitment();
    Leaf *leaf = new_leaf();

    leaf_add_attr(leaf, "name", "one");
    leaf_add_attr(leaf, "name", "two");
    assert_refused(leaf, TRIBUNE_ERROR_INVALID);

    leaf = new_leaf();
    leaf_add_part(leaf, "raw", &commitment);
    leaf_add_part(leaf, "raw", &commitment);
    assert_refused(leaf, TRIBUNE_ERROR_INVALID);

    leaf = new_leaf();
    leaf_add_ref(leaf, -1);
    assert_refused(leaf, TRIBUNE_ERROR_INVALID);

    leaf = new_leaf();
    leaf->time = -1;
    assert_refused(leaf, TRIBUNE_ERROR_INVALID);

    leaf = new_leaf();
    for (guint i = 0; i <= LEAF_REFS_MAX; i++)
        leaf_add_ref(leaf, i);
    assert_refused(leaf, TRIBUNE_ERROR_INVALID);

    leaf = new_leaf();
    for (guint i = 0; i < LEAF_PARTS_MAX; i++) {
        g_autofree char *name = g_strdup_printf("a-rather-long-name-of-a-part-%02u", i);

        leaf_add_part(leaf, name, &commitment);
    }
    assert_refused(leaf, TRIBUNE_ERROR_LIMIT);
}

static void
decoding_accepts_only_the_canonical_text(void)
{
    static const char *const WRONG[] = {
        "",
        "tribune-leaf/1",
        "tribune-leaf/2\ntype receive\ntime 1\nrec 000102030405060708090a0b0c0d0e0f\n",
        "tribune-leaf/1\ntype recieve\ntime 1\nrec 000102030405060708090a0b0c0d0e0f\n",
        "tribune-leaf/1\ntype receive\ntime 01\nrec 000102030405060708090a0b0c0d0e0f\n",
        "tribune-leaf/1\ntype receive\ntime -1\nrec 000102030405060708090a0b0c0d0e0f\n",
        "tribune-leaf/1\ntype receive\ntime 1\nrec 000102030405060708090A0B0C0D0E0F\n",
        "tribune-leaf/1\ntype receive\ntime 1\nrec 000102030405060708090a0b0c0d0e\n",
        "tribune-leaf/1\ntype receive\ntime 1\nrec 000102030405060708090a0b0c0d0e0f",
        "tribune-leaf/1\r\ntype receive\r\ntime 1\r\nrec 000102030405060708090a0b0c0d0e0f\r\n",
        "tribune-leaf/1\ntime 1\ntype receive\nrec 000102030405060708090a0b0c0d0e0f\n",
    };
    static const char *const WRONG_TAILS[] = {
        "\n",
        "x\n",
        "ref 2\nref 1\n",
        "ref 1\nref 1\n",
        "ref 9223372036854775808\n",
        "ref 01\n",
        "ref 1 \n",
        "attr a\n",
        "attr a \n",
        "attr a b c\n",
        "attr b x\nattr a x\n",
        "attr a x\nattr a y\n",
        "attr a x\nref 1\n",
        "attr  x\n",
        "part raw 00\n",
        "part raw " COMMITMENT " \n",
        "part raw " COMMITMENT "\nattr a b\n",
        "part raw " COMMITMENT "\npart body " COMMITMENT "\n",
        "part raw D11f84a75d16e8c16a5c8691fa1e2353d34502901e079c8d13cc3d85b6a7d853\n",
    };
    g_autofree Leaf *leaf = g_new(Leaf, 1);
    char nul[sizeof HEAD];

    g_assert_true(leaf_decode(HEAD, sizeof HEAD - 1, leaf, NULL));
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(leaf_decode(WRONG[i], strlen(WRONG[i]), leaf, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    for (guint i = 0; i < G_N_ELEMENTS(WRONG_TAILS); i++) {
        g_autofree char *text = g_strconcat(HEAD, WRONG_TAILS[i], NULL);

        g_assert_false(leaf_decode(text, strlen(text), leaf, NULL));
    }
    for (gsize i = 0; i < sizeof HEAD - 1; i++) {
        memcpy(nul, HEAD, sizeof HEAD);
        nul[i] = '\0';
        g_assert_false(leaf_decode(nul, sizeof HEAD - 1, leaf, NULL));
    }
}

static void
bytes_over_4_KiB_are_no_leaf(void)
{
    g_autofree Leaf *leaf = new_leaf();
    g_autofree char *large = g_strnfill(LEAF_SIZE_MAX + 1, 'x');
    g_autoptr(GError) error = NULL;

    g_assert_false(leaf_decode(large, LEAF_SIZE_MAX + 1, leaf, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/leaf/the-reference-commitment-and-leaf-come-out", the_reference_commitment_and_leaf_come_out);
    g_test_add_func("/leaf/a-commitment-is-the-same-however-the-bytes-are-cut",
                    a_commitment_is_the_same_however_the_bytes_are_cut);
    g_test_add_func("/leaf/additions-are-sorted-and-come-back", additions_are_sorted_and_come_back);
    g_test_add_func("/leaf/every-type-has-a-name-that-comes-back", every_type_has_a_name_that_comes_back);
    g_test_add_func("/leaf/free-text-cannot-get-in", free_text_cannot_get_in);
    g_test_add_func("/leaf/what-comes-twice-is-negative-or-too-much-is-refused",
                    what_comes_twice_is_negative_or_too_much_is_refused);
    g_test_add_func("/leaf/decoding-accepts-only-the-canonical-text", decoding_accepts_only_the_canonical_text);
    g_test_add_func("/leaf/bytes-over-4-KiB-are-no-leaf", bytes_over_4_KiB_are_no_leaf);
    return g_test_run();
}
