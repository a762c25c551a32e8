/* SPDX-License-Identifier: Apache-2.0 */
/* model/ids.h: what refers to what. One struct per kind of id, so that a case never passes for a message.
 * The value 0 is "none". Values come from base/id.h. */
#pragma once
#include <glib.h>

typedef struct {
    gint64 value;
} MessageId;
typedef struct {
    gint64 value;
} CaseId;
typedef struct {
    gint64 value;
} ConversationId;
typedef struct {
    gint64 value;
} PersonId;
typedef struct {
    gint64 value;
} IdentityId;
typedef struct {
    gint64 value;
} EndpointId;
typedef struct {
    gint64 value;
} UnitId;
typedef struct {
    gint64 value;
} ServiceId;
typedef struct {
    gint64 value;
} CalendarId;
typedef struct {
    gint64 value;
} ClockId;
typedef struct {
    gint64 value;
} StaffId;
typedef struct {
    gint64 value;
} ReleaseId;
typedef struct {
    gint64 value;
} ProposalId;
typedef struct {
    gint64 value;
} DeliveryId;
typedef struct {
    gint64 value;
} PublicationId;
typedef struct {
    gint64 value;
} EventId;
typedef struct {
    gint64 value;
} TokenId;
typedef struct {
    gint64 value;
} WebhookId;
typedef struct {
    gint64 value;
} AccessId;
typedef struct {
    gint64 value;
} TagId;
typedef struct {
    gint64 value;
} PartnerId;
typedef struct {
    gint64 value;
} SubscriberId;
typedef struct {
    gint64 value;
} MailingId;
