#!/usr/bin/env bash
# ranges.sh [OPTIONS]: races Debian's ausearch with ours on ranges of time, over a log of about 300 MB in one file and in eight rotated
# ones: the calm log of logs.sh, its times brought forward so that it ends in five minutes. Options: race.sh. AUSPEX_BEFORE names another
# program of ours, an older one, which is timed beside. Both tools look at every stamp, whatever the range, so that we are only to be no
# slower. Ends with 1 when a target is missed.
cd "$(dirname "$0")/../.."
. bench/compare/race.sh
[ -s "$bench/calm.log" ] || bench/compare/logs.sh
log=$work/one.log logs=$work/rotated
mkdir "$logs"
python3 - "$bench/calm.log" "$log" <<'P'
import re, sys, time
with open(sys.argv[1], 'rb') as source: data = source.read()
stamp = re.compile(rb'audit\((\d+)\.')
shift = int(time.time()) + 300 - int(stamp.search(data, data.rindex(b'audit(')).group(1))
with open(sys.argv[2], 'wb') as target:
    for line in data.splitlines(keepends=True):
        target.write(stamp.sub(lambda m: b'audit(%d.' % (int(m.group(1)) + shift), line, count=1))
P
split -n l/8 -d -a 1 "$log" "$logs/part"
for i in 0 1 2 3 4 5 6; do mv "$logs/part$i" "$logs/audit.log.$((7 - i))"; done
mv "$logs/part7" "$logs/audit.log"
cat "$log" "$logs"/* >/dev/null # into the page cache

second() { grep -ao 'audit([0-9]*' | head -1 | cut -c7-; }
first=$(head -c 100000 "$log" | second) last=$(tail -c 100000 "$log" | second)
at() { date -u -d "@$((first + (last - first) * $1 / 100))" "+%m/%d/%y %T"; }
export TZ=UTC
mkdir "$work/before"
ln -s "${AUSPEX_BEFORE:-none}" "$work/before/ausearch"
for files in one rotated; do
    where=$log
    [ $files = one ] || where=$logs
    for range in "recent -ts recent" "today -ts today" "middle -ts $(at 50) -te $(at 55)" "last -ts $(at 99)"; do
        name=range-$files-${range%% *}
        race "$name" 1 ausearch -if "$where" ${range#* } --raw
        [ -z "${AUSPEX_BEFORE:-}" ] || echo "  before: $(best "$runs" "$work/before/ausearch" -if "$where" ${range#* } --raw) (seconds, exit code, MB, MB that is no file)"
    done
done
finish
