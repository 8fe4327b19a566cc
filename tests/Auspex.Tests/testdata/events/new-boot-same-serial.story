# The new boot happens to begin with the serial of the event that was under way.
type=USER_LOGIN msg=audit(100.000:4): pid=1 msg='res=success'
type=SYSCALL msg=audit(100.100:5): arch=c000003e syscall=59 pid=7
type=USER_LOGIN msg=audit(130.000:5): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(130.000:6): pid=1 msg='res=success'
