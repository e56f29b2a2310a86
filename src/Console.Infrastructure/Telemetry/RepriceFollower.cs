using AgentConsole.Domain;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry.Store;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>
/// Tells anew what events cost when a price turns out to have been another: the change itself stands in the ledger, and this carries it
/// into events, runs and sums, as far back as events are kept. What was reported is left as it was reported. Done twice it changes nothing.
/// </summary>
internal sealed partial class RepriceFollower(
    TraceStore store, PriceQuery changes, PriceCache prices, ChangeFeed feed, TimeProvider clock, ILogger<RepriceFollower> logger)
    : Follower(feed, Topic.Prices, clock, logger)
{
    private const string Mark = "prices";
    private const int PieceRows = 2_000;

    private readonly TimeProvider _clock = clock;
    private readonly ChangeFeed _feed = feed;
    private readonly ILogger _logger = logger;

    public override async Task CatchUpAsync(CancellationToken cancellation)
    {
        var done = await CarryAsync(cancellation);
        if (done == 0) return;
        LogRepriced(done);
        _feed.Publish([Topic.Traces]);
    }

    private async Task<long> CarryAsync(CancellationToken cancellation)
    {
        var done = 0L;
        await using var session = new TraceWriteSession(store, await store.OpenAsync(cancellation));
        while (true)
        {
            var reached = await session.ReachedAsync(Mark, cancellation);
            var next = await changes.ChangesAfterAsync(reached, cancellation);
            if (next.Count == 0) return done;
            // The book may be behind what the list of changes says.
            await prices.ReloadAsync(cancellation);
            foreach (var change in next)
            {
                done += await RepriceAsync(session, change, cancellation);
                await session.ReachAsync(new FollowMark(Mark, reached, change.Number), cancellation);
                reached = change.Number;
            }
        }
    }

    private async Task<long> RepriceAsync(TraceWriteSession session, PriceChange change, CancellationToken cancellation)
    {
        var (done, after) = (0L, 0L);
        // A stretch that lies ahead holds no event yet.
        if (change.From > _clock.Instant()) return 0;
        while (true)
        {
            var piece = await session.PricedAsync(after, StoreTime.MicrosOf(change.From), change.To is { } to ? StoreTime.MicrosOf(to) : long.MaxValue, PieceRows, cancellation);
            if (piece.Count == 0) return done;
            after = piece[^1].Event.Id;
            var changed = piece.Where(one => IsAbout(one.Event, change)).Select(one => (one, Cost: CostOf(one.Event)))
                .Where(pair => pair.Cost != (pair.one.Event.CostNanos, pair.one.Event.CostSource)).Select(pair => (pair.one, pair.Cost.Nanos, pair.Cost.Source)).ToList();
            if (changed.Count > 0) await session.RepriceAsync(changed, cancellation);
            done += changed.Count;
        }
    }

    private static bool IsAbout(TraceEvent one, PriceChange change) => change.Kind == PriceKind.Model
        ? one.Model is { } model && ModelNames.Of(model).Contains(change.Name, StringComparer.Ordinal)
        : one.Kind == TraceKind.ToolCall && one.Tool == change.Name;

    private (long? Nanos, CostSource Source) CostOf(TraceEvent one)
    {
        var nanos = TracePrice.Of(prices.Current, one.Kind, one.Model, one.Tool, ClockMarks.CountedAt(one), one.InputTokens, one.CachedTokens, one.OutputTokens);
        if (nanos is not null) return (nanos, CostSource.Priced);
        if (one.CostSource == CostSource.Hinted) return (one.CostNanos, CostSource.Hinted);
        return (null, one.InputTokens > 0 || one.OutputTokens > 0 ? CostSource.Unknown : CostSource.None);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A changed price changed the cost of {Events} events.")]
    private partial void LogRepriced(long events);
}
