using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>Reads OPA's decision log. An entry that cannot be read is left out: OPA would send the whole of it again for ever.</summary>
internal static class OutsideLogReader
{
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = OpaLimits.LogDepthMax };

    /// <summary>The decisions, each once; null where this is no log, or one that is too long.</summary>
    public static IReadOnlyList<OutsideDecision>? Read(ReadOnlyMemory<byte> json, string bundleName, DateTimeOffset receivedAt, out int leftOut)
    {
        leftOut = 0;
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Array || document.RootElement.GetArrayLength() > OpaLimits.LogEntriesMax) return null;

            var decisions = new Dictionary<string, OutsideDecision>(StringComparer.Ordinal);
            foreach (var entry in document.RootElement.EnumerateArray())
                if (EntryOf(entry, bundleName, receivedAt) is { } decision) decisions.TryAdd(decision.DecisionId, decision);
                else leftOut++;
            return [.. decisions.Values];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static OutsideDecision? EntryOf(JsonElement entry, string bundleName, DateTimeOffset receivedAt)
    {
        try
        {
            if (entry.ValueKind != JsonValueKind.Object || Text(entry, "decision_id", OpaLimits.DecisionIdLengthMax + 1) is not { Length: > 0 and <= OpaLimits.DecisionIdLengthMax } id
                || Find(entry, "timestamp") is not { ValueKind: JsonValueKind.String } time || !time.TryGetDateTimeOffset(out var at)) return null;

            var (bundle, revision) = BundleOf(entry, bundleName);
            return new()
            {
                DecisionId = id,
                At = at.ToInstant(),
                ReceivedAt = receivedAt,
                Instance = Find(entry, "labels") is { } labels ? Text(labels, "id", OpaLimits.InstanceLengthMax) : null,
                Path = Text(entry, "path", OpaLimits.PathLengthMax),
                Bundle = bundle,
                Revision = revision,
                Decision = DecisionOf(entry),
                Rule = Find(entry, "result") is { } result ? Text(result, "rule", PolicyLimits.RuleLengthMax) : null,
                Error = ErrorOf(entry),
                InputDigest = Find(entry, "input") is { } input ? DigestOf(input) : null,
            };
        }
        catch (InvalidOperationException)
        {
            // A text that is not well-formed Unicode.
            return null;
        }
    }

    private static (string? Bundle, string? Revision) BundleOf(JsonElement entry, string bundleName)
    {
        if (Find(entry, "bundles") is not { ValueKind: JsonValueKind.Object } bundles) return (null, null);
        if (Find(bundles, bundleName) is { } own) return (bundleName, Text(own, "revision", PolicyLimits.RevisionLengthMax));
        foreach (var other in bundles.EnumerateObject())
            return (OpaText.Line(other.Name, PolicyLimits.SetNameLengthMax), Text(other.Value, "revision", PolicyLimits.RevisionLengthMax));
        return (null, null);
    }

    private static string? DecisionOf(JsonElement entry) => Find(entry, "result") switch
    {
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        { } result => Text(result, "decision", OpaLimits.LoggedDecisionLengthMax),
        null => null,
    };

    private static string? ErrorOf(JsonElement entry) => Find(entry, "error") is { ValueKind: not JsonValueKind.Null } error
        ? OpaText.Line(error.ValueKind == JsonValueKind.String ? error.GetString()! : error.GetRawText(), OpaLimits.LoggedErrorLengthMax)
        : null;

    private static string DigestOf(JsonElement input)
    {
        try
        {
            return Digest.Of(input);
        }
        catch (NotCanonicalException)
        {
            return Digest.OfBytes(System.Text.Encoding.UTF8.GetBytes(input.GetRawText()));
        }
    }

    private static JsonElement? Find(JsonElement from, string member) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(member, out var value) ? value : null;

    private static string? Text(JsonElement from, string member, int lengthMax) =>
        Find(from, member) is { ValueKind: JsonValueKind.String } value ? OpaText.Line(value.GetString()!, lengthMax) : null;
}
