/* SPDX-License-Identifier: Apache-2.0 */
/* wire/activity.h: what servers of the social web say to each other: ActivityPub's activities, notes and actors.
 *
 * JSON-LD is read as plain JSON with its usual liberties: one value or a list of them, an object or its id, the three
 * ways to write the public audience. What would need a processor (@graph, @included, @reverse) is refused. Unknown
 * members are ignored, and what is missing is "" or empty.
 *
 * Limits: 1 MiB, 32 levels, ids of 2,048 bytes that are http or https URLs, 256 recipients, 20 attachments, 512 KiB of
 * content; over the last four the rest is left out. Pure. */
#pragma once
#include <jansson.h>

#include "wire/html.h"

#define ACTIVITY_TYPE "application/activity+json"
#define ACTIVITY_ACCEPT                                                                                                \
    "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\""
#define ACTIVITY_CONTEXT         "https://www.w3.org/ns/activitystreams"
#define ACTIVITY_PUBLIC          "https://www.w3.org/ns/activitystreams#Public"
#define ACTIVITY_SIZE_MAX        (1024 * 1024)
#define ACTIVITY_DEPTH_MAX       32
#define ACTIVITY_ID_MAX          2048
#define ACTIVITY_RECIPIENTS_MAX  256
#define ACTIVITY_ATTACHMENTS_MAX 20

typedef json_t Json;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Json, json_decref)

/* One object of theirs. TRIBUNE_ERROR_LIMIT, TRIBUNE_ERROR_INVALID. */
json_t *activity_read(const char *bytes, gsize length, GError **error);
/* Whether a Content-Type says that it is one: a plain application/json does not. */
gboolean activity_is_type(const char *content_type);
/* Whether @text may be an id. */
gboolean activity_is_id(const char *text);
/* The id of @value, an object or its id, or NULL. Borrowed. */
const char *activity_id_of(const json_t *value);
/* "https://city.example:8443/x" → "city.example:8443", lower case. NULL: no such URL, or a host that
 * is not said in the one way: with the port 80 or 443, or with a dot at the end. New. */
char *activity_host(const char *id);

/* ---- activities ---- */

typedef enum {
    ACTIVITY_UNKNOWN,
    ACTIVITY_ACCEPT_FOLLOW,
    ACTIVITY_REJECT_FOLLOW,
    ACTIVITY_ANNOUNCE,
    ACTIVITY_BLOCK,
    ACTIVITY_CREATE,
    ACTIVITY_DELETE,
    ACTIVITY_EMOJI_REACT, /* a like with a picture */
    ACTIVITY_FLAG,
    ACTIVITY_FOLLOW,
    ACTIVITY_LIKE,
    ACTIVITY_MOVE,
    ACTIVITY_UNDO,
    ACTIVITY_UPDATE,
    ACTIVITY_KINDS
} ActivityKind;

typedef struct {
    ActivityKind kind;
    char *type, *id, *actor; /* as it says */
    GPtrArray *objects;      /* char *: their ids; of an Undo what is undone, if it has one */
    json_t *object;          /* the first when it came whole, borrowed; NULL: only its id */
    char *object_type;       /* "" when only its id came */
    char *target;            /* of a Move; "" none */
    char *content;           /* of a Flag: plain text or HTML; "" none */
    GPtrArray *to;           /* char *: to and cc of itself */
    json_t *root;
} Activity;
/* Takes a reference of @root. TRIBUNE_ERROR_INVALID: no type, no actor, an id that is none. */
Activity *activity_take(json_t *root, GError **error);
void activity_free(Activity *activity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Activity, activity_free)
/* "" when it has none. */
const char *activity_first_object(const Activity *activity);

/* ---- notes ---- */

typedef struct {
    char *url, *type, *name; /* name: what it shows, by its writer; "" she did not say */
} ActivityAttachment;

typedef struct {
    char *id, *type, *author;
    char *name;    /* of an article: its title */
    char *summary; /* a warning before the content, or what it is about */
    char *content; /* HTML */
    char *language;
    char *url, *in_reply_to;
    gint64 published, updated;   /* microseconds UTC; 0: not said */
    GPtrArray *to, *mentions;    /* char *: to and cc; whom it names */
    GPtrArray *attachments;      /* ActivityAttachment * */
    gboolean is_public, is_vote; /* vote: an answer to a poll, without words */
} ActivityNote;
/* Of any kind of object that people write. TRIBUNE_ERROR_INVALID: no id or no author. */
ActivityNote *activity_note_read(const json_t *object, GError **error);
void activity_note_free(ActivityNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ActivityNote, activity_note_free)

/* ---- actors ---- */

typedef struct {
    char *id, *type, *username, *name, *url;
    char *webfinger;            /* the account that it says it has, "ada@remote.example" (FEP-2c59); "" does not say */
    char *inbox, *shared_inbox; /* shared: "" none */
    char *key_id, *key_pem;     /* "" none */
    char *moved_to;             /* "" did not */
    GPtrArray *known_as;        /* char * */
    gboolean automated;         /* Application, Service */
} ActivityActor;
/* TRIBUNE_ERROR_INVALID: no id or no inbox; a key of somebody else. @key_id: which of its keys; NULL: the first. */
ActivityActor *activity_actor_read(const json_t *object, const char *key_id, GError **error);
void activity_actor_free(ActivityActor *actor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ActivityActor, activity_actor_free)
