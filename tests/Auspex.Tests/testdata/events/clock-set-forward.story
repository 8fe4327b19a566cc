# The clock is set forward by an hour while event 2 is under way: it comes out unfinished, the rest of it late. Order goes on.
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=SYSCALL msg=audit(100.100:2): arch=c000003e syscall=59 pid=7
type=USER_LOGIN msg=audit(3700.000:3): pid=1 msg='res=success'
type=PROCTITLE msg=audit(100.100:2): proctitle="x"
type=USER_LOGIN msg=audit(3700.100:4): pid=1 msg='res=success'
