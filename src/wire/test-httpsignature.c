/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "wire/http-date.h"
#include "wire/httpsignature.h"

#define NOW (G_GINT64_CONSTANT(1795373717) * CLOCK_SECOND) /* Sun, 22 Nov 2026 18:55:17 GMT */
#define KEY "https://remote.example/ap/ada#main-key"

/* A request whose headers are lines "Name: value". */
typedef struct {
    SignedRequest request;
    GPtrArray *headers; /* lower-case name, value … */
} Sent;

static const char *
find_header(gpointer data, const char *name)
{
    const GPtrArray *headers = ((const Sent *)data)->headers;

    for (guint i = 0; i + 1 < headers->len; i += 2)
        if (strcmp(g_ptr_array_index(headers, i), name) == 0)
            return g_ptr_array_index(headers, i + 1);
    return NULL;
}

static void
add_header(Sent *sent, const char *line)
{
    const char *colon = strchr(line, ':');

    g_ptr_array_add(sent->headers, g_ascii_strdown(line, colon - line));
    g_ptr_array_add(sent->headers, g_strdup(colon + 2));
}

static void
sent_clear(Sent *sent)
{
    g_ptr_array_unref(sent->headers);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sent, sent_clear)

static void
begin(Sent *sent, const char *method, const char *body)
{
    sent->headers = g_ptr_array_new_with_free_func(g_free);
    sent->request = (SignedRequest){ .method = method,
                                     .origin = "https://city.example",
                                     .host = "city.example",
                                     .target = "/ap/inbox?x=1",
                                     .header = find_header,
                                     .data = sent,
                                     .body = body,
                                     .length = body != NULL ? strlen(body) : 0 };
}

static Keypair *
pair_of(KeyKind kind)
{
    g_autoptr(GError) error = NULL;
    Keypair *pair = keypair_new(kind, &error);

    g_assert_no_error(error);
    return pair;
}

static PublicKey *
public_of(const Keypair *pair)
{
    g_autofree char *pem = keypair_public(pair);
    g_autoptr(GError) error = NULL;
    PublicKey *key = public_key_read(pem, &error);

    g_assert_no_error(error);
    return key;
}

static void
sign(Sent *sent, SignatureScheme scheme, const Keypair *pair, gint64 when)
{
    g_auto(GStrv) lines = http_signature_write(scheme, &sent->request, KEY, pair, when);

    for (guint i = 0; lines[i] != NULL; i++)
        add_header(sent, lines[i]);
}

static HttpSignature *
read_signature(const Sent *sent)
{
    g_autoptr(GError) error = NULL;
    HttpSignature *signature = http_signature_read(&sent->request, &error);

    g_assert_no_error(error);
    return signature;
}

static gboolean
is_good(const Sent *sent, const PublicKey *key, gint64 now)
{
    g_autoptr(HttpSignature) signature = http_signature_read(&sent->request, NULL);

    return signature != NULL && http_signature_check(signature, &sent->request, now, NULL) &&
           http_signature_verify(signature, key);
}

static void
assert_refused(const Sent *sent, const char *why)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(HttpSignature) signature = http_signature_read(&sent->request, &error);

    if (signature != NULL)
        g_assert_false(http_signature_check(signature, &sent->request, NOW, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, why));
}

/* ---- both schemes ---- */

static void
what_one_side_signs_the_other_verifies(void)
{
    for (guint kind = KEY_RSA; kind <= KEY_ED25519; kind++) {
        g_autoptr(Keypair) pair = pair_of((KeyKind)kind);
        g_autoptr(PublicKey) key = public_of(pair);

        for (guint scheme = 0; scheme < SIGNATURE_SCHEMES; scheme++) {
            g_auto(Sent) post = { 0 }, get = { 0 };

            begin(&post, "POST", "{\"type\":\"Follow\"}");
            begin(&get, "GET", NULL);
            sign(&post, (SignatureScheme)scheme, pair, NOW);
            sign(&get, (SignatureScheme)scheme, pair, NOW);
            g_assert_true(is_good(&post, key, NOW));
            g_assert_true(is_good(&get, key, NOW));
        }
    }
}

