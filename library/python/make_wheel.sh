#!/bin/sh
# Makes a wheel with the library beside the module, for all Pythons of this platform; needs Debian's
# python3-setuptools and python3-wheel.
# usage: make_wheel.sh LIBRARY OUT_FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
library=$(readlink -f "$1")
mkdir -p "$2"
out=$(cd "$2" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$here/ccsim" "$here/pyproject.toml" "$here/setup.py" "$here/README.md" "$folder/"
find "$folder" -name __pycache__ -exec rm -rf {} +
cp "$library" "$folder/ccsim/libccsim.so.0"
cd "$folder"
/usr/bin/python3 setup.py -q bdist_wheel --dist-dir "$out"
