# Four events are lost while serials wrap: 4294967295, 0, 1 and 2.
type=USER_LOGIN msg=audit(100.000:4294967294): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.500:3): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(103.000:4): pid=1 msg='res=success'
