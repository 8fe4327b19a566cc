# race.sh: sourced by search.sh and reports.sh. Races a command of Debian's tools with ours and says whether the target holds.
#   options: [-n RUNS] [--whole-storm] [--recorded] [--record] [LINE…]
# Storms take Debian's tools minutes: by default both run on a tenth of it. --whole-storm takes all of it; with --record the times of
# Debian's tools are kept in $AUSPEX_BENCH/debian.tsv, and --recorded takes them from there, saying so, instead of running the tools.
set -euo pipefail
bench=${AUSPEX_BENCH:-/tmp/auspex-bench}
oracle=${AUSPEX_ORACLE:-$PWD/build/oracle/root}
program=${AUSPEX_PROGRAM:-$PWD/build/auspex}
runs=5 storm=tenth.log recorded= record= only=() missed=0
while [ $# -gt 0 ]; do
    case $1 in
        -n) runs=$2; shift ;;
        --whole-storm) storm=storm.log ;;
        --recorded) recorded=1 ;;
        --record) record=1 ;;
        *) only+=("$1") ;;
    esac
    shift
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -O2 bench/compare/run.c -o "$work/run"
for name in $("$program" --names); do ln -s "$program" "$work/$name"; done
[ -x "$oracle/sbin/ausearch" ] || { echo "race: no tools in $oracle: tools/oracle.sh fetches them" >&2; exit 1; }

# best RUNS COMMAND…: seconds, exit code, peak MB, peak MB that is no file.
best() { "$work/run" "$@"; }
debian() { LD_LIBRARY_PATH=$oracle/lib/x86_64-linux-gnu:$oracle/usr/lib/x86_64-linux-gnu PATH=$oracle/sbin:$oracle/usr/bin:$PATH best "$@"; }
ours() { PATH=$work:$PATH best "$@"; }

# race NAME FACTOR COMMAND…: FACTOR is how many times as fast we are to be, 1 for no slower.
race()
{
    local name=$1 factor=$2 theirs own known='' megabytes
    shift 2
    [ ${#only[@]} -eq 0 ] || [[ " ${only[*]} " == *" $name "* ]] || return 0
    local key="$name $storm $*"
    if [ -n "$recorded" ] && theirs=$(awk -F'\t' -v k="$key" '$1 == k { print $2; found = 1 } END { exit !found }' "$bench/debian.tsv" 2>/dev/null); then
        known=' (recorded)'
    else
        theirs=$(debian "$([[ $name == storm* || $name == unknown* ]] && echo 1 || echo 3)" "$@")
        [ -z "$record" ] || printf '%s\t%s\n' "$key" "$theirs" >>"$bench/debian.tsv"
    fi
    own=$(ours "$runs" "$@")
    awk -v name="$name" -v factor="$factor" -v known="$known" -v theirs="$theirs" -v own="$own" 'BEGIN {
        split(theirs, d); split(own, o); ratio = d[1] / o[1]
        holds = ratio >= factor && o[4] < 64 && d[2] == o[2]
        why = d[2] != o[2] ? " (exit code " d[2] " and " o[2] ")" : ratio < factor ? "" : o[4] >= 64 ? " (memory)" : ""
        printf "%-34s %9.3f s%s %9.4f s %7.1fx of %4dx  %s%s  rss %.0f | %.0f MB, no file %.0f | %.1f MB\n",
            name, d[1], known, o[1], ratio, factor, holds ? "holds" : "MISSES", why, d[3], o[3], d[4], o[4]
        exit !holds }' || missed=$((missed + 1))
}
finish() { echo "$missed missed"; [ "$missed" -eq 0 ]; }
