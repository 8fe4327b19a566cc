#!/usr/bin/env bash
# test.sh [CONFIGURATION [PROJECT…]]: builds and runs the tests (Release, all), and ends, whatever happens, with one line:
# N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
configuration=${1:-Release}
[ $# -eq 0 ] || shift
projects=("$@")
[ $# -gt 0 ] || projects=(Auspex.Tests Auspex.SystemTests)
give_up() { echo "auspex: $*" >&2; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

tools/setup.sh || give_up "the build has not what it needs"
case " ${projects[*]} " in *" Auspex.SystemTests "*) tools/native.sh || give_up "no native program";; esac
tools/oracle.sh || true # says itself what is missing
for name in "${projects[@]}"; do
  dotnet build "tests/$name" -c "$configuration" -v q --nologo || give_up "$name does not build"
done

# Started in the background or by nohup, a program ignores signals, and so would the programs that tests send them to.
plain=()
env --default-signal=INT,QUIT,HUP true 2>/dev/null && plain=(env --default-signal=INT,QUIT,HUP)

passed=0 failed=0 skipped=0 status=0
for name in "${projects[@]}"; do
  report=artifacts/$name.$configuration.txt
  "${plain[@]}" "artifacts/bin/$name/${configuration,,}/$name" -noColor -longRunning 60 2>&1 | tee "$report"
  code=${PIPESTATUS[0]}
  line=$(grep -aE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$report" | tail -1)
  if [ -z "$line" ]; then
    echo "$name ended with code $code and without a summary"
    failed=$((failed + 1)) status=1
    continue
  fi
  number() { local n; n=$(sed -nE "s/.*$1: ([0-9]+).*/\1/p" <<<"$line"); echo "${n:-0}"; }
  # The total holds also what runs only when asked for by name.
  passed=$((passed + $(number Total) - $(number Failed) - $(number Skipped) - $(number 'Not Run')))
  failed=$((failed + $(number Failed) + $(number Errors)))
  skipped=$((skipped + $(number Skipped)))
  [ "$code" -eq 0 ] || status=1
done
[ "$failed" -eq 0 ] || status=1
# A runner that fails with no failed test must not look like success.
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
