using Auspex.Bench;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

// In this process: no project is generated and built for each run, so it works offline and as a CI step in seconds.
var config = DefaultConfig.Instance
    .AddColumn(ThroughputColumn.MegabytesPerSecond, ThroughputColumn.NanosecondsPerRecord);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Corpus).Assembly).Run(["--inProcess", .. args], config);
return summaries.All(s => s.Reports.All(r => r.Success)) ? 0 : 1;