static void
another_body_target_method_host_or_key_is_seen(void)
{
    g_autoptr(Keypair) pair = pair_of(KEY_RSA), other = pair_of(KEY_RSA);
    g_autoptr(PublicKey) key = public_of(pair), foreign = public_of(other);

    for (guint scheme = 0; scheme < SIGNATURE_SCHEMES; scheme++) {
        g_auto(Sent) sent = { 0 };

        begin(&sent, "POST", "{}");
        sign(&sent, (SignatureScheme)scheme, pair, NOW);
        g_assert_false(is_good(&sent, foreign, NOW));
        sent.request.body = "[]";
        g_assert_false(is_good(&sent, key, NOW));
        sent.request.body = "{}";
        sent.request.target = "/ap/inbox?x=2";
        g_assert_false(is_good(&sent, key, NOW));
        sent.request.target = "/ap/inbox?x=1";
        sent.request.method = "PUT";
        g_assert_false(is_good(&sent, key, NOW));
        sent.request.method = "POST";
        sent.request.host = "town.example";
        g_assert_false(is_good(&sent, key, NOW));
        sent.request.host = "city.example";
        g_assert_true(is_good(&sent, key, NOW));
    }
}

static void
a_signature_is_good_for_a_little_more_than_an_hour_either_way(void)
{
    g_autoptr(Keypair) pair = pair_of(KEY_ED25519);
    g_autoptr(PublicKey) key = public_of(pair);

    for (guint scheme = 0; scheme < SIGNATURE_SCHEMES; scheme++) {
        g_auto(Sent) sent = { 0 };

        begin(&sent, "POST", "{}");
        sign(&sent, (SignatureScheme)scheme, pair, NOW);
        g_assert_true(is_good(&sent, key, NOW + 64 * CLOCK_MINUTE));
        g_assert_false(is_good(&sent, key, NOW + 66 * CLOCK_MINUTE));
        g_assert_true(is_good(&sent, key, NOW - 59 * CLOCK_MINUTE));
        g_assert_false(is_good(&sent, key, NOW - 61 * CLOCK_MINUTE));
    }
}

static void
the_algorithm_is_that_of_the_key(void)
{
    g_autoptr(Keypair) pair = pair_of(KEY_RSA);
    g_autoptr(PublicKey) key = public_of(pair);
    g_autoptr(HttpSignature) signature = NULL;
    g_auto(Sent) sent = { 0 };

    begin(&sent, "POST", "{}");
    sign(&sent, SIGNATURE_CAVAGE, pair, NOW);
    signature = read_signature(&sent);
    g_assert_cmpstr(signature->algorithm, ==, "rsa-sha256");
    g_assert_true(http_signature_verify(signature, key));
    g_free(signature->algorithm);
    signature->algorithm = g_strdup("hs2019");
    g_assert_true(http_signature_verify(signature, key));
    g_free(signature->algorithm);
    signature->algorithm = g_strdup("ed25519");
    g_assert_false(http_signature_verify(signature, key));
}

/* ---- draft-cavage ---- */

static void
the_base_of_the_draft_is_its_lines_in_order(void)
{
    g_autoptr(Keypair) pair = pair_of(KEY_ED25519);
    g_autoptr(HttpSignature) signature = NULL;
    g_auto(Sent) sent = { 0 };
    const char *expected = "(request-target): post /ap/inbox?x=1\nhost: city.example\n"
                           "date: Sun, 22 Nov 2026 18:55:17 GMT\n"
                           "digest: SHA-256=RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=";

    begin(&sent, "POST", "{}");
    sign(&sent, SIGNATURE_CAVAGE, pair, NOW);
    signature = read_signature(&sent);
    g_assert_cmpmem(signature->base->data, signature->base->len, expected, strlen(expected));
    g_assert_cmpstr(signature->key_id, ==, KEY);
    g_assert_cmpint(signature->created, ==, NOW);
}

/* @header with the body "{}" and all headers that it may cover. */
static void
assert_cavage(const char *header, const char *why)
{
    g_auto(Sent) sent = { 0 };
    g_autofree char *line = g_strconcat("Signature: ", header, NULL);

    begin(&sent, "POST", "{}");
    add_header(&sent, "Date: Sun, 22 Nov 2026 18:55:17 GMT");
    add_header(&sent, "Digest: sha-512=abc, sha-256=RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=");
    add_header(&sent, line);
    if (why != NULL) {
        assert_refused(&sent, why);
    } else {
        g_autoptr(HttpSignature) signature = read_signature(&sent);
        g_autoptr(GError) error = NULL;

        http_signature_check(signature, &sent.request, NOW, &error);
        g_assert_no_error(error);
    }
}

#define ID "keyId=\"" KEY "\","

