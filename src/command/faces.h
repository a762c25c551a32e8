/* SPDX-License-Identifier: Apache-2.0 */
/* command/faces.h: the pages that a serving node has: what they are made of, and the one place where they are added. */
#pragma once
#include "api/monitor.h"
#include "command/node.h"
#include "http/server.h"

typedef struct Faces Faces;

/* Adds every face of @node to @server, those for citizens to @portal (NULL: there are none); they are not started yet.
 * All outlive the faces' use, which ends with http_server_stop(). Blocks on the disk. */
Faces *faces_new(Node *node, HttpServer *server, HttpServer *portal, GError **error);
void faces_free(Faces *faces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Faces, faces_free)

/* Whether the node serves; /readyz says so. */
void faces_set_state(Faces *faces, MonitorState state);
