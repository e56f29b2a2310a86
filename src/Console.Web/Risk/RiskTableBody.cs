namespace AgentConsole.Web.Risk;

/// <summary>A risk table as it is written: <c>version</c> is the one that was read and is replaced.</summary>
internal sealed record RiskTableBody
{
    public required int Version { get; init; }
    public required IReadOnlyDictionary<string, int> Points { get; init; }
    public required IReadOnlyList<MoneyStepBody> Money { get; init; }
    public string? Note { get; init; }

    /// <summary>The points of amounts below a bound, in whole units; the last step has none.</summary>
    internal sealed record MoneyStepBody
    {
        public long? Below { get; init; }
        public required int Points { get; init; }
    }
}
