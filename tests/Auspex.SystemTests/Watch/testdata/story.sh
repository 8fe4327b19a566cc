#!/bin/sh
# The story of story.log (audit records) and story.pacct (accounting records): recorded on Linux 6.18 while this ran, by
#   auspex watch --acct all.pacct --record all.log
# and cut down to this shell (pid 12533) and its descendants. Its own birth is not in it: whoever made it made no records.
#
#   sh -c 'echo $$ >/tmp/story/pid; exec sh story.sh'      in /tmp/auspex-story
mkdir größe && cd größe
printf '#!/bin/sh -e\nexit 3\n' >greet && chmod +x greet
./greet "it's me" 'two words' "$(printf '\303\050')"        # a script; its last argument is not UTF-8; code 3
cp /bin/true gone
sh -c 'exec 3<gone; rm gone; exec /proc/self/fd/3 left'     # an image whose file has been removed
sh -c 'kill -TERM $$'                                       # a death by signal, which only accounting tells
(sleep 0.2 &)                                               # an orphan: its maker ends before it
setpriv --reuid 65534 --clear-groups false                  # another user; code 1
bad=$(printf 'b\303\050') && mkdir "$bad" && cd "$bad"
cp /bin/true "$bad" && "./$bad"                             # image, name and working directory are not UTF-8
sleep 0.4
