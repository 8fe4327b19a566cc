#!/usr/bin/env bash
# install.sh: lays down the program, its names, man pages and completion under $DESTDIR$PREFIX.
set -euo pipefail
cd "$(dirname "$0")/.."
base=${DESTDIR:-}${PREFIX:-/usr/local}
install -d "$base/sbin" "$base/share/man/man8" "$base/share/bash-completion/completions" "$base/share/doc/auspex"
install -m 0755 build/auspex "$base/sbin/auspex"
while read -r name; do ln -sfn auspex "$base/sbin/$name"; done < <(build/auspex --names)
build/auspex --man >"$base/share/man/man8/auspex.8"
while read -r command; do build/auspex --man "$command" >"$base/share/man/man8/auspex-$command.8"; done < <(build/auspex --commands)
build/auspex --completion bash >"$base/share/bash-completion/completions/auspex"
install -m 0644 README.md CHANGELOG.md LICENSE docs/watch-json.md "$base/share/doc/auspex/"
echo "installed under $base"
