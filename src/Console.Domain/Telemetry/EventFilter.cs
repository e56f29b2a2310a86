using System.Globalization;
using System.Text.Json;

namespace AgentConsole.Domain.Telemetry;

/// <summary>
/// What a reader types to narrow a run's events: <c>tool:crm.* status:error cost&gt;0.10 latency&gt;500 arg.caseId:C-88319 -kind:step free text</c>.
/// Every term must fit; <c>*</c> stands for anything, and there are no regular expressions.
/// </summary>
public sealed class EventFilter
{
    public const int LengthMax = 300;
    private const int TermsMax = 20;

    private static readonly string[] Names = ["tool", "model", "kind", "status", "rule", "name", "error", "word", "trace", "proposal"];
    private static readonly string[] Figures = ["cost", "latency", "tokens"];

    private readonly IReadOnlyList<Term> _terms;

    private EventFilter(IReadOnlyList<Term> terms, string? fault) => (_terms, Fault) = (terms, fault);

    /// <summary>What cannot be understood, as a sentence; the terms that can be are applied all the same.</summary>
    public string? Fault { get; }

    public bool IsEmpty => _terms.Count == 0;

    public static EventFilter Parse(string? text)
    {
        var (terms, fault) = (new List<Term>(), default(string));
        foreach (var word in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(TermsMax))
        {
            if (ParseTerm(word, out var wrong) is { } term) terms.Add(term);
            else fault ??= wrong;
        }

        return new(terms, fault);
    }

    /// <param name="tokenOf">The keyed hash that stands for a value that is not kept; null where there is none to compare with.</param>
    public bool Fits(TraceEvent one, Func<string, string>? tokenOf) => _terms.All(term => term.Fits(one, tokenOf) != term.IsNegated);

    private static Term? ParseTerm(string word, out string? fault)
    {
        fault = null;
        var isNegated = word.Length > 1 && word[0] == '-';
        var body = isNegated ? word[1..] : word;
        var at = body.IndexOfAny([':', '>', '<', '=']);
        if (at <= 0) return new(isNegated, "", ':', body, 0);

        var (name, sign, value) = (body[..at].ToLowerInvariant(), body[at] == '=' ? ':' : body[at], body[(at + 1)..]);
        if (name.StartsWith("arg.", StringComparison.Ordinal) && sign == ':') return new(isNegated, body[..at], ':', value, 0);
        if (Figures.Contains(name))
        {
            if (sign is '>' or '<' && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return new(isNegated, name, sign, value, number);
            fault = $"'{word}': say {name}>1 or {name}<1.";
            return null;
        }

        if (Names.Contains(name) && sign == ':') return new(isNegated, name, ':', value, 0);
        fault = $"'{word}' is not understood: {string.Join(", ", Names.Select(known => known + ":"))}, cost>, latency>, tokens>, arg.name: or free text.";
        return null;
    }

    /// <summary>One word of the filter.</summary>
    private sealed record Term(bool IsNegated, string Name, char Sign, string Value, decimal Number)
    {
        public bool Fits(TraceEvent one, Func<string, string>? tokenOf) => Name switch
        {
            "" => Holds(one.Name) || Holds(one.Tool) || Holds(one.Model) || Holds(one.Error) || Holds(one.ErrorType) || Holds(one.Rule),
            "tool" => Wildcard.Fits(Value, one.Tool),
            "model" => Wildcard.Fits(Value, one.Model),
            "kind" => Wildcard.Fits(Value, WireName.Of(one.Kind)),
            "status" => Wildcard.Fits(Value, WireName.Of(one.Outcome)),
            "rule" => Wildcard.Fits(Value, one.Rule),
            "name" => Wildcard.Fits(Value, one.Name),
            "error" => Wildcard.Fits(Value, one.ErrorType) || Wildcard.Fits(Value, one.Error),
            "word" => Wildcard.Fits(Value, one.Word),
            "trace" => Wildcard.Fits(Value, one.TraceId),
            "proposal" => Wildcard.Fits(Value, one.Proposal),
            "cost" => Compares(one.CostNanos is { } nanos ? nanos / 1_000_000_000m : null),
            "latency" => Compares(one.LatencyMs),
            "tokens" => Compares(one.InputTokens is null && one.OutputTokens is null ? null : (one.InputTokens ?? 0) + (one.OutputTokens ?? 0)),
            _ => HasArgument(one, Name[4..], tokenOf),
        };

        private bool Holds(string? text) => text?.Contains(Value, StringComparison.OrdinalIgnoreCase) == true;

        private bool Compares(decimal? figure) => figure is { } known && (Sign == '>' ? known > Number : known < Number);

        private bool HasArgument(TraceEvent one, string path, Func<string, string>? tokenOf)
        {
            if (one.Detail is not { } detail || !detail.Contains("\"args\"", StringComparison.Ordinal)) return false;
            using var json = JsonDocument.Parse(detail);
            if (!json.RootElement.TryGetProperty("args", out var value)) return false;
            foreach (var step in path.Split('.'))
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value)) return false;
            var kept = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            return Wildcard.Fits(Value, kept) || tokenOf?.Invoke(Value) == kept;
        }
    }
}
