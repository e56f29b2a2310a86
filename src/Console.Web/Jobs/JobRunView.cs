using AgentConsole.Domain;
using AgentConsole.Infrastructure.Jobs.History;

namespace AgentConsole.Web.Jobs;

/// <summary>A run of a job on the wire; where it stands for several, they found nothing to do.</summary>
/// <param name="Outcome"><c>succeeded</c>, <c>failed</c> or <c>timed_out</c>.</param>
/// <param name="IsOrdered">A person had it run.</param>
/// <param name="Runs">How many runs in a row this stands for.</param>
/// <param name="Fault">The kind of what it broke on; the log tells the rest.</param>
public sealed record JobRunView(
    string Node, DateTimeOffset BeganAt, DateTimeOffset EndedAt, long TookMs, string Outcome, bool IsOrdered, int Done, int Runs, string Summary, string? Fault)
{
    internal static JobRunView Of(JobRun run) => new(run.Node, run.BeganAt, run.EndedAt, run.TookMilliseconds, WireName.Of(run.Outcome), run.IsOrdered,
        run.Done, run.Runs, run.Summary, run.Fault);
}
