# Two events claim serial 2. The first has the place; the other is told too, as late.
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=SYSCALL msg=audit(100.001:2): arch=c000003e syscall=59 pid=7
type=SYSCALL msg=audit(100.007:2): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.001:2): proctitle="x"
type=PROCTITLE msg=audit(100.007:2): proctitle="x"
type=USER_LOGIN msg=audit(100.008:3): pid=1 msg='res=success'
