#!/usr/bin/env bash
# pack.sh: makes the packages Auspex and Auspex.Linux in artifacts/packages, and tries them: a program that has nothing else reads a log.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf artifacts/packages
for project in Auspex Auspex.Linux; do dotnet pack "src/$project" -c Release -o artifacts/packages -v q --nologo; done
probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
cat >"$probe/probe.csproj" <<'P'
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
<RestorePackagesPath>packages</RestorePackagesPath></PropertyGroup><ItemGroup><PackageReference Include="Auspex.Linux" Version="*" /></ItemGroup></Project>
P
cat >"$probe/nuget.config" <<P
<configuration><packageSources><clear /><add key="here" value="$PWD/artifacts/packages" /></packageSources></configuration>
P
cat >"$probe/probe.cs" <<'P'
using var events = Auspex.Linux.Reading.AuditEvents.Open(args[0]);
foreach (var e in events) Console.WriteLine(events.Summarize(e));
P
sed -n '/^```log$/,/^```$/p' docs/library.md | sed '1d;$d' | sed 's/␝/\x1d/' >"$probe/audit.log"
said=$(cd "$probe" && dotnet run -v q --project probe.csproj -- audit.log)
[[ $said == *"alice opened-file /etc/shadow failed"* ]] || { echo "auspex: a program with the packages says: $said" >&2; exit 1; }
echo "artifacts/packages: $(cd artifacts/packages && echo *.nupkg)"
