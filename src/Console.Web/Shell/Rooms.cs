using System.Reflection;
using AgentConsole.Domain.Access;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell;

/// <summary>The rooms of the left rail in their order; only those that have a page.</summary>
public static class Rooms
{
    private static readonly Room[] Planned =
    [
        new("Review", Links.Queue, IconName.Review, Permission.DecideProposals),
        new("Review quality", Links.Quality, IconName.Eye, Permission.DecideProposals),
        new("Proposals", Links.Proposals, IconName.Proposals, Permission.ReadProposals),
        new("Runs", Links.Runs, IconName.Runs, Permission.ReadProposals),
        new("Alerts", Links.Alerts, IconName.Alerts, Permission.ReadProposals),
        new("Incidents", Links.Incidents, IconName.Incidents, Permission.ReadProposals),
        new("Agents", Links.Agents, IconName.Agents, Permission.ReadAgents),
        new("Stop switch", Links.Stops, IconName.Stop, Permission.ReadAgents),
        new("Tools", Links.Tools, IconName.Tools, Permission.ReadTools),
        new("Executions", Links.Executions, IconName.Play, Permission.ReadProposals),
        new("Policies", Links.Policies, IconName.Policies, Permission.ReadPolicies),
        new("Risk", Links.Risk, IconName.Risk, Permission.ReadProposals),
        new("Budgets", Links.Budgets, IconName.Spend, Permission.ReadSpend),
        new("Prices", Links.Prices, IconName.Rows, Permission.ReadSpend),
        new("Insights", Links.Insights, IconName.Insights, Permission.ReadProposals),
        new("Deliveries", Links.Deliveries, IconName.Deliveries, Permission.ReadDeliveries),
        new("Jobs", Links.Jobs, IconName.Jobs, Permission.ReadJobs),
        new("Ledger", Links.Ledger, IconName.Ledger, Permission.ReadLedger),
        new("People", Links.People, IconName.People, Permission.ReadPeople),
    ];

    public static IReadOnlyList<Room> All { get; } = WithPages();

    /// <summary>Polite, not safe: each page and each handler asks again.</summary>
    public static IReadOnlyList<Room> OpenTo(Caller? caller) =>
        [.. All.Where(room => caller is not null && (room.Needs is not { } needed || caller.May(needed)))];

    private static Room[] WithPages()
    {
        var pages = typeof(Rooms).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
            .Select(route => route.Template)
            .ToHashSet();
        return [.. Planned.Where(room => pages.Contains(room.Href))];
    }
}
