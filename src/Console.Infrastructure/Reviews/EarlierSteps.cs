using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What a run proposed before the proposal that is read, oldest first.</summary>
/// <param name="IsCut">The run is longer than is looked at; these are its latest steps.</param>
/// <param name="Lasted">From the first of these steps to the proposal.</param>
public sealed record EarlierSteps(string RunId, IReadOnlyList<RunStep> Steps, bool IsCut, TimeSpan Lasted)
{
    /// <summary>How many of them policy or a person refused.</summary>
    public int Refused => Steps.Count(step => step.Status is ProposalStatus.Denied or ProposalStatus.Rejected);
}
