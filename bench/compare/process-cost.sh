#!/usr/bin/env bash
# process-cost.sh [RATE [SECONDS]]: what watching processes costs. Starts /bin/true RATE times a second under each watcher in turn,
# with the same rules, and prints the CPU time of all its user-space processes as a share of one core, their resident memory, and
# what was lost. Debian's auditd and laurel come from tools/oracle.sh. Needs root and an audit kernel; puts everything back.
set -euo pipefail
cd "$(dirname "$0")/../.."
rate=${1:-1000} seconds=${2:-20}
oracle=${AUSPEX_ORACLE:-$PWD/build/oracle/root}
work=$(mktemp -d)
exec 9>/tmp/auspex-kernel.lock
flock 9
export LD_LIBRARY_PATH=$oracle/lib/x86_64-linux-gnu:$oracle/usr/lib/x86_64-linux-gnu
auditctl() { "$oracle/sbin/auditctl" "$@"; }
gcc -O2 bench/compare/spawn.c -o "$work/spawn"
calls=clone,clone3,fork,vfork,execve,execveat,exit,exit_group
limit=$(auditctl -s | awk '$1 == "backlog_limit" { print $2 }')
enabled=$(auditctl -s | awk '$1 == "enabled" { print $2 }')
watcher=
finish()
{
    [ -z "$watcher" ] || kill -TERM "$watcher" 2>/dev/null || true
    wait 2>/dev/null || true
    auditctl -d always,exit -F arch=b64 -S $calls -k cost >/dev/null 2>&1 || true
    auditctl -d always,exit -F arch=b32 -S $calls -k cost >/dev/null 2>&1 || true
    auditctl -b "$limit" >/dev/null; auditctl -e "$enabled" >/dev/null
    rm -rf "$work"
}
trap finish EXIT

# cpu PID…: user and system time of the processes and their children, in clock ticks.
cpu() { local sum=0 p; for p in "$@"; do sum=$((sum + $(awk '{ print $14 + $15 }' "/proc/$p/stat"))); done; echo $sum; }
rss() { local p; for p in "$@"; do awk '/VmRSS/ { printf "%.1f MB ", $2 / 1024 }' "/proc/$p/status"; done; }
lost() { auditctl -s | awk '$1 == "lost" { print $2 }'; }

measure() # NAME PID…
{
    local name=$1; shift
    local before made after lost0
    lost0=$(lost)
    before=$(cpu "$@")
    made=$("$work/spawn" "$rate" "$seconds")
    sleep 1
    after=$(cpu "$@")
    awk -v n="$name" -v t=$((after - before)) -v made="${made% *}" -v r="${made#* }" -v s="$seconds" -v m="$(rss "$@")" -v l=$(($(lost) - lost0)) \
        'BEGIN { printf "%-16s %6.2f %% of a core  %6.1f us/spawn  %5d spawns/s  resident %s lost %d\n", n, t / s, t * 10000 / made, r, m, l }'
}

audit_conf() # DIR PLUGINS
{
    mkdir -p "$1/plugins.d"; chmod 750 "$1" "$1/plugins.d"
    cat >"$1/auditd.conf" <<C
local_events = yes
write_logs = yes
log_file = $1/audit.log
log_format = ENRICHED
flush = INCREMENTAL_ASYNC
freq = 50
max_log_file = 1000
num_logs = 2
priority_boost = 4
max_log_file_action = IGNORE
space_left = 75
space_left_action = IGNORE
admin_space_left = 50
admin_space_left_action = IGNORE
disk_full_action = IGNORE
disk_error_action = IGNORE
plugin_dir = $1/plugins.d
log_group = root
q_depth = 20000
C
    chmod 640 "$1/auditd.conf"
}

with_auditd() # NAME DIR
{
    "$oracle/sbin/auditd" -n -c "$2" >/dev/null 2>&1 & watcher=$!
    sleep 1.5
    auditctl -b 8192 >/dev/null
    auditctl -a always,exit -F arch=b64 -S $calls -k cost
    auditctl -a always,exit -F arch=b32 -S $calls -k cost
    measure "$1" $watcher $(pgrep -P $watcher || true)
    auditctl -d always,exit -F arch=b64 -S $calls -k cost
    auditctl -d always,exit -F arch=b32 -S $calls -k cost
    kill -TERM $watcher; wait $watcher 2>/dev/null || true; watcher=
}

build/auspex watch --json >"$work/auspex.json" 2>"$work/auspex.err" & watcher=$!
sleep 1.5
measure "auspex watch" $watcher
kill -TERM $watcher; wait $watcher; watcher=
echo "                 $(grep -c '"exit"' "$work/auspex.json") exits reported; $(tail -1 "$work/auspex.err")"

audit_conf "$work/auditd" ; with_auditd "auditd" "$work/auditd"
audit_conf "$work/laurel"
if [ -x "$oracle/usr/sbin/laurel" ]; then
    cat >"$work/laurel/laurel.toml" <<C
directory = "$work/laurel/out"
user = "root"
[auditlog]
file = "audit.json"
size = 1000000000
generations = 1
read-users = []
C
    mkdir -p "$work/laurel/out"
    cat >"$work/laurel/plugins.d/laurel.conf" <<C
active = yes
direction = out
path = $oracle/usr/sbin/laurel
type = always
format = string
args = --config $work/laurel/laurel.toml
C
    chmod 640 "$work/laurel/plugins.d/laurel.conf"
    with_auditd "auditd + laurel" "$work/laurel"
    echo "                 $(wc -l <"$work/laurel/out/audit.json") events written by laurel"
else
    echo "laurel is not there: tools/oracle.sh fetches it"
fi
