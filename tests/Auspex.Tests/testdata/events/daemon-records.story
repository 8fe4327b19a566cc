# auditd's own records have serials of their own, here far from the kernel's. They pass by, disturb no order and are no gap.
type=DAEMON_START msg=audit(100.000:7001): op=start res=success
type=SYSCALL msg=audit(100.100:1): arch=c000003e syscall=59 pid=7
type=DAEMON_END msg=audit(100.150:7002): op=terminate res=success
type=PROCTITLE msg=audit(100.100:1): proctitle="x"
type=USER_LOGIN msg=audit(100.200:2): pid=1 msg='res=success'
type=DAEMON_START msg=audit(100.300:42): op=start res=success
type=USER_LOGIN msg=audit(100.400:3): pid=1 msg='res=success'
