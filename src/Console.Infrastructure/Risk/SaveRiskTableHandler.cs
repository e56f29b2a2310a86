using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Risk;

/// <summary>Puts a new version of the risk table in force. Proposals that were scored keep their score and the version that gave it.</summary>
public sealed class SaveRiskTableHandler(ConsoleTransaction transaction, RiskTableCache cache, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<SaveRiskTableOutcome> HandleAsync(SaveRiskTable command, CancellationToken cancellation)
    {
        if (!command.Caller.MayEverywhere(Permission.WriteRiskTable)) return new SaveRiskTableOutcome.Refused();
        if (NumberedAs(command.Document, command.Seen + 1) is not { } numbered)
            return new SaveRiskTableOutcome.Malformed([new("", "type", "A risk table is an object with 'points' and 'money'.")]);
        if (RiskTable.Parse(numbered, out var faults) is not { } table) return new SaveRiskTableOutcome.Malformed(faults);

        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is SaveRiskTableOutcome.Saved) await cache.ReloadAsync(cancellation);
        return outcome;

        async Task<SaveRiskTableOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var newest = await db.RiskTables.AsNoTracking().OrderByDescending(row => row.Number).FirstOrDefaultAsync(inner);
            var number = newest?.Number ?? RiskTable.Default.Version;
            if (number != command.Seen) return new SaveRiskTableOutcome.Changed(number);
            var before = newest is null ? RiskTable.Default : newest.Read();
            var changes = before is null ? ["everything: the version before could not be read"] : RiskTableDifference.Of(before, table);
            if (changes.Count == 0) return new SaveRiskTableOutcome.Saved(before!, IsSame: true);

            var document = table.ToJson();
            db.RiskTables.Add(new()
            {
                Number = table.Version,
                Document = document,
                Note = command.Note,
                SavedAt = clock.Instant(),
                SavedBy = command.Caller.Actor,
            });
            ledger.Append(db, command.Caller, new RiskTableChanged(
                table.Version, Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(document)),
                ShortText.Of(string.Join(", ", changes), RiskLimits.ChangesLengthMax), command.Note));
            return new SaveRiskTableOutcome.Saved(table, IsSame: false);
        }
    }

    // Whatever version the document says: what counts is which one was read.
    private static JsonElement? NumberedAs(JsonElement document, int version)
    {
        if (document.ValueKind != JsonValueKind.Object) return null;
        var numbered = JsonObject.Create(document)!;
        numbered["version"] = version;
        return JsonSerializer.SerializeToElement(numbered);
    }
}
