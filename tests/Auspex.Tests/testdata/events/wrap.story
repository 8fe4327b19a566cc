# Serials pass 2^32-1 and go on with 0. Events wait across it, and a gap across it is counted.
type=USER_LOGIN msg=audit(100.000:4294967293): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.001:0): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.002:4294967295): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.003:4294967294): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.004:1): pid=1 msg='res=success'
type=SYSCALL msg=audit(100.005:2): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.005:2): proctitle="x"
