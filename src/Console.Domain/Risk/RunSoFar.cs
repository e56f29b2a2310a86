namespace AgentConsole.Domain.Risk;

/// <summary>The earlier proposals of the run, in any order; the newest suffice where there are many.</summary>
public sealed record RunSoFar(IReadOnlyList<EarlierCall> Calls)
{
    /// <summary>More are not looked at.</summary>
    public const int CallsMax = 200;

    public static RunSoFar Nothing { get; } = new([]);
}
