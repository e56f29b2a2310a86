using System.Text.Json;

namespace AgentConsole.Domain.Ledger;

/// <summary>The payload of an entry, read back: what it says openly, and what it commits to in place of personal values.</summary>
public sealed class EntryPayload
{
    private const string CommitmentMember = "commitment";

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _commitments = new(StringComparer.Ordinal);

    private EntryPayload() { }

    /// <summary>The commitments by the names of their fields.</summary>
    public IReadOnlyDictionary<string, string> Commitments => _commitments;

    public string? TextOf(string field) => _texts.GetValueOrDefault(field);

    /// <summary>Null where it is not an object of texts and commitments, which no writer of ours ever wrote.</summary>
    public static EntryPayload? Of(string payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            var read = new EntryPayload();
            return json.RootElement.EnumerateObject().All(read.Take) ? read : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool Take(JsonProperty field) => field.Value.ValueKind switch
    {
        JsonValueKind.String => _texts.TryAdd(field.Name, field.Value.GetString()!),
        JsonValueKind.Object => field.Value.TryGetProperty(CommitmentMember, out var commitment) && commitment.ValueKind == JsonValueKind.String
            && _commitments.TryAdd(field.Name, commitment.GetString()!),
        _ => false,
    };
}
