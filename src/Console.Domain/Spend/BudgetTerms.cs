using System.Text.Json;
using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Spend;

/// <summary>A budget as its document states it.</summary>
public sealed record BudgetTerms(BudgetId Id, long PerDayUsdNanos)
{
    /// <summary>Reads a <c>Budget</c> document; null where anything about it is wrong, and then every fault is named.</summary>
    public static BudgetTerms? Parse(JsonElement document, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        var members = new DocumentMembers(document, "", found);
        if (document.ValueKind != JsonValueKind.Object) return null;

        if (members.Text("kind", 20) is { } stated && stated != "Budget") members.Fault("kind", "unknown_value", "The kind of a budget is 'Budget'.");
        if (members.Has("agent")) members.Fault("agent", "in_agent", "What an agent may spend stands in its own document, under 'caps'.");
        _ = members.Take("agent");
        var workflow = Name(members, "workflow", SpendLimits.BudgetNameLengthMax);
        var environment = Name(members, "environment", AccessLimits.EnvironmentLengthMax);
        if (workflow is null == environment is null && !members.Has("agent")) members.Fault("environment", "one_of", "A budget is for one 'environment' or for one 'workflow'.");
        long perDay = 0;
        if (members.Take("per_day_usd", isRequired: true) is { } value)
        {
            if (Money.NanosIn(value) is { } nanos and >= 0 and <= SpendLimits.AmountNanosMax) perDay = nanos;
            else members.Fault("per_day_usd", "malformed", "It must be an amount such as \"50.00\", not negative and at most a million.");
        }

        members.RefuseOthers();
        var id = environment is null ? new BudgetId(BudgetKind.Workflow, workflow ?? "") : new BudgetId(BudgetKind.Environment, environment);
        return found.Count == 0 ? new(id, perDay) : null;
    }

    /// <summary>The document that says this.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["kind"] = "Budget",
        [WireName.Of(Id.Kind)] = Id.Name,
        ["per_day_usd"] = Money.Text(PerDayUsdNanos),
    });

    private static string? Name(DocumentMembers members, string name, int lengthMax)
    {
        if (members.Text(name, lengthMax) is not { } text) return null;
        if (!text.Any(char.IsControl)) return text;
        members.Fault(name, "malformed", "It is a name without control characters.");
        return null;
    }
}
