#!/bin/bash
# The Python module: against the command line, as a wheel in a folder of its own, and what it says without the library.
# usage: test_python.sh CCSIM SOURCE_FOLDER BUILD_FOLDER
set -u
ccsim=$1 source=$2 build=$3
python=/usr/bin/python3
"$python" -c 'import ctypes, sqlite3' 2>/dev/null || exit 77
library=$(find "$build" -maxdepth 2 -name 'libccsim.so.0' | head -n 1)
[ -n "$library" ] || { echo "there is no library in $build" && exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0
export PYTHONDONTWRITEBYTECODE=1

CCSIM_LIBRARY=$library "$python" "$source/tests/library/python_cases.py" "$ccsim" "$source" || status=1

# The example, in 40 lines.
env=$source/library/python/examples/staffing_env.py
[ "$(wc -l <"$env")" -le 40 ] || { echo "staffing_env.py has more than 40 lines"; status=1; }
CCSIM_LIBRARY=$library PYTHONPATH=$source/library/python "$python" "$env" "$source/scenarios/erlang_a.cfg" \
    >"$folder/env" || status=1
[ "$(grep -c . "$folder/env")" -eq 2 ] || { cat "$folder/env"; status=1; }

# Without the library, or with another version, it says where it looked and what it wants.
mkdir "$folder/other"
cp -r "$source/library/python/ccsim" "$folder/other/"
cd "$folder" || exit 1
said=$(CCSIM_LIBRARY=/no/libccsim.so PYTHONPATH=$folder/other "$python" -c 'import ccsim' 2>&1)
case $said in
    *ImportError*"/no/libccsim.so"*CCSIM_LIBRARY*) ;;
    *) echo "no library: $said"; status=1 ;;
esac
said=$(env -u CCSIM_LIBRARY PYTHONPATH="$folder/other" "$python" -c 'import ccsim' 2>&1)
case $said in
    "" | *"$folder/other/ccsim/libccsim.so.0"*libccsim.so.0:*) ;; # one may be installed
    *) echo "no library anywhere: $said"; status=1 ;;
esac
sed -i 's/^__version__ = "0\.1/__version__ = "0.9/' "$folder/other/ccsim/native.py"
said=$(CCSIM_LIBRARY=$library PYTHONPATH=$folder/other "$python" -c 'import ccsim' 2>&1)
case $said in
    *ImportError*"needs libccsim 0.9"*"is version 0.1"*) ;;
    *) echo "another version: $said"; status=1 ;;
esac

# Versions are written in three places.
for file in library/python/pyproject.toml library/python/ccsim/native.py; do
    grep -q "version.* = \"$("$ccsim" --version | cut -d ' ' -f 2)\"" "$source/$file" || {
        echo "$file has another version than the program"
        status=1
    }
done

# One wheel for all Pythons, with the library beside the module.
if "$python" -c 'import setuptools, wheel' 2>/dev/null; then
    sh "$source/library/python/make_wheel.sh" "$library" "$folder/wheels" >"$folder/log" 2>&1 || { cat "$folder/log"; status=1; }
    wheel=$(ls "$folder"/wheels/ccsim-*-py3-none-*.whl) || status=1
    "$python" -m zipfile -e "$wheel" "$folder/installed"
    (cd / && env -u CCSIM_LIBRARY PYTHONPATH="$folder/installed" "$python" -c "
import ccsim
assert ccsim.__file__.startswith('$folder/installed'), ccsim.__file__
print(ccsim.Scenario('$source/scenarios/erlang_a.cfg').run(replications=2)['asa'].mean)") >/dev/null || status=1
fi
exit $status
