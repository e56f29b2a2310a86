using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>
/// Tells the operational store what the ledger tells of proposals: what policy said, what people decided, how it ended. How far it has
/// come is kept with the events, in one transaction, so that each entry is told once, whatever dies when.
/// </summary>
internal sealed partial class LedgerFollower(
    TraceStore store, TraceWriter writer, IDbContextFactory<ConsoleDbContext> contexts, ChangeFeed feed, TimeProvider clock, ILogger<LedgerFollower> logger) : BackgroundService
{
    private const string Mark = "ledger";
    private const int EntriesMax = 500;
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _heard = new(1, 1);
    private ChangeSubscription? _subscription;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = feed.Subscribe(Topic.Ledger, Hear);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_subscription is { } subscription) await subscription.DisposeAsync();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _heard.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _heard.WaitAsync(stoppingToken);
            while (!await TryCatchUpAsync(stoppingToken)) await Task.Delay(AgainAfter, clock, stoppingToken);
        }
    }

    /// <summary>Tells everything that the ledger holds by now.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var reached = await ReachedAsync(cancellation);
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var last = await db.LedgerEntries.Where(entry => entry.Seq > reached).OrderBy(entry => entry.Seq).Take(EntriesMax).Select(entry => (long?)entry.Seq).MaxAsync(cancellation);
            if (last is not { } until) return;

            var events = (await EntriesAsync(db, reached, until, cancellation)).ConvertAll(entry => FactEvents.Of(entry, clock.Instant()));
            var waiting = new WaitingEvents(events, new(Mark, reached, until));
            if (!writer.TryTake(waiting)) throw new BusyException("The console is shutting down.");
            await waiting.Written.Task.WaitAsync(cancellation);
        }
    }

    private async Task<bool> TryCatchUpAsync(CancellationToken cancellation)
    {
        try
        {
            await CatchUpAsync(cancellation);
            return true;
        }
#pragma warning disable CA1031 // The store may be away for a while, or another node was faster; nothing is lost, since the mark stays.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (exception is not MarkMovedException) LogFailed(exception);
            return false;
        }
    }

    private static async Task<List<FollowedEntry>> EntriesAsync(ConsoleDbContext db, long after, long until, CancellationToken cancellation)
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
                   workflows.GetValueOrDefault((proposal.Agent, proposal.Environment, proposal.RunId ?? ""))),
        ];
    }

    private static ProposalId? IdIn(string subject) =>
        subject.Split(':', 2) is ["proposal", var text] && ProposalId.TryParse(text, out var id) ? id : null;

    private async Task<long> ReachedAsync(CancellationToken cancellation)
    {
        await using var session = new TraceWriteSession(store, await store.OpenAsync(cancellation));
        return await session.ReachedAsync(Mark, cancellation);
    }

    private Task Hear(CancellationToken cancellation)
    {
        try
        {
            _heard.Release();
        }
        catch (SemaphoreFullException)
        {
            // One look is enough for both.
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not tell the operational store what the ledger says; trying again.")]
    private partial void LogFailed(Exception exception);
}
