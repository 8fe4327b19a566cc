# A forged time later than the year 9999 has no date: the record is counted as malformed, and the clock does not follow it.
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(9223372036854774.000:2): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(253402300800.000:2): pid=1 msg='res=success'
type=SYSCALL msg=audit(100.100:2): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.100:2): proctitle="x"
