# Live: we were stopped for ten seconds while records gathered in the socket. The event under way was not waiting: its other records are there.
! window 500
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
! advance 100.000
! advance 100.010
type=SYSCALL msg=audit(100.020:2): arch=c000003e syscall=59 pid=7
! advance 110.000
type=PROCTITLE msg=audit(100.020:2): proctitle="x"
type=USER_LOGIN msg=audit(109.000:3): pid=1 msg='res=success'
! advance 110.010
