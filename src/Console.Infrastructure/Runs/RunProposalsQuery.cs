using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>Joins a run's events to the proposals that they tell of, for people: what an agent reads of its run names nobody.</summary>
public sealed class RunProposalsQuery(IDbContextFactory<ConsoleDbContext> contexts, ActorNames names)
{
    private const int EventsMax = 1_000;
    private const string DecidedKind = "proposal_decided";

    /// <summary>Of more events than are joined those of the latest.</summary>
    public async Task<RunProposals> OfAsync(IReadOnlyList<TraceEvent> events, CancellationToken cancellation)
    {
        var told = events.Where(one => one is { Kind: TraceKind.Policy or TraceKind.Review, Proposal: not null }).TakeLast(EventsMax).ToList();
        if (told.Count == 0) return RunProposals.None;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ids = told.Select(one => ProposalId.TryParse(one.Proposal, out var id) ? id : default(ProposalId?)).OfType<ProposalId>().Distinct().ToList();
        var proposals = await db.Proposals.AsNoTracking().Where(proposal => ids.Contains(proposal.Id))
            .Select(proposal => new { proposal.Id, proposal.RiskScore, proposal.Status }).ToDictionaryAsync(proposal => proposal.Id.ToString(), cancellation);

        // INVARIANT: nobody's word is told while others are still to speak, or would be once a stop is lifted.
        var spoken = told.Where(one => one.Kind == TraceKind.Review && proposals.TryGetValue(one.Proposal!, out var of) && of.Status is not (ProposalStatus.Pending or ProposalStatus.Frozen));
        return new(
            proposals.ToDictionary(pair => pair.Key, pair => pair.Value.RiskScore),
            proposals.Where(pair => pair.Value.Status == ProposalStatus.Pending).Select(pair => pair.Key).ToHashSet(),
            await DecidersAsync(db, [.. spoken], cancellation));
    }

    private async Task<IReadOnlyDictionary<long, Decider>> DecidersAsync(ConsoleDbContext db, IReadOnlyList<TraceEvent> spoken, CancellationToken cancellation)
    {
        var bySeq = spoken.Where(one => LedgerDetail.Of(one) is not null).ToLookup(one => LedgerDetail.Of(one)!.Seq);
        if (bySeq.Count == 0) return RunProposals.None.Deciders;
        var seqs = bySeq.Select(one => one.Key).ToList();
        var entries = await db.LedgerEntries.AsNoTracking().Where(entry => seqs.Contains(entry.Seq) && entry.Kind == DecidedKind)
            .Select(entry => new { entry.Seq, entry.Actor, entry.Payload }).ToListAsync(cancellation);
        var people = await names.OfAsync([.. entries.Select(entry => entry.Actor)], cancellation);
        var deciders = new Dictionary<long, Decider>();
        foreach (var entry in entries)
        {
            using var payload = JsonDocument.Parse(entry.Payload);
            if (!WireName.TryParse<DecisionKind>(TextIn(payload.RootElement, "decision"), out var kind)) continue;
            var reason = WireName.TryParse<ReasonCode>(TextIn(payload.RootElement, "reason_code"), out var code) ? code : default(ReasonCode?);
            foreach (var one in bySeq[entry.Seq])
                deciders[one.Id] = new(people[entry.Actor], kind, reason, one.LatencyMs is { } waited ? TimeSpan.FromMilliseconds(waited) : null);
        }

        return deciders;
    }

    private static string? TextIn(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
