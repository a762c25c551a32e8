/* SPDX-License-Identifier: Apache-2.0 */
#include "command/faces.h"

#include "api/monitor.h"

struct Faces {
    Monitor *monitor;
};

static void
add_monitor(Faces *faces, Node *node, HttpServer *server)
{
    HttpFace face;

    faces->monitor =
        monitor_new(&(MonitorSettings){ .mediation = node_mediation(node),
                                        .delivering = node_delivering(node),
                                        .server = server,
                                        .token = config_text(node_config(node), "console", "metrics-token"),
                                        .version = TRIBUNE_VERSION });
    face = monitor_face(faces->monitor);
    http_server_add(server, &face);
}

Faces *
faces_new(Node *node, HttpServer *server, GError **error)
{
    Faces *faces = g_new0(Faces, 1);

    (void)error;
    add_monitor(faces, node, server);
    return faces;
}

void
faces_free(Faces *faces)
{
    monitor_free(faces->monitor);
    g_free(faces);
}

void
faces_set_stopping(Faces *faces)
{
    monitor_set_stopping(faces->monitor);
}
