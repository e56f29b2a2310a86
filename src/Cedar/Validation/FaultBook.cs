namespace AgentConsole.Cedar.Validation;

/// <summary>Keeps the faults of one policy, each once, however many kinds of query show it.</summary>
internal sealed class FaultBook(string policyId)
{
    private readonly HashSet<(SourceSpan, string)> _seen = [];
    private readonly List<CedarFault> _faults = [];

    public IReadOnlyList<CedarFault> Faults => _faults;

    public bool IsFull => _faults.Count >= CedarLimits.FaultsMax;

    public void Add(SourceSpan span, string message)
    {
        if (!IsFull && _seen.Add((span, message))) _faults.Add(new(span, message) { PolicyId = policyId });
    }
}
