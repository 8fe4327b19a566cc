# The leading thread ends by exit(129), another calls exit_group(23); within the same tick of the clock the pid comes again by vfork, whose
# record is made after its child's end. Accounting's 129 does not say whose the exit_group(23) is. In 201 both call exit_group(0). In 202 the
# first is killed, so that the only exit_group is the second's.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 100 fork 100 200
1000 101 fork 200 210 thread
1000 102 exit1 200 100 129
1004 103 exit 200 100 23
1004 104 exit 200 100 159
1004 105 fork 100 200 vfork
1005 death 200 100 33024 0 sh forked signalled
1005 death 200 100 40704 0 sh forked
2000 106 fork 100 201
2000 107 fork 201 211 thread
2000 108 exit1 201 100 129
2004 109 exit 201 100 0
2004 110 exit 201 100 0
2004 111 fork 100 201 vfork
2005 death 201 100 33024 0 sh forked signalled
2005 death 201 100 0 0 sh forked
3000 112 fork 100 202
3000 113 fork 202 212 thread
3000 114 exit1 202 100 129
3003 thread 202 212 9
3004 115 exit 202 100 7
3004 116 fork 100 202 vfork
3005 death 202 100 33024 0 sh forked signalled
3005 death 202 100 1792 0 sh forked
5000 now
