/* SPDX-License-Identifier: Apache-2.0 */
/* http/kept.h: answers that are the same for everybody, made once and then served from memory.
 *
 * The gate asks kept_answers_find() first: what is kept is answered at once, without a worker. When there is nothing,
 * the handler makes the answer and ends with kept_answers_finish(), which compresses it, gives it validators (a strong
 * ETag over the bytes of each coding, Last-Modified) and keeps it. If-None-Match counts; without it, If-Modified-Since
 * does when it names the very time that we said (RFC 9110 sections 13.1.2, 13.1.3).
 *
 * An answer is out of date when the generation that it was made under has passed, or its own end. Limits: 64 MiB
 * together; when that is reached, all are made anew. Keys of 1 KiB at most are kept. Thread-safe. */
#pragma once
#include "http/response.h"

#define KEPT_BYTES_MAX (64 * 1024 * 1024)

typedef struct KeptAnswers KeptAnswers;

KeptAnswers *kept_answers_new(void);
void kept_answers_free(KeptAnswers *kept);

/* TRUE: answered. FALSE: the handler has to make it; it will be kept under @key. */
gboolean kept_answers_find(KeptAnswers *kept, HttpRequest *request, HttpResponse *response, const char *key,
                           guint64 generation);

/* The last thing that a handler does with its filled response: @modified is when its content changed last, @until when
 * it is out of date by itself (0: never), in microseconds UTC. Also for a response that no gate asked for: it then has
 * validators and is not kept. TRUE. */
gboolean kept_answers_finish(HttpRequest *request, HttpResponse *response, gint64 modified, gint64 until);
