using AgentConsole.Domain;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Tools.Executions;

/// <summary>What the Executions page shows, as its address says it.</summary>
public sealed record ExecutionsPageFilter(ExecutionStatus? Status = null, PageCursor? After = null)
{
    public const int RowsPerPage = 50;

    public static ExecutionsPageFilter FromQuery(string? state, string? after) => new(
        WireName.TryParse<ExecutionStatus>(state, out var status) ? status : null,
        PageCursor.TryParse(after, out var cursor) ? cursor : null);

    public string ToHref()
    {
        var parts = new Dictionary<string, string?>();
        if (Status is { } status) parts["state"] = WireName.Of(status);
        if (After is { } after) parts["after"] = after.ToString();
        return QueryHelpers.AddQueryString(Links.Executions, parts);
    }
}
