using System.Threading.Channels;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Live;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Waits until a proposal leaves <c>pending</c> and <c>holding</c>, and what the console runs has ended: woken by the change feed, never by polling.</summary>
public sealed class ProposalWait(ProposalQuery query, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>The caller's proposal as it stands when it was decided or the wait is over; null where there is none.</summary>
    public async Task<ProposalState?> UntilDecidedAsync(string agent, string environment, ProposalId id, TimeSpan wait, CancellationToken cancellation)
    {
        var state = await query.OwnAsync(agent, environment, id, cancellation);
        if (wait <= TimeSpan.Zero || state is null || !IsOpen(state)) return state;

        using var over = new CancellationTokenSource(wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        await using var subscription = feed.Subscribe(Topic.Proposal(id.ToString()), _ => Task.FromResult(changes.Writer.TryWrite(true)));
        try
        {
            while (true)
            {
                // Read after subscribing: what changed in between is not missed.
                state = await query.OwnAsync(agent, environment, id, cancellation);
                if (state is null || !IsOpen(state)) return state;
                await ChangedAsync(state.Proposal);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return state;
        }

        // The end of a hold is no change that anybody hears of: the next read makes it one.
        async Task ChangedAsync(Proposal proposal)
        {
            if (proposal is not { Status: ProposalStatus.Holding, HoldsUntil: { } end })
            {
                await changes.Reader.ReadAsync(either.Token);
                return;
            }

            var left = end - clock.Instant();
            using var held = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(held.Token, either.Token);
            try
            {
                await changes.Reader.ReadAsync(any.Token);
            }
            catch (OperationCanceledException) when (!either.IsCancellationRequested)
            {
                // The hold is over.
            }
        }
    }

    private static bool IsOpen(ProposalState state) => state.Proposal.IsAwaited;
}
