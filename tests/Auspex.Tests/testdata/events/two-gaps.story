# Two gaps, 2 and 4 to 5. The second is given up when what waits behind it has waited two seconds itself.
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.100:3): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(101.000:6): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.100:7): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.999:8): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(103.000:9): pid=1 msg='res=success'
