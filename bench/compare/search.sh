#!/usr/bin/env bash
# search.sh [OPTIONS]: races Debian's ausearch with ours on the logs of logs.sh, each best of several runs with the page cache warm, and
# says whether the targets hold: times, and at most 64 MB of memory that is no file. Options: race.sh. Ends with 1 when one is missed.
cd "$(dirname "$0")/../.."
. bench/compare/race.sh
calm=$bench/calm.log storms=$bench/$storm
bench/compare/logs.sh

key=rare
race calm-key-raw 8 ausearch -if "$calm" -k $key --raw
race calm-all-raw 6 ausearch -if "$calm" --raw
race calm-all-interpret 6 ausearch -if "$calm" -i
race calm-all-csv 6 ausearch -if "$calm" --format csv
race calm-all-text 6 ausearch -if "$calm" --format text
race calm-no-match 8 ausearch -if "$calm" -k nosuchkey --raw
race calm-call-yes 8 ausearch -if "$calm" -sc kill -sv yes --raw
race calm-user-name 6 ausearch -if "$calm" -ui root --raw
race calm-last-minutes 8 ausearch -if "$calm" -ts "$(date -u -d "@$(($(tail -1 "$calm" | grep -ao 'audit([0-9]*' | cut -c7-) - 60))" +%m/%d/%y)" "$(date -u -d "@$(($(tail -1 "$calm" | grep -ao 'audit([0-9]*' | cut -c7-) - 60))" +%T)" --raw
race storm-key-raw 300 ausearch -if "$storms" -k $key --raw
race storm-call-yes 300 ausearch -if "$storms" -sc kill -sv yes
race unknown-user 1 ausearch -if "$bench/unknown.log" -ua 60007 --raw

# The floor: nothing but the bytes of the key.
floor() { if command -v rg >/dev/null; then best "$runs" rg -ac "$@"; else best "$runs" grep -ac "$@"; fi; }
if [ ${#only[@]} -eq 0 ]; then
    bytes=$(floor "key=\"$key\"" "$calm")
    own=$(ours "$runs" ausearch -if "$calm" -k $key --raw)
    awk -v floor="$bytes" -v own="$own" -v name="$(command -v rg >/dev/null && echo rg || echo grep)" 'BEGIN { split(floor, f); split(own, o); holds = o[1] <= 3 * f[1]
        printf "%-34s %9.4f s of %s -ac, ours %.4f s, %.2fx of at most 3x  %s\n", "calm-key-floor", f[1], name, o[1], o[1] / f[1], holds ? "holds" : "MISSES"; exit !holds }' || missed=$((missed + 1))
    : >"$work/empty.log"
    race start 0 ausearch -if "$work/empty.log" -k $key --raw
fi
finish
