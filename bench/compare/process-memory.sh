#!/usr/bin/env bash
# process-memory.sh [N]: resident memory of auspex watch while N processes (a million unless told) live and die as fast as they can.
set -euo pipefail
cd "$(dirname "$0")/../.."
n=${1:-1000000}
work=$(mktemp -d)
trap 'kill -TERM $watcher 2>/dev/null || true; rm -rf "$work"' EXIT
exec 9>/tmp/auspex-kernel.lock
flock 9
gcc -O2 bench/compare/forks.c -o "$work/forks"
build/auspex watch --json --no-snapshot 2>"$work/err" >/dev/null & watcher=$!
sleep 1
sh -c "exec $work/forks $n" & load=$!
while kill -0 $load 2>/dev/null; do
    awk '/VmRSS|VmHWM/ { printf "%s %.1f MB  ", $1, $2 / 1024 } END { print "" }' /proc/$watcher/status
    sleep 10
done
wait $load
sleep 1
awk '/VmRSS|VmHWM/ { printf "%s %.1f MB  ", $1, $2 / 1024 } END { print "at the end" }' /proc/$watcher/status
kill -TERM $watcher; wait $watcher || true
tail -1 "$work/err"