static void
what_the_draft_must_cover_is_asked_for(void)
{
    static const struct {
        const char *header, *why;
    } CASES[] = {
        { ID "headers=\"(request-target) host date digest\",signature=\"AAAA\"", NULL },
        { ID "algorithm=\"hs2019\",created=1795373717,headers=\"(request-target) (created) host digest\","
             "signature=\"AAAA\"",
          NULL },
        { ID "algorithm=\"rsa-sha256\",created=1795373717,headers=\"(request-target) (created) host digest\","
             "signature=\"AAAA\"",
          "rsa-sha256 knows no (created)" },
        { ID "headers=\"(request-target) host digest\",signature=\"AAAA\"", "when it was made" },
        { ID "headers=\"(request-target) host date\",signature=\"AAAA\"", "digest" },
        { ID "headers=\"host date digest\",signature=\"AAAA\"", "where the request goes" },
        { ID "headers=\"(request-target) date digest\",signature=\"AAAA\"", "where the request goes" },
        { ID "headers=\"(request-target) host date digest x-none\",signature=\"AAAA\"", "not there" },
        { ID "headers=\"(request-target) host host date digest\",signature=\"AAAA\"", "twice" },
        { ID "headers=\"(request-target) host date digest\",signature=\"A\"", "base64" },
        { ID "algorithm=\"rsa-sha256\",signature=\"AAAA\"", "where the request goes" },
        { ID "signature=\"AAAA\"", "not there" },
        { "keyId=\"acct:ada@remote.example\",headers=\"date\",signature=\"AAAA\"", "not a URL" },
        { "headers=\"date\",signature=\"AAAA\"", "no keyId" },
        { ID ID "signature=\"AAAA\"", "not one" },
        { "keyId=\"open", "not one" },
        { "", "not one" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++)
        assert_cavage(CASES[i].header, CASES[i].why);
}

/* ---- RFC 9421 ---- */

/* Appendix B.2.6 of the RFC, with its key of B.1.4. */
static void
the_rfc_s_own_example_verifies(void)
{
    g_autoptr(PublicKey) key = public_key_read("-----BEGIN PUBLIC KEY-----\n"
                                               "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n"
                                               "-----END PUBLIC KEY-----\n",
                                               NULL);
    g_autoptr(HttpSignature) signature = NULL;
    g_auto(Sent) sent = { 0 };

    begin(&sent, "POST", NULL);
    sent.request.host = "example.com";
    sent.request.target = "/foo?param=Value&Pet=dog";
    add_header(&sent, "Date: Tue, 20 Apr 2021 02:07:55 GMT");
    add_header(&sent, "Content-Type: application/json");
    add_header(&sent, "Content-Length: 18");
    add_header(&sent, "Signature-Input: sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" "
                      "\"content-length\");created=1618884473;keyid=\"test-key-ed25519\"");
    add_header(&sent, "Signature: sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5"
                      "lIp5WPpBKRCw==:");
    signature = read_signature(&sent);
    g_assert_true(http_signature_verify(signature, key));
    signature->base->data[0] ^= 1;
    g_assert_false(http_signature_verify(signature, key));
}

static void
assert_message(const char *input, const char *value, const char *why)
{
    g_auto(Sent) sent = { 0 };
    g_autofree char *input_line = g_strconcat("Signature-Input: ", input, NULL);
    g_autofree char *value_line = g_strconcat("Signature: ", value, NULL);

    begin(&sent, "POST", "{}");
    add_header(&sent, "Content-Digest: sha-512=:abc:, sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:");
    add_header(&sent, input_line);
    add_header(&sent, value_line);
    if (why != NULL) {
        assert_refused(&sent, why);
    } else {
        g_autoptr(HttpSignature) signature = read_signature(&sent);
        g_autoptr(GError) error = NULL;

        http_signature_check(signature, &sent.request, NOW, &error);
        g_assert_no_error(error);
    }
}

#define PARAMETERS ";created=1795373717;keyid=\"" KEY "\""

static void
what_the_profile_must_cover_is_asked_for(void)
{
    static const struct {
        const char *input, *value, *why;
    } CASES[] = {
        { "sig1=(\"@method\" \"@target-uri\" \"content-digest\")" PARAMETERS, "sig1=:AAAA:", NULL },
        { "a=(\"@method\" \"@target-uri\" \"@authority\" \"content-digest\")" PARAMETERS
          ";alg=\"rsa-v1_5-sha256\";tag=\"x\";expires=1795373800",
          "a=:AAAA:", NULL },
        { "sig1=(\"@method\" \"@target-uri\")" PARAMETERS, "sig1=:AAAA:", "digest" },
        { "sig1=(\"@method\" \"@path\" \"content-digest\")" PARAMETERS, "sig1=:AAAA:", "where the request goes" },
        { "sig1=(\"@target-uri\" \"content-digest\")" PARAMETERS, "sig1=:AAAA:", "where the request goes" },
        { "sig1=(\"@method\" \"@target-uri\" \"content-digest\");keyid=\"" KEY "\"",
          "sig1=:AAAA:", "when it was made" },
        { "sig1=(\"@method\");created=1795373717", "sig1=:AAAA:", "no keyid" },
        { "sig1=(\"@method\")" PARAMETERS, "sig2=:AAAA:", "under the name" },
        { "sig1=(\"@method\")" PARAMETERS ", sig2=(\"@method\")" PARAMETERS, "sig1=:AAAA:", "more than one" },
        { "sig1=(\"@method\")" PARAMETERS, "sig1=:AAAA:, sig2=:AAAA:", "more than one" },
        { "sig1=(\"@method\";req)" PARAMETERS, "sig1=:AAAA:", "plain name" },
        { "sig1=(\"@status\")" PARAMETERS, "sig1=:AAAA:", "not there" },
        { "sig1=\"@method\"" PARAMETERS, "sig1=:AAAA:", "not a list" },
        { "sig1=(\"@method\"", "sig1=:AAAA:", "plain name" },
        { "", "sig1=:AAAA:", "not a dictionary" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++)
        assert_message(CASES[i].input, CASES[i].value, CASES[i].why);
}

static void
a_request_without_signature_is_told_apart_from_a_wrong_one(void)
{
    g_autoptr(GError) error = NULL;
    g_auto(Sent) sent = { 0 };

    begin(&sent, "POST", "{}");
    g_assert_null(http_signature_read(&sent.request, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

/* ---- keys and dates ---- */

static void
keys_survive_being_written_and_weak_ones_are_none(void)
{
    g_autoptr(Keypair) pair = pair_of(KEY_RSA), again = NULL;
    g_autofree char *secret = keypair_secret(pair), *first = keypair_public(pair), *second = NULL;
    const char *weak = "-----BEGIN PUBLIC KEY-----\n" /* RSA of 1,024 bits */
                       "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDBf51eZmr8kstNpYMSZi0cwH9Z\n"
                       "7D8GP/mLv6SSTud41pKUnWiINc/PqyEWH3jw2HDyV0iPALdI8D1Q39upAP1IVmjy\n"
                       "LJuHgByXd+USVTqbcD7OJmHYJ3/fxiwn0hhi9Uf8J+gTq6Kk+WGK0B4NIUxJ/h1/\n"
                       "qX76/i9ZAA2LHtEM6QIDAQAB\n"
                       "-----END PUBLIC KEY-----\n";

    again = keypair_read(secret, NULL);
    second = keypair_public(again);
    g_assert_cmpstr(first, ==, second);
    g_assert_null(public_key_read(weak, NULL));
    g_assert_null(public_key_read("", NULL));
    g_assert_null(public_key_read("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", NULL));
}

static void
dates_are_read_as_they_are_written(void)
{
    static const char *const WRONG[] = { "", "Sun, 22 Nov 2026 18:55:17", "Sunday, 22-Nov-26 18:55:17 GMT",
                                         "Sun, 31 Feb 2026 18:55:17 GMT", "Sun, 22 Nov 2026 24:55:17 GMT" };
    g_autofree char *text = http_date_write(NOW);
    gint64 time;

    g_assert_cmpstr(text, ==, "Sun, 22 Nov 2026 18:55:17 GMT");
    g_assert_true(http_date_read(text, &time));
    g_assert_cmpint(time, ==, NOW);
    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++)
        g_assert_false(http_date_read(WRONG[i], &time));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/wire/httpsignature/" #name, name)
    TEST(what_one_side_signs_the_other_verifies);
    TEST(another_body_target_method_host_or_key_is_seen);
    TEST(a_signature_is_good_for_a_little_more_than_an_hour_either_way);
    TEST(the_algorithm_is_that_of_the_key);
    TEST(the_base_of_the_draft_is_its_lines_in_order);
    TEST(what_the_draft_must_cover_is_asked_for);
    TEST(the_rfc_s_own_example_verifies);
    TEST(what_the_profile_must_cover_is_asked_for);
    TEST(a_request_without_signature_is_told_apart_from_a_wrong_one);
    TEST(keys_survive_being_written_and_weak_ones_are_none);
    TEST(dates_are_read_as_they_are_written);
    return g_test_run();
}
