/* SPDX-License-Identifier: Apache-2.0 */
/* channels/web/web-form.h: what a citizen entered, checked, and as the bytes that are recorded. Pure.
 *
 * Limits: text CITIZEN_TEXT_MAX characters, subject and name 100, mail address as RFC 5321 has it, CITIZEN_FILES_MAX
 * files of CITIZEN_FILES_SIZE bytes together. What is wrong is said by a flag for each field, so that a page can show
 * all of it at once. */
#pragma once
#include <gio/gio.h>

#include "http/form.h"
#include "model/message.h"

#define WEB_LINE_MAX 100               /* characters of subject and name */
#define WEB_RAW_MAX  (8 * 1024 * 1024) /* bytes of web_form_raw(): more than any checked form makes */

typedef enum {
    WEB_FIELD_SUBJECT,
    WEB_FIELD_TEXT,
    WEB_FIELD_FILES,
    WEB_FIELD_NAME,
    WEB_FIELD_MAIL,
    WEB_FIELD_FORM, /* the whole of it */
    WEB_FIELDS,
} WebField;
const char *web_form_field_id(WebField field);

typedef struct {
    char *topic;   /* the code of a service, or the URI of one of our endpoints; "" neither */
    char *subject; /* one line */
    char *text;
    char *name;
    char *mail;                     /* as typed */
    char *sender;                   /* "mailto:…" of it; "" none */
    char *once;                     /* random, of this form: the same form sent twice is one message */
    char *language;                 /* of the page */
    gboolean appeal;                /* she asks for a review of our answer */
    GPtrArray *files;               /* MessagePart *: att-01 … */
    const char *faults[WEB_FIELDS]; /* names for templates: "missing_text"; NULL: nothing wrong */
    /* for the page that shows it again */
    char *token;       /* proves when the form was given out */
    char *stash;       /* where its files are kept meanwhile; "" nowhere */
    guint wait;        /* minutes, for the fault "too_often" */
    gboolean has_trap; /* what no person fills in is filled in */
} WebForm;

WebForm *web_form_new(void);
void web_form_free(WebForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WebForm, web_form_free)

/* The fields of @form (NULL: an empty one), cleaned; files come by web_form_add_files(). */
WebForm *web_form_read(const Form *form, const char *language);
/* Adds what is sent with @form. FALSE only when a file cannot be read. */
gboolean web_form_add_files(WebForm *into, const Form *form, GError **error);
/* Adds @files of an earlier step, but for those whose number is in @form as "drop". */
void web_form_add_kept(WebForm *into, GPtrArray *files, const Form *form);
/* Sets the faults. @needs_all: a new matter; else only text or files are asked for. */
gboolean web_form_check(WebForm *form);

/* Exactly what was entered, as canonical JSON, files by name, size and digest: the part "raw" of the record. New. */
GBytes *web_form_raw(const WebForm *form);
