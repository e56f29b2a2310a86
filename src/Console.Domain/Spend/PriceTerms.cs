using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Spend;

/// <summary>
/// A price as its document states it: what is paid from a moment on, in billionths of a US dollar per million tokens of a model,
/// or per call of a tool.
/// </summary>
public sealed record PriceTerms
{
    public required PriceKind Kind { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset From { get; init; }
    public long? InputNanosPerMillion { get; init; }
    /// <summary>Null where cached input costs what other input costs.</summary>
    public long? CachedInputNanosPerMillion { get; init; }
    public long? OutputNanosPerMillion { get; init; }
    public long? CallNanos { get; init; }
    public string? Note { get; init; }

    /// <summary>Reads a <c>Price</c> document; null where anything about it is wrong, and then every fault is named.</summary>
    public static PriceTerms? Parse(JsonElement document, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        var members = new DocumentMembers(document, "", found);
        if (document.ValueKind != JsonValueKind.Object) return null;

        if (members.Text("kind", 20) is { } stated && stated != "Price") members.Fault("kind", "unknown_value", "The kind of a price is 'Price'.");
        var model = NameIn(members, "model", SpendLimits.ModelNameLengthMax);
        var tool = NameIn(members, "tool", ProposalLimits.ToolNameLengthMax);
        if (model is null == tool is null) members.Fault("model", "one_of", "A price is for one 'model' or for one 'tool'.");
        var kind = tool is null ? PriceKind.Model : PriceKind.Tool;
        var terms = new PriceTerms
        {
            Kind = kind,
            Name = model ?? tool ?? "",
            From = FromOf(members) ?? default,
            InputNanosPerMillion = Amount(members, "input_per_million_usd", kind == PriceKind.Model),
            CachedInputNanosPerMillion = Amount(members, "cached_input_per_million_usd", isRequired: false),
            OutputNanosPerMillion = Amount(members, "output_per_million_usd", kind == PriceKind.Model),
            CallNanos = Amount(members, "per_call_usd", kind == PriceKind.Tool),
            Note = members.Text("note", SpendLimits.NoteLengthMax) is { } note ? Kept(members, "note", note) : null,
        };
        if (kind == PriceKind.Model && terms.CallNanos is not null) members.Fault("per_call_usd", "not_here", "A model is paid by tokens.");
        if (kind == PriceKind.Tool && terms is not { InputNanosPerMillion: null, CachedInputNanosPerMillion: null, OutputNanosPerMillion: null })
            members.Fault("input_per_million_usd", "not_here", "A tool is paid by call.");
        members.RefuseOthers();
        return found.Count == 0 ? terms : null;
    }

    /// <summary>The document that says this.</summary>
    public string ToJson() => JsonSerializer.Serialize(Members());

    /// <summary>What is paid, as the ledger and a list say it.</summary>
    public string Text() => Kind == PriceKind.Tool
        ? $"{Money.Text(CallNanos ?? 0)} USD per call"
        : $"input {Money.Text(InputNanosPerMillion ?? 0)}, "
            + (CachedInputNanosPerMillion is { } cached ? $"cached input {Money.Text(cached)}, " : "")
            + $"output {Money.Text(OutputNanosPerMillion ?? 0)} USD per million tokens";

    /// <summary>Whether exactly the same is paid; what was noted beside it does not count.</summary>
    public bool PaysAs(PriceTerms other) => this with { Note = null } == other with { Note = null };

    private Dictionary<string, string> Members()
    {
        var members = new Dictionary<string, string> { ["kind"] = "Price", [WireName.Of(Kind)] = Name, ["from"] = TextOf(From) };
        Add("input_per_million_usd", InputNanosPerMillion);
        Add("cached_input_per_million_usd", CachedInputNanosPerMillion);
        Add("output_per_million_usd", OutputNanosPerMillion);
        Add("per_call_usd", CallNanos);
        if (Note is not null) members["note"] = Note;
        return members;

        void Add(string name, long? nanos)
        {
            if (nanos is { } amount) members[name] = Money.Text(amount);
        }
    }

    private static string TextOf(DateTimeOffset from) => from.UtcDateTime.TimeOfDay == TimeSpan.Zero
        ? from.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string? NameIn(DocumentMembers members, string name, int lengthMax) =>
        members.Text(name, lengthMax) is not { } text ? null
        : text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character)) ? Wrong(members, name, "It is a name without spaces.")
        : text;

    // PostgreSQL keeps no text with one.
    private static string? Kept(DocumentMembers members, string name, string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? Wrong(members, name, "It must not hold the character U+0000.") : text;

    private static string? Wrong(DocumentMembers members, string name, string why)
    {
        members.Fault(name, "malformed", why);
        return null;
    }

    private static DateTimeOffset? FromOf(DocumentMembers members)
    {
        if (members.Text("from", 40, isRequired: true) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        if (text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            // As finely as columns keep it.
            return instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));
        members.Fault("from", "malformed", "It is a day such as \"2026-01-01\", which begins at midnight UTC, or a time such as \"2026-01-01T08:00:00Z\".");
        return null;
    }

    private static long? Amount(DocumentMembers members, string name, bool isRequired)
    {
        if (members.Take(name, isRequired) is not { } value) return null;
        if (Money.NanosIn(value) is { } nanos and >= 0 and <= SpendLimits.PriceNanosMax) return nanos;
        members.Fault(name, "malformed", "It must be an amount such as \"0.40\", not negative, not finer than a billionth and at most a million.");
        return null;
    }
}
