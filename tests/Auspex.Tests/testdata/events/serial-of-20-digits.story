# A forged serial beyond 32 bits: it may stand in no other event's place.
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=SYSCALL msg=audit(100.001:2): arch=c000003e syscall=59 pid=7
type=SYSCALL msg=audit(100.001:4294967298): arch=c000003e syscall=59 pid=7
type=USER_LOGIN msg=audit(100.001:18446744073709551615): pid=1 msg='res=success'
type=PROCTITLE msg=audit(100.001:2): proctitle="x"
type=PROCTITLE msg=audit(100.001:4294967298): proctitle="x"
type=USER_LOGIN msg=audit(100.002:3): pid=1 msg='res=success'
