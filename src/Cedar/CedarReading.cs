using System.Diagnostics.CodeAnalysis;

namespace AgentConsole.Cedar;

/// <summary>What came of reading a text: a policy set, or the reasons why there is none.</summary>
public sealed record CedarReading(PolicySet? PolicySet, IReadOnlyList<CedarFault> Faults)
{
    [MemberNotNullWhen(true, nameof(PolicySet))]
    public bool IsRead => PolicySet is not null;
}
