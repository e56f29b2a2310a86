using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Web.Insights;

/// <summary>What stands on every dashboard on the wire.</summary>
/// <param name="From">Where the first bucket begins: ranges are whole buckets.</param>
/// <param name="To">Where the last one ends.</param>
/// <param name="IsCut">There are more rows than one answer has.</param>
public abstract record InsightsView<TRow>(DateTimeOffset From, DateTimeOffset To, Grain Grain, IReadOnlyList<string> By, IReadOnlyList<TRow> Rows, bool IsCut);
