#!/usr/bin/env bash
# oracle.sh: fetches Debian's audit tools, laurel and rsyslog into build/oracle/root, for tests and races to compare with. They are only unpacked:
# installing them would start a daemon. Where that cannot be, it says so and ends with 1; what needs the tools then skips.
set -euo pipefail
cd "$(dirname "$0")/.."
root=build/oracle/root
[ ! -x "$root/sbin/auditctl" ] || exit 0
[ -z "${AUSPEX_ORACLE:-}" ] || exit 0
skip() { echo "oracle: $*; what compares with Debian's tools will skip" >&2; exit 1; }
command -v apt-get >/dev/null && command -v dpkg >/dev/null || skip "no apt here"
packages="auditd audispd-plugins rsyslog libestr0 libfastjson4 liblognorm5 laurel libaudit1 libauparse0 libwrap0 libnsl2 libtirpc3 libgssapi-krb5-2 libkrb5-3 libk5crypto3 libkrb5support0 libkeyutils1 libcap-ng0 python3-audit"
# Sources of locales, for answers in other languages, where the machine has none.
[ -d /usr/share/i18n/locales ] || packages="$packages locales"
rm -rf build/oracle
mkdir -p build/oracle/deb
apt() { apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20 "$@" >/dev/null 2>&1; }
# Unpacked elsewhere and renamed, so that half of it never passes for all of it. One that a release lacks must not keep the rest away.
fetch() { (cd build/oracle/deb && apt download auditd && for p in $packages; do apt download "$p" || true; done); }
fetch || { apt update && fetch; } || skip "auditd cannot be fetched (no network, or no package lists and no root)"
for deb in build/oracle/deb/*.deb; do dpkg -x "$deb" build/oracle/new; done
# Where /usr is merged, newer packages have their programs only there.
[ -e build/oracle/new/sbin ] || ln -s usr/sbin build/oracle/new/sbin
libraries=$PWD/build/oracle/new/lib/x86_64-linux-gnu:$PWD/build/oracle/new/usr/lib/x86_64-linux-gnu
LD_LIBRARY_PATH=$libraries build/oracle/new/sbin/ausearch --version >/dev/null 2>&1 || skip "its ausearch does not run"
mv build/oracle/new "$root"
echo "oracle: $(find build/oracle/deb -name '*.deb' | wc -l) packages in $root"
