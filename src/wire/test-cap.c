/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/cap.h"

#include "base/error.h"
#include "wire/test-xml.h"

#define NOON G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */
#define HOUR G_GINT64_CONSTANT(3600000000)

static const CapInfo INFOS[] = {
    { "en-GB", "Flood", "River Alder floods", "The river rises & rises.", "Go up.",
      "https://northam.example/news/flood", "Northam, east of the river" },
    { "de", "Hochwasser", "Die Alder steigt", "Der Fluss steigt.", NULL, NULL, "Northam, östlich des Flusses" },
};
static const CapReference CHAIN[] = {
    { "alerts@northam.example", "NB-1.1", NOON - 2 * HOUR },
    { "alerts@northam.example", "NB-1.2", NOON - HOUR },
};

static CapAlert
alert(void)
{
    return (CapAlert){ .identifier = "NB-1.3",
                       .sender = "alerts@northam.example",
                       .sender_name = "Northam Borough Council",
                       .sent = NOON,
                       .message = CAP_UPDATE,
                       .note = "The water rises faster.",
                       .references = CHAIN,
                       .reference_count = G_N_ELEMENTS(CHAIN),
                       .category = "Met",
                       .response = "Evacuate",
                       .urgency = "Immediate",
                       .severity = "Severe",
                       .certainty = "Observed",
                       .expires = NOON + 6 * HOUR,
                       .polygon = "51.50,-0.12 51.52,-0.12 51.52,-0.08 51.50,-0.12",
                       .infos = INFOS,
                       .info_count = G_N_ELEMENTS(INFOS) };
}

static void
assert_refused(const CapAlert *wrong, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = cap_write(wrong, &error);

    g_assert_null(text);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    if (strstr(error->message, words) == NULL)
        g_error("\"%s\" does not say \"%s\"", error->message, words);
}

static void
an_update_is_written_in_the_order_of_the_schema(void)
{
    CapAlert whole = alert();
    g_autofree char *text = NULL;

    whole.info_count = 1;
    text = cap_write(&whole, NULL);
    g_assert_cmpstr(text, ==,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n"
                    " <identifier>NB-1.3</identifier>\n"
                    " <sender>alerts@northam.example</sender>\n"
                    " <sent>2026-11-22T12:00:00-00:00</sent>\n"
                    " <status>Actual</status>\n"
                    " <msgType>Update</msgType>\n"
                    " <scope>Public</scope>\n"
                    " <note>The water rises faster.</note>\n"
                    " <references>alerts@northam.example,NB-1.1,2026-11-22T10:00:00-00:00 "
                    "alerts@northam.example,NB-1.2,2026-11-22T11:00:00-00:00</references>\n"
                    " <info>\n"
                    "  <language>en-GB</language>\n"
                    "  <category>Met</category>\n"
                    "  <event>Flood</event>\n"
                    "  <responseType>Evacuate</responseType>\n"
                    "  <urgency>Immediate</urgency>\n"
                    "  <severity>Severe</severity>\n"
                    "  <certainty>Observed</certainty>\n"
                    "  <expires>2026-11-22T18:00:00-00:00</expires>\n"
                    "  <senderName>Northam Borough Council</senderName>\n"
                    "  <headline>River Alder floods</headline>\n"
                    "  <description>The river rises &amp; rises.</description>\n"
                    "  <instruction>Go up.</instruction>\n"
                    "  <web>https://northam.example/news/flood</web>\n"
                    "  <area>\n"
                    "   <areaDesc>Northam, east of the river</areaDesc>\n"
                    "   <polygon>51.50,-0.12 51.52,-0.12 51.52,-0.08 51.50,-0.12</polygon>\n"
                    "  </area>\n"
                    " </info>\n"
                    "</alert>\n");
}

static void
each_language_is_an_info_and_another_library_reads_them(void)
{
    CapAlert whole = alert();
    g_autofree char *text = cap_write(&whole, NULL), *headline = test_xml_find(text, "headline", 2);
    g_autofree char *sent = test_xml_find(text, "sent", 1);

    g_assert_cmpstr(headline, ==, "River Alder floods");
    g_assert_cmpstr(sent, ==, "2026-11-22T12:00:00-00:00");
}

