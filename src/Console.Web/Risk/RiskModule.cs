using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Risk;

/// <summary>The door of the Risk room on the wire.</summary>
public static class RiskModule
{
    public static IEndpointRouteBuilder MapRisk(this IEndpointRouteBuilder routes)
    {
        // Everybody who reads a score may read what makes it.
        routes.MapGet("/api/v1/risk-table", RiskEndpoints.GetAsync).RequirePerson(Permission.ReadProposals).WithTags("Risk").Produces<RiskTableView>();
        routes.MapPut("/api/v1/risk-table", RiskEndpoints.PutAsync).RequirePerson(Permission.WriteRiskTable).WithTags("Risk")
            .Takes<RiskTableBody>().Produces<RiskTableView>()
            .Refuses(400, "malformed").Refuses(409, "changed").Refuses(412, "changed").Refuses(422, "document_invalid", "version_missing");
        return routes;
    }
}
