/* The module that has fonts and window, loaded when it is wanted. */
#ifndef CLI_WINDOW_MODULE_H
#define CLI_WINDOW_MODULE_H

#include "viz/paint/device.h"

/* NULL after a message; the status to end with then is CLI_USAGE. It stays loaded. */
const viz_device *cli_window_module(const char *verb);

#endif
