using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Insights;

/// <summary>The door of the Insights room on the wire.</summary>
public static class InsightsModule
{
    public static IEndpointRouteBuilder MapInsights(this IEndpointRouteBuilder routes)
    {
        var insights = routes.MapGroup("/api/v1").WithTags("Insights");
        insights.MapGet("spend", InsightsEndpoints.SpendAsync).RequirePerson(Permission.ReadSpend).Produces<SpendView>().Refuses(400, "malformed");
        insights.MapGet("denials", InsightsEndpoints.DenialsAsync).RequirePerson(Permission.ReadProposals).Produces<DenialsView>().Refuses(400, "malformed");
        insights.MapGet("tool-health", InsightsEndpoints.ToolsAsync).RequirePerson(Permission.ReadProposals).Produces<ToolHealthView>().Refuses(400, "malformed");
        insights.MapGet("approvals", InsightsEndpoints.ApprovalsAsync).RequirePerson(Permission.ReadProposals).Produces<ApprovalsView>().Refuses(400, "malformed");
        insights.MapGet("outcomes", InsightsEndpoints.OutcomesAsync).RequirePerson(Permission.ReadProposals).Produces<OutcomesView>().Refuses(400, "malformed");
        insights.MapGet("roi", InsightsEndpoints.ReturnsAsync).RequirePerson(Permission.ReadSpend).Produces<ReturnsView>().Refuses(400, "malformed");
        insights.MapPut("roi/{workflow}", InsightsEndpoints.RecordAsync).RequirePerson(Permission.WriteBaselines).Takes<BaselineBody>().Produces<BaselineView>()
            .Refuses(400, "malformed").Refuses(409, "too_many");
        return routes;
    }
}
