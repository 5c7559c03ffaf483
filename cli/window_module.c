#include "cli/window_module.h"

#include "cli/module.h"

const viz_device *
cli_window_module(const char *verb)
{
    static const cli_module window = {
        .file = "ccsim_window.so",
        .symbol = VIZ_DEVICE_SYMBOL,
        .lacks = "this ccsim was built without what draws",
        .needs = "libsdl2-dev libsdl2-ttf-dev libfontconfig-dev libpng-dev fonts-dejavu-core"};
    return cli_module_load(verb, &window);
}
