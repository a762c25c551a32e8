/* SPDX-License-Identifier: Apache-2.0 */
/* wire/xml.h: XML 1.0 written over libxml2's writer: escaped by construction, indented, UTF-8.
 *
 * Names are ours; values may be anything: invalid UTF-8 becomes U+FFFD, and characters that XML cannot carry are left
 * out. Pure; a writer belongs to one thread at a time. */
#pragma once
#include <glib.h>

typedef struct XmlWriter XmlWriter;

/* Begins the document. */
XmlWriter *xml_writer_new(void);
void xml_writer_free(XmlWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlWriter, xml_writer_free)

/* <name a="b">; pairs of names and values end with NULL. A value that is NULL leaves its attribute out. */
void xml_writer_open(XmlWriter *writer, const char *name, ...) G_GNUC_NULL_TERMINATED;
void xml_writer_attribute(XmlWriter *writer, const char *name, const char *value);
void xml_writer_text(XmlWriter *writer, const char *text);
void xml_writer_close(XmlWriter *writer);
/* <name>text</name>; NULL: nothing. */
void xml_writer_leaf(XmlWriter *writer, const char *name, const char *text);

/* Ends the document and gives it. */
char *xml_writer_finish(XmlWriter *writer);
