/* How contacts and agents find each other. One file each, in models/center/routers. What a router
 * may choose with is in models/center/routing.h. */
#ifndef CC_ROUTER_H
#define CC_ROUTER_H

#include <stddef.h>
#include <stdint.h>

struct cc_center;
struct cc_setting;
struct cc_service;

typedef struct cc_router_type cc_router_type;
struct cc_router_type {
    const char *name;
    const char *doc;
    /* What a scenario may say to it (NULL: nothing), read into so many bytes, which then are
     * center.router_settings. */
    const struct cc_setting *settings;
    size_t settings_size;
    /* Bytes of its own in a running center (NULL: none): 0 when a run starts, then plain values
     * without addresses, since copies of the center hold them; they are center->router_state. */
    size_t (*state_size)(const struct cc_center *center);
    /* The agent who takes that contact now, not `except` (CC_NONE: anybody), or CC_NONE: nobody
     * has room. It is asked when nobody waits in the contact's line; closing time has been
     * looked at. */
    uint32_t (*select_agent)(struct cc_center *center, uint32_t contact,
                             const struct cc_service *way, uint32_t except);
    /* The contact in a queue that this agent takes now, who may have room, or CC_NONE. NULL: by
     * rank and priority of queues, then who came first (cc_route_to_contact). */
    uint32_t (*select_contact)(struct cc_center *center, uint32_t agent);
};

extern const cc_router_type *const cc_router_types[];

#endif
