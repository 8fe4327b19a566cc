# A late event that does not end waits no longer than others: two seconds after its first record it is released.
type=USER_LOGIN msg=audit(100.000:2): pid=1 msg='res=success'
type=CONFIG_CHANGE msg=audit(100.000:1): op=add_rule res=1
type=USER_LOGIN msg=audit(101.000:3): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(101.999:4): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.000:5): pid=1 msg='res=success'
