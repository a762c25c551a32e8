/* SPDX-License-Identifier: Apache-2.0 */
/* What people of the social web write to us, as messages. Who gets it: each of our desks that it is addressed to or
 * names, or whose post or answer it answers; what is for none of them is none of our business. */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "channels/fediverse/fediverse-private.h"
#include "wire/html.h"

#define TITLE_MAX 200 /* characters */

typedef enum {
    LETTER_NEW,
    LETTER_CHANGED, /* the new text of what was written before */
    LETTER_REPORT,
} LetterKind;

typedef struct {
    Fediverse *fediverse;
    const ActivityNote *note;
    const FediversePeer *peer;
    GBytes *raw;
    LetterKind kind;
} Letter;

/* ---- the text ---- */

static void
set_text(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

static void
set_line(char **field, const char *text)
{
    g_free(*field);
    *field = text_one_line(text, strlen(text), TITLE_MAX);
}

static void
begin_paragraph(GString *text)
{
    if (text->len > 0)
        g_string_append(text, "\n\n");
}

/* What is attached stays where it is; its address stands below, with what its writer says that it shows. */
static void
append_attachments(GString *text, GString *html, const ActivityNote *note)
{
    for (guint i = 0; i < note->attachments->len; i++) {
        const ActivityAttachment *attachment = g_ptr_array_index(note->attachments, i);
        g_autofree char *name = text_one_line(attachment->name, strlen(attachment->name), 1500);
        g_autofree char *escaped = html_escape(*name != '\0' ? name : attachment->url);
        g_autofree char *url = html_escape(attachment->url);

        begin_paragraph(text);
        g_string_append_printf(text, "%s%s<%s>", name, *name != '\0' ? " " : "", attachment->url);
        g_string_append_printf(html, "<p><a href=\"%s\">%s</a></p>", url, escaped);
    }
}

/* A page, an article, a film, an event: something of its own, with a title, that stands where its address leads. */
static gboolean
is_work(const ActivityNote *note)
{
    return *note->type != '\0' && strcmp(note->type, "Note") != 0;
}

char *
fediverse_note_title(const ActivityNote *note)
{
    return is_work(note) ? text_one_line(note->name, strlen(note->name), TITLE_MAX) : g_strdup("");
}

static void
append_address(GString *text, GString *html, const ActivityNote *note)
{
    const char *address = *note->url != '\0' ? note->url : note->id;
    g_autofree char *url = html_escape(address);

    begin_paragraph(text);
    g_string_append_printf(text, "<%s>", address);
    g_string_append_printf(html, "<p><a href=\"%s\">%s</a></p>", url, url);
}

static void
write_title(const ActivityNote *note, GString *text, GString *html)
{
    g_autofree char *title = fediverse_note_title(note), *escaped = html_escape(title);

    if (*title == '\0')
        return;
    g_string_append(text, title);
    g_string_append_printf(html, "<p><strong>%s</strong></p>", escaped);
}

static void
write_texts(const ActivityNote *note, GString *text, GString *html)
{
    g_autofree char *plain = g_strchomp(html_to_text(note->content, strlen(note->content)));

    if (*plain != '\0')
        begin_paragraph(text);
    g_string_append(text, plain);
    g_string_append(html, note->content);
    append_attachments(text, html, note);
    if (is_work(note))
        append_address(text, html, note);
}

char *
fediverse_note_plain(const ActivityNote *note)
{
    g_autoptr(GString) html = g_string_new(NULL);
    GString *text = g_string_new(NULL);

    write_texts(note, text, html);
    return g_string_free(text, FALSE);
}

static void
add_texts(MessageDraft *draft, const ActivityNote *note)
{
    g_autoptr(GString) text = g_string_new(NULL), html = g_string_new(NULL);
    g_autoptr(GBytes) body = NULL, rich = NULL;

    write_title(note, text, html);
    write_texts(note, text, html);
    body = g_bytes_new(text->str, text->len);
    rich = g_bytes_new(html->str, html->len);
    g_ptr_array_add(draft->parts, message_part_new(PART_TEXT, "text/plain", NULL, body));
    g_ptr_array_add(draft->parts, message_part_new(PART_HTML, "text/html", NULL, rich));
}

/* ---- the draft ---- */

/* A report with the id of a note is not that note. */
static Digest
fingerprint_of(const char *endpoint, const ActivityNote *note, LetterKind kind)
{
    gboolean changed = kind == LETTER_CHANGED;
    g_autofree char *name = g_strdup_printf("%s%s\n%s\n%" G_GINT64_FORMAT, kind == LETTER_REPORT ? "report\n" : "",
                                            endpoint, note->id, changed ? MAX(note->updated, 1) : 0);
    g_autofree char *whole = changed ? g_strconcat(name, "\n", note->content, NULL) : g_strdup(name);

    return digest_sha256(whole, strlen(whole));
}

/* The new text of a note is a message of its own, in answer to the first: that stays what it was. */
static void
refer(MessageDraft *draft, const ActivityNote *note, gboolean changed)
{
    if (changed)
        g_ptr_array_add(draft->references, g_strdup(note->id));
    if (*note->in_reply_to != '\0')
        g_ptr_array_add(draft->references, g_strdup(note->in_reply_to));
}

static char *
changed_id(const ActivityNote *note)
{
    return g_strdup_printf("%s#%" G_GINT64_FORMAT, note->id, note->updated);
}

static MessageDraft *
draft_of(const ActivityNote *note, GBytes *raw, const char *sender, const char *endpoint, LetterKind kind)
{
    MessageDraft *draft = message_draft_new();
    gboolean changed = kind == LETTER_CHANGED;

    set_text(&draft->endpoint, endpoint);
    set_text(&draft->sender, sender);
    set_text(&draft->evidence, "signed by the server of this account");
    set_line(&draft->subject, *note->name != '\0' ? note->name : note->summary);
    set_text(&draft->language, note->language);
    g_free(draft->external_id);
    draft->external_id = changed ? changed_id(note) : g_strdup(note->id);
    draft->assurance = 1;
    draft->sent = changed ? note->updated : note->published;
    draft->fingerprint = fingerprint_of(endpoint, note, kind);
    refer(draft, note, changed);
    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, ACTIVITY_TYPE, NULL, raw));
    add_texts(draft, note);
    return draft;
}

