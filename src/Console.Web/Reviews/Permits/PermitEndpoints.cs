using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Reviews.Permits;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Reviews.Permits;

/// <summary>What people allow for a while, over HTTP.</summary>
internal static class PermitEndpoints
{
    private const int BodyBytesMax = 64 * 1024;

    public static async Task<IResult> ListAsync(PermitQuery query, TimeProvider clock, string? all, CancellationToken cancellation) =>
        TypedResults.Ok(ListView.Of((await query.ListAsync(all == "true", cancellation)).Select(permit => PermitView.Of(permit, clock.GetUtcNow()))));

    public static async Task<IResult> GrantAsync(HttpContext context, GrantPermitHandler handler, TimeProvider clock, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var proposal = members.Text("proposal_id", 60, isRequired: true);
            var digest = members.Text("digest", ProposalLimits.DigestLength * 2, isRequired: true);
            var arguments = members.Element("arguments", JsonValueKind.Object, isRequired: true);
            var seconds = members.Number("for_s", 1, int.MaxValue);
            var uses = members.Number("uses", 1, int.MaxValue);
            var reason = members.Text("reason", PermitLimits.ReasonLengthMax, isRequired: true);
            var wishes = arguments is { } given ? WishesIn(given, members) : [];
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The permit cannot be read.", members.Faults);
            if (!ProposalId.TryParse(proposal, out var id)) return Problems.NotFound("proposal");
            return Answer(await handler.HandleAsync(new(context.Caller(), id, digest!, wishes, seconds ?? 0, uses ?? 0, reason!), cancellation), clock, "proposal");
        }
    }

    public static async Task<IResult> EndAsync(HttpContext context, string id, EndPermitHandler handler, TimeProvider clock, CancellationToken cancellation) =>
        PermitId.TryParse(id, out var permit)
            ? Answer(await handler.HandleAsync(context.Caller(), permit, cancellation), clock, "permit")
            : Problems.NotFound("permit");

    private static Dictionary<string, PermitWish> WishesIn(JsonElement arguments, MemberReader members)
    {
        var wishes = new Dictionary<string, PermitWish>(StringComparer.Ordinal);
        try
        {
            foreach (var argument in arguments.EnumerateObject().Take(PermitLimits.ArgumentsMax + 1))
            {
                if (WishIn(argument.Value) is not { } wish) members.Wrong("arguments", "says of each argument same, any, or an amount in at_most");
                else if (!wishes.TryAdd(argument.Name, wish)) members.Wrong("arguments", "names an argument twice");
            }
        }
        catch (InvalidOperationException)
        {
            members.Wrong("arguments", "is not well-formed Unicode");
        }

        if (wishes.Count > PermitLimits.ArgumentsMax) members.Wrong("arguments", $"names at most {PermitLimits.ArgumentsMax}");
        return wishes;
    }

    private static PermitWish? WishIn(JsonElement value) => value switch
    {
        { ValueKind: JsonValueKind.String } when value.ValueEquals("same") => new(PermitRuleKind.Same),
        { ValueKind: JsonValueKind.String } when value.ValueEquals("any") => new(PermitRuleKind.Any),
        { ValueKind: JsonValueKind.Object } when value.TryGetProperty("at_most", out var most) && value.GetPropertyCount() == 1 && Money.NanosIn(most) is { } nanos =>
            new(PermitRuleKind.AtMost, nanos),
        _ => null,
    };

    private static IResult Answer(PermitOutcome outcome, TimeProvider clock, string what) => outcome switch
    {
        PermitOutcome.Granted granted => TypedResults.Created($"/api/v1/permits/{granted.Permit.Id}", PermitView.Of(granted.Permit, clock.GetUtcNow())),
        PermitOutcome.Ended => TypedResults.NoContent(),
        PermitOutcome.NotFound => Problems.NotFound(what),
        PermitOutcome.Changed changed => Problems.Of(StatusCodes.Status409Conflict, "changed", "It is not what you read; read it again.",
            new Dictionary<string, object?> { ["version"] = changed.Version, ["digest"] = changed.Digest }),
        PermitOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "permit_invalid", "This cannot be allowed so.", malformed.Faults),
        PermitOutcome.Refused refused => Answer(refused),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static ProblemHttpResult Answer(PermitOutcome.Refused refused) => refused.Why switch
    {
        PermitRefusal.RoleMissing or PermitRefusal.OwnProposal =>
            Problems.Of(StatusCodes.Status403Forbidden, WireName.Of(refused.Why), PermitWords.WhyNot(refused.Why)),
        _ => Problems.Of(StatusCodes.Status409Conflict, WireName.Of(refused.Why), PermitWords.WhyNot(refused.Why)),
    };
}
