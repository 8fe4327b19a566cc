#!/usr/bin/env bash
# native.sh: publishes the native program to build/auspex, with a link beside it for every name it answers to.
# Takes the net10.0 native runtime pack where the feed carries it, otherwise net9.0 (docs/decisions/0001-native.md); says which.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build artifacts
choice=artifacts/native-framework
framework=$(cat "$choice" 2>/dev/null || true)
if [ -z "$framework" ]; then
  probe=$(mktemp -d)
  trap 'rm -rf "$probe"' EXIT
  cat >"$probe/probe.csproj" <<'P'
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>
<PublishAot>true</PublishAot><RuntimeIdentifier>linux-x64</RuntimeIdentifier></PropertyGroup></Project>
P
  framework=net9.0
  if dotnet restore "$probe/probe.csproj" -v q >"$probe/said" 2>&1; then
    framework=net10.0
    echo net10.0 >"$choice"
  elif grep -qE 'NU110[0-3]' "$probe/said"; then
    echo net9.0 >"$choice" # the feed answered, and has no such package: remembered. A feed that is away is asked again next time.
  fi
fi
dotnet publish src/Auspex.Tool -c Release -p:AuspexNative=true -p:AuspexFramework="$framework" -v q --nologo
# A new file and a rename, so that a running program keeps its own image.
cp artifacts/native/publish/Auspex.Tool/release_linux-x64/Auspex.Tool build/.auspex.new
mv -f build/.auspex.new build/auspex
while read -r name; do ln -sfn auspex "build/$name"; done < <(build/auspex --names)
echo "build/auspex: native, $framework, $(stat -c %s build/auspex) bytes"
