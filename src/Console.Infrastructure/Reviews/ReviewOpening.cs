using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews.Permits;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Opens the review of a proposal that has just been taken in: how long people have, whether somebody said yes beforehand, and who is told.</summary>
public sealed class ReviewOpening(ReviewsOptions options, PermitDesk permits, NoticeDesk notices)
{
    /// <summary>Answers the approval that a permit stood for; null where none did.</summary>
    internal async Task<Decision?> OpenAsync(ConsoleDbContext db, Proposal proposal, TakenIn taken, DateTimeOffset now, CancellationToken cancellation)
    {
        proposal.GiveTime(options.DecidingTime.SecondsFor(taken.Contract?.SideEffect ?? SideEffect.Write, taken.Command.LifetimeSeconds));
        if (!proposal.IsPending) return null;
        if (taken is { Contract: { } contract, Opinion: { } opinion }
            && await permits.TryReleaseAsync(db, proposal, contract, taken.Standing, opinion, taken.History, now, cancellation) is { } approval)
            return approval;

        await notices.TellAsync(db, proposal, EventType.ReviewRequested, proposal.AskedRoles, now, cancellation);
        return null;
    }
}
