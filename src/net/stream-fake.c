/* SPDX-License-Identifier: Apache-2.0 */
#include "net/stream-fake.h"

#include <string.h>

#include "base/error.h"
#include "net/stream-private.h"

typedef enum { SAY, HEAR, CLOSE, BREAK, TIME_OUT, INTERRUPT } StepKind;

typedef struct {
    StepKind kind;
    guint line;
    GString *bytes;
} Step;

typedef struct {
    Stream stream;
    GPtrArray *steps;
    guint at;   /* the step being played */
    gsize done; /* bytes of it already said or heard */
    gsize chunk;
    char *trouble; /* the first thing that went against the script */
} FakeStream;

/* ---- the script ---- */

static void
step_free(gpointer data)
{
    Step *step = data;

    g_string_free(step->bytes, TRUE);
    g_free(step);
}

static GString *
unescape(const char *text, guint line)
{
    GString *out = g_string_new(NULL);

    for (; *text != '\0'; text++) {
        if (*text != '\\') {
            g_string_append_c(out, *text);
        } else if (text[1] == '\\') {
            g_string_append_c(out, *++text);
        } else if (text[1] == 'x' && g_ascii_isxdigit(text[2]) && g_ascii_isxdigit(text[3])) {
            g_string_append_c(out, (char)(g_ascii_xdigit_value(text[2]) * 16 + g_ascii_xdigit_value(text[3])));
            text += 3;
        } else {
            g_error("script line %u: expected \\xHH or \\\\", line);
        }
    }
    return out;
}

static Step *
read_step(const char *text, guint line)
{
    static const struct {
        const char *mark;
        StepKind kind;
        gboolean ends_line;
    } SPEECH[] = { { ">> ", SAY, FALSE }, { "<< ", HEAR, FALSE }, { "> ", SAY, TRUE }, { "< ", HEAR, TRUE } };
    static const struct {
        const char *text;
        StepKind kind;
    } EVENTS[] = {
        { "! close", CLOSE }, { "! break", BREAK }, { "! timeout", TIME_OUT }, { "! interrupt", INTERRUPT }
    };
    Step *step = g_new0(Step, 1);

    step->line = line;
    for (gsize i = 0; i < G_N_ELEMENTS(SPEECH); i++) {
        /* "<" alone is an empty line */
        gboolean bare = SPEECH[i].ends_line && strlen(text) == 1 && *text == *SPEECH[i].mark;

        if (!bare && !g_str_has_prefix(text, SPEECH[i].mark))
            continue;
        step->kind = SPEECH[i].kind;
        step->bytes = unescape(bare ? "" : text + strlen(SPEECH[i].mark), line);
        if (SPEECH[i].ends_line)
            g_string_append(step->bytes, "\r\n");
        return step;
    }
    step->bytes = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(EVENTS); i++) {
        step->kind = EVENTS[i].kind;
        if (strcmp(text, EVENTS[i].text) == 0)
            return step;
    }
    g_error("script line %u: %s", line, text);
}

/* ---- playing ---- */

static Step *
current(FakeStream *fake)
{
    return fake->at < fake->steps->len ? fake->steps->pdata[fake->at] : NULL;
}

static void
advance(FakeStream *fake, gsize bytes)
{
    fake->done += bytes;
    if (fake->done < current(fake)->bytes->len)
        return;
    fake->at++;
    fake->done = 0;
}

static gssize
against(FakeStream *fake, GError **error, const char *did, const char *bytes, gsize length)
{
    const Step *step = current(fake);
    g_autofree char *copy = g_strndup(bytes, length);
    g_autofree char *shown = g_strescape(copy, NULL);
    g_autofree char *wanted = step != NULL ? g_strescape(step->bytes->str + fake->done, NULL) : g_strdup("the end");

    if (fake->trouble == NULL)
        fake->trouble = g_strdup_printf("script line %u: %s \"%s\", expected \"%s\"", step != NULL ? step->line : 0,
                                        did, shown, wanted);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, fake->trouble);
    return -1;
}

/* -1 with the error of a step that fails; such a step stays, and the script counts as played once it is reached. */
static gssize
failing_step(StepKind kind, GError **error)
{
    if (kind == TIME_OUT)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "the peer took too long");
    else
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "the connection broke");
    return -1;
}

static gssize
fake_read(Stream *stream, void *buffer, gsize size, gint64 until, GError **error)
{
    FakeStream *fake = (FakeStream *)stream;
    gsize limit = fake->chunk > 0 ? MIN(size, fake->chunk) : size;
    gsize got = 0;
    Step *step;

    (void)until;
    while (got < limit && (step = current(fake)) != NULL && step->kind == SAY) {
        gsize piece = MIN(limit - got, step->bytes->len - fake->done);

        memcpy((char *)buffer + got, step->bytes->str + fake->done, piece);
        got += piece;
        advance(fake, piece);
    }
    step = current(fake);
    if (got > 0 || step == NULL || step->kind == CLOSE)
        return (gssize)got;
    if (step->kind == BREAK || step->kind == TIME_OUT)
        return failing_step(step->kind, error);
    return against(fake, error, "read", "", 0);
}

