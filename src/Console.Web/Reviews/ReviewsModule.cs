using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Proposals;

namespace AgentConsole.Web.Reviews;

/// <summary>The door of the Reviews room on the wire.</summary>
public static class ReviewsModule
{
    public static IEndpointRouteBuilder MapReviews(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Reviews");
        api.MapGet("queue", ReviewEndpoints.QueueAsync).RequirePerson(Permission.DecideProposals).Produces<QueueView>();
        api.MapPost("proposals/{id}/claim", ReviewEndpoints.ClaimAsync).RequirePerson(Permission.DecideProposals);
        api.MapPost("proposals/{id}/release-claim", ReviewEndpoints.ReleaseClaimAsync).RequirePerson(Permission.DecideProposals);
        api.MapPost("proposals/{id}/decisions", ReviewEndpoints.DecideAsync).RequirePerson(Permission.DecideProposals).Produces<ProposalView>();
        return routes;
    }
}