static void
a_cancel_says_that_it_is_past(void)
{
    CapAlert whole = alert();
    g_autofree char *text = NULL, *urgency = NULL, *response = NULL;

    whole.message = CAP_CANCEL;
    whole.expires = NOON - HOUR;
    text = cap_write(&whole, NULL);
    urgency = test_xml_find(text, "urgency", 2);
    response = test_xml_find(text, "responseType", 2);
    g_assert_cmpstr(urgency, ==, "Past");
    g_assert_cmpstr(response, ==, "AllClear");
}

static void
only_the_first_message_refers_to_nothing(void)
{
    CapAlert whole = alert();

    whole.message = CAP_ALERT;
    assert_refused(&whole, "refer");
    whole = alert();
    whole.reference_count = 0;
    assert_refused(&whole, "refer");
    whole = alert();
    whole.sent = NOON - 90 * HOUR / 60;
    assert_refused(&whole, "no earlier message");
}

static void
names_have_no_blanks_and_words_come_from_the_lists(void)
{
    CapAlert whole = alert();

    whole.identifier = "NB 1";
    assert_refused(&whole, "identifier");
    whole = alert();
    whole.sender = "a&b";
    assert_refused(&whole, "sender");
    whole = alert();
    whole.severity = "Very bad";
    assert_refused(&whole, "severe");
    whole = alert();
    whole.category = NULL;
    assert_refused(&whole, "danger");
    whole = alert();
    whole.expires = NOON;
    assert_refused(&whole, "ends after");
}

static void
an_area_is_closed_and_on_the_globe(void)
{
    static const char *const wrong[] = {
        "",
        "51,0",
        "51,0 52,0 51,0",
        "51,0 52,0 52,1 53,1",
        "91,0 52,0 52,1 91,0",
        "51,0  52,0 52,1 51,0",
        "51,181 52,0 52,1 51,181",
        "51,0 52,0 52,1 51,0 ",
        "1e1,0 2,0 2,1 1e1,0",
        "nan,0 2,0 2,1 nan,0",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(cap_polygon_check(wrong[i], NULL));
    g_assert_true(cap_polygon_check("51,0 52,0 52,1 51,0", NULL));
    g_assert_true(cap_polygon_check("-51.5,-0.5 52,0 52,1 -51.5,-0.5", NULL));
    g_assert_true(cap_circle_check("51.5,-0.1 3.5", NULL));
    g_assert_false(cap_circle_check("51.5,-0.1", NULL));
    g_assert_false(cap_circle_check("51.5,-0.1 -3", NULL));
}

static void
an_area_has_at_most_a_hundred_points(void)
{
    g_autoptr(GString) text = g_string_new("51,0");

    for (guint i = 0; i < 98; i++)
        g_string_append(text, " 52,1");
    g_string_append(text, " 51,0");
    g_assert_true(cap_polygon_check(text->str, NULL));
    g_string_append(text, " 51,0");
    g_assert_false(cap_polygon_check(text->str, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cap/an-update-is-written-in-the-order-of-the-schema",
                    an_update_is_written_in_the_order_of_the_schema);
    g_test_add_func("/cap/each-language-is-an-info-and-another-library-reads-them",
                    each_language_is_an_info_and_another_library_reads_them);
    g_test_add_func("/cap/a-cancel-says-that-it-is-past", a_cancel_says_that_it_is_past);
    g_test_add_func("/cap/only-the-first-message-refers-to-nothing", only_the_first_message_refers_to_nothing);
    g_test_add_func("/cap/names-have-no-blanks-and-words-come-from-the-lists",
                    names_have_no_blanks_and_words_come_from_the_lists);
    g_test_add_func("/cap/an-area-is-closed-and-on-the-globe", an_area_is_closed_and_on_the_globe);
    g_test_add_func("/cap/an-area-has-at-most-a-hundred-points", an_area_has_at_most_a_hundred_points);
    return g_test_run();
}
