#!/usr/bin/env bash
# oracle.sh: fetches Debian's audit tools and laurel into build/oracle/root, to compare with. Nothing is installed: installing would
# start a daemon. Where there is no apt or no network the tests that need them skip, saying so.
set -euo pipefail
cd "$(dirname "$0")/.."
root=build/oracle/root
[ ! -x "$root/sbin/auditctl" ] || exit 0
command -v apt-get >/dev/null || { echo "oracle: no apt here; tests against Debian's tools will skip" >&2; exit 1; }
packages="auditd laurel libaudit1 libauparse0 libwrap0 libnsl2 libtirpc3 libgssapi-krb5-2 libkrb5-3 libk5crypto3 libkrb5support0 libkeyutils1 libcap-ng0"
mkdir -p build/oracle/deb
cd build/oracle/deb
fetch() { for p in $packages; do apt-get download "$p" >/dev/null 2>&1 || return 1; done; }
fetch || { apt-get update -q >/dev/null 2>&1 && fetch; } || { echo "oracle: the packages cannot be fetched; tests will skip" >&2; exit 1; }
for d in *.deb; do dpkg -x "$d" ../root; done
[ -x ../root/sbin/auditctl ] && echo "oracle: $(ls | wc -l) packages in $root"
