#!/usr/bin/env bash
# reports.sh [OPTIONS]: races Debian's aureport with ours as search.sh does with ausearch; and ids that no machine knows must cost us no
# more than known ones.
cd "$(dirname "$0")/../.."
. bench/compare/race.sh
calm=$bench/calm.log storms=$bench/$storm unknown=$bench/unknown.log
bench/compare/logs.sh

race calm-totals 8 aureport -if "$calm" --summary
race calm-totals-i 8 aureport -if "$calm" -i --summary
race calm-file-summary-i 8 aureport -if "$calm" -f --summary -i
race calm-executables-summary 8 aureport -if "$calm" -x --summary
for report in event file syscall pid user key comm terminal executable host log anomaly config; do race "calm-$report" 8 aureport -if "$calm" "--$report"; done
race calm-syscall-i 8 aureport -if "$calm" --syscall -i
for report in event syscall pid user key comm terminal; do race "calm-$report-summary" 8 aureport -if "$calm" "--$report" --summary; done
race storm-totals 300 aureport -if "$storms" --summary
race storm-file-summary 300 aureport -if "$storms" -f --summary
race storm-pid-summary 300 aureport -if "$storms" -p --summary
race unknown-totals 8 aureport -if "$unknown" --summary
race unknown-executables 8 aureport -if "$unknown" -x --summary
race unknown-users-i 8 aureport -if "$unknown" -u -i --summary

# Per byte, as the two logs differ in size.
if [ ${#only[@]} -eq 0 ]; then
    for words in '-u -i --summary' '-x --summary' '--summary'; do
        # shellcheck disable=SC2086
        a=$(ours "$runs" aureport -if "$calm" $words) b=$(ours "$runs" aureport -if "$unknown" $words)
        awk -v a="$a" -v b="$b" -v words="$words" -v m="$(stat -c %s "$calm")" -v n="$(stat -c %s "$unknown")" 'BEGIN { split(a, x); split(b, y)
            known = x[1] / m * 1e9; unknown = y[1] / n * 1e9; holds = unknown <= 1.15 * known
            printf "%-34s %9.3f s per GB with known ids, %.3f s with unknown ones  %s\n", "ids " words, known, unknown, holds ? "holds" : "MISSES"; exit !holds }' || missed=$((missed + 1))
    done
fi
finish
