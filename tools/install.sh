#!/usr/bin/env bash
# install.sh: lays down the program, its names, man pages, completion, documents, rule sets and units under $DESTDIR$PREFIX, and sample
# configuration under $DESTDIR/etc/audit, where it never overwrites what is there. make install calls it.
set -euo pipefail
cd "$(dirname "$0")/.."
base=${DESTDIR:-}${PREFIX:-/usr/local}
[ -x build/auspex ] || { echo "auspex: build/auspex is missing; make native builds it" >&2; exit 1; }
man=$base/share/man completions=$base/share/bash-completion/completions documents=$base/share/doc/auspex
install -d "$base/sbin" "$man/man5" "$man/man7" "$man/man8" "$completions" "$documents/docs/decisions"
install -m 0755 build/auspex "$base/sbin/auspex"
while read -r name; do ln -sfn auspex "$base/sbin/$name"; done < <(build/auspex --names)
# made NAME COMMAND…: writes what COMMAND says to the file NAME, readable by all whatever the umask.
made() { local file=$1; shift; "$@" >"$file"; chmod 0644 "$file"; }
pages=$(build/auspex --pages)
for page in $pages; do made "$man/man${page##*.}/$page" build/auspex --man "$page"; done
made "$completions/auspex" build/auspex --completion bash
# bash-completion looks for a file by the command's name; each of them registers all.
while read -r name; do ln -sfn auspex "$completions/$name"; done < <(build/auspex --names)
install -m 0644 README.md CHANGELOG.md ARCHITECTURE.md CONTRIBUTING.md LICENSE "$documents/"
install -m 0644 docs/*.md "$documents/docs/"
install -m 0644 docs/decisions/*.md "$documents/docs/decisions/"
# Rules to choose from, and what the service manager needs.
units=$base/lib/systemd/system tmpfiles=$base/lib/tmpfiles.d
install -d "$base/share/audit-rules" "$units" "$tmpfiles"
install -m 0644 rules/*.rules rules/rules.tsv rules/README.md "$base/share/audit-rules/"
for unit in auditd audit-rules; do made "$units/$unit.service" sed "s|@SBIN@|${PREFIX:-/usr/local}/sbin|" "packaging/$unit.service.in"; done
install -m 0644 packaging/tmpfiles.conf "$tmpfiles/audit.conf"
log=${DESTDIR:-}/var/log/audit
[ -d "$log" ] || install -d -m 0700 "$log"
# Configuration is the machine's own once it is there.
etc=${DESTDIR:-}/etc/audit
install -d -m 0750 "$etc" "$etc/rules.d" "$etc/plugins.d"
for file in auditd.conf auspex.conf audit-stop.rules audisp-filter.conf audisp-remote.conf; do [ -e "$etc/$file" ] || install -m 0640 "packaging/$file" "$etc/$file"; done
for file in af_unix syslog filter au-remote; do
  [ -e "$etc/plugins.d/$file.conf" ] && continue
  sed "s|/sbin/audisp|${PREFIX:-/usr/local}/sbin/audisp|g" "packaging/plugins.d/$file.conf" >"$etc/plugins.d/$file.conf"
  chmod 0640 "$etc/plugins.d/$file.conf"
done
echo "auspex: installed under $base, configuration in $etc"
