namespace AgentConsole.Infrastructure.Policies;

/// <summary>What came of checking a set: its text, the console's schema, its own tests.</summary>
/// <param name="Unreadable">Why the text is no policies; then nothing else was looked at.</param>
/// <param name="Errors">Why it may not be published.</param>
/// <param name="Warnings">What looks wrong and may be meant.</param>
/// <param name="Tests">What its own tests came to.</param>
public sealed record PolicyReport(
    IReadOnlyList<PolicyFault> Unreadable, IReadOnlyList<PolicyFault> Errors, IReadOnlyList<PolicyFault> Warnings,
    IReadOnlyList<PolicyTestResult> Tests, int Rules)
{
    public bool IsReadable => Unreadable.Count == 0;

    public bool IsPublishable => IsReadable && Errors.Count == 0 && Tests.All(test => test.Fault is null);
}
