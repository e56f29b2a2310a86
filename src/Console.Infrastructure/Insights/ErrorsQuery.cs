namespace AgentConsole.Infrastructure.Insights;

/// <summary>What went wrong in runs, other than how they ended.</summary>
public sealed class ErrorsQuery(RollupQuery rollups)
{
    public Task<IReadOnlyList<RollupRow>> RowsAsync(RollupAsk ask, CancellationToken cancellation) => rollups.SumsAsync(ask, Series.Errors, cancellation);
}
