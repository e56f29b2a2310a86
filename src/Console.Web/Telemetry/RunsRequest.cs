using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry;

namespace AgentConsole.Web.Telemetry;

/// <summary>Reads which runs are asked for, from the address of the list or of its page.</summary>
internal static class RunsRequest
{
    private const int SearchLengthMax = 200;

    public static bool TryRead(string? search, string? agent, string? environment, string? workflow, string? state, string? faultDomain, string? faulty, string? costMin,
        string? from, string? to, string? tool, string? model, string? rule, out RunsFilter filter, [NotNullWhen(false)] out string? fault)
    {
        filter = new RunsFilter(Text(search), Text(agent), Text(environment), Text(workflow), IsFaulty: faulty is "true" or "1", Tool: Text(tool), Model: Text(model), Rule: Text(rule));
        fault = null;
        if (Text(state) is { } ofState)
        {
            if (!WireName.TryParse<RunState>(ofState, out var read)) fault = "state must be one of " + string.Join(", ", Enum.GetValues<RunState>().Select(WireName.Of)) + ".";
            filter = filter with { State = read };
        }

        if (Text(faultDomain) is { } ofDomain)
        {
            if (!WireName.TryParse<FaultDomain>(ofDomain, out var read)) fault = "fault_domain must be one of " + string.Join(", ", Enum.GetValues<FaultDomain>().Select(WireName.Of)) + ".";
            filter = filter with { Fault = read };
        }

        if (Text(costMin) is { } cost)
        {
            if (ExactDecimal.Of(cost) is { } amount && Money.NanosOf(amount) is { } nanos) filter = filter with { CostNanosMin = nanos };
            else fault = "cost_min must be a decimal amount of US dollars.";
        }

        if (!TryTime(from, out var since) || !TryTime(to, out var until)) fault = "from and to must be RFC 3339 times or dates.";
        else filter = filter with { From = since, To = until };
        return fault is null;
    }

    /// <summary>A time, or the beginning of a day of UTC.</summary>
    public static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (Text(text) is not { } said) return true;
        if (!DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read)) return false;
        time = read;
        return true;
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length <= SearchLengthMax ? text.Trim() : text[..SearchLengthMax];
}
