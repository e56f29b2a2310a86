using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Access;

namespace AgentConsole.Web.Ledger;

/// <summary>The door of the Ledger room on the wire.</summary>
public static class LedgerModule
{
    public static IEndpointRouteBuilder MapLedger(this IEndpointRouteBuilder routes)
    {
        var ledger = routes.MapGroup("/api/v1/ledger").WithTags("Ledger");
        ledger.MapGet("", LedgerEndpoints.ListAsync).RequirePerson(Permission.ReadLedger);
        ledger.MapGet("head", LedgerEndpoints.HeadAsync).RequirePerson(Permission.ReadLedger).Produces<SignedHead>();
        ledger.MapGet("export", LedgerEndpoints.ExportAsync).RequirePerson(Permission.ReadLedger);
        return routes;
    }
}
