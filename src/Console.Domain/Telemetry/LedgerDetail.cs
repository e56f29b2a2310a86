using System.Text;
using System.Text.Json;

namespace AgentConsole.Domain.Telemetry;

/// <summary>What the detail of the console's own events says of the ledger's entry behind them; what agents tell has no such member.</summary>
/// <param name="Seq">The entry's number in the ledger.</param>
/// <param name="Digest">Of the arguments that the entry is about.</param>
/// <param name="PolicySet">The set of policies that was asked; null where none was.</param>
public sealed record LedgerDetail(long Seq, string Digest, string? PolicySet = null, string? PolicyVersion = null)
{
    private const string Member = "ledger";

    /// <summary>The set and its version as one word; null where no policy was asked.</summary>
    public string? Policy => PolicySet is null ? null : PolicyVersion is null ? PolicySet : $"{PolicySet}@{PolicyVersion}";

    /// <summary>Null where the event follows no entry.</summary>
    public static LedgerDetail? Of(TraceEvent one)
    {
        if (one.Detail is not { } detail || !detail.StartsWith($$"""{"{{Member}}":""", StringComparison.Ordinal)) return null;
        using var json = JsonDocument.Parse(detail);
        var ledger = json.RootElement.GetProperty(Member);
        return new(ledger.GetProperty("seq").GetInt64(), ledger.GetProperty("digest").GetString()!, TextIn(ledger, "policy_set"), TextIn(ledger, "policy_version"));
    }

    /// <summary>The detail of an event that follows the entry.</summary>
    public string ToDetail()
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartObject(Member);
            json.WriteNumber("seq", Seq);
            json.WriteString("digest", Digest);
            if (PolicySet is not null) json.WriteString("policy_set", PolicySet);
            if (PolicyVersion is not null) json.WriteString("policy_version", PolicyVersion);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string? TextIn(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;
}
