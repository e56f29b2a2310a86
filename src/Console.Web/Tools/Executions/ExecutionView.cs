using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Tools.Executions;

namespace AgentConsole.Web.Tools.Executions;

/// <summary>What the console runs itself, on the wire; what an agent lost track of too, where the unknown ones are listed.</summary>
public sealed record ExecutionView(string ProposalId, string Agent, string Environment, string Tool, string Summary, ExecutionStatus State, Executor ExecutedBy)
{
    public DateTimeOffset? OrderedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public int? Attempts { get; init; }
    public int? HttpStatus { get; init; }
    public int? LatencyMs { get; init; }
    /// <summary>Why it waits, failed or is unknown.</summary>
    public string? Code { get; init; }

    internal static ExecutionView Of(ExecutionRow row) => new(
        row.Proposal.Id.ToString(), row.Proposal.Agent, row.Proposal.Environment, row.Proposal.Tool, row.Proposal.Sentence, row.Status, row.ExecutedBy)
    {
        OrderedAt = row.Execution?.OrderedAt,
        StartedAt = row.Execution?.StartedAt,
        EndedAt = row.Execution?.EndedAt,
        Attempts = row.Execution?.AttemptCount,
        HttpStatus = row.Execution?.HttpStatus,
        LatencyMs = row.Execution?.LatencyMilliseconds,
        Code = row.Execution?.FaultCode,
    };
}