static gssize
fake_write(Stream *stream, const void *bytes, gsize length, gint64 until, GError **error)
{
    FakeStream *fake = (FakeStream *)stream;
    Step *step = current(fake);
    gsize piece;

    (void)until;
    if (step != NULL && (step->kind == BREAK || step->kind == TIME_OUT))
        return failing_step(step->kind, error);
    if (step == NULL || step->kind != HEAR)
        return against(fake, error, "wrote", bytes, length);
    piece = MIN(length, step->bytes->len - fake->done);
    if (memcmp(bytes, step->bytes->str + fake->done, piece) != 0)
        return against(fake, error, "wrote", bytes, length);
    advance(fake, piece);
    return (gssize)piece;
}

static StreamWait
fake_wait(Stream *stream, gint64 until, GError **error)
{
    FakeStream *fake = (FakeStream *)stream;
    Step *step = current(fake);

    (void)until;
    if (step != NULL && step->kind == INTERRUPT) {
        fake->at++;
        return STREAM_INTERRUPTED;
    }
    if (step != NULL && step->kind == HEAR) {
        against(fake, error, "waited", "", 0);
        return STREAM_FAILED;
    }
    if (step != NULL && step->kind == TIME_OUT) {
        failing_step(TIME_OUT, error);
        return STREAM_FAILED;
    }
    return STREAM_READY;
}

static void
fake_shutdown(Stream *stream)
{
    (void)stream;
}

static void
fake_free(Stream *stream)
{
    FakeStream *fake = (FakeStream *)stream;

    g_ptr_array_unref(fake->steps);
    g_free(fake->trouble);
    g_free(fake);
}

static const StreamMethods FAKE_METHODS = { fake_read, fake_write, fake_wait, fake_shutdown, fake_free };

Stream *
stream_new_fake(const char *script, gsize chunk)
{
    FakeStream *fake = g_new0(FakeStream, 1);
    g_auto(GStrv) lines = g_strsplit(script, "\n", -1);

    stream_init(&fake->stream, &FAKE_METHODS);
    fake->chunk = chunk;
    fake->steps = g_ptr_array_new_with_free_func(step_free);
    for (guint i = 0; lines[i] != NULL; i++) {
        if (*lines[i] != '\0' && *lines[i] != '#')
            g_ptr_array_add(fake->steps, read_step(lines[i], i + 1));
    }
    return &fake->stream;
}

gboolean
stream_fake_finished(Stream *stream, GError **error)
{
    FakeStream *fake = (FakeStream *)stream;
    const Step *step = current(fake);

    g_assert(stream->methods == &FAKE_METHODS);
    if (fake->trouble != NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, fake->trouble);
        return FALSE;
    }
    if (step == NULL || (fake->at + 1 == fake->steps->len && step->kind >= CLOSE && step->kind <= TIME_OUT))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "script line %u was not reached", step->line);
    return FALSE;
}

/* ---- failing ---- */

typedef struct {
    Stream stream;
    Stream *inner;
    guint left;
} FailingStream;

static gboolean
fails_now(FailingStream *failing, GError **error)
{
    if (failing->left > 1) {
        failing->left--;
        return FALSE;
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "the connection broke, as the test asked");
    return TRUE;
}

static gssize
failing_read(Stream *stream, void *buffer, gsize size, gint64 until, GError **error)
{
    FailingStream *failing = (FailingStream *)stream;

    return fails_now(failing, error) ? -1 : failing->inner->methods->read(failing->inner, buffer, size, until, error);
}

static gssize
failing_write(Stream *stream, const void *bytes, gsize length, gint64 until, GError **error)
{
    FailingStream *failing = (FailingStream *)stream;

    return fails_now(failing, error) ? -1 : failing->inner->methods->write(failing->inner, bytes, length, until, error);
}

static StreamWait
failing_wait(Stream *stream, gint64 until, GError **error)
{
    Stream *inner = ((FailingStream *)stream)->inner;

    return inner->methods->wait(inner, until, error);
}

static void
failing_shutdown(Stream *stream)
{
    stream_shutdown(((FailingStream *)stream)->inner);
}

static void
failing_free(Stream *stream)
{
    stream_close(((FailingStream *)stream)->inner);
    g_free(stream);
}

static const StreamMethods FAILING_METHODS = { failing_read, failing_write, failing_wait, failing_shutdown,
                                               failing_free };

Stream *
stream_new_failing(Stream *inner, guint nth)
{
    FailingStream *failing = g_new0(FailingStream, 1);

    stream_init(&failing->stream, &FAILING_METHODS);
    failing->inner = inner;
    failing->left = nth;
    return &failing->stream;
}
