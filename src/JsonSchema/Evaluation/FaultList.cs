namespace AgentConsole.JsonSchema.Evaluation;

/// <summary>Faults as they are found, up to the number that one result may list.</summary>
internal sealed class FaultList
{
    private readonly List<ValidationFault> faults = [];

    public IReadOnlyList<ValidationFault> Faults => faults;

    public bool IsFull => faults.Count >= SchemaLimits.FaultsMax;

    public void Add(ValidationFault fault)
    {
        if (!IsFull) faults.Add(fault);
    }

    public void AddRange(FaultList other)
    {
        foreach (var fault in other.faults) Add(fault);
    }
}
