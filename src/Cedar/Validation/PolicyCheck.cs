namespace AgentConsole.Cedar.Validation;

/// <summary>What came of checking policies against a schema.</summary>
/// <param name="Errors">Why policies could fail or could never have been meant; each names its policy.</param>
/// <param name="Warnings">What looks wrong but may be meant, such as a policy that can never apply.</param>
public sealed record PolicyCheck(IReadOnlyList<CedarFault> Errors, IReadOnlyList<CedarFault> Warnings)
{
    public bool IsValid => Errors.Count == 0;
}
