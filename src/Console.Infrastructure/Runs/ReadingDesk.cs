using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>
/// Turns what was read into marks and keeps those, in the order in which it was told. None of it is in the ledger: like "last used"
/// of keys it changes nothing that anybody decided; what it led to, the origins that a proposal was judged by, is kept with the proposal.
/// </summary>
public sealed class ReadingDesk(MarkKeys keys, ContractCache contracts, TimeProvider clock)
{
    /// <summary>Outside of any transaction: a long text takes a while.</summary>
    internal async ValueTask<IReadOnlyList<MarkedReading>> MarkAsync(
        Caller.Agent caller, string run, IReadOnlyList<ReadText> texts, CancellationToken cancellation)
    {
        if (texts.Count == 0) return [];
        var secret = await keys.OfAsync(caller.Name, caller.Environment, run, cancellation);
        return [.. texts.Select(text => new MarkedReading(
            text.Kind, text.Tool, TrustIn(text), MarksOf(text.Text, secret.Marks).ToBytes(),
            secret.DigestOf(WireName.Of(text.Kind), text.Tool, text.Text)))];
    }

    internal static Task<Run?> FindAsync(ConsoleDbContext db, Caller.Agent caller, string name, CancellationToken cancellation) =>
        db.Runs.SingleOrDefaultAsync(run => run.Agent == caller.Name && run.Environment == caller.Environment && run.Name == name, cancellation);

    internal Run Begin(ConsoleDbContext db, Caller.Agent caller, string name)
    {
        var run = Run.Begin(caller.Name, caller.Environment, name, clock.Instant());
        db.Runs.Add(run);
        return run;
    }

    /// <summary>Where the run stands: behind everything that it has read and proposed.</summary>
    internal static async Task<int> StepsAsync(ConsoleDbContext db, Run run, CancellationToken cancellation)
    {
        var scope = ProposalTally.ScopeOfRun(run.Name);
        var tally = await db.ProposalTallies.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Agent == run.Agent && row.Environment == run.Environment && row.Scope == scope, cancellation);
        return run.Readings + (tally?.Proposals ?? 0);
    }

    /// <summary>Keeps one reading as the next step; null where the run holds as much as it may.</summary>
    internal RunReading? Keep(ConsoleDbContext db, Run run, int steps, MarkedReading read, ProposalId? proposal = null)
    {
        if (!run.HasRoomFor(read.Marks.Length)) return null;
        var now = clock.Instant();
        run.CountReading(read.Marks.Length, now);
        var reading = new RunReading
        {
            Run = run.Key,
            Step = steps + 1,
            Kind = read.Kind,
            Tool = read.Tool,
            Trust = read.Trust,
            Marks = read.Marks,
            Digest = read.Digest,
            At = now,
            Proposal = proposal,
        };
        db.RunReadings.Add(reading);
        return reading;
    }

    /// <summary>
    /// Keeps what a proposal brought back. That a run is over or full refuses no result: it is then one reading fewer.
    /// </summary>
    internal async Task KeepResultAsync(ConsoleDbContext db, Caller.Agent caller, Proposal proposal, MarkedReading read, CancellationToken cancellation)
    {
        if (await FindAsync(db, caller, proposal.RunId!, cancellation) is not { IsEnded: false } run) return;
        if (await db.RunReadings.AnyAsync(row => row.Run == run.Key && row.Digest == read.Digest, cancellation)) return;
        Keep(db, run, await StepsAsync(db, run, cancellation), read, proposal.Id);
    }

    // What a tool brings back is mostly JSON, and a value in it is what it means, not how it is escaped.
    private static ReadingMarks MarksOf(string text, MarkKey key)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..]) return ReadingMarks.Of(text, key);
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = ProposalLimits.BodyDepthMax });
            return ReadingMarks.Of(json.RootElement, key);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or with half a character in it.
            return ReadingMarks.Of(text, key);
        }
    }

    // A tool that nobody has described may bring back what anybody wrote.
    private ResultTrust TrustIn(ReadText text) => text.Kind == ReadingKind.Tool
        ? contracts.Find(text.Tool!)?.Contract.ResultTrust ?? ResultTrust.Untrusted
        : ResultTrust.Trusted;
}
