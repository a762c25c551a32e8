/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/email/email-circular.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "wire/compose.h"
#include "wire/html.h"
#include "wire/markdown.h"

#define NOBODY    "subscriber@list.invalid"                 /* stands in To until a copy has its own */
#define SOFT      "=\r\n"                                   /* a line break of quoted-printable that is none */
#define ID_LENGTH (ID_TEXT_SIZE - 1 + 1 + EMAIL_MAC_LENGTH) /* of what a copy has in its Message-ID: SUBSCRIBER.MAC */

/* What is overwritten, and by what. */
typedef enum { PLACE_TOKEN, PLACE_MESSAGE_ID, PLACE_END, PLACES } PlaceKind;

typedef struct {
    PlaceKind kind;
    gsize at, from, length; /* @length bytes of the text from @from on go to @at */
} Place;

struct EmailCircular {
    const Email *email;
    gint64 id;
    GString *bytes;
    gsize to, to_length; /* of the address in To */
    GArray *places;      /* Place */
};

/* ---- rendering ---- */

typedef struct {
    Address *from, *to;
    char *message_id, *end, *text, *html;
    ComposeMailbox recipient;
    ComposeField fields[5];
    gsize field_count;
} Letter;

static void
letter_clear(Letter *letter)
{
    g_clear_pointer(&letter->from, address_free);
    g_clear_pointer(&letter->to, address_free);
    g_free(letter->message_id);
    g_free(letter->end);
    g_free(letter->text);
    g_free(letter->html);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letter, letter_clear)

static void
add_field(Letter *letter, const char *name, const char *value)
{
    letter->fields[letter->field_count++] = (ComposeField){ name, value };
}

