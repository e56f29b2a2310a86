using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Ledger;

/// <summary>The door of the Ledger room on the wire.</summary>
public static class LedgerModule
{
    public static IEndpointRouteBuilder MapLedger(this IEndpointRouteBuilder routes)
    {
        var ledger = routes.MapGroup("/api/v1/ledger").WithTags("Ledger");
        ledger.MapGet("", LedgerEndpoints.ListAsync).RequirePerson(Permission.ReadLedger).Produces<ListView<LedgerEntryView>>().Refuses(400, "malformed");
        ledger.MapGet("head", LedgerEndpoints.HeadAsync).RequirePerson(Permission.ReadLedger).Produces<SignedHead>();
        ledger.MapGet("export", LedgerEndpoints.ExportAsync).RequirePerson(Permission.ReadLedger);
        return routes;
    }
}
