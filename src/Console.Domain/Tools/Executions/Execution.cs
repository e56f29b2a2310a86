using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>What the console does itself with one released proposal: once, by one node, and how that ended.</summary>
public sealed class Execution
{
    public required ProposalId ProposalId { get; init; }
    public required string Agent { get; init; }
    public required string Tool { get; init; }
    public required string Environment { get; init; }
    public required int ContractVersion { get; init; }
    public required ExecutionStatus Status { get; set; }
    public required DateTimeOffset OrderedAt { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    /// <summary>Counted when an attempt begins: one that a crash swallowed was made too, for all we know.</summary>
    public int AttemptCount { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    /// <summary>The node that runs it has until then to say how it ended.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public int? HttpStatus { get; set; }
    public int? LatencyMilliseconds { get; set; }
    /// <summary>Why it waits, failed or is unknown, as a stable code.</summary>
    public string? FaultCode { get; set; }
    public int Version { get; set; } = 1;

    public static Execution Order(Proposal proposal, DateTimeOffset now) => new()
    {
        ProposalId = proposal.Id,
        Agent = proposal.Agent,
        Tool = proposal.Tool,
        Environment = proposal.Environment,
        ContractVersion = proposal.ContractVersion,
        Status = ExecutionStatus.Waiting,
        OrderedAt = now,
        DueAt = now,
    };

    /// <summary>One node takes it, until then.</summary>
    public void Begin(DateTimeOffset now, DateTimeOffset until)
    {
        (Status, StartedAt, LeasedUntil, FaultCode, EndedAt) = (ExecutionStatus.Running, now, until, null, null);
        AttemptCount++;
        Version++;
    }

    /// <summary>It cannot begin now.</summary>
    public void Postpone(DateTimeOffset until, string code)
    {
        (Status, DueAt, LeasedUntil, FaultCode) = (ExecutionStatus.Waiting, until, null, code);
        Version++;
    }

    public void End(ExecutionStatus status, string? code, DateTimeOffset now)
    {
        (Status, FaultCode, EndedAt, LeasedUntil) = (status, code, now, null);
        Version++;
    }
}
