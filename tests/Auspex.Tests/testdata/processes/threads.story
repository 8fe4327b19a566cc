# clone with CLONE_THREAD is a thread; clone3 does not show its flags: /proc knows one thread, accounting one process that is dead.
option live
option accounting
proc 100 1 -5000 Process sh
proc 301 100 1000 Thread sh
begin
1000 10 fork 100 300 thread
1000 11 fork 100 301 clone3
1000 12 fork 100 302 clone3
1000 13 fork 100 303 clone3
1010 14 exit1 100 1 0
1010 death 302 100 1792 0 sh forked
9000 now
