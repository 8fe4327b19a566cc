# The kernel dropped a hundred thousand events within half a second. The jump is further than events are held, so it is told at once.
type=USER_LOGIN msg=audit(100.000:1000): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.500:101001): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.501:101002): pid=1 msg='res=success'
