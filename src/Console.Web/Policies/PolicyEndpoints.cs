using System.Globalization;
using System.Text.Json.Nodes;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Policies;

/// <summary>Policy sets as plain resources, with the members of the <c>PolicySet</c> document; what is written is a draft until a second person publishes it.</summary>
internal static class PolicyEndpoints
{
    private const int BodyBytesMax = 4 * (PolicyLimits.TextLengthMax + PolicyLimits.TestsBytesMax);
    private const int StepBytesMax = 4096;

    public static async Task<IResult> ListAsync(PolicyQuery query, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryReadName(cursor, limit, out var after, out var count)) return ListPosition.Malformed;
        var rows = (await query.ListAsync(cancellation)).Where(row => string.CompareOrdinal(row.Set.Name, after) > 0).Take(count + 1).ToList();
        return TypedResults.Ok(ListView.Of(rows, count, row => PolicyViews.Of(row.Set, row.Live, row.Draft, row.Draft ?? row.Live), row => row.Set.Name));
    }

    public static async Task<IResult> GetAsync(HttpContext context, string name, PolicyQuery query, int? version, CancellationToken cancellation) =>
        await query.FindAsync(name, cancellation) is { } set && (version is null || set.Of(version) is not null) ? Shown(context, set, version) : Problems.NotFound("policy set");

    public static Task<IResult> CreateAsync(HttpContext context, SavePolicyHandler handler, PolicyQuery query, CancellationToken cancellation) =>
        SaveAsync(context, null, handler, query, cancellation);

    public static Task<IResult> ReplaceAsync(HttpContext context, string name, SavePolicyHandler handler, PolicyQuery query, CancellationToken cancellation) =>
        SaveAsync(context, name, handler, query, cancellation);

    public static async Task<IResult> DiscardAsync(HttpContext context, string name, ChangePolicyHandler handler, CancellationToken cancellation)
    {
        var outcome = await handler.HandleAsync(new(context.Caller(), name, PolicyStep.Discard), cancellation);
        return outcome is PolicySetOutcome.Done ? TypedResults.NoContent() : RefusalOf(context, outcome);
    }

    // What is published is what was read: without its digest nothing is.
    public static Task<IResult> PublishAsync(HttpContext context, string name, ChangePolicyHandler handler, PolicyQuery query, CancellationToken cancellation) =>
        StepAsync(context, name, PolicyStep.Publish, isDigestNeeded: true, handler, query, cancellation);

    public static Task<IResult> RollBackAsync(HttpContext context, string name, ChangePolicyHandler handler, PolicyQuery query, CancellationToken cancellation) =>
        StepAsync(context, name, PolicyStep.RollBack, isDigestNeeded: false, handler, query, cancellation);

    public static Task<IResult> StartShadowAsync(HttpContext context, string name, ChangePolicyHandler handler, PolicyQuery query, CancellationToken cancellation) =>
        StepAsync(context, name, PolicyStep.StartShadow, isDigestNeeded: false, handler, query, cancellation);

    public static async Task<IResult> EndShadowAsync(HttpContext context, string name, ChangePolicyHandler handler, PolicyQuery query, CancellationToken cancellation) =>
        await AnswerAsync(context, await handler.HandleAsync(new(context.Caller(), name, PolicyStep.EndShadow), cancellation), query, cancellation);

    private static async Task<IResult> SaveAsync(HttpContext context, string? name, SavePolicyHandler handler, PolicyQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var (document, seenInBody, refusal) = ResourceBody.Read(body.RootElement);
            if (refusal is not null) return refusal;
            if (WrittenPolicySet.Read(document.Clone(), out var faults) is not { } written)
                return Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "The policy set was not kept.", faults);
            if (name is not null && written.Name != name)
                return Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "The document is about another set.",
                    [new Fault("/name", "name_differs", $"The address names {name}.")]);
            if (written.Publish)
                return Problems.Of(StatusCodes.Status403Forbidden, "second_person_needed",
                    "Somebody else publishes what you wrote; save it without 'publish' and have another person of the role security publish it.");

            var seen = name is null ? seenInBody : ResourceBody.VersionOf(context.Request) ?? seenInBody;
            var outcome = await handler.HandleAsync(new(context.Caller(), written, seen), cancellation);
            if (outcome is PolicySetOutcome.Done { Set.LiveVersion: null, Version.Number: 1 } made && await query.FindAsync(made.Set.Name, cancellation) is { } set)
                return TypedResults.Created("/api/v1/policies/" + made.Set.Name, PolicyViews.Of(set.Set, set.Live, set.Draft, set.Draft));
            return await AnswerAsync(context, outcome, query, cancellation);
        }
    }

    private static async Task<IResult> StepAsync(
        HttpContext context, string name, PolicyStep step, bool isDigestNeeded, ChangePolicyHandler handler, PolicyQuery query, CancellationToken cancellation)
    {
        string? digest = null;
        int? from = null;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, StepBytesMax, cancellation);
            if (body is null) return unreadable!;
            using (body)
            {
                var members = new MemberReader(body.RootElement);
                digest = members.Text("digest", ProposalLimits.DigestLength);
                from = members.Number("from", 1, int.MaxValue);
                if (members.Faults.Count > 0) return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The body cannot be read.", members.Faults);
            }
        }

        if (isDigestNeeded && digest is null)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "digest_missing", "Say by its digest which draft you read.");
        if (step == PolicyStep.RollBack && from is null)
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "from_missing", "Say from which live version you roll back, so that a second call does not go back twice.");
        return await AnswerAsync(context, await handler.HandleAsync(new(context.Caller(), name, step, digest, from), cancellation), query, cancellation);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, PolicySetOutcome outcome, PolicyQuery query, CancellationToken cancellation)
    {
        var name = outcome switch
        {
            PolicySetOutcome.Done done => done.Set.Name,
            PolicySetOutcome.Unchanged same => same.Set.Name,
            _ => null,
        };
        if (name is null) return RefusalOf(context, outcome);
        return await query.FindAsync(name, cancellation) is { } set ? Shown(context, set, null) : Problems.NotFound("policy set");
    }

    private static IResult RefusalOf(HttpContext context, PolicySetOutcome outcome) => outcome switch
    {
        PolicySetOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
        PolicySetOutcome.SecondPersonNeeded => Problems.Of(StatusCodes.Status403Forbidden, "second_person_needed", "Who wrote on a version does not publish it."),
        PolicySetOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid", "The policy set was not kept.", malformed.Faults),
        PolicySetOutcome.NotPublishable refused => Problems.Of(StatusCodes.Status422UnprocessableEntity, "not_publishable",
            "It does not pass its checks.", new Dictionary<string, object?> { ["report"] = ReportView.Of(refused.Report) }),
        PolicySetOutcome.Stale stale => ResourceBody.Stale(context.Request, stale.Version),
        PolicySetOutcome.NotNow notNow => Problems.Of(StatusCodes.Status409Conflict, "not_now", notNow.Why),
        PolicySetOutcome.NotFound => Problems.NotFound("policy set"),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static Ok<JsonObject> Shown(HttpContext context, PolicySetDetail set, int? version)
    {
        context.Response.Headers.ETag = $"\"{set.Set.Version.ToString(CultureInfo.InvariantCulture)}\"";
        return TypedResults.Ok(PolicyViews.Of(set, set.Of(version) ?? set.Draft ?? set.Live));
    }
}
