namespace AgentConsole.Bench;

/// <summary>What can be measured; each verb ends in one JSON line.</summary>
internal static class BenchVerbs
{
    public static IReadOnlyDictionary<string, Func<BenchOptions, Task<string>>> All { get; } =
        new Dictionary<string, Func<BenchOptions, Task<string>>>
        {
            ["dashboards"] = DashboardsBench.RunAsync,
            ["ingest"] = IngestBench.RunAsync,
            ["intake"] = IntakeBench.RunAsync,
            ["judge"] = JudgeBench.RunAsync,
            ["live"] = LiveBench.RunAsync,
            ["policy"] = PolicyBench.RunAsync,
            ["queue"] = QueueBench.RunAsync,
            ["run-page"] = RunPageBench.RunAsync,
            ["schema"] = SchemaBench.RunAsync,
            ["stop"] = StopBench.RunAsync,
        };
}
