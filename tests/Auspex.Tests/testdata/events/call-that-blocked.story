# accept(2) was called an hour ago and returned now: an old stamp between new ones. It is no new time, so what waits is not disturbed.
type=USER_LOGIN msg=audit(5000.000:1): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(5000.100:3): pid=1 msg='res=success'
type=SYSCALL msg=audit(1400.000:4): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(1400.000:4): proctitle="x"
type=USER_LOGIN msg=audit(5000.200:2): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(5000.300:5): pid=1 msg='res=success'
