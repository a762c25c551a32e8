/* SPDX-License-Identifier: Apache-2.0 */
/* command/node.h: one node put together from its configuration: store, journal key, channels, filters, work.
 *
 * The faces are added by whoever serves. */
#pragma once
#include "base/secret.h"
#include "command/node-config.h"
#include "command/webhook-carrier.h"
#include "journal/key.h"
#include "mediation/delivering/delivery.h"
#include "mediation/mediation.h"

typedef enum {
    NODE_SERVE, /* the one serving process of a data folder: holds its lock */
    NODE_VISIT, /* a command that changes something, also beside a serving process */
    NODE_READ,  /* a command that only reads */
} NodeMode;

typedef struct Node Node;

/* Opens everything; nothing listens or runs yet. @config outlives the node. With NODE_SERVE keys are made when there
 * are none; TRIBUNE_ERROR_TEMPORARY when another process serves this folder. Blocks. */
Node *node_open(const Config *config, NodeMode mode, GError **error);
/* Channels listen, work runs. */
gboolean node_start(Node *node, GError **error);
/* Channels stop taking messages, running work finishes within @grace microseconds. */
void node_stop(Node *node, gint64 grace);
void node_close(Node *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Node, node_close)

const Config *node_config(const Node *node);
Mediation *node_mediation(Node *node);
Store *node_store(Node *node);
const JournalKey *node_journal_key(const Node *node);
Delivering *node_delivering(Node *node);
Webhooks *node_webhooks(Node *node);
const Secret *node_secret(const Node *node);
const char *node_data(const Node *node); /* the data folder */

/* Signs a checkpoint now, if anything is new. Blocks. */
gboolean node_sign_checkpoint(Node *node, GError **error);
