/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/xml.h"

#include <libxml/xmlwriter.h>
#include <string.h>

struct XmlWriter {
    xmlBufferPtr buffer;
    xmlTextWriterPtr writer;
};

XmlWriter *
xml_writer_new(void)
{
    XmlWriter *writer = g_new0(XmlWriter, 1);

    writer->buffer = xmlBufferCreate();
    writer->writer = xmlNewTextWriterMemory(writer->buffer, 0);
    xmlTextWriterSetIndent(writer->writer, 1);
    xmlTextWriterStartDocument(writer->writer, "1.0", "UTF-8", NULL);
    return writer;
}

void
xml_writer_free(XmlWriter *writer)
{
    if (writer->writer != NULL)
        xmlFreeTextWriter(writer->writer);
    xmlBufferFree(writer->buffer);
    g_free(writer);
}

/* XML 1.0 section 2.2, Char. */
static gboolean
is_char(gunichar c)
{
    return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) ||
           (c >= 0x10000 && c <= 0x10ffff);
}

static char *
clean(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_sized_new(strlen(valid) + 1);

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (is_char(c))
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

void
xml_writer_attribute(XmlWriter *writer, const char *name, const char *value)
{
    g_autofree char *good = clean(value);

    xmlTextWriterWriteAttribute(writer->writer, BAD_CAST name, BAD_CAST good);
}

void
xml_writer_open(XmlWriter *writer, const char *name, ...)
{
    const char *attribute;
    va_list rest;

    xmlTextWriterStartElement(writer->writer, BAD_CAST name);
    va_start(rest, name);
    while ((attribute = va_arg(rest, const char *)) != NULL) {
        const char *value = va_arg(rest, const char *);

        if (value != NULL)
            xml_writer_attribute(writer, attribute, value);
    }
    va_end(rest);
}

void
xml_writer_text(XmlWriter *writer, const char *text)
{
    g_autofree char *good = clean(text);

    xmlTextWriterWriteString(writer->writer, BAD_CAST good);
}

void
xml_writer_close(XmlWriter *writer)
{
    xmlTextWriterEndElement(writer->writer);
}

void
xml_writer_leaf(XmlWriter *writer, const char *name, const char *text)
{
    if (text == NULL)
        return;
    xml_writer_open(writer, name, NULL);
    xml_writer_text(writer, text);
    xml_writer_close(writer);
}

char *
xml_writer_finish(XmlWriter *writer)
{
    xmlTextWriterEndDocument(writer->writer);
    g_clear_pointer(&writer->writer, xmlFreeTextWriter);
    return g_strdup((const char *)xmlBufferContent(writer->buffer));
}
