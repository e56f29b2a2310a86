using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Opens the review of a proposal that has just been taken in: how long people have, and who is told.</summary>
public sealed class ReviewOpening(ReviewsOptions options, NoticeDesk notices)
{
    internal async Task OpenAsync(
        ConsoleDbContext db, Propose command, ToolContract? contract, Proposal proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        proposal.GiveTime(options.DecidingTime.SecondsFor(contract?.SideEffect ?? SideEffect.Write, command.LifetimeSeconds));
        if (proposal.IsPending) await notices.TellAsync(db, proposal, EventType.ReviewRequested, proposal.AskedRoles, now, cancellation);
    }
}
