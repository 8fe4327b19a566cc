#!/usr/bin/env bash
# setup.sh: sees to what the build needs beyond the .NET SDK: a C compiler (the linker, and for tests), zlib to link with.
set -euo pipefail
missing=()
command -v dotnet >/dev/null || { echo "auspex: the .NET SDK 10 is needed: https://dotnet.microsoft.com/download" >&2; exit 1; }
command -v gcc >/dev/null || missing+=(gcc)
[ -e /usr/include/stdio.h ] || missing+=(libc6-dev)
[ -e /usr/include/linux/audit.h ] || missing+=(linux-libc-dev)
[ -e /usr/lib/x86_64-linux-gnu/libz.so ] || [ -e /usr/lib64/libz.so ] || missing+=(zlib1g-dev)
[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "auspex: please install: ${missing[*]}" >&2
    exit 1
fi
echo "auspex: installing ${missing[*]}"
apt-get install -y -q "${missing[@]}" >/dev/null 2>&1 || { apt-get update -q >/dev/null && apt-get install -y -q "${missing[@]}" >/dev/null; }
