/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/cap.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "wire/xml.h"

const char *const CAP_CATEGORIES[] = { "Geo", "Met",       "Safety", "Security", "Rescue", "Fire", "Health",
                                       "Env", "Transport", "Infra",  "CBRNE",    "Other",  NULL };
const char *const CAP_RESPONSES[] = { "Shelter", "Evacuate", "Prepare",  "Execute", "Avoid",
                                      "Monitor", "Assess",   "AllClear", "None",    NULL };
const char *const CAP_URGENCIES[] = { "Immediate", "Expected", "Future", "Past", "Unknown", NULL };
const char *const CAP_SEVERITIES[] = { "Extreme", "Severe", "Moderate", "Minor", "Unknown", NULL };
const char *const CAP_CERTAINTIES[] = { "Observed", "Likely", "Possible", "Unlikely", "Unknown", NULL };

char *
cap_time_format(gint64 time)
{
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(time / CLOCK_SECOND);

    return g_date_time_format(when, "%Y-%m-%dT%H:%M:%S-00:00");
}

static gboolean
refuse(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* ---- places ---- */

/* A decimal number within ±@limit, up to @end; moves *@p behind it. */
static gboolean
read_decimal(const char **p, double limit, double *ret)
{
    const char *start = *p;
    char *end;
    gsize length = strspn(start, "+-.0123456789");

    *ret = g_ascii_strtod(start, &end);
    *p = end;
    return length > 0 && length <= 20 && end == start + length && *ret >= -limit && *ret <= limit;
}

static gboolean
read_point(const char **p, double *ret_latitude, double *ret_longitude)
{
    if (!read_decimal(p, 90, ret_latitude) || **p != ',')
        return FALSE;
    (*p)++;
    return read_decimal(p, 180, ret_longitude);
}

gboolean
cap_polygon_check(const char *text, GError **error)
{
    double first[2] = { 0 }, last[2] = { 0 };
    const char *p = text;
    guint count = 0;

    for (; count <= CAP_POINTS_MAX; count++) {
        if (!read_point(&p, &last[0], &last[1]))
            return refuse(error, SAY_NOOP("write the points of the area as latitude,longitude with a blank between "
                                          "points: 51.50,-0.12 51.52,-0.12 51.52,-0.08 51.50,-0.12"));
        if (count == 0)
            memcpy(first, last, sizeof first);
        if (*p == '\0')
            break;
        if (*p != ' ')
            return refuse(error, SAY_NOOP("write the points of the area with one blank between them"));
        p++;
    }
    if (count + 1 < 4 || count >= CAP_POINTS_MAX)
        return refuse(error, SAY_NOOP("an area has 4 to 100 points, the last like the first"));
    /* The same digits, so the same numbers. */
    if (memcmp(first, last, sizeof first) != 0)
        return refuse(error, SAY_NOOP("the last point of an area is the first one again"));
    return TRUE;
}

gboolean
cap_circle_check(const char *text, GError **error)
{
    double latitude, longitude, radius;
    const char *p = text;

    if (read_point(&p, &latitude, &longitude) && *p == ' ') {
        p++;
        if (read_decimal(&p, 20000, &radius) && radius >= 0 && *p == '\0')
            return TRUE;
    }
    return refuse(error, SAY_NOOP("write a circle as latitude,longitude and kilometres: 51.50,-0.12 3.5"));
}

/* ---- checks ---- */

static gboolean
is_one_of(const char *word, const char *const *words)
{
    return word != NULL && g_strv_contains(words, word);
}

static gboolean
is_token(const char *text)
{
    return text != NULL && *text != '\0' && strpbrk(text, " ,<&\t\n\r") == NULL;
}

static gboolean
has(const char *text)
{
    return text != NULL && *text != '\0';
}

static gboolean
check_words(const CapAlert *alert, GError **error)
{
    if (!is_one_of(alert->category, CAP_CATEGORIES))
        return refuse(error, SAY_NOOP("choose what kind of danger it is"));
    if (alert->response != NULL && !is_one_of(alert->response, CAP_RESPONSES))
        return refuse(error, SAY_NOOP("choose what people should do"));
    if (!is_one_of(alert->urgency, CAP_URGENCIES))
        return refuse(error, SAY_NOOP("choose how urgent it is"));
    if (!is_one_of(alert->severity, CAP_SEVERITIES))
        return refuse(error, SAY_NOOP("choose how severe it is"));
    if (!is_one_of(alert->certainty, CAP_CERTAINTIES))
        return refuse(error, SAY_NOOP("choose how certain it is"));
    return TRUE;
}

static gboolean
check_infos(const CapAlert *alert, GError **error)
{
    if (alert->info_count == 0 || alert->info_count > CAP_INFOS_MAX)
        return refuse(error, "an alert speaks 1 to 20 languages");
    for (guint i = 0; i < alert->info_count; i++) {
        const CapInfo *info = &alert->infos[i];

        if (!has(info->language) || !has(info->headline) || !has(info->description))
            return refuse(error, "an alert needs language, headline and description");
        if (!has(info->event))
            return refuse(error, SAY_NOOP("say in a word or two what happens: Flood, Gas leak"));
        if (!has(info->area))
            return refuse(error, SAY_NOOP("say in words where the alert holds"));
    }
    return TRUE;
}

static gboolean
check_chain(const CapAlert *alert, GError **error)
{
    if ((alert->message == CAP_ALERT) != (alert->reference_count == 0))
        return refuse(error, "updates and cancels refer to what came before, and a first alert to nothing");
    if (alert->reference_count > CAP_REFERENCES_MAX)
        return refuse(error, "a chain of more than 100 messages; begin a new alert");
    for (guint i = 0; i < alert->reference_count; i++)
        if (!is_token(alert->references[i].identifier) || !is_token(alert->references[i].sender) ||
            alert->references[i].sent <= 0 || alert->references[i].sent > alert->sent)
            return refuse(error, "a reference is no earlier message");
    return TRUE;
}

gboolean
cap_check(const CapAlert *alert, GError **error)
{
    if (!is_token(alert->identifier) || !is_token(alert->sender) || alert->sent <= 0)
        return refuse(error, "an alert needs identifier, sender and the time it is sent");
    if (!check_chain(alert, error) || !check_words(alert, error) || !check_infos(alert, error))
        return FALSE;
    if (alert->expires != 0 && alert->message != CAP_CANCEL && alert->expires <= MAX(alert->sent, alert->effective))
        return refuse(error, SAY_NOOP("an alert ends after it begins"));
    return (alert->polygon == NULL || cap_polygon_check(alert->polygon, error)) &&
           (alert->circle == NULL || cap_circle_check(alert->circle, error));
}

/* ---- writing ---- */

static void
write_time(XmlWriter *writer, const char *name, gint64 time)
{
    g_autofree char *text = time != 0 ? cap_time_format(time) : NULL;

    xml_writer_leaf(writer, name, text);
}

static void
write_references(XmlWriter *writer, const CapAlert *alert)
{
    g_autoptr(GString) list = g_string_new(NULL);

    for (guint i = 0; i < alert->reference_count; i++) {
        const CapReference *reference = &alert->references[i];
        g_autofree char *sent = cap_time_format(reference->sent);

        g_string_append_printf(list, "%s%s,%s,%s", i > 0 ? " " : "", reference->sender, reference->identifier, sent);
    }
    if (list->len > 0)
        xml_writer_leaf(writer, "references", list->str);
}

/* In the order of the schema. */
static void
write_info(XmlWriter *writer, const CapAlert *alert, const CapInfo *info)
{
    xml_writer_open(writer, "info", NULL);
    xml_writer_leaf(writer, "language", info->language);
    xml_writer_leaf(writer, "category", alert->category);
    xml_writer_leaf(writer, "event", info->event);
    xml_writer_leaf(writer, "responseType", alert->message == CAP_CANCEL ? "AllClear" : alert->response);
    xml_writer_leaf(writer, "urgency", alert->message == CAP_CANCEL ? "Past" : alert->urgency);
    xml_writer_leaf(writer, "severity", alert->severity);
    xml_writer_leaf(writer, "certainty", alert->certainty);
    write_time(writer, "effective", alert->effective);
    write_time(writer, "expires", alert->expires);
    xml_writer_leaf(writer, "senderName", alert->sender_name);
    xml_writer_leaf(writer, "headline", info->headline);
    xml_writer_leaf(writer, "description", info->description);
    xml_writer_leaf(writer, "instruction", info->instruction);
    xml_writer_leaf(writer, "web", info->web);
    xml_writer_open(writer, "area", NULL);
    xml_writer_leaf(writer, "areaDesc", info->area);
    xml_writer_leaf(writer, "polygon", alert->polygon);
    xml_writer_leaf(writer, "circle", alert->circle);
    xml_writer_close(writer);
    xml_writer_close(writer);
}

char *
cap_write(const CapAlert *alert, GError **error)
{
    static const char *const messages[] = { "Alert", "Update", "Cancel" };
    g_autoptr(XmlWriter) writer = NULL;

    if (!cap_check(alert, error))
        return NULL;
    writer = xml_writer_new();
    xml_writer_open(writer, "alert", "xmlns", "urn:oasis:names:tc:emergency:cap:1.2", NULL);
    xml_writer_leaf(writer, "identifier", alert->identifier);
    xml_writer_leaf(writer, "sender", alert->sender);
    write_time(writer, "sent", alert->sent);
    xml_writer_leaf(writer, "status", "Actual");
    xml_writer_leaf(writer, "msgType", messages[alert->message]);
    xml_writer_leaf(writer, "scope", "Public");
    xml_writer_leaf(writer, "note", alert->note);
    write_references(writer, alert);
    for (guint i = 0; i < alert->info_count; i++)
        write_info(writer, alert, &alert->infos[i]);
    xml_writer_close(writer);
    return xml_writer_finish(writer);
}
