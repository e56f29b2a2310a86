using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>A schedule as a person states it: whose runs are started, when, where, and within which bounds.</summary>
public sealed record ScheduleTerms(string Agent, string Environment, string Name, string Cron, string Zone, string Url)
{
    /// <summary>A JSON object that each run is started with.</summary>
    public string Input { get; init; } = "{}";
    public int TimeoutSeconds { get; init; } = ScheduleLimits.TimeoutSecondsDefault;
    /// <summary>Attempts after the first.</summary>
    public int Retries { get; init; } = ScheduleLimits.RetriesDefault;
    /// <summary>Before the first retry; doubled with each.</summary>
    public int BackoffSeconds { get; init; } = ScheduleLimits.BackoffSecondsDefault;
    /// <summary>Runs of this schedule that may be under way together.</summary>
    public int AtOnce { get; init; } = ScheduleLimits.AtOnceDefault;
    /// <summary>What one run may spend, where that is less than the agent's own cap.</summary>
    public long? CapUsdNanos { get; init; }
    public bool IsEnabled { get; init; } = true;

    /// <summary>Null where anything about it is wrong, and then every fault is named; whether the line and the address are any good is not asked here.</summary>
    public static ScheduleTerms? Parse(JsonElement document, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        var members = new DocumentMembers(document, "", found);
        if (document.ValueKind != JsonValueKind.Object) return null;

        var terms = new ScheduleTerms(
            Plain(members, "agent", AgentLimits.NameLengthMax) ?? "",
            members.Text("environment", AccessLimits.EnvironmentLengthMax, isRequired: true) ?? "",
            Plain(members, "name", ScheduleLimits.NameLengthMax) ?? "",
            Plain(members, "cron", ScheduleLimits.CronLengthMax) ?? "",
            Plain(members, "zone", ScheduleLimits.ZoneLengthMax) ?? "",
            Plain(members, "url", Proposals.ProposalLimits.UrlLengthMax) ?? "")
        {
            Input = InputOf(members) ?? "{}",
            TimeoutSeconds = members.Number("timeout_s", 1, ScheduleLimits.TimeoutSecondsMax) ?? ScheduleLimits.TimeoutSecondsDefault,
            Retries = members.Number("retries", 0, ScheduleLimits.RetriesMax) ?? ScheduleLimits.RetriesDefault,
            BackoffSeconds = members.Number("backoff_s", ScheduleLimits.BackoffSecondsMin, ScheduleLimits.BackoffSecondsMax) ?? ScheduleLimits.BackoffSecondsDefault,
            AtOnce = members.Number("at_once", 1, ScheduleLimits.AtOnceMax) ?? ScheduleLimits.AtOnceDefault,
            CapUsdNanos = CapOf(members),
            IsEnabled = Flag(members, "enabled") ?? true,
        };
        if (terms.Environment.Length > 0 && !EnvironmentName.IsValid(terms.Environment))
            members.Fault("environment", "malformed", "An environment is named with lower case letters, digits, '-' and '_'.");
        if (terms.Name.Length > 0 && !AgentName.IsValid(terms.Name))
            members.Fault("name", "malformed", "A schedule is named with letters, digits and '.', '_', '-'.");
        members.RefuseOthers();
        return found.Count == 0 ? terms : null;
    }

    private static string? Plain(DocumentMembers members, string name, int lengthMax)
    {
        if (members.Text(name, lengthMax, isRequired: true) is not { } text) return null;
        if (!text.Any(char.IsControl)) return text.Trim();
        members.Fault(name, "control_character", $"'{name}' is one line of plain text.");
        return null;
    }

    private static string? InputOf(DocumentMembers members)
    {
        if (members.Object("input") is not { } input) return null;
        var text = input.GetRawText();
        if (text.Length <= ScheduleLimits.InputBytesMax && !text.Contains("\\u0000", StringComparison.OrdinalIgnoreCase)) return text;
        members.Fault("input", "too_long", $"'input' may have {ScheduleLimits.InputBytesMax} bytes, and no character U+0000.");
        return null;
    }

    private static long? CapOf(DocumentMembers members)
    {
        if (members.Take("cap_usd") is not { } value) return null;
        if (Money.NanosIn(value) is { } nanos and >= 0 and <= SpendLimits.AmountNanosMax) return nanos;
        members.Fault("cap_usd", "malformed", "It must be an amount such as \"2.00\", not negative and at most a million.");
        return null;
    }

    private static bool? Flag(DocumentMembers members, string name)
    {
        if (members.Take(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        members.Fault(name, "type", $"'{name}' must be true or false.");
        return null;
    }
}
