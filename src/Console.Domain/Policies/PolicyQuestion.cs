using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Policies;

/// <summary>Everything that a policy engine may look at when it judges a proposal: read or computed by the server, nothing the agent merely says but its arguments.</summary>
public sealed record PolicyQuestion
{
    /// <summary>Null while the proposal is not taken in yet.</summary>
    public ProposalId? ProposalId { get; init; }
    public required ToolContract Contract { get; init; }
    /// <summary>The types that the contract's input schema gives the arguments.</summary>
    public required ArgumentShape Shape { get; init; }
    /// <summary>Arguments that passed the contract's input schema.</summary>
    public required JsonElement Arguments { get; init; }
    public required string ArgumentsDigest { get; init; }
    public required string Environment { get; init; }
    public required string Agent { get; init; }
    public required Stage Stage { get; init; }
    public string? Dri { get; init; }
    public AgentOwners Owners { get; init; } = AgentOwners.None;
    /// <summary>The run's name as the agent gave it: good for telling its own steps apart, not for trust.</summary>
    public string? RunId { get; init; }
    public required Facts Facts { get; init; }
    public required RiskAssessment Risk { get; init; }
    /// <summary>The version of the risk table that scored it.</summary>
    public int RiskTableVersion { get; init; }
    /// <summary>Where each argument first appeared in what the run has read.</summary>
    public Origins Origins { get; init; } = Origins.None;
    public required DateTimeOffset At { get; init; }
    /// <summary>What the run did before.</summary>
    public ProposalHistory Run { get; init; } = ProposalHistory.None;
    /// <summary>What the agent did before in this environment on the same UTC day, in whatever runs.</summary>
    public ProposalHistory Today { get; init; } = ProposalHistory.None;
    public GivenApprovals Approvals { get; init; } = GivenApprovals.None;
}
