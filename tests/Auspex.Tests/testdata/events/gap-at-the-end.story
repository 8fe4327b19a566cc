# The input ends before anybody knows whether 2 would have come: it is told as lost, and 3 follows.
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.100:3): pid=1 msg='res=success'