/* RFC 2369, 2919, 8058. */
static void
write_list(const Email *email, const Circular *circular, Letter *letter, char **ret_list)
{
    g_autofree char *end = email_token_address(email->host->secret, letter->from, EMAIL_TOKEN_END, 0);

    letter->end = g_strdup_printf("<%s>, <mailto:%s>", circular->end_url, end);
    *ret_list = g_strdup_printf("<%s>", circular->list);
    add_field(letter, "List-Id", *ret_list);
    add_field(letter, "List-Unsubscribe", letter->end);
    add_field(letter, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    add_field(letter, "Precedence", "list");
}

Rendering *
email_circular_render(gpointer channel, const Circular *circular, GError **error)
{
    const Email *email = channel;
    g_auto(Letter) letter = { 0 };
    g_autoptr(GBytes) payload = NULL;
    g_autofree char *list = NULL, *from = NULL;
    Rendering *rendering;

    letter.from = address_parse_uri(circular->endpoint, error);
    letter.to = address_parse(NOBODY, strlen(NOBODY), NULL);
    if (letter.from == NULL)
        return NULL;
    letter.message_id = email_token_copy_id(email->host->secret, email->host->domain, circular->id, 0);
    letter.text = markdown_to_text(circular->text);
    letter.html = markdown_to_html(circular->text);
    letter.recipient = (ComposeMailbox){ NULL, letter.to };
    if (circular->kind == CIRCULAR_LIST)
        write_list(email, circular, &letter, &list);
    payload = compose_render(&(ComposeMail){ .from = { circular->endpoint_name, letter.from },
                                             .to = &letter.recipient,
                                             .to_count = 1,
                                             .subject = circular->subject,
                                             .date = circular->date,
                                             .message_id = letter.message_id,
                                             .language = *circular->language != '\0' ? circular->language : NULL,
                                             .kind = COMPOSE_GENERATED,
                                             .fields = letter.fields,
                                             .field_count = letter.field_count,
                                             .text = letter.text,
                                             .html = letter.html },
                             error);
    if (payload == NULL)
        return NULL;
    from = address_to_text(letter.from);
    rendering = g_new0(Rendering, 1);
    rendering->headline =
        g_strdup_printf("From: %s <%s>\nSubject: %s", circular->endpoint_name, from, circular->subject);
    rendering->external_id = g_steal_pointer(&letter.message_id);
    rendering->text = g_steal_pointer(&letter.text);
    rendering->html = g_steal_pointer(&letter.html);
    rendering->payload = g_steal_pointer(&payload);
    rendering->units = 1;
    return rendering;
}

/* ---- the places ---- */

static GString *
double_dots(GBytes *payload)
{
    gsize length;
    const char *bytes = g_bytes_get_data(payload, &length);
    GString *out = g_string_sized_new(length + 64);

    for (gsize i = 0; i < length; i++) {
        if (bytes[i] == '.' && (i == 0 || bytes[i - 1] == '\n'))
            g_string_append_c(out, '.');
        g_string_append_c(out, bytes[i]);
    }
    return out;
}

/* Whether @text stands at @at, soft breaks not counted; its runs between them are added. */
static gboolean
add_place(EmailCircular *circular, PlaceKind kind, gsize at, const char *text)
{
    const GString *bytes = circular->bytes;
    guint before = circular->places->len;
    Place run = { kind, at, 0, 0 };

    for (gsize i = 0; text[i] != '\0'; i++, at++) {
        if (i > 0 && at + strlen(SOFT) <= bytes->len && memcmp(bytes->str + at, SOFT, strlen(SOFT)) == 0) {
            g_array_append_val(circular->places, run);
            at += strlen(SOFT);
            run = (Place){ kind, at, i, 0 };
        }
        if (at >= bytes->len || bytes->str[at] != text[i]) {
            g_array_set_size(circular->places, before);
            return FALSE;
        }
        run.length++;
    }
    g_array_append_val(circular->places, run);
    return TRUE;
}

static void
find_places(EmailCircular *circular, PlaceKind kind, const char *text)
{
    for (gsize at = 0; text != NULL && at < circular->bytes->len; at++)
        if (circular->bytes->str[at] == text[0])
            add_place(circular, kind, at, text);
}

/* The part of a Message-ID or of the ending address that differs: SUBSCRIBER.MAC behind @skip characters. */
static char *
own_part(const char *text, gsize skip)
{
    return g_strndup(text + skip, ID_LENGTH);
}

static gboolean
find_all(EmailCircular *circular, const Circular *from, const Rendering *rendering, const Address *endpoint)
{
    const guint8 *secret = circular->email->host->secret;
    g_autofree char *id = own_part(rendering->external_id, strlen("n.") + ID_TEXT_SIZE);
    g_autofree char *address = email_token_address(secret, endpoint, EMAIL_TOKEN_END, 0);
    g_autofree char *end = own_part(strchr(address, EMAIL_DELIMITER), 2);
    const char *to = strstr(circular->bytes->str, "\r\nTo: " NOBODY "\r\n");

    if (to == NULL)
        return FALSE;
    circular->to = (gsize)(to - circular->bytes->str) + strlen("\r\nTo: ");
    circular->to_length = strlen(NOBODY);
    find_places(circular, PLACE_MESSAGE_ID, id);
    if (circular->places->len == 0)
        return FALSE;
    find_places(circular, PLACE_TOKEN, from->token);
    find_places(circular, PLACE_END, end);
    return TRUE;
}

EmailCircular *
email_circular_open(const Email *email, const Circular *from, const Rendering *rendering, GError **error)
{
    g_autoptr(EmailCircular) circular = g_new0(EmailCircular, 1);
    g_autoptr(Address) endpoint = address_parse_uri(from->endpoint, error);

    circular->email = email;
    circular->id = from->id;
    circular->bytes = double_dots(rendering->payload);
    circular->places = g_array_new(FALSE, FALSE, sizeof(Place));
    if (endpoint == NULL)
        return NULL;
    if (find_all(circular, from, rendering, endpoint))
        return g_steal_pointer(&circular);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "this is not the rendering of this circular");
    return NULL;
}

void
email_circular_free(EmailCircular *circular)
{
    g_string_free(circular->bytes, TRUE);
    g_array_unref(circular->places);
    g_free(circular);
}

/* ---- one copy ---- */

void
email_circular_write(const EmailCircular *circular, const CircularCopy *copy, const char *to, GString *bytes)
{
    const guint8 *secret = circular->email->host->secret;
    char own[PLACES][ID_LENGTH + 1];
    gsize start = bytes->len, behind = circular->to + circular->to_length, shift = strlen(to);

    memcpy(own[PLACE_TOKEN], copy->token, sizeof own[PLACE_TOKEN]);
    email_token_copy_part(secret, circular->id, copy->id, own[PLACE_MESSAGE_ID]);
    email_token_part(secret, EMAIL_TOKEN_END, copy->id, own[PLACE_END]);
    g_string_append_len(bytes, circular->bytes->str, (gssize)circular->to);
    g_string_append_len(bytes, to, (gssize)shift);
    g_string_append_len(bytes, circular->bytes->str + behind, (gssize)(circular->bytes->len - behind));
    for (guint i = 0; i < circular->places->len; i++) {
        const Place *place = &g_array_index(circular->places, Place, i);
        gsize at = place->at < circular->to ? place->at : place->at + shift - circular->to_length;

        memcpy(bytes->str + start + at, own[place->kind] + place->from, place->length);
    }
}
