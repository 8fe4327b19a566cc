#!/usr/bin/env bash
# endurance.sh [SECONDS [EXTRA]]: our auditd, ENRICHED with incremental_async, under the fastest storm it sustains, for so long. Prints every
# minute what came, what was lost and the resident memory; at the end the totals, and whether all events were counted. EXTRA is a line for
# auspex.conf. Needs root, an audit kernel and make native.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-3600} extra=${2:-}
exec 9>/tmp/auspex-kernel.lock
flock 9
work=$(mktemp -d /var/lib/auspex-bench-XXXXXX)
limit=$(build/auditctl -s | awk '$1=="backlog_limit"{print $2}')
finish() {
  build/auditctl -D >/dev/null || true
  [ -z "${daemon:-}" ] || { kill -TERM "$daemon" 2>/dev/null && wait "$daemon" || true; }
  build/auditctl -e 0 >/dev/null; build/auditctl -b "$limit" >/dev/null
  rm -rf "$work"
}
trap finish EXIT
gcc -O2 ../shared/load/storm.c -o "$work/storm"
mkdir "$work/plugins.d"
printf '%s\n' "log_file = $work/audit.log" "log_format = ENRICHED" "flush = INCREMENTAL_ASYNC" "freq = 50" "max_log_file = 8" "num_logs = 5" \
  "max_log_file_action = ROTATE" "space_left = 75" "admin_space_left = 50" "plugin_dir = $work/plugins.d" >"$work/auditd.conf"
printf '%s\n' "spill_dir = $work/spill" "metrics_listen = $work/metrics" "$extra" >"$work/auspex.conf"
chmod 0640 "$work"/*.conf
build/auspex auditd -n -c "$work" & daemon=$!
for _ in $(seq 50); do [ -S "$work/metrics" ] && break; sleep 0.1; done
build/auditctl -D >/dev/null; build/auditctl -b 65536 >/dev/null; build/auditctl --reset-lost >/dev/null
build/auditctl -a always,exit -F arch=b64 -S access -F exe="$work/storm" -k storm
metric() { curl -s --unix-socket "$work/metrics" http://localhost/metrics | awk -v name="$1" '$1==name{print $2}'; }
resident() { awk '/VmRSS/{print $2}' "/proc/$daemon/status"; }
ticks() { awk '{print $14+$15}' "/proc/$daemon/stat"; }
start=$SECONDS calls=0 minute=0 first=0
while [ $((SECONDS - start)) -lt "$seconds" ]; do
  "$work/storm" 200000 >/dev/null
  calls=$((calls + 200000))
  if [ $((SECONDS - start)) -ge $((minute * 60)) ]; then
    minute=$((minute + 1))
    [ "$minute" -ne 2 ] || first=$(resident)
    echo "$((SECONDS - start)) s: $calls calls, kernel lost $(metric auspex_kernel_lost_total), resident $(resident) kB, cpu $(($(ticks) / 100)) s"
  fi
done
took=$((SECONDS - start))
for _ in $(seq 100); do [ "$(build/auditctl -s | awk '$1=="backlog"{print $2}')" -lt 5 ] && break; sleep 0.1; done
sleep 2
echo "calls $calls in $took s: $((calls / took))/s; counted by the daemon $(metric 'auspex_key_events_total{key="storm"}') (each run of storm makes one more)"
curl -s --unix-socket "$work/metrics" http://localhost/metrics | grep '^auspex_lost_total\|^auspex_records\|^auspex_flush\|^auspex_intake\|^auspex_queue\|^auspex_kernel_lost'
echo "resident after two minutes $first kB, at the end $(resident) kB; $(awk -v t="$(ticks)" -v n="$calls" 'BEGIN{printf "%.1f us of CPU an event", t*10000/n}')"
