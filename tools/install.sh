#!/usr/bin/env bash
# install.sh: lays down the program, its names, man pages, completion and documents under $DESTDIR$PREFIX. make install calls it.
set -euo pipefail
cd "$(dirname "$0")/.."
base=${DESTDIR:-}${PREFIX:-/usr/local}
[ -x build/auspex ] || { echo "auspex: build/auspex is missing; make native builds it" >&2; exit 1; }
man=$base/share/man/man8 completions=$base/share/bash-completion/completions documents=$base/share/doc/auspex
install -d "$base/sbin" "$man" "$completions" "$documents/docs/decisions"
install -m 0755 build/auspex "$base/sbin/auspex"
while read -r name; do ln -sfn auspex "$base/sbin/$name"; done < <(build/auspex --names)
# made NAME COMMAND…: writes what COMMAND says to the file NAME, readable by all whatever the umask.
made() { local file=$1; shift; "$@" >"$file"; chmod 0644 "$file"; }
made "$man/auspex.8" build/auspex --man
commands=$(build/auspex --commands)
for command in $commands; do made "$man/auspex-$command.8" build/auspex --man "$command"; done
made "$completions/auspex" build/auspex --completion bash
install -m 0644 README.md CHANGELOG.md ARCHITECTURE.md CONTRIBUTING.md LICENSE "$documents/"
install -m 0644 docs/*.md "$documents/docs/"
install -m 0644 docs/decisions/*.md "$documents/docs/decisions/"
echo "auspex: installed under $base"
