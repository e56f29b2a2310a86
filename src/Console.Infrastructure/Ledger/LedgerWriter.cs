using System.Text.Encodings.Web;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>Adds entries to the chain inside the transaction of the change they tell of. Knows nothing of what an entry means.</summary>
public sealed class LedgerWriter(SecretMint mint, TimeProvider clock)
{
    private static readonly JsonWriterOptions PayloadForm = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Appends one entry; only inside <see cref="ConsoleTransaction"/>, which holds the head.</summary>
    /// <exception cref="InvalidOperationException">Outside of a transaction.</exception>
    public void Append(ConsoleDbContext db, Caller caller, LedgerRecord record)
    {
        var started = clock.GetTimestamp();
        var position = db.Position ?? throw new InvalidOperationException("The ledger is written inside ConsoleTransaction only.");
        var seq = position.Seq + 1;
        var entry = HashChain.Seal(new LedgerEntry
        {
            Seq = seq,
            At = clock.Instant(),
            Kind = record.Kind,
            Actor = caller.Actor,
            Subject = record.Subject,
            Payload = PayloadOf(db, seq, record.Fields),
            PreviousHash = position.Hash,
        });
        db.LedgerEntries.Add(entry);
        db.Position = new(entry.Seq, entry.Hash);
        Signals.Appended(clock.GetElapsedTime(started));
    }

    private string PayloadOf(ConsoleDbContext db, long seq, IReadOnlyList<LedgerField> fields)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, PayloadForm))
        {
            json.WriteStartObject();
            foreach (var field in fields.Where(field => field.Value is not null))
            {
                if (!field.IsPersonal)
                {
                    json.WriteString(field.Name, field.Value);
                    continue;
                }

                var salt = mint.Bytes(LedgerLimits.SaltBytes);
                db.LedgerPersonalValues.Add(new LedgerPersonalValue { Seq = seq, Name = field.Name, Value = field.Value!, Salt = salt });
                json.WriteStartObject(field.Name);
                json.WriteString("commitment", Commitment.Of(salt, field.Value!));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
