# Serial 2 is 1.9 seconds late, within the window: nothing is lost.
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.100:3): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.000:4): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.000:2): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.100:5): pid=1 msg='res=success'
