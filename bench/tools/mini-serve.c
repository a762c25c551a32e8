#include <signal.h>
#include <stdio.h>
#include "base/id.h"
#include "command/node.h"
#include "store/endpoint-store.h"
#include "store/unit-store.h"
static volatile sig_atomic_t over;
static void on(int n) { (void)n; over = 1; }
static gboolean furnish(DbSession *session, gpointer data, GError **error)
{
    Unit unit = { .id = { id_next() }, .code = (char *)"hw", .name = (char *)"Highways" };
    Endpoint endpoint = { .id = { id_next() }, .channel = (char *)"email", .uri = (char *)"mailto:hello@northam.example", .name = (char *)"Desk", .unit = unit.id };
    (void)data;
    return unit_store_insert(session, &unit, error) && endpoint_store_insert(session, &endpoint, error);
}
int main(int argc, char **argv)
{
    GError *error = NULL;
    Config *config = node_config_load(argv[argc - 1], &error);
    Node *node;
    if (config == NULL) { fprintf(stderr, "%s\n", error->message); return 1; }
    node = node_open(config, NODE_SERVE, &error);
    if (node && store_write(node_store(node), furnish, NULL, NULL)) { node_close(node); node = node_open(config, NODE_SERVE, &error); }
    if (node == NULL || !node_start(node, &error)) { fprintf(stderr, "%s\n", error->message); return 1; }
    signal(SIGTERM, on);
    while (!over) g_usleep(20000);
    node_stop(node, 1000000);
    node_close(node);
    return 0;
}
