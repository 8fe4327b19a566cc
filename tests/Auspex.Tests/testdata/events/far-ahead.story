# Four serials are held at most: when 6 comes the missing 2 is given up before its time, and so on.
! ahead 4
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.001:3): pid=1 msg='res=success'
type=SYSCALL msg=audit(100.002:4): arch=c000003e syscall=59 pid=7
type=USER_LOGIN msg=audit(100.003:6): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.004:8): pid=1 msg='res=success'
type=PROCTITLE msg=audit(100.004:4): proctitle="x"
type=USER_LOGIN msg=audit(100.005:40): pid=1 msg='res=success'
