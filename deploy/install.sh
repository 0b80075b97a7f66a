#!/bin/sh
# Installs Samspill from this folder, without any network: ./install.sh [FOLDER]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-/opt/samspill}
python=${PYTHON:-python3}

have=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') || {
    echo "Python is missing: install Python 3.11 or newer, or say PYTHON=path" >&2
    exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Samspill needs Python 3.11 or newer and $python is $have: say PYTHON=path" >&2
    exit 1
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || {
    echo "Python's venv is missing: install it, on Debian with: apt install python$have-venv" >&2
    exit 1
}
mkdir -p "$target"
"$python" -m venv --clear "$target/.venv"
"$target/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index \
    --find-links "$here/wheels" --require-hashes -r "$here/requirements.lock" || {
    echo "The wheels do not fit this machine: they were made for the Python and processor in the archive's name (this is Python $have on $(uname -m))" >&2
    exit 1
}
"$target/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index \
    --no-deps "$here"/wheels/samspill-*.whl

# A snapshot that is there already stays; the new one is published last, by one rename.
mkdir -p "$target/snapshots"
name=$(cat "$here/snapshots/current")
if [ ! -d "$target/snapshots/$name" ]; then
    cp -R "$here/snapshots/$name" "$target/snapshots/.building-install"
    mv "$target/snapshots/.building-install" "$target/snapshots/$name"
fi
if [ -f "$target/snapshots/current" ]; then
    "$target/.venv/bin/samspill" snapshots use "$name" --snapshots "$target/snapshots"
else
    cp "$here/snapshots/current" "$target/snapshots/current"
fi
cp "$here/samspill.service" "$target/"
echo "Installed in $target. Start it with:"
echo "  $target/.venv/bin/samspill serve --snapshots $target/snapshots"
