using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentConsole.Web.Policies;

/// <summary>What the Policies page shows, as its address says it.</summary>
public sealed record PoliciesPageFilter(string Search = "")
{
    public bool IsNarrowed => Search.Length > 0;

    public static PoliciesPageFilter FromQuery(string? search) => new(search is { Length: <= PolicyLimits.SetNameLengthMax } ? search.Trim() : "");

    public bool Holds(PolicySetRow row) => row.Set.Name.Contains(Search, StringComparison.OrdinalIgnoreCase);

    public string ToHref() => IsNarrowed ? QueryHelpers.AddQueryString(Links.Policies, "q", Search) : Links.Policies;
}
