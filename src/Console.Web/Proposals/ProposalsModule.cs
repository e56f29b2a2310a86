using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Proposals;

/// <summary>The door of the Proposals room on the wire.</summary>
public static class ProposalsModule
{
    public static IServiceCollection AddProposalsWeb(this IServiceCollection services) => services.AddSingleton<ProposalViews>();

    public static IEndpointRouteBuilder MapProposals(this IEndpointRouteBuilder routes)
    {
        var proposals = routes.MapGroup("/api/v1/proposals").WithTags("Proposals");
        proposals.MapPost("", ProposalEndpoints.ProposeAsync).RequireAgent().AddEndpointFilter<IntakeFilter>()
            .Takes<ProposalBodies.ProposalBody>().Produces<ProposalView>(StatusCodes.Status201Created)
            .Refuses(400, "args_not_canonical").Refuses(403, "wrong_environment").Refuses(409, "idempotency_key_reused")
            .Refuses(422, "args_invalid").Refuses(429, "rate_limited", "retry_storm");
        proposals.MapGet("{id}", ProposalEndpoints.GetAsync).RequireCaller().Produces<ProposalView>()
            .Refuses(400, "malformed").Refuses(403, "role_missing").Refuses(404, "not_found");
        proposals.MapPost("{id}/withdraw", ProposalEndpoints.WithdrawAsync).RequireAgent().Produces<ProposalView>()
            .Refuses(404, "not_found").Refuses(409, "not_in_this_state");
        proposals.MapPost("{id}/result", ProposalEndpoints.ReportAsync).RequireAgent().Takes<ProposalBodies.ResultBody>().Produces<ProposalView>()
            .Refuses(404, "not_found").Refuses(409, "not_in_this_state", "console_executes");
        routes.MapGet("/api/v1/proposals", ProposalEndpoints.ListAsync).RequirePerson(Permission.ReadProposals).WithTags("Proposals")
            .Produces<ListView<ProposalView>>().Refuses(400, "malformed");
        routes.MapGet("/api/v1/me/pending", ProposalEndpoints.PendingAsync).RequireAgent().WithTags("Proposals")
            .Produces<ListView<ProposalView>>().Refuses(400, "malformed");

        // The grant is the leave to ask; a key would only spread further than it must.
        routes.MapPost("/api/v1/grants/redeem", GrantEndpoints.RedeemAsync).AllowAnonymous().WithTags("Grants")
            .Takes<ProposalBodies.RedemptionBody>().Refuses(401, "grant_invalid").Refuses(409, "grant_used")
            .Refuses(410, "grant_expired", "grant_revoked", "stopped").Refuses(422, "args_differ").Refuses(503, "tool_unavailable", "tool_busy");
        routes.MapGet("/api/v1/grants/revoked", GrantEndpoints.RevokedAsync).AllowAnonymous().WithTags("Grants")
            .Produces<ListView<RevokedGrantView>>().Refuses(400, "malformed");
        routes.MapGet("/.well-known/jwks.json", GrantEndpoints.JwksAsync).AllowAnonymous().WithTags("Grants");
        return routes;
    }
}
