using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Proposals;
using AgentConsole.Web.Reviews.Permits;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Reviews;

/// <summary>The door of the Reviews room on the wire.</summary>
public static class ReviewsModule
{
    public static IEndpointRouteBuilder MapReviews(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Reviews");
        api.MapGet("queue", ReviewEndpoints.QueueAsync).RequirePerson(Permission.DecideProposals).Produces<QueueView>();
        api.MapPost("proposals/{id}/claim", ReviewEndpoints.ClaimAsync).RequirePerson(Permission.DecideProposals).Takes<ClaimBody>()
            .Refuses(400, "malformed").Refuses(404, "not_found").Refuses(409, "claimed", "not_pending");
        api.MapPost("proposals/{id}/release-claim", ReviewEndpoints.ReleaseClaimAsync).RequirePerson(Permission.DecideProposals);
        api.MapPost("proposals/{id}/decisions", ReviewEndpoints.DecideAsync).RequirePerson(Permission.DecideProposals).Takes<DecisionBody>().Produces<ProposalView>()
            .Refuses(400, "args_not_canonical").Refuses(403, "own_proposal").Refuses(404, "not_found")
            .Refuses(409, "already_decided", "changed", "not_pending", "not_releasable").Refuses(410, "expired").Refuses(422, "args_invalid").Refuses(429, "braked");
        api.MapPost("proposals/{id}/undo", ReviewEndpoints.UndoAsync).RequirePerson(Permission.DecideProposals).Produces<ProposalView>()
            .Refuses(403, "own_proposal").Refuses(404, "not_found").Refuses(409, "not_holding");
        api.MapPost("decisions", ReviewEndpoints.DecideBatchAsync).RequirePerson(Permission.DecideProposals).Takes<DecisionsBody>().Produces<DecisionsView>()
            .Refuses(404, "batch_unknown").Refuses(409, "batch_mixed", "batch_high_risk", "batch_unseen").Refuses(422, "batch_size");
        api.MapGet("reviewers/quality", ReviewEndpoints.QualityAsync).RequirePerson(Permission.DecideProposals).Produces<ListView<QualityView>>();
        api.MapPost("planted", PlantEndpoints.PlantAsync).RequirePerson(Permission.PublishPolicies).Takes<PlantBody>()
            .Produces<PlantedMade>(StatusCodes.Status201Created).Refuses(404, "not_found").Refuses(422, "not_suitable");
        api.MapGet("delegations", DelegationEndpoints.ListAsync).RequirePerson(Permission.DecideProposals).Produces<ListView<DelegationView>>();
        api.MapPost("delegations", DelegationEndpoints.BeginAsync).RequirePerson(Permission.DecideProposals).Takes<DelegationBody>()
            .Produces<DelegationView>(StatusCodes.Status201Created).Refuses(422, "delegate_unknown", "delegation_time");
        api.MapDelete("delegations/{id}", DelegationEndpoints.EndAsync).RequirePerson(Permission.DecideProposals).Refuses(404, "not_found");
        var permits = api.MapGroup("permits");
        permits.MapGet("", PermitEndpoints.ListAsync).RequirePerson(Permission.ReadProposals).Produces<ListView<PermitView>>();
        permits.MapPost("", PermitEndpoints.GrantAsync).RequirePerson(Permission.DecideProposals).Takes<PermitBody>().Produces<PermitView>(StatusCodes.Status201Created)
            .Refuses(403, "own_proposal").Refuses(404, "not_found").Refuses(409, "changed", "not_pending", "irreversible", "high_risk", "several_people", "too_many")
            .Refuses(422, "permit_invalid");
        permits.MapDelete("{id}", PermitEndpoints.EndAsync).RequirePerson(Permission.DecideProposals).Produces(StatusCodes.Status204NoContent).Refuses(404, "not_found");
        return routes;
    }
}
