#!/usr/bin/env bash
# capture.sh OUT: lets Debian's auditd (AUSPEX_ORACLE) write OUT/enriched.log while deeds are done that auditors look for: calls of every
# kind, account changes by the system's own tools (in a copy of /etc that only they see), logins, messages. Needs root; its caller holds
# the kernel lock and puts the rules and the status back should this end early.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1
oracle=$AUSPEX_ORACLE
user=auspexsame
libraries=$oracle/lib/x86_64-linux-gnu:$oracle/usr/lib/x86_64-linux-gnu
auditctl() { LD_LIBRARY_PATH=$libraries "$oracle/sbin/auditctl" "$@"; }
mkdir -p "$out/work" "$out/conf/plugins.d"

daemon=
status() { auditctl -s | awk -v name="$1" '$1 == name { print $2 }'; }
enabled=$(status enabled) limit=$(status backlog_limit)
finish()
{
    auditctl -D -k auspex-same >/dev/null 2>&1
    if [ -n "$daemon" ]; then
        kill -TERM "$daemon" 2>/dev/null
        wait "$daemon"
    fi
    auditctl -e "$enabled" >/dev/null
    auditctl -b "$limit" >/dev/null
}
trap finish EXIT
trap 'exit 1' INT TERM

gcc -O2 -o "$out/deeds" "$here/deeds.c" || exit 2
chmod 750 "$out/conf" "$out/conf/plugins.d"
cat >"$out/conf/auditd.conf" <<C
local_events = yes
write_logs = yes
log_file = $out/enriched.log
log_format = ENRICHED
flush = INCREMENTAL_ASYNC
freq = 50
max_log_file = 100
num_logs = 2
max_log_file_action = IGNORE
space_left = 75
space_left_action = IGNORE
admin_space_left = 50
admin_space_left_action = IGNORE
disk_full_action = IGNORE
disk_error_action = IGNORE
plugin_dir = $out/conf/plugins.d
log_group = root
q_depth = 2000
C
chmod 640 "$out/conf/auditd.conf"
LD_LIBRARY_PATH=$libraries "$oracle/sbin/auditd" -n -c "$out/conf" >"$out/auditd.out" 2>&1 &
daemon=$!
for _ in $(seq 100); do [ ! -s "$out/enriched.log" ] || break; sleep 0.05; done
[ -s "$out/enriched.log" ] || { echo "auditd does not write: $(tail -1 "$out/auditd.out")" >&2; exit 3; }
auditctl -b 8192 >/dev/null
cp -a /etc "$out/etc" # unrecorded: its thousands of events would say the same again and again

# What this shell does from here on is done as a user whom the machine does not know, and only that is recorded.
echo 4071 >/proc/self/loginuid
rule() { auditctl -a always,exit "$@" -F auid=4071 -k auspex-same || echo "capture: no rule $*" >&2; }
rule -F arch=b64 -S open,openat,openat2,creat,truncate -F exit=-EACCES -k refused
rule -F arch=b64 -S execve,execveat -k program
rule -F arch=b64 -S connect,bind,socket,listen,sendto,socketpair,setsockopt -k network
rule -F arch=b64 -S chmod,chown,lchown,setxattr,removexattr,fchmodat,fchownat -k mode
rule -F arch=b64 -S unlink,unlinkat,rename,renameat,renameat2,link,symlink,mkdir,mkdirat,rmdir,mknod,truncate,access,faccessat2,utimensat -k "name change"
rule -F arch=b64 -S kill,tgkill,ptrace -k signal
rule -F arch=b64 -S mount,umount2,unshare,setns,personality,bpf,clone -k world
rule -F arch=b64 -S adjtimex,clock_gettime,setrlimit,sched_setscheduler,prctl,umask,capset,setuid,setgid,setresuid,setfsuid,setgroups
rule -F arch=b64 -S shmget,shmctl,mq_open,mq_timedsend,mq_getsetattr,pipe2,fcntl,lseek,mprotect -F exe="$out/deeds"
rule -F arch=b32 -S open,openat,mkdir,rmdir,chmod,kill,socketcall,ipc,execve -k thirtytwo
auditctl -a always,exit -F dir="$out/work" -F perm=wa -F auid=4071 -k watched -k auspex-same
auditctl -w "$out/work/watched file" -p rwxa -k auspex-same

cd "$out/work" || exit 2
: >"watched file"
cat "watched file"
auditctl -m "a message of the test" >/dev/null 2>&1
"$out/deeds"
export out user
unshare -m /bin/bash -c '
    mount --make-rprivate / && mount --bind "$out/etc" /etc || exit
    groupadd "${user}g"
    useradd -M -N -c "Auspex test" -s /bin/sh $user
    echo "$user:secret" | chpasswd
    usermod -a -G "${user}g" $user
    usermod -c "other, words" $user
    su -c true $user
    su -c "cat /etc/shadow; exit 3" $user
    su -c "echo wrong | su -c true root" $user
    chage -M 99 $user
    passwd -l $user
    groupmod -n "${user}h" "${user}g"
    groupadd "${user}h"
    userdel $user
    groupdel "${user}h"
' >/dev/null 2>&1 </dev/null
sh -c 'sleep 60 & kill -9 $!; wait; exit 0' >/dev/null 2>&1
/usr/bin/env FOO=bar ls -la "$out/work" >/dev/null
sleep 0.3
exit 0
