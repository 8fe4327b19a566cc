#!/usr/bin/env bash
# test.sh [CONFIGURATION]: runs all tests and ends with one line: N passed, N failed[, N skipped].
set -uo pipefail
cd "$(dirname "$0")/.."
configuration=${1:-Release}
folder=$(echo "$configuration" | tr '[:upper:]' '[:lower:]')
dotnet build Auspex.slnx -c "$configuration" -v q --nologo || { echo "0 passed, 1 failed"; exit 1; }
passed=0 failed=0 skipped=0 status=0
for name in Auspex.Tests Auspex.SystemTests; do
  report=artifacts/$name.txt
  "artifacts/bin/$name/$folder/$name" -noColor -longRunning 60 2>&1 | tee "$report"
  code=${PIPESTATUS[0]}
  line=$(grep -aE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$report" | tail -1)
  if [ -z "$line" ]; then echo "$name ended with code $code and without a summary"; failed=$((failed + 1)); status=1; continue; fi
  number() { echo "$line" | sed -E "s/.*$1: ([0-9]+).*/\1/"; }
  bad=$(($(number Failed) + $(number Errors)))
  failed=$((failed + bad)); skipped=$((skipped + $(number Skipped)))
  passed=$((passed + $(number Total) - $(number Failed) - $(number Skipped)))
  [ "$code" -eq 0 ] || status=1
done
[ "$failed" -eq 0 ] || status=1
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
