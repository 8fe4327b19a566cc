# Live, from a node whose clock is an hour behind ours: only the time that passes counts.
! window 500
node=n type=SYSCALL msg=audit(100.000:1): arch=c000003e syscall=59 pid=7
! advance 3700.000
! advance 3700.499
node=n type=USER_LOGIN msg=audit(100.450:2): pid=1 msg='res=success'
! advance 3700.500
! advance 3700.501
! advance 3700.502