static json_t *
note_of_flag(const Activity *activity)
{
    g_autoptr(GString) content = g_string_new(NULL);
    g_autofree char *said = html_escape(activity->content);

    g_string_append_printf(content, "<p>%s</p><ul>", said);
    for (guint i = 0; i < activity->objects->len; i++) {
        g_autofree char *url = html_escape(g_ptr_array_index(activity->objects, i));

        g_string_append_printf(content, "<li><a href=\"%s\">%s</a></li>", url, url);
    }
    g_string_append(content, "</ul>");
    return json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", activity->id, "type", "Note", "name", "Flag", "attributedTo",
                     activity->actor, "content", content->str);
}

static LetterKind
kind_of(const Activity *activity)
{
    return activity->kind == ACTIVITY_UPDATE ? LETTER_CHANGED
           : activity->kind == ACTIVITY_FLAG ? LETTER_REPORT
                                             : LETTER_NEW;
}

MessageDraft *
fediverse_note_parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    gsize length;
    const char *bytes = g_bytes_get_data(raw, &length);
    g_autoptr(Json) root = activity_read(bytes, length, error);
    g_autoptr(Activity) activity = root != NULL ? activity_take(root, error) : NULL;
    g_autoptr(Json) report = activity != NULL && activity->kind == ACTIVITY_FLAG ? note_of_flag(activity) : NULL;
    g_autoptr(ActivityNote) note =
        activity != NULL ? activity_note_read(report != NULL ? report : activity->object, error) : NULL;

    (void)channel;
    return note != NULL ? draft_of(note, raw, sender, recipient, kind_of(activity)) : NULL;
}

