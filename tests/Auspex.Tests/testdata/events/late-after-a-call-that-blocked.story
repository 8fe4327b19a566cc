# The last event released had the old stamp of a call that blocked. A late event behind it is late, not a new boot.
type=USER_LOGIN msg=audit(5000.000:1): pid=1 msg='res=success'
type=SYSCALL msg=audit(5000.100:3): arch=c000003e syscall=59 pid=7
type=SYSCALL msg=audit(1400.000:4): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(1400.000:4): proctitle="x"
type=USER_LOGIN msg=audit(5002.100:5): pid=1 msg='res=success'
type=SYSCALL msg=audit(5000.050:2): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(5000.050:2): proctitle="x"
type=USER_LOGIN msg=audit(5002.200:6): pid=1 msg='res=success'
