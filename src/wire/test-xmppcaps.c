/* SPDX-License-Identifier: Apache-2.0 */
/* The two examples of XEP-0115, section 5. */
#include <string.h>

#include "wire/xmppcaps.h"
#include "wire/xmppstream.h"

#define FEATURES                                                                                                       \
    "<feature var='http://jabber.org/protocol/muc'/><feature var='http://jabber.org/protocol/disco#info'/>"            \
    "<feature var='http://jabber.org/protocol/caps'/><feature var='http://jabber.org/protocol/disco#items'/>"
#define FIELD(name, values) "<field var='" name "'>" values "</field>"

static void
assert_name(const char *inside, const char *expected)
{
    g_autofree char *text = g_strdup_printf("<query xmlns='http://jabber.org/protocol/disco#info'>%s</query>", inside);
    g_autoptr(XmppNode) query = xmppstream_parse_element(text, strlen(text), 100000, NULL);
    g_autofree char *name = xmppcaps_name(query);

    g_assert_cmpstr(name, ==, expected);
}

static void
a_program_has_the_name_that_others_compute(void)
{
    assert_name("<identity category='client' name='Exodus 0.9.1' type='pc'/>" FEATURES, "QgayPKawpkPSDYmwT/WM94uAlu0=");
}

static void
languages_and_forms_are_part_of_the_name(void)
{
    assert_name("<identity xml:lang='en' category='client' name='Psi 0.11' type='pc'/>"
                "<identity xml:lang='el' category='client' name='Ψ 0.11' type='pc'/>" FEATURES
                "<x xmlns='jabber:x:data' type='result'>" FIELD("software", "<value>Psi</value>")
                    FIELD("FORM_TYPE", "<value>urn:xmpp:dataforms:softwareinfo</value>")
                        FIELD("ip_version", "<value>ipv6</value><value>ipv4</value>") FIELD("os", "<value>Mac</value>")
                            FIELD("os_version", "<value>10.5.1</value>")
                                FIELD("software_version", "<value>0.11</value>") "</x>",
                "q07IKJEyjvHSyhy//CH0CxmKi8w=");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xmppcaps/a-program-has-the-name-that-others-compute", a_program_has_the_name_that_others_compute);
    g_test_add_func("/xmppcaps/languages-and-forms-are-part-of-the-name", languages_and_forms_are_part_of_the_name);
    return g_test_run();
}
