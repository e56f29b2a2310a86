using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;

namespace AgentConsole.Web.Proposals;

/// <summary>The door of the Proposals room on the wire.</summary>
public static class ProposalsModule
{
    public static IServiceCollection AddProposalsWeb(this IServiceCollection services) => services.AddSingleton<ProposalViews>();

    public static IEndpointRouteBuilder MapProposals(this IEndpointRouteBuilder routes)
    {
        var proposals = routes.MapGroup("/api/v1/proposals").WithTags("Proposals");
        proposals.MapPost("", ProposalEndpoints.ProposeAsync).RequireAgent().AddEndpointFilter<IntakeFilter>()
            .Produces<ProposalView>(StatusCodes.Status201Created);
        proposals.MapGet("{id}", ProposalEndpoints.GetAsync).RequireCaller().Produces<ProposalView>();
        proposals.MapPost("{id}/withdraw", ProposalEndpoints.WithdrawAsync).RequireAgent().Produces<ProposalView>();
        proposals.MapPost("{id}/result", ProposalEndpoints.ReportAsync).RequireAgent().Produces<ProposalView>();
        routes.MapGet("/api/v1/proposals", ProposalEndpoints.ListAsync).RequirePerson(Permission.ReadProposals).WithTags("Proposals");
        routes.MapGet("/api/v1/me/pending", ProposalEndpoints.PendingAsync).RequireAgent().WithTags("Proposals");

        // The grant is the leave to ask; a key would only spread further than it must.
        routes.MapPost("/api/v1/grants/redeem", GrantEndpoints.RedeemAsync).AllowAnonymous().WithTags("Grants");
        routes.MapGet("/api/v1/grants/revoked", GrantEndpoints.RevokedAsync).AllowAnonymous().WithTags("Grants");
        routes.MapGet("/.well-known/jwks.json", GrantEndpoints.JwksAsync).AllowAnonymous().WithTags("Grants");
        return routes;
    }
}
