/* SPDX-License-Identifier: Apache-2.0 */
/* wire/test-xml.h: what we wrote as XML, read by another library. */
#pragma once
#include <expat.h>
#include <string.h>

typedef struct {
    const char *wanted; /* an element's name */
    gboolean inside;
    guint count;
    GString *text; /* of the first */
} TestXml;

static inline void
test_xml_start(void *data, const char *name, const char **attributes)
{
    TestXml *xml = data;

    (void)attributes;
    xml->inside = strcmp(name, xml->wanted) == 0;
    xml->count += xml->inside ? 1 : 0;
}

static inline void
test_xml_end(void *data, const char *name)
{
    TestXml *xml = data;

    (void)name;
    xml->inside = FALSE;
}

static inline void
test_xml_words(void *data, const char *text, int length)
{
    TestXml *xml = data;

    if (xml->inside && xml->count == 1)
        g_string_append_len(xml->text, text, length);
}

/* The text of the first element @name, which is there @count times; aborts when @document is not well-formed. */
static inline char *
test_xml_find(const char *document, const char *name, guint count)
{
    TestXml xml = { .wanted = name, .text = g_string_new(NULL) };
    XML_Parser parser = XML_ParserCreate(NULL);

    XML_SetUserData(parser, &xml);
    XML_SetElementHandler(parser, test_xml_start, test_xml_end);
    XML_SetCharacterDataHandler(parser, test_xml_words);
    if (XML_Parse(parser, document, (int)strlen(document), 1) != XML_STATUS_OK)
        g_error("not well-formed, line %lu: %s\n%s", XML_GetCurrentLineNumber(parser),
                XML_ErrorString(XML_GetErrorCode(parser)), document);
    XML_ParserFree(parser);
    g_assert_cmpuint(xml.count, ==, count);
    return g_string_free(xml.text, FALSE);
}
