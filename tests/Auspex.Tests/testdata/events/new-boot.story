# The machine starts again: serials go back while time goes on. The event under way comes out, nothing is told as lost, and the new serials
# are in order from the start.
type=USER_LOGIN msg=audit(100.000:900): pid=1 msg='res=success'
type=SYSCALL msg=audit(100.100:901): arch=c000003e syscall=59 pid=7
type=USER_LOGIN msg=audit(130.000:3): pid=1 msg='res=success'
type=SYSCALL msg=audit(130.000:4): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(130.000:4): proctitle="x"
type=USER_LOGIN msg=audit(130.010:5): pid=1 msg='res=success'
