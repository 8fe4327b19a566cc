#!/usr/bin/env bash
# setup.sh: sees to what the build needs beyond the .NET SDK and make: gcc with its libc headers, as the linker of the native program
# and for tests that ask the headers. Debian's gcc does not bring libc6-dev along. zlib is in .NET's own package since 9.0.
set -euo pipefail
complain() { echo "auspex: $*" >&2; exit 1; }
# MSBuild, or gcc behind -Wl, takes these signs in a path for its own, wherever they stand. Spaces and letters of any script are well.
folder=$(cd "$(dirname "$0")/.." && pwd)
[[ $folder != *[\'\"\,\;\%\*\?\$\\]* ]] || complain "cannot be built in $folder: none of ' \" , ; % * ? \$ \\ may stand in its name"
command -v dotnet >/dev/null || complain "the .NET SDK 10 is needed: https://dotnet.microsoft.com/download"
[ "$(uname -m)" = x86_64 ] || complain "built and tested for x86_64 only, and this is $(uname -m)"
missing=()
command -v gcc >/dev/null || missing+=(gcc)
command -v objcopy >/dev/null || missing+=(binutils)
echo '#include <linux/audit.h>
#include <stdio.h>' | gcc -E -o /dev/null - 2>/dev/null || missing+=(libc6-dev linux-libc-dev)
[ ${#missing[@]} -gt 0 ] || exit 0
command -v apt-get >/dev/null || complain "please install what Debian calls ${missing[*]}"
[ "$(id -u)" = 0 ] || complain "please install as root: apt-get install ${missing[*]}"
echo "auspex: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt() { apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20 "$@" >/dev/null; }
apt install -y --no-install-recommends "${missing[@]}" 2>/dev/null || { apt update && apt install -y --no-install-recommends "${missing[@]}"; } \
  || complain "could not install ${missing[*]}"
