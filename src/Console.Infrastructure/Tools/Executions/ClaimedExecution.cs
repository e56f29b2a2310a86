using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>An execution that this node has begun and nobody else will: what to send, and what it was read with.</summary>
internal sealed record ClaimedExecution(Proposal Proposal, ToolContract Contract, ExecutionMessage Message, ResultMask Mask, int Attempt)
{
    public ToolExecution Plan => Contract.Execution!;

    public TimeSpan Timeout => TimeSpan.FromSeconds(Contract.Limits.TimeoutSeconds);

    /// <summary>How long a node may take at most: all its sendings, the pauses between them, and writing down.</summary>
    public static TimeSpan LeaseOf(ToolContract contract) => TimeSpan.FromSeconds(
        (contract.Limits.TimeoutSeconds * ExecutionLimits.SendingsMax) + (ExecutionLimits.SendingsMax * ExecutionLimits.SendingsMax * ExecutionLimits.SendingsApartSeconds)
        + ExecutionLimits.LeaseMarginSeconds);
}
