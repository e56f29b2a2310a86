using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Reviews;

/// <summary>Planting a known-bad proposal over HTTP.</summary>
internal static class PlantEndpoints
{
    private const int BodyBytesMax = 4096;
    private const int IdLengthMax = 100;

    public static async Task<IResult> PlantAsync(HttpContext context, PlantHandler handler, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var like = members.Text("like", IdLengthMax, isRequired: true);
            var flaw = members.Named<PlantedFlaw>("flaw");
            if (members.Faults.Count > 0) return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "It cannot be read.", members.Faults);
            if (!ProposalId.TryParse(like, out var model)) return Problems.NotFound("proposal");
            return await handler.HandleAsync(context.Caller(), model, flaw, cancellation) switch
            {
                PlantOutcome.Planted planted => TypedResults.Created("/api/v1/proposals/" + planted.Id, new PlantedMade(planted.Id.ToString(), planted.Flaw)),
                PlantOutcome.NotSuitable => Problems.Of(StatusCodes.Status422UnprocessableEntity, "not_suitable",
                    "Nobody was asked about it, or none of its values can be made wrong within contract and manifest."),
                PlantOutcome.NotFound => Problems.NotFound("proposal"),
                PlantOutcome.RoleMissing => Problems.Of(StatusCodes.Status403Forbidden, "role_missing", "Planting needs the role security."),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }
}
