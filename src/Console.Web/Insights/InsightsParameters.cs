using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace AgentConsole.Web.Insights;

/// <summary>What every dashboard on the wire may be asked.</summary>
/// <param name="By">minute, hour, day or time (whichever shows the range well), and names of what to split by, with commas between.</param>
/// <param name="Range">1h, 6h, 24h, 7d or 30d, back from now; from and to say it instead.</param>
/// <param name="Format">csv, or json.</param>
internal sealed record InsightsParameters(
    [FromQuery(Name = "by")] string? By, [FromQuery(Name = "range")] string? Range, [FromQuery(Name = "from")] string? From, [FromQuery(Name = "to")] string? To,
    [FromQuery(Name = "agent")] string? Agent, [FromQuery(Name = "environment")] string? Environment, [FromQuery(Name = "workflow")] string? Workflow,
    [FromQuery(Name = "tool")] string? Tool, [FromQuery(Name = "model")] string? Model, [FromQuery(Name = "rule")] string? Rule, [FromQuery(Name = "format")] string? Format)
{
    private const string AnyTime = "time";

    /// <summary>The look that is asked for, or the refusal to answer with.</summary>
    public IResult? TryRead(DateTimeOffset now, string usual, IReadOnlyList<Dimension> known, out InsightsQuestion question)
    {
        question = default!;
        if (!InsightsFilter.TryRead(Range, From, To, InsightsFilter.WhoseOf(Agent, Environment, Workflow, Tool, Model, Rule), now, out var filter, out var fault))
            return RequestBody.Malformed("", fault);
        if (Format is not (null or "" or "csv" or "json")) return RequestBody.Malformed("", "format must be json or csv.");

        var words = (string.IsNullOrWhiteSpace(By) ? usual : By).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var (dimensions, isByTime) = (new List<Dimension>(), false);
        Grain? grain = null;
        foreach (var word in words)
        {
            if (WireName.TryParse<Dimension>(word, out var dimension) && known.Contains(dimension) && !dimensions.Contains(dimension)) dimensions.Add(dimension);
            else if (!isByTime && (word == AnyTime || WireName.TryParse<Grain>(word, out _)))
            {
                isByTime = true;
                if (WireName.TryParse<Grain>(word, out var said)) grain = said;
            }
            else return RequestBody.Malformed("", $"by may name minute, hour, day or time once, and of {string.Join(", ", known.Select(WireName.Of))} each once.");
        }

        if (dimensions.Count > InsightsLimits.DimensionsMax) return RequestBody.Malformed("", $"by may name {InsightsLimits.DimensionsMax} things besides a time.");
        question = new(new(filter.RangeAt(now, grain), filter.Whose, dimensions, isByTime), words);
        return null;
    }

    /// <summary>A spreadsheet asks by address, a program may ask by header.</summary>
    public bool WantsCsv(HttpRequest request) => Format == "csv"
        || (string.IsNullOrEmpty(Format) && request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)));
}
