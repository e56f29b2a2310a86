using AgentConsole.Domain;
using AgentConsole.Domain.Agents.Schedules;

namespace AgentConsole.Web.Jobs;

/// <summary>One time that a schedule fired, on the wire.</summary>
/// <param name="State"><c>due</c>, <c>started</c>, <c>failed</c> or <c>held</c>.</param>
/// <param name="RunId">The run, by which its events, proposals and spend are found.</param>
/// <param name="IsOrdered">A person had it run.</param>
/// <param name="NextAttemptAt">While it is due.</param>
/// <param name="Code">Why it was held, or what the last attempt broke on.</param>
public sealed record ScheduledRunView(
    string Id, string State, string RunId, DateTimeOffset FiredAt, bool IsOrdered, int Attempts, DateTimeOffset? NextAttemptAt, int? HttpStatus, string? Code, string? Reason,
    DateTimeOffset? EndedAt)
{
    internal static ScheduledRunView Of(ScheduledRun run) => new(run.Id.ToString(), WireName.Of(run.Status), run.RunName, run.FiredAt, run.IsOrdered, run.Attempts,
        run.DueAt, run.HttpStatus, run.ReasonCode, run.Reason, run.EndedAt);
}
