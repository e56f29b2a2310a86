using System.Buffers.Text;
using System.Text.Json;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>Reads entries for people: the newest of the ledger, or the story of one proposal.</summary>
public sealed class LedgerRowQuery(LedgerQuery ledger, ActorNames names, IDbContextFactory<ConsoleDbContext> contexts)
{
    private const int StoryMax = 100;

    // Who looked at it is presence, not something that happened to it.
    private const string ClaimedKind = "proposal_claimed";

    /// <summary>Entries before a sequence number, newest first.</summary>
    public async Task<IReadOnlyList<LedgerRow>> BeforeAsync(LedgerFilter filter, long? before, int count, CancellationToken cancellation) =>
        await RowsAsync(await ledger.BeforeAsync(filter, before, count, cancellation), cancellation);

    /// <summary>What happened to a proposal, oldest first; of a very long story the end.</summary>
    public async Task<IReadOnlyList<LedgerRow>> StoryOfAsync(ProposalId id, CancellationToken cancellation)
    {
        var subject = "proposal:" + id;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var entries = await db.LedgerEntries.AsNoTracking().Where(entry => entry.Subject == subject && entry.Kind != ClaimedKind)
            .OrderByDescending(entry => entry.Seq).Take(StoryMax).ToListAsync(cancellation);
        entries.Reverse();
        return await RowsAsync(entries, cancellation);
    }

    private async Task<IReadOnlyList<LedgerRow>> RowsAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
    {
        if (entries.Count == 0) return [];
        var actors = await names.OfAsync([.. entries.Select(entry => entry.Actor)], cancellation);
        var personal = await ledger.PersonalAsync([.. entries.Select(entry => entry.Seq)], cancellation);
        return [.. entries.Select(RowOf)];

        LedgerRow RowOf(LedgerEntry entry) => new(entry.Seq, entry.At, entry.Kind, entry.Actor, actors[entry.Actor], entry.Subject,
            FieldsOf(entry, personal[entry.Seq]), Base64Url.EncodeToString(entry.PreviousHash), Base64Url.EncodeToString(entry.Hash));
    }

    private static IReadOnlyList<LedgerRowField> FieldsOf(LedgerEntry entry, IEnumerable<LedgerPersonalValue> personal)
    {
        using var payload = JsonDocument.Parse(entry.Payload);
        return [.. payload.RootElement.EnumerateObject().Select(FieldOf)];

        LedgerRowField FieldOf(JsonProperty member) => member.Value.ValueKind == JsonValueKind.Object
            ? new(member.Name, personal.FirstOrDefault(value => value.Name == member.Name)?.Value, CommitmentOf(member.Value))
            : new(member.Name, member.Value.ToString(), null);
    }

    private static string CommitmentOf(JsonElement value) =>
        value.TryGetProperty("commitment", out var commitment) ? commitment.ToString() : value.GetRawText();
}