/* ---- whom it is for ---- */

static gboolean
names(const GPtrArray *ids, const char *id)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)ids, id, g_str_equal, NULL);
}

static gboolean
is_for(const Letter *letter, const char *inbox, const char *desk, const char *publisher)
{
    const ActivityNote *note = letter->note;
    g_autofree char *id = fediverse_name_actor(letter->fediverse, desk);
    g_autofree char *post = fediverse_name_read_post(letter->fediverse, note->in_reply_to);

    return names(note->to, id) || names(note->mentions, id) || (!note->is_public && strcmp(inbox, desk) == 0) ||
           (post != NULL && g_strcmp0(publisher, desk) == 0);
}

/* ---- handing in ---- */

/* Servers report by an account of their own, in somebody's name whom they do not tell: a person wrote that, and there
 * is nobody to answer. */
static void
judge_program(MessageDraft *draft, LetterKind kind)
{
    if (kind == LETTER_REPORT) {
        draft->quiet = TRUE;
        return;
    }
    draft->automatic = AUTOMATIC_PROGRAM;
    set_text(&draft->automatic_reason, "its account says that a program runs it");
}

static gboolean
submit(const Letter *letter, const char *endpoint, GError **error)
{
    const ChannelHost *host = letter->fediverse->host;
    const Actor actor = { .kind = ACTOR_CHANNEL, .name = host->name };
    g_autoptr(MessageDraft) draft = draft_of(letter->note, letter->raw, letter->peer->identity, endpoint, letter->kind);
    IntakeResult result;
    MessageId id;

    set_line(&draft->sender_name, letter->peer->name);
    if (letter->peer->automated)
        judge_program(draft, letter->kind);
    return intake_submit(host->intake, &actor, host->name, draft, &result, &id, error);
}

static gboolean
amend_as(const Fediverse *fediverse, AmendmentDraft *draft, const char *sender, GError **error)
{
    draft->sender = sender;
    return fediverse->host->amend(fediverse->host, draft, error);
}

/* Before her host confirmed her account she was known by her id. */
static gboolean
amend(const Fediverse *fediverse, const FediversePeer *peer, AmendmentDraft draft, GError **error)
{
    return (*peer->identity == '\0' || amend_as(fediverse, &draft, peer->identity, error)) &&
           (strcmp(peer->identity, peer->id) == 0 || amend_as(fediverse, &draft, peer->id, error));
}

static gboolean
amend_changed(const Letter *letter, GError **error)
{
    /* The time alone is not enough: there may be none, and two changes in one second. */
    g_autofree char *when = changed_id(letter->note);
    g_autofree char *told_by = g_strconcat(when, "\n", letter->note->content, NULL);

    return amend(letter->fediverse, letter->peer,
                 (AmendmentDraft){ .amendment = AMENDMENT_EDITED, .external_id = letter->note->id, .told_by = told_by },
                 error);
}

gboolean
fediverse_note_take_back(const Fediverse *fediverse, const char *id, const FediversePeer *peer, GError **error)
{
    return amend(fediverse, peer,
                 (AmendmentDraft){ .amendment = AMENDMENT_RETRACTED, .external_id = id, .told_by = "its deletion" },
                 error);
}

static gboolean
deliver(const Letter *letter, const char *inbox, GError **error)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(letter->fediverse);
    g_autofree char *publisher = fediverse_name_publisher(letter->fediverse);
    gboolean any = FALSE;

    for (guint i = 0; i < desks->len; i++) {
        const Endpoint *desk = g_ptr_array_index(desks, i);
        g_autofree char *name = fediverse_name_of(desk);

        if (!is_for(letter, inbox, name, publisher))
            continue;
        any = TRUE;
        if (!submit(letter, desk->uri, error))
            return FALSE;
    }
    if (!any)
        return TRUE;
    return fediverse_said_put(letter->fediverse, letter->peer, letter->note->id, error) &&
           (letter->kind != LETTER_CHANGED || amend_changed(letter, error));
}

