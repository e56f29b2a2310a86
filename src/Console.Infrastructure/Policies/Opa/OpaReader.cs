using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>Reads what OPA answered. Only what is understood whole can allow; everything else denies and says what was wrong with it.</summary>
internal sealed class OpaReader(PolicyQuestion question, string bundleName)
{
    private const int Ok = 200;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = OpaLimits.AnswerDepthMax, AllowDuplicateProperties = false };

    private PolicySource _source = new(PolicyEngine.Opa, null, null);
    private string? _decisionId;

    public EngineRuling Read(int status, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return Error([status == Ok ? "The answer is no object." : Status(status)]);
            return status == Ok ? OfAnswer(root) : Error(ErrorsIn(root, status));
        }
        catch (JsonException)
        {
            return Error([status == Ok ? "The answer is no JSON." : Status(status)]);
        }
        catch (NotUnderstoodException fault)
        {
            return Error([fault.Message]);
        }
        catch (InvalidOperationException)
        {
            return Error(["A text of the answer is not well-formed Unicode."]);
        }
    }

    private EngineRuling OfAnswer(JsonElement root)
    {
        _decisionId = Text(root, "decision_id", OpaLimits.DecisionIdLengthMax);
        _source = SourceIn(root);
        if (!root.TryGetProperty("result", out var result))
            return Ruled(OpaDenials.Undefined, [], ["OPA has no rule of this name, or it says nothing of this proposal."]);
        if (result.ValueKind != JsonValueKind.Object) throw new NotUnderstoodException("The result is no object.");

        var rule = Text(result, "rule", PolicyLimits.RuleLengthMax) is { Length: > 0 } name ? name : throw new NotUnderstoodException("The result names no rule.");
        var reason = Text(result, "reason", PolicyLimits.EvaluationReasonLengthMax);
        var notes = RiskIn(result);
        return Text(result, "decision", OpaLimits.LoggedDecisionLengthMax) switch
        {
            "deny" => Ruled(PolicyAnswer.Deny(rule, PolicyAnswer.PolicyDenied, reason ?? $"The rule {rule} forbids it."), [NameOf(rule), .. notes], []),
            "allow" => Bound(VerdictKind.Allow, rule, reason, notes, ObligationsIn(result)),
            "review" or "needs_approval" => Bound(VerdictKind.Review, rule, reason, notes, ObligationsIn(result)),
            _ => throw new NotUnderstoodException("The decision is none of allow, review and deny."),
        };
    }

    // A permission that asks for approvals is a review, whatever it calls itself.
    private EngineRuling Bound(VerdictKind kind, string rule, string? reason, IReadOnlyList<string> notes, OpaObligations obligations)
    {
        IReadOnlyList<string> determining = [NameOf(rule), .. notes, .. obligations.Notes];
        if (obligations.LimitNanos is { } most)
        {
            var money = question.Facts.MoneyNanos ?? throw new NotUnderstoodException("There is a limit, and the amount of this proposal is not known.");
            if (Math.Abs((decimal)money) > most)
                return Ruled(PolicyAnswer.Deny(rule, PolicyAnswer.PolicyDenied, $"The rule {rule} allows no more than {Money.Text(most)}."), determining, []);
        }

        if (kind == VerdictKind.Allow && obligations.Clauses.Count == 0)
            return Ruled(PolicyAnswer.Allow(rule, reason ?? $"The rule {rule} allows it."), determining, []);
        var clauses = obligations.Clauses.Count > 0 ? obligations.Clauses : [ApprovalClause.Of(1)];
        return Ruled(PolicyAnswer.Review(rule, reason ?? $"The rule {rule} leaves it to people.", clauses), determining, []);
    }

    private EngineRuling Error(IReadOnlyList<string> errors) => Ruled(OpaDenials.Error, [], errors);

    private EngineRuling Ruled(PolicyAnswer answer, IReadOnlyList<string> determining, IReadOnlyList<string> errors) =>
        new(answer with { Source = _source }, determining, errors) { Asked = Asked, OutsideId = _decisionId };

    private string Asked => _source switch
    {
        { Set: { } set, Revision: { } revision } => $"{OpaDenials.Engine}:{set}@{revision}",
        { Set: { } set } => $"{OpaDenials.Engine}:{set}",
        _ => OpaDenials.Engine,
    };

    private string NameOf(string rule) => $"{_source.Set ?? OpaDenials.Engine}/{rule}";

    private PolicySource SourceIn(JsonElement root)
    {
        if (!root.TryGetProperty("provenance", out var provenance) || provenance.ValueKind != JsonValueKind.Object
            || !provenance.TryGetProperty("bundles", out var bundles) || bundles.ValueKind != JsonValueKind.Object
            || !bundles.TryGetProperty(bundleName, out var bundle) || bundle.ValueKind != JsonValueKind.Object) return _source;
        return new(PolicyEngine.Opa, bundleName, Text(bundle, "revision", PolicyLimits.RevisionLengthMax) is { Length: > 0 } revision ? revision : null);
    }

    private static OpaObligations ObligationsIn(JsonElement result) => result.TryGetProperty("obligations", out var obligations)
        ? OpaObligations.Read(obligations)
        : throw new NotUnderstoodException("The result holds no obligations; where there are none it says [].");

    private static IReadOnlyList<string> RiskIn(JsonElement result)
    {
        if (!result.TryGetProperty("risk", out var risk)) return [];
        return risk.ValueKind == JsonValueKind.Number && risk.TryGetDecimal(out var points) && points is >= 0 and <= 100
            ? [$"risk {points.ToString(CultureInfo.InvariantCulture)}"]
            : throw new NotUnderstoodException("The risk is no number from 0 to 100.");
    }

    private static List<string> ErrorsIn(JsonElement root, int status)
    {
        var errors = new List<string> { $"{Status(status)} {Told(root)}".TrimEnd() };
        if (!root.TryGetProperty("errors", out var list) || list.ValueKind != JsonValueKind.Array) return errors;
        errors.AddRange(list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Take(PolicyLimits.NamedMax).Select(one => Told(one) + PlaceOf(one)));
        return errors;
    }

    private static string Told(JsonElement error) =>
        string.Join(": ", new[] { Text(error, "code", OpaLimits.NoteLengthMax), Text(error, "message", OpaLimits.NoteLengthMax) }.OfType<string>());

    private static string PlaceOf(JsonElement error) =>
        error.TryGetProperty("location", out var place) && place.ValueKind == JsonValueKind.Object && Text(place, "file", OpaLimits.NoteLengthMax) is { } file
        && place.TryGetProperty("row", out var row) && row.ValueKind == JsonValueKind.Number
            ? $" ({file}:{row.GetRawText()})"
            : "";

    private static string Status(int status) => string.Create(CultureInfo.InvariantCulture, $"HTTP {status}.");

    /// <summary>A text as one line, or null where there is none.</summary>
    private static string? Text(JsonElement from, string member, int lengthMax)
    {
        if (!from.TryGetProperty(member, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) throw new NotUnderstoodException($"The member {member} is no text.");
        return OpaText.Line(value.GetString()!, lengthMax);
    }
}
