# The leading thread ends by exit(3), then a signal kills the rest: accounting has the leader's 3, the process connector tells the signal.
# 200: told by its further threads. 201: the connector knows only of a code; the signal stays unknown. 202 (9, by a core dump's record): the
# record says it. 203: a thread was killed alone (31, seccomp), but an exec came after, then a code. 204 is killed whole: accounting knows.
# 205 had the signal of its number's former owner remembered. 206: exit_group says the code, whatever was remembered.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 100 fork 100 200
1000 101 fork 200 210 thread
1000 102 fork 200 211 thread
1001 103 exit1 200 100 3
1010 thread 200 200 768
1010 thread 200 211 15
1010 thread 200 210 15
1020 death 200 100 768 10 sh forked signalled
1100 104 fork 100 201
1100 105 fork 201 212 thread
1101 106 exit1 201 100 3
1110 thread 201 212 2304
1120 death 201 100 768 10 sh forked signalled
1200 107 fork 100 202
1200 108 fork 202 213 thread
1201 109 exit1 202 100 3
1210 110 abend 202 11
1210 thread 202 213 139
1220 death 202 100 896 10 sh forked signalled core
1300 111 fork 100 203
1300 112 fork 203 214 thread
1300 113 fork 203 215 thread
1301 114 exit1 203 100 3
1302 thread 203 214 31
1310 115 exec 203 100 /bin/true true
1312 116 exit 203 100 5 /bin/true
1320 death 203 100 1280 10 true signalled
1400 117 fork 100 204
1400 118 fork 204 216 thread
1410 thread 204 216 9
1410 thread 204 204 9
1420 death 204 100 9 10 sh forked signalled
1500 thread 205 299 9
1600 119 fork 100 205
1600 120 fork 205 217 thread
1601 121 exit1 205 100 3
1620 death 205 100 768 10 sh forked signalled
1700 122 fork 100 206
1700 123 fork 206 218 thread
1701 124 exit1 206 100 3
1702 thread 206 219 31
1703 125 exit 206 100 8
1720 death 206 100 768 10 sh forked signalled
4000 now