static gboolean
is_of_host(const char *id, const char *actor)
{
    g_autofree char *host = activity_host(id), *own = activity_host(actor);

    return host != NULL && g_strcmp0(host, own) == 0;
}

/* Of somebody else's words, or what another server would have to vouch for, nothing is taken, nor of a vote in a poll
 * that we never hold. */
static gboolean
is_letter(const Activity *activity, const ActivityNote *note)
{
    return note != NULL && strcmp(note->author, activity->actor) == 0 && is_of_host(note->id, activity->actor) &&
           !note->is_vote;
}

/* Once more, for she may have deleted it while it was taken. */
static gboolean
take_back(const Letter *letter, GError **error)
{
    gboolean gone;

    return fediverse_gone_find(letter->fediverse, letter->note, &gone, error) &&
           (!gone || fediverse_said_take_back(letter->fediverse, letter->note->id, letter->peer, error));
}

gboolean
fediverse_note_take(Fediverse *fediverse, const char *inbox, const Activity *activity, const char *body,
                    gboolean changed, gint64 deadline, GError **error)
{
    g_autoptr(Json) fetched = NULL;
    g_autoptr(ActivityNote) note = NULL;
    g_autoptr(FediversePeer) peer = NULL;
    g_autoptr(GBytes) raw = g_bytes_new(body, strlen(body));
    Letter letter = { .fediverse = fediverse, .raw = raw, .kind = changed ? LETTER_CHANGED : LETTER_NEW };
    gboolean gone, taken;

    if (activity->object == NULL) { /* whoever signs does not make us ask others */
        if (!is_of_host(activity_first_object(activity), activity->actor))
            return TRUE;
        fetched = fediverse_peer_fetch(fediverse, activity_first_object(activity), deadline, error);
        if (fetched == NULL)
            return FALSE;
    }
    note = activity_note_read(fetched != NULL ? fetched : activity->object, NULL);
    if (!is_letter(activity, note))
        return TRUE;
    peer = fediverse_peer_load(fediverse, activity->actor, FALSE, deadline, error);
    if (peer == NULL)
        return FALSE;
    letter.note = note;
    letter.peer = peer;
    return fediverse_gone_find(fediverse, note, &gone, error) &&
           fediverse_comment_take(fediverse, note, peer, changed, gone, &taken, error) &&
           (taken || deliver(&letter, inbox, error)) && take_back(&letter, error);
}

/* ---- Flag ---- */

/* A complaint about something of ours goes to the desk that speaks for the body. */
gboolean
fediverse_note_report(Fediverse *fediverse, const Activity *activity, const char *body, gint64 deadline, GError **error)
{
    g_autoptr(Json) object = note_of_flag(activity);
    g_autoptr(ActivityNote) note = activity_note_read(object, NULL);
    g_autoptr(GPtrArray) desks = fediverse_name_desks(fediverse);
    g_autofree char *publisher = fediverse_name_publisher(fediverse);
    const Endpoint *desk = publisher != NULL ? fediverse_name_find(desks, publisher) : NULL;
    g_autoptr(FediversePeer) peer = NULL;
    g_autoptr(GBytes) raw = g_bytes_new(body, strlen(body));
    Letter letter = { .fediverse = fediverse, .note = note, .raw = raw, .kind = LETTER_REPORT };

    if (!is_letter(activity, note) || desk == NULL)
        return TRUE;
    peer = fediverse_peer_load(fediverse, activity->actor, FALSE, deadline, error);
    letter.peer = peer;
    return peer != NULL && submit(&letter, desk->uri, error);
}
