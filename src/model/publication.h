/* SPDX-License-Identifier: Apache-2.0 */
/* model/publication.h: what the body says to everybody: news, notices, alerts, answers of public interest.
 *
 * A publication has versions that never change. Each holds all its languages, so that they are approved and leave
 * together. Where it stands is two things: what the public sees of it (standing), and what is being done to it (stage):
 * a released one may have a correction in review. */
#pragma once
#include "base/figure.h"
#include "model/ids.h"

#define PUBLICATION_TITLE_MAX     200 /* characters */
#define PUBLICATION_SUMMARY_MAX   500
#define PUBLICATION_BODY_MAX      (128 * 1024) /* bytes of Markdown, in each language */
#define PUBLICATION_LANGUAGES_MAX 10
#define PUBLICATION_TOPICS_MAX    10
#define PUBLICATION_REASON_MAX    500 /* characters */
#define PUBLICATION_SLUG_MAX      80
#define PUBLICATION_PICTURES_MAX  20

/* Where readers find it, beside the codes of its topics. */
#define PLACE_ALL    "all"
#define PLACE_ALERTS "alerts"
#define PLACE_DANGER "!danger" /* alerts of danger to life alone; nobody chooses it: heeding puts it down */

typedef enum { PUBLICATION_NEWS, PUBLICATION_NOTICE, PUBLICATION_ALERT, PUBLICATION_ANSWER } PublicationKind;
const char *publication_kind_name(PublicationKind kind);
gboolean publication_kind_parse(const char *name, PublicationKind *ret);

/* What the public sees of it. */
typedef enum { STANDING_NEVER, STANDING_RELEASED, STANDING_WITHDRAWN } PublicationStanding;
const char *publication_standing_name(PublicationStanding standing);
gboolean publication_standing_parse(const char *name, PublicationStanding *ret);

/* Where the work on it is. */
typedef enum {
    STAGE_NONE,      /* nobody is changing it */
    STAGE_DRAFT,     /* being written */
    STAGE_REVIEW,    /* waits for approvals */
    STAGE_APPROVED,  /* may leave */
    STAGE_SCHEDULED, /* leaves by itself at its time */
    STAGE_MISSED,    /* its time passed; a person decides */
} PublicationStage;
const char *publication_stage_name(PublicationStage stage);
gboolean publication_stage_parse(const char *name, PublicationStage *ret);

/* What the work is for. */
typedef enum { ACT_RELEASE, ACT_CORRECTION, ACT_WITHDRAWAL } PublicationAct;
const char *publication_act_name(PublicationAct act);
gboolean publication_act_parse(const char *name, PublicationAct *ret);

/* One language of it. The last three are for alerts. */
typedef struct {
    char *language; /* "en" */
    char *title, *summary, *body;
    char *event, *instruction, *area;
} PublicationText;

/* A picture that its texts name. What it shows they say themselves, each in its language. */
typedef struct {
    char *name;            /* in its texts: "mill-bridge.jpg" */
    char *digest;          /* hex, of its bytes, which never change */
    char *url, *small_url; /* "/pictures/DIGEST.jpg"; small: NULL when there is none */
    guint width, height, small_width;
    gboolean ornament; /* says nothing: no text has to say what it shows */
} PublicationPicture;

GPtrArray *publication_pictures_new(void);

/* What a version says. Every text is "" when there is nothing. */
typedef struct {
    GPtrArray *texts;     /* PublicationText *, in the order in which they are offered */
    GPtrArray *topics;    /* char *: codes */
    GPtrArray *pictures;  /* PublicationPicture *, those that its texts name */
    char *service;        /* code of the service that it is about */
    char *reason;         /* of a correction or a withdrawal: public */
    char *case_reference; /* of the case that asked for it: never public */
    gint64 expires;       /* 0: never */
    gint64 scheduled;     /* when it is to leave; 0: when somebody says so */
    /* alerts: words of wire/cap.h */
    char *category, *response, *urgency, *severity, *certainty, *polygon, *circle;
} PublicationContent;
PublicationContent *publication_content_new(void);
void publication_content_free(PublicationContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PublicationContent, publication_content_free)
/* The text in @language, new and empty when there is none yet. */
PublicationText *publication_content_add_text(PublicationContent *content, const char *language);
/* NULL: not in that language. */
const PublicationText *publication_content_text(const PublicationContent *content, const char *language);
/* … else the first; NULL when there is none at all. */
const PublicationText *publication_content_any(const PublicationContent *content, const char *language);

/* Adds a picture; @ending is "jpg" or "png", @small_width 0 when there is no small one. Its name, borrowed, is made of
 * @wanted, a file's, and no other picture's. */
const char *publication_content_add_picture(PublicationContent *content, const char *wanted, const char *digest,
                                            const char *ending, guint width, guint height, guint small_width,
                                            gboolean ornament);
/* A FigureFind over a PublicationContent. */
gboolean publication_content_figure(gpointer content, const char *name, Figure *ret);
/* The first that is shown, no ornament; NULL: there is none. */
const PublicationPicture *publication_content_first_picture(const PublicationContent *content);
/* Takes the pictures of @from that the texts of @content name, where it has none of that name. */
void publication_content_keep_pictures(PublicationContent *content, const PublicationContent *from);

/* What is wrong with it whatever channels there are: TRIBUNE_ERROR_INVALID or TRIBUNE_ERROR_LIMIT with a sentence for
 * the writer. Texts without title and body are left out by publication_content_tidy() before, and pictures that
 * no text names. */
gboolean publication_content_check(const PublicationContent *content, PublicationAct act, GError **error);
void publication_content_tidy(PublicationContent *content);
void publication_pictures_tidy(PublicationContent *content);

/* "Mill Bridge closed!" → "mill-bridge-closed"; never empty. */
char *publication_slug_make(const char *title);

/* One time that it left. */
typedef struct {
    PublicationAct act;
    guint number; /* from 1: it is in the identifiers of alerts */
    gint64 version, at;
    char *reason; /* "" of the first */
} PublicationOutcome;

/* All that a channel needs to show one publication to everybody. The same input gives the same bytes, so what is
 * previewed, digested and approved is what leaves; times alone are put in when it does. */
typedef struct {
    PublicationId id;
    char *slug;
    PublicationKind kind;
    PublicationAct act;          /* of what it shows */
    PublicationContent *content; /* of that version */
    gint64 version;
    gint64 published, updated; /* of the first and the latest release */
    GPtrArray *history;        /* PublicationOutcome *: what has left so far, oldest first, this one included */
    GPtrArray *topic_names;    /* char *: code, language, name, code, language, name … of its topics */
} PublicationItem;
void publication_item_free(PublicationItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PublicationItem, publication_item_free)
PublicationItem *publication_item_new(void);
