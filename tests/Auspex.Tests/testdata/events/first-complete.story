# The stream begins with a later event that is complete: nobody can know that 10 and 11 come, so they are late, and nothing is lost.
type=USER_LOGIN msg=audit(100.002:12): pid=1 msg='res=success'
type=SYSCALL msg=audit(100.001:11): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.001:11): proctitle="x"
type=USER_LOGIN msg=audit(100.000:10): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.003:13): pid=1 msg='res=success'
