/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "http/form.h"

#define MULTIPART "multipart/form-data; boundary=xyz"

/* Feed in pieces of @step bytes. */
static Form *
parse(const char *type, const char *body, gsize length, gsize step, gsize spill, GError **error)
{
    g_autoptr(FormParser) parser = form_parser_new(type, 64 * 1024 * 1024, spill, error);

    for (gsize at = 0; parser != NULL && at < length; at += step)
        if (!form_parser_feed(parser, body + at, MIN(step, length - at), error))
            return NULL;
    return parser == NULL ? NULL : form_parser_finish(parser, error);
}

static void
test_urlencoded(void)
{
    const char body[] = "state=open&note=%C3%BCber+all%26%0D%0Amore&&empty=&bare&tag=a&tag=b&odd=50%&x=%zz&=n";

    for (gsize step = 1; step <= sizeof body; step += 6) {
        g_autoptr(Form) form =
            parse("application/x-www-form-urlencoded; charset=UTF-8", body, sizeof body - 1, step, 0, NULL);
        g_assert_nonnull(form);
        g_assert_cmpstr(form_value(form, "state"), ==, "open");
        g_assert_cmpstr(form_value(form, "note"), ==, "über all&\nmore");
        g_assert_cmpstr(form_value(form, "empty"), ==, "");
        g_assert_cmpstr(form_value(form, "bare"), ==, "");
        g_assert_cmpstr(form_value(form, "odd"), ==, "50%");
        g_assert_cmpstr(form_value(form, "x"), ==, "%zz");
        g_assert_cmpstr(form_value(form, "tag"), ==, "a");
        g_assert_null(form_value(form, "absent"));
        g_autoptr(GPtrArray) tags = form_values(form, "tag");
        g_assert_cmpuint(tags->len, ==, 2);
        g_assert_cmpstr(tags->pdata[1], ==, "b");
    }
}

static const char upload[] =
    "preamble\r\n--xyz\r\n"
    "Content-Disposition: form-data; name=\"subject\"\r\n\r\n"
    "A \xC3\xBC line\r\nand --xyz inside\r\n"
    "--xyz  \r\n"
    "content-type: image/png\r\n"
    "CONTENT-DISPOSITION: form-data; filename=\"C:\\dir\\p%22l \xC3\xA4.png\"; name=photo\r\n\r\n"
    "\x89PNG\r\n\0\r\n--xy\r\n-"
    "\r\n--xyz\r\n"
    "Content-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n"
    "\r\n--xyz\r\n"
    "Content-Disposition: form-data; name=\"empty\"\r\n\r\n"
    "\r\n--xyz--\r\nepilogue";

static void
test_multipart(void)
{
    for (gsize step = 1; step <= sizeof upload; step += 7) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Form) form = parse(MULTIPART, upload, sizeof upload - 1, step, step % 2 == 0 ? 4 : 4096, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(form_value(form, "subject"), ==, "A ü line\nand --xyz inside");
        g_assert_cmpstr(form_value(form, "empty"), ==, "");
        g_assert_cmpuint(form_field_count(form), ==, 2);
        g_assert_cmpuint(form_file_count(form), ==, 1);
        const FormFile *file = form_file_at(form, 0);
        g_assert_cmpstr(file->field, ==, "photo");
        g_assert_cmpstr(file->name, ==, "p\"l ä.png");
        g_assert_cmpstr(file->type, ==, "image/png");
        g_autoptr(GBytes) bytes = form_file_bytes(file, &error);
        g_assert_no_error(error);
        g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), "\x89PNG\r\n\0\r\n--xy\r\n-", 16);
        g_assert_cmpuint(file->size, ==, 16);
        g_assert_cmpint(file->fd >= 0, ==, step % 2 == 0);
    }
}

static void
assert_refused(const char *type, const char *body, TribuneError code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Form) form = parse(type, body, strlen(body), 1000, FORM_SPILL, &error);

    g_assert_null(form);
    g_assert_error(error, TRIBUNE_ERROR, (gint)code);
}

