using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Spend;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Insights;

/// <summary>A workflow's baseline as it is sent: each figure may be left out.</summary>
internal sealed record BaselineBody(decimal? ResolutionS, BaselineBody.AmountBody? CostPerRun, decimal? PerDay, decimal? PersonShare, decimal? FailedShare, string? Note)
{
    private const decimal SecondsMax = 400_000_000;
    private const decimal CostMax = 1_000_000_000;
    private const decimal PerDayMax = 1_000_000_000;

    /// <summary>Money: US dollars as a decimal text.</summary>
    public sealed record AmountBody(string Amount, string? Currency);

    public static WorkflowBaseline? Read(JsonElement body, string workflow, string by, DateTimeOffset at, out IReadOnlyList<Fault> faults)
    {
        var members = new MemberReader(body);
        var resolution = Figure(members, body, "resolution_s", SecondsMax);
        var cost = Cost(members, body);
        var perDay = Figure(members, body, "per_day", PerDayMax);
        var person = Figure(members, body, "person_share", 1);
        var failed = Figure(members, body, "failed_share", 1);
        var note = members.Text("note", InsightsLimits.NoteLengthMax);
        faults = members.Faults;
        return faults.Count > 0 ? null : new(workflow, Scaled(resolution, 1_000), Scaled(cost, 1_000_000_000), Scaled(perDay, 1_000),
            (int?)Scaled(person, 10_000), (int?)Scaled(failed, 10_000), note, by, at);
    }

    private static long? Scaled(decimal? figure, int by) => figure is { } known ? (long)decimal.Round(known * by) : null;

    private static decimal? Figure(MemberReader members, JsonElement body, string name, decimal max)
    {
        if (!Has(body, name, out var value)) return null;
        if (NumberIn(value) is { } figure and >= 0 && figure <= max) return figure;
        members.Wrong(name, $"must be a number from 0 to {max}");
        return null;
    }

    private static decimal? Cost(MemberReader members, JsonElement body)
    {
        if (!Has(body, "cost_per_run", out var value)) return null;
        if (value.ValueKind == JsonValueKind.Object && Has(value, "amount", out var amount)
            && (!Has(value, "currency", out var currency) || currency.ValueKind == JsonValueKind.String && currency.ValueEquals("USD"))
            && NumberIn(amount) is { } figure and >= 0 && figure <= CostMax && Money.NanosOf(figure) is not null) return figure;
        members.Wrong("cost_per_run", "must be an amount of US dollars, to at most a billionth");
        return null;
    }

    // A text that is not well-formed Unicode is no number either.
    private static decimal? NumberIn(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Number => ExactDecimal.Of(value),
                JsonValueKind.String => ExactDecimal.Of(value.GetString()!),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Has(JsonElement body, string name, out JsonElement value)
    {
        try
        {
            return body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
        }
        catch (InvalidOperationException)
        {
            // A name beside it is no text; the reader of the note says so.
            value = default;
            return false;
        }
    }
}
