/* Conversations by turns: what a turn costs, and what those cost that lie dormant beside calls. */
#include "bench/running.h"
#include "models/measure/counters.h"

#include <stddef.h>

static const origin chat = {.file = "bench/chats.cfg", .item = CC_N_into_working};
static const origin to_anyone = {
    .file = "bench/chats.cfg",
    .set = {{.path = "demand.issues.question.wants", .value = "{ messaging = 1; }"}},
    .item = CC_N_into_working};
#define DORMANT(number)                                                                            \
    &(const origin)                                                                                \
    {                                                                                              \
        .file = "bench/dormant.cfg", .set = {                                                      \
            {.path = "demand.issues.question.backlog.messaging", .value = number}                  \
        }                                                                                          \
    }

#define TURNS                                                                                      \
    .unit = "turn", .setup = running_setup, .body = running_whole, .free = running_free,           \
    .whole = true, .items = 4
#define CALLS                                                                                      \
    .unit = "contact", .setup = running_setup, .body = running_further, .free = running_free,      \
    .check = running_size, .items = 2e5

const bench_case bench_messages[] = {
    {"turn/chat", TURNS, .argument = &chat},
    {"turn/woken-by-anyone", TURNS, .argument = &to_anyone},
    {"dormant/0", CALLS, .argument = DORMANT("0")},
    {"dormant/1e3", CALLS, .argument = DORMANT("1000")},
    {"dormant/1e5", CALLS, .argument = DORMANT("100000")},
    {0},
};
