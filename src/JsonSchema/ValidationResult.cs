namespace AgentConsole.JsonSchema;

/// <summary>What validation found: nothing, or a bounded list of faults.</summary>
public sealed class ValidationResult
{
    internal ValidationResult(IReadOnlyList<ValidationFault> faults, bool isCut) => (Faults, IsCut) = (faults, isCut);

    public static ValidationResult Valid { get; } = new([], isCut: false);

    public bool IsValid => Faults.Count == 0;

    /// <summary>In the order in which they were found, at most <see cref="SchemaLimits.FaultsMax"/>.</summary>
    public IReadOnlyList<ValidationFault> Faults { get; }

    /// <summary>Whether there may be more faults than are listed.</summary>
    public bool IsCut { get; }
}
