using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>
/// Tells the operational store what the ledger tells of proposals: what policy said, what people decided, how it ended. How far it has
/// come is kept with the events, in one transaction.
/// </summary>
internal sealed class LedgerFollower(
    TraceStore store, TraceWriter writer, IDbContextFactory<ConsoleDbContext> contexts, ChangeFeed feed, PriceCache prices, ContractCache contracts, TimeProvider clock, ILogger<LedgerFollower> logger)
    : Follower(feed, Topic.Ledger, clock, logger)
{
    private const string Mark = "ledger";
    private const int EntriesMax = 500;

    private readonly TimeProvider _clock = clock;
    private long? _reached;

    public override async Task CatchUpAsync(CancellationToken cancellation)
    {
        while (true)
        {
            // Asked of the store once: from then on this node knows, until somebody else turns out to have been faster.
            var reached = _reached ?? await BeginAsync(cancellation);
            _reached = null;
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var last = await db.LedgerEntries.Where(entry => entry.Seq > reached).OrderBy(entry => entry.Seq).Take(EntriesMax).Select(entry => (long?)entry.Seq).MaxAsync(cancellation);
            if (last is not { } until)
            {
                _reached = reached;
                return;
            }

            var events = (await EntriesAsync(db, reached, until, cancellation)).ConvertAll(entry => FactEvents.Of(entry, prices.Current, _clock.Instant()));
            var waiting = new WaitingEvents(events, new(Mark, reached, until));
            if (!writer.TryTake(waiting)) throw new BusyException("The console is shutting down.");
            await waiting.Written.Task.WaitAsync(cancellation);
            _reached = until;
        }
    }

    private async Task<List<FollowedEntry>> EntriesAsync(ConsoleDbContext db, long after, long until, CancellationToken cancellation)
    {
        var entries = await db.LedgerEntries.AsNoTracking().Where(entry => entry.Seq > after && entry.Seq <= until && FactEvents.Kinds.Contains(entry.Kind))
            .OrderBy(entry => entry.Seq).Select(entry => new { entry.Seq, entry.At, entry.Kind, entry.Subject, entry.Payload }).ToListAsync(cancellation);
        var ids = entries.Select(entry => IdIn(entry.Subject)).OfType<ProposalId>().Distinct().ToList();
        var proposals = await db.Proposals.AsNoTracking().Where(proposal => ids.Contains(proposal.Id) && proposal.Planted == null).ToDictionaryAsync(proposal => proposal.Id, cancellation);
        var names = proposals.Values.Select(proposal => proposal.RunId).OfType<string>().Distinct().ToList();
        var workflows = (await db.Runs.AsNoTracking().Where(run => names.Contains(run.Name) && run.Workflow != null)
            .Select(run => new { run.Agent, run.Environment, run.Name, run.Workflow }).ToListAsync(cancellation)).ToDictionary(run => (run.Agent, run.Environment, run.Name), run => run.Workflow);
        return
        [
            .. from entry in entries
               let id = IdIn(entry.Subject)
               where id is not null && proposals.ContainsKey(id.Value)
               let proposal = proposals[id.Value]
               select new FollowedEntry(entry.Seq, entry.At, entry.Kind, entry.Payload, proposal,
                   workflows.GetValueOrDefault((proposal.Agent, proposal.Environment, proposal.RunId ?? "")),
                   contracts.Find(proposal.Tool, proposal.ContractVersion) is { Contract.Redact.Count: 0 }),
        ];
    }

    private static ProposalId? IdIn(string subject) =>
        subject.Split(':', 2) is ["proposal", var text] && ProposalId.TryParse(text, out var id) ? id : null;

    private async Task<long> BeginAsync(CancellationToken cancellation)
    {
        // Neither may have been read yet.
        await prices.ReloadAsync(cancellation);
        await contracts.ReloadAsync(cancellation);
        await using var session = new TraceWriteSession(store, await store.OpenAsync(cancellation));
        return await session.ReachedAsync(Mark, cancellation);
    }
}
