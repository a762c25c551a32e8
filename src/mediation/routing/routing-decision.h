/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/routing/routing-decision.h: asks the rules of routing about one message, and writes down what they said.
 *
 * The words of a message are indexed before the transaction that files it; what the store knows of the sender is asked
 * inside it, and only when a rule wants to know. When no rule decides, the case goes where the address leads. */
#pragma once
#include "mediation/mediation.h"
#include "model/message.h"

/* A message made ready for being asked about. */
typedef struct {
    const Mediation *mediation;
    RoutingSnapshot *rules;
    EndpointId endpoint;
    char *language, *service, *sender; /* sender: a URI; "" none */
    GStrv labels;
    RoutingSender sender_is;
    RoutingHours hours;
    WordIndex *subject, *text;
} RoutingMaterial;
void routing_decision_material_free(RoutingMaterial *material);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RoutingMaterial, routing_decision_material_free)

/* @text: its plain text, may be NULL; @labels: what filters said, NULL-terminated. Everything is copied. @service: code
 * of what the citizen chose, "" nothing. */
RoutingMaterial *routing_decision_material(const Mediation *mediation, const Message *message, const MessagePart *text,
                                           const char *const *labels, const char *service);
/* Finds out whether the sender was known before @message came; @before 0: until now. Inside the caller's transaction.
 */
gboolean routing_decision_meet(RoutingMaterial *material, DbSession *session, gint64 before, GError **error);

/* What a case gets. */
typedef struct {
    guint rule; /* number from 0 in the list that decided; G_MAXUINT: none did, the address leads there */
    UnitId unit;
    ServiceId service;
    CasePriority priority;
    gboolean unusable; /* the rule names a unit or service that is closed or gone: left out of what the case gets */
} RoutingDecision;

/* What @engine says about @material; the rules in force when NULL. Does not block. */
RoutingDecision routing_decision_make(const RoutingMaterial *material, const RoutingEngine *engine);
/* RoutingReason * of rule @number of @engine, as routing_engine_explain(). */
GPtrArray *routing_decision_explain(const RoutingMaterial *material, const RoutingEngine *engine, guint number);

/* Appends the event that @a_case was routed so: by which rule of which version, and why. Without any rules in force
 * there is no decision to record, and nothing is. */
gboolean routing_decision_record(const RoutingMaterial *material, DbSession *session, const Actor *actor,
                                 CaseId case_id, gint64 leaf, const RoutingDecision *decision, GError **error);

/* Gives the case the tags of the rule that decided, each with its event; what is closed or gone by now is left out. */
gboolean routing_decision_tag(const RoutingMaterial *material, DbSession *session, CaseId case_id,
                              const RoutingDecision *decision, GError **error);

/* RoutingReason * as such an event's detail has them. */
GPtrArray *routing_decision_reasons(const json_t *detail);
