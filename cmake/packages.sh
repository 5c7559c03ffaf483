# shellcheck shell=sh
# What a build needs, for quickstart and check: looks for it and installs what is missing.
# Sourced by sh, from the top folder of the project.

# COMMAND or pkg-config NAME, and the Debian package that holds it.
ccsim_missing() { # [check]: what the tests of the repository use too
    missing=
    if ! echo '#include <stdio.h>' | cc -E -x c - >/dev/null 2>&1; then
        missing="$missing gcc libc6-dev"
    fi
    for need in make:make cmake:cmake pkg-config:pkg-config jq:jq msgfmt:gettext; do
        command -v "${need%%:*}" >/dev/null 2>&1 || missing="$missing ${need#*:}"
    done
    # zlib: xlsxwriter.pc names it, and Debian's package does not bring it
    for need in gsl:libgsl-dev sleef:libsleef-dev libconfig:libconfig-dev jansson:libjansson-dev \
        popt:libpopt-dev sqlite3:libsqlite3-dev xlsxwriter:libxlsxwriter-dev zlib:zlib1g-dev cmocka:libcmocka-dev \
        sdl2:libsdl2-dev SDL2_ttf:libsdl2-ttf-dev fontconfig:libfontconfig-dev libpng:libpng-dev; do
        pkg-config --exists "${need%%:*}" 2>/dev/null || missing="$missing ${need#*:}"
    done
    [ -e /usr/share/zoneinfo/Europe/Berlin ] || missing="$missing tzdata"
    # any sans will do for ccsim watch
    if [ -z "$(find /usr/share/fonts /usr/local/share/fonts -name '*Sans*.[to]tf' 2>/dev/null | head -n 1)" ]; then
        missing="$missing fonts-dejavu-core"
    fi
    if [ "${1:-}" = check ]; then
        if [ ! -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]; then # of golden.txt
            missing="${missing% fonts-dejavu-core} fonts-dejavu-core"
        fi
        # c++: examples of the library
        for need in c++:g++ clang-format-14:clang-format-14 clang-tidy-14:clang-tidy-14 shellcheck:shellcheck \
            patch:patch gdb:gdb sqlite3:sqlite3 unzip:unzip xmllint:libxml2-utils Xvfb:xvfb xauth:xauth \
            mpirun:openmpi-bin; do
            command -v "${need%%:*}" >/dev/null 2>&1 || missing="$missing ${need#*:}"
        done
        pkg-config --exists ompi-c 2>/dev/null || missing="$missing libopenmpi-dev"
        # what opens the results of a sweep
        command -v Rscript >/dev/null 2>&1 || missing="$missing r-base-core"
        for need in R/site-library/RSQLite:r-cran-rsqlite R/site-library/jsonlite:r-cran-jsonlite \
            python3/dist-packages/pandas:python3-pandas python3/dist-packages/setuptools:python3-setuptools \
            python3/dist-packages/wheel:python3-wheel; do
            [ -e "/usr/lib/${need%%:*}" ] || missing="$missing ${need#*:}"
        done
    fi
    missing=${missing# }
}

# Installs what is missing, or says how and ends with status 1. With nothing missing it does not
# touch the network or the package manager.
ccsim_packages() { # [check]
    ccsim_missing "${1:-}"
    [ -n "$missing" ] || return 0
    line="apt-get install -y --no-install-recommends $missing"
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "Missing: $missing" >&2
        echo "(names of Debian packages). Install them and try again." >&2
        exit 1
    fi
    root=
    if [ "$(id -u)" -ne 0 ]; then
        if sudo -n true >/dev/null 2>&1; then
            root="sudo -n"
        else
            echo "Some packages are missing and only root can install them. Please run" >&2
            echo "    sudo apt-get update && sudo $line" >&2
            echo "and try again." >&2
            exit 1
        fi
    fi
    echo "Installing $missing"
    echo "with apt-get: on a bare Debian 12 about 180 MB to download, 800 MB of disk, 2 minutes."
    log=$(mktemp)
    # shellcheck disable=SC2086
    if ! { $root apt-get update && $root env DEBIAN_FRONTEND=noninteractive $line; } \
        >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "apt-get failed; all it said is in $log. By hand:" >&2
        echo "    apt-get update && $line" >&2
        exit 1
    fi
    rm -f "$log"
    ccsim_missing "${1:-}"
    if [ -n "$missing" ]; then
        echo "Still missing after installing: $missing" >&2
        exit 1
    fi
}

# Runs a step with its output in a log, which is shown only if the step fails.
ccsim_step() {
    what=$1
    shift
    mkdir -p build
    printf '%s ... ' "$what"
    if "$@" >build/step.log 2>&1; then
        echo "done"
    else
        echo "FAILED"
        tail -n 60 build/step.log >&2
        echo "The whole output is in build/step.log." >&2
        exit 1
    fi
}
