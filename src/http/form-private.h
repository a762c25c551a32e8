/* SPDX-License-Identifier: Apache-2.0 */
/* http/form-private.h: the form while it is read, shared by the two body formats. */
#pragma once
#include "http/form.h"

struct Form {
    GPtrArray *fields; /* of FormField */
    GPtrArray *files;  /* of FormFile */
};

typedef struct Multipart Multipart;

Form *form_new(void);

/* Check and add a field; @value of @length bytes is copied. */
gboolean form_add_field(Form *form, const char *name, gsize name_length, const char *value, gsize length,
                        GError **error);

/* Begin a file; its name and type are as the sender gave them. */
FormFile *form_add_file(Form *form, const char *field, const char *name, const char *type, GError **error);
gboolean form_file_append(FormFile *file, const char *bytes, gsize length, gsize spill, GError **error);

/* form-multipart.c: the parts of a multipart body, put into @form (borrowed). */
Multipart *form_multipart_new(Form *form, const char *content_type, gsize spill, GError **error);
void form_multipart_free(Multipart *multipart);
gboolean form_multipart_feed(Multipart *multipart, const char *bytes, gsize length, GError **error);
gboolean form_multipart_finish(Multipart *multipart, GError **error);
