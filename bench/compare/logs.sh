#!/usr/bin/env bash
# logs.sh: makes, where they are missing, the logs of the races in $AUSPEX_BENCH (/tmp/auspex-bench), about 2.4 GB, from one capture of
# some seconds by Debian's auditd with format ENRICHED: a calm log, a storm and a tenth of it, and one whose ids no machine knows.
# Needs root and an audit kernel for the capture, and ../shared/load/makelog.py; puts everything back.
set -euo pipefail
cd "$(dirname "$0")/../.."
bench=${AUSPEX_BENCH:-/tmp/auspex-bench}
oracle=${AUSPEX_ORACLE:-$PWD/build/oracle/root}
makelog=../shared/load/makelog.py
mkdir -p "$bench"

# In a shell of its own: what it sets, its trap too, ends with it.
capture()
(
    work=$(mktemp -d) daemon=
    exec 9>/tmp/auspex-kernel.lock
    flock 9
    auditctl() { LD_LIBRARY_PATH=$oracle/lib/x86_64-linux-gnu:$oracle/usr/lib/x86_64-linux-gnu "$oracle/sbin/auditctl" "$@"; }
    limit=$(auditctl -s | awk '$1 == "backlog_limit" { print $2 }')
    enabled=$(auditctl -s | awk '$1 == "enabled" { print $2 }')
    finish()
    {
        for key in rare denied fs kill exec; do auditctl -D -k $key >/dev/null 2>&1 || true; done
        [ -z "$daemon" ] || { kill -TERM "$daemon"; wait "$daemon" || true; }
        auditctl -b "$limit" >/dev/null; auditctl -e "$enabled" >/dev/null
        rm -rf "$work"
    }
    trap finish EXIT
    mkdir -p "$work/plugins.d" "$work/files"
    chmod 750 "$work" "$work/plugins.d"
    cat >"$work/auditd.conf" <<C
local_events = yes
write_logs = yes
log_file = $work/audit.log
log_format = ENRICHED
flush = INCREMENTAL_ASYNC
freq = 50
max_log_file = 1000
num_logs = 2
max_log_file_action = IGNORE
space_left = 75
space_left_action = IGNORE
admin_space_left = 50
admin_space_left_action = IGNORE
disk_full_action = IGNORE
disk_error_action = IGNORE
plugin_dir = $work/plugins.d
log_group = root
q_depth = 20000
C
    chmod 640 "$work/auditd.conf"
    gcc -O2 bench/compare/busy.c -o "$work/busy"
    LD_LIBRARY_PATH=$oracle/lib/x86_64-linux-gnu:$oracle/usr/lib/x86_64-linux-gnu "$oracle/sbin/auditd" -n -c "$work" >/dev/null 2>&1 & daemon=$!
    sleep 1.5
    auditctl -b 32768 >/dev/null
    echo 4242 >/proc/self/loginuid
    rule() { auditctl -a always,exit -F arch=b64 -F auid=4242 "$@"; }
    rule -S truncate -k rare
    rule -S access -k denied
    rule -S open,openat,rename -F dir="$work/files" -k fs
    rule -S kill -k kill
    rule -S execve -k exec
    "$work/busy" 5 "$work/files"
    sleep 1
    kill -TERM "$daemon"; wait "$daemon" || true; daemon=
    cp "$work/audit.log" "$bench/capture.new"
)

# A user id that only the enrichment could know, on every record of a call: one of 200 for auid, one of 50 for uid.
forget_users()
{
    python3 - "$1" "$2" <<'P'
import re, sys
turn = 0
def other(match):
    global turn
    turn += 1
    return b'auid=%d uid=%d gid=' % (50000 + turn % 200, 60000 + turn % 50)
with open(sys.argv[1], 'rb') as source, open(sys.argv[2], 'wb') as target:
    for line in source:
        target.write(re.sub(rb'auid=\d+ uid=\d+ gid=', other, line))
P
}

[ -s "$bench/capture.log" ] || { capture; mv "$bench/capture.new" "$bench/capture.log"; }
[ -f "$makelog" ] || { echo "logs: no $makelog" >&2; exit 1; }
make() { [ -s "$bench/$1" ] || { python3 "$makelog" "$2" "$bench/$1.new" "$3" "$4"; mv "$bench/$1.new" "$bench/$1"; }; }
make calm.log "$bench/capture.log" 292 50
make storm.log "$bench/capture.log" 1036 0
make tenth.log "$bench/capture.log" 103 0
if [ ! -s "$bench/unknown.log" ]; then
    forget_users "$bench/capture.log" "$bench/forgotten.log"
    make unknown.log "$bench/forgotten.log" 176 50
    rm -f "$bench/forgotten.log"
fi
for log in calm storm tenth unknown; do
    cat "$bench/$log.log" >/dev/null # into the page cache
    echo "$bench/$log.log: $(($(stat -c %s "$bench/$log.log") / 1000000)) MB, $(grep -ac '^type=SYSCALL' "$bench/$log.log") calls"
done
