using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>An execution in a list; what an agent ran and lost track of stands among the unknown ones without an execution of its own.</summary>
/// <param name="Proposal">What it runs.</param>
/// <param name="Execution">Null where an agent ran it.</param>
public sealed record ExecutionRow(Proposal Proposal, Execution? Execution)
{
    public DateTimeOffset At => Execution?.EndedAt ?? Execution?.StartedAt ?? Execution?.OrderedAt ?? Proposal.DecidedAt ?? Proposal.SubmittedAt;

    public ExecutionStatus Status => Execution?.Status ?? ExecutionStatus.Unknown;

    public Executor ExecutedBy => Execution is null ? Executor.Agent : Executor.Console;
}
