using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>What came of saying how a proposal ended.</summary>
public abstract record ResolveProposalOutcome
{
    public sealed record Resolved(Proposal Proposal) : ResolveProposalOutcome;

    public sealed record NotFound : ResolveProposalOutcome;

    /// <summary>Its end is known, or it has none yet.</summary>
    public sealed record NotUnknown(ProposalStatus Status) : ResolveProposalOutcome;

    public sealed record Malformed(IReadOnlyList<Fault> Faults) : ResolveProposalOutcome;

    /// <summary>The caller answers for other agents.</summary>
    public sealed record NotYourAgent : ResolveProposalOutcome;

    public sealed record RoleMissing(Permission Needed) : ResolveProposalOutcome;

    private ResolveProposalOutcome() { }
}
