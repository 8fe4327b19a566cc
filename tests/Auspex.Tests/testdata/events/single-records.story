# Records of programs and of deaths by signal stand alone and are released at once; LOGIN's kin, here an AVC, wait for their system call.
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=SERVICE_START msg=audit(100.001:2): pid=1 msg='unit=x'
type=ANOM_ABEND msg=audit(100.002:3): pid=7 sig=11
type=AVC msg=audit(100.003:4): avc:  denied
type=SYSCALL msg=audit(100.003:4): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.003:4): proctitle="x"
