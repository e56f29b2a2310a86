using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>Where several are asked, whoever has not voted does not see what others said: two people who look are worth more than one and an echo.</summary>
public static class Blindness
{
    /// <summary>Whether the words of others are kept from this reader for now.</summary>
    public static bool Holds(IEnumerable<Decision> decisions, Proposal proposal, PersonId reader) =>
        proposal is { IsPending: true, ApprovalsNeeded: > 1 } && !Quorum.HasApproved(decisions, proposal, reader);

    /// <summary>The approvals so far; null while they are not for this reader to know.</summary>
    public static int? Shown(IReadOnlyCollection<Decision> decisions, Proposal proposal, PersonId reader) =>
        Holds(decisions, proposal, reader) ? null : Quorum.Approvals(decisions, proposal);
}
