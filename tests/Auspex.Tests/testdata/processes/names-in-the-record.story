# Enriched records carry the names that the writing machine has; children that are inferred have them too.
as auid=1000 name=ec2-user
1000 10 exec 500 900 /bin/bash bash
1100 11 fork 500 501
1200 12 exit 501 500 0 /bin/bash
as name=unknown(1000)
2000 13 exec 502 500 /bin/ls ls
