using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>One person's word on one proposal, bound to the version and digest that the person read.</summary>
public sealed class Decision
{
    public required DecisionId Id { get; init; }
    public required ProposalId ProposalId { get; init; }
    public required PersonId PersonId { get; init; }
    public required string PersonName { get; init; }
    public required DecisionKind Kind { get; init; }
    public ReasonCode? Reason { get; init; }
    public string? Note { get; init; }
    public required string Digest { get; init; }
    /// <summary>The proposal's round that it was given in.</summary>
    public int Round { get; init; } = 1;
    public required DateTimeOffset At { get; init; }
    /// <summary>Between opening what was decided and deciding; null where it was never opened.</summary>
    public int? SecondsOpen { get; init; }
    /// <summary>The risk as it was when deciding.</summary>
    public int RiskScore { get; init; }
    /// <summary>Of a planted proposal: whether it was refused; null of a real one.</summary>
    public bool? IsCaught { get; init; }
    /// <summary>The roles that the person held when deciding, by wire name, separated by commas.</summary>
    public string Roles { get; init; } = "";
    /// <summary>How the person was let in when deciding; null where nobody said.</summary>
    public string? Method { get; init; }

    /// <summary>The same as a set; before roles were kept only reviewers decided.</summary>
    public IReadOnlySet<Role> HeldRoles => Roles.Length == 0 ? new HashSet<Role> { Role.Reviewer } : RoleNames.InColumn(Roles).ToHashSet();
}
