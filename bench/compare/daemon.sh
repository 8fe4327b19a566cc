#!/usr/bin/env bash
# daemon.sh [EVENTS [ROUNDS]]: races auditd against Debian's and the cheapest auditor there can be (../shared/load), in one run: CPU an event,
# events a second, what was lost, resident memory. Needs root, an audit kernel, make native and tools/oracle.sh.
set -euo pipefail
cd "$(dirname "$0")/../.."
events=${1:-100000} rounds=${2:-3}
root=${AUSPEX_ORACLE:-$PWD/build/oracle/root} load=$PWD/../shared/load
work=$(mktemp -d /var/lib/auspex-bench-XXXXXX)
limit=$(build/auditctl -s | awk '$1=="backlog_limit"{print $2}')
trap 'build/auditctl -b "$limit" >/dev/null; rm -rf "$work"' EXIT
cp "$load"/{storm.c,sink.c,daemon-cost.sh} "$work"
gcc -O2 "$work/sink.c" -o "$work/sink"
mkdir "$work/bin" "$work/plugins.d"
ln -s "$PWD/build/auspex" "$work/bin/auditctl"
config() # NAME PLUGINS
{
  mkdir -p "$work/$1" "$work/$2"
  printf '%s\n' "log_file = $work/$1/audit.log" "log_format = ENRICHED" "flush = INCREMENTAL_ASYNC" "freq = 50" "max_log_file = 8" "num_logs = 5" \
    "max_log_file_action = ROTATE" "space_left = 75" "admin_space_left = 50" "plugin_dir = $work/$2" >"$work/$1/auditd.conf"
  chmod 0640 "$work/$1/auditd.conf"
}
config ours plugins.none
config theirs plugins.none
config ours-fed plugins.d
config theirs-fed plugins.d
# One plugin that reads all; ours writes JSON lines besides, for which theirs has nothing.
printf '#!/bin/sh\nexec cat >/dev/null\n' >"$work/reader"
chmod 0750 "$work/reader"
printf '%s\n' "active = yes" "path = $work/reader" "type = always" "format = string" >"$work/plugins.d/reader.conf"
chmod 0640 "$work/plugins.d/reader.conf"
printf '%s\n' "spill_dir = $work/spill" "json_file = $work/ours-fed/audit.json" >"$work/ours-fed/auspex.conf"
printf '%s\n' "spill_dir = $work/spill" >"$work/ours/auspex.conf"
chmod 0640 "$work"/ours*/auspex.conf
race() { (cd "$work" && PATH=$work/bin:$PATH flock /tmp/auspex-kernel.lock ./daemon-cost.sh "$events" "$@" | sed "s/^/  /"); }
theirs() { [ ! -x "$root/sbin/auditd" ] || LD_LIBRARY_PATH=$root/lib/x86_64-linux-gnu:$root/usr/lib/x86_64-linux-gnu race "$root/sbin/auditd" -n -c "$work/$1"; }
for round in $(seq "$rounds"); do
  echo "auspex auditd, round $round"
  race "$PWD/build/auspex" auditd -n -c "$work/ours"
  echo "Debian's auditd, round $round"
  theirs theirs
  echo "auspex auditd with a plugin and JSON lines, round $round"
  race "$PWD/build/auspex" auditd -n -c "$work/ours-fed"
  grep -h "op=lost cause=consumer" "$work"/ours-fed/audit.log* | tail -1 || true
  echo "Debian's auditd with a plugin, round $round"
  theirs theirs-fed
  echo "the floor, round $round"
  race "$work/sink" "$work/sink.log"
done