static void
test_malformed_bodies_are_refused(void)
{
    assert_refused("text/plain", "a=b", TRIBUNE_ERROR_INVALID);
    assert_refused("application/x-www-form-urlencodedish", "a=b", TRIBUNE_ERROR_INVALID);
    assert_refused("application/x-www-form-urlencoded", "a=%00", TRIBUNE_ERROR_INVALID);
    assert_refused("application/x-www-form-urlencoded", "a=%FF", TRIBUNE_ERROR_INVALID);
    assert_refused("multipart/form-data", "--x", TRIBUNE_ERROR_INVALID);
    assert_refused("multipart/form-data; boundary=\"\"", "--x", TRIBUNE_ERROR_INVALID);
    assert_refused(MULTIPART, "", TRIBUNE_ERROR_INVALID);
    assert_refused(MULTIPART, "--xyz\r\n\r\n\r\n--xyz--", TRIBUNE_ERROR_INVALID);
    assert_refused(MULTIPART, "--xyzz\r\n", TRIBUNE_ERROR_INVALID);
    assert_refused(MULTIPART, "--xyz\r\nContent-Disposition: attachment; name=a\r\n\r\nb\r\n--xyz--",
                   TRIBUNE_ERROR_INVALID);
    assert_refused(MULTIPART, "--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\nbody that breaks off",
                   TRIBUNE_ERROR_INVALID);
    assert_refused(MULTIPART, "--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\n\xFF\r\n--xyz--",
                   TRIBUNE_ERROR_INVALID);
}

static void
test_limits_hold(void)
{
    g_autoptr(GString) many = g_string_new(NULL);
    g_autoptr(GString) files = g_string_new("--xyz");
    g_autofree char *name = g_strnfill(FORM_NAME_LIMIT + 1, 'n');
    g_autofree char *value = g_strnfill(FORM_VALUE_LIMIT + 1, 'v');
    g_autofree char *large = g_strconcat("a=", value, NULL);
    g_autofree char *part =
        g_strconcat("--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\n", value, "\r\n--xyz--", NULL);
    g_autofree char *headers = g_strconcat("--xyz\r\nX: ", value, "\r\n\r\n", NULL);

    for (guint i = 0; i <= FORM_FIELD_LIMIT; i++)
        g_string_append_printf(many, "f%u=1&", i);
    for (guint i = 0; i <= FORM_FILE_LIMIT; i++)
        g_string_append(files, "\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\nx\r\n--xyz");
    g_string_append(files, "--");
    assert_refused("application/x-www-form-urlencoded", many->str, TRIBUNE_ERROR_LIMIT);
    assert_refused("application/x-www-form-urlencoded", name, TRIBUNE_ERROR_LIMIT);
    assert_refused("application/x-www-form-urlencoded", large, TRIBUNE_ERROR_LIMIT);
    assert_refused(MULTIPART, part, TRIBUNE_ERROR_LIMIT);
    assert_refused(MULTIPART, files->str, TRIBUNE_ERROR_LIMIT);
    assert_refused(MULTIPART, headers, TRIBUNE_ERROR_LIMIT);

    g_autoptr(FormParser) parser = form_parser_new(MULTIPART, 10, FORM_SPILL, NULL);
    g_autoptr(GError) error = NULL;
    g_assert_true(form_parser_feed(parser, "--xyz", 5, &error));
    g_assert_false(form_parser_feed(parser, "\r\n----", 6, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/form/urlencoded-decodes-whatever-the-pieces", test_urlencoded);
    g_test_add_func("/form/multipart-decodes-whatever-the-pieces", test_multipart);
    g_test_add_func("/form/malformed-bodies-are-refused", test_malformed_bodies_are_refused);
    g_test_add_func("/form/fields-files-values-and-total-are-limited", test_limits_hold);
    return g_test_run();
}
