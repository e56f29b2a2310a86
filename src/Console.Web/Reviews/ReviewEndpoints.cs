using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Access;
using AgentConsole.Web.Proposals;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Reviews;

/// <summary>A reviewer's day over HTTP.</summary>
internal static class ReviewEndpoints
{
    public static async Task<IResult> QueueAsync(HttpContext context, QueueQuery query, RevealQuery reveals, CancellationToken cancellation)
    {
        var batch = await query.OfAsync(context.PersonCaller(), cancellation);
        return TypedResults.Ok(new QueueView(
            [.. batch.Batch.Select(row => ProposalView.Of(row.Proposal, null, null, row.ApprovalsGiven, isForOperator: true))],
            batch.Waiting,
            (int?)batch.OldestAge?.TotalSeconds,
            Planted: await reveals.OfAsync(context.PersonCaller(), cancellation) is { } reveal ? PlantedView.Of(reveal) : null));
    }

    public static async Task<IResult> ClaimAsync(HttpContext context, string id, ClaimHandler handler, CancellationToken cancellation)
    {
        if (!ProposalId.TryParse(id, out var proposalId)) return Problems.NotFound("proposal");
        if (!context.Request.HasJsonContentType()) return Answer(await handler.ClaimAsync(context.Caller(), proposalId, cancellation));
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, ClaimBody.BytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var takesOver = members.Flag("take_over") ?? false;
            var reason = members.Text("reason", ReviewLimits.TakeOverReasonLengthMax, isRequired: takesOver);
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The claim cannot be read.", members.Faults);
            return Answer(takesOver
                ? await handler.TakeOverAsync(context.Caller(), proposalId, reason!, cancellation)
                : await handler.ClaimAsync(context.Caller(), proposalId, cancellation));
        }
    }

    public static async Task<IResult> ReleaseClaimAsync(HttpContext context, string id, ClaimHandler handler, CancellationToken cancellation) =>
        ProposalId.TryParse(id, out var proposalId)
            ? Answer(await handler.ReleaseAsync(context.Caller(), proposalId, cancellation))
            : Problems.NotFound("proposal");

    public static async Task<IResult> DecideAsync(HttpContext context, string id, DecideHandler handler, CancellationToken cancellation)
    {
        if (!ProposalId.TryParse(id, out var proposalId)) return Problems.NotFound("proposal");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, ProposalLimits.BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var kind = members.Named<DecisionKind>("decision", isRequired: true);
            var digest = members.Text("digest", ProposalLimits.DigestLength * 2, isRequired: true);
            var version = members.Number("version", 1, int.MaxValue);
            var reason = members.Named<ReasonCode>("reason_code");
            var note = members.Text("note", ReviewLimits.NoteLengthMax);
            var args = members.Element("args", JsonValueKind.Object, isRequired: kind == DecisionKind.Edit);
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The decision cannot be read.", members.Faults);

            try
            {
                if (args is { } edited) CanonicalJson.Text(edited);
            }
            catch (NotCanonicalException fault)
            {
                return ProposeRequest.NotCanonical(fault);
            }

            return Answer(await handler.HandleAsync(
                new Decide(context.Caller(), proposalId, kind!.Value, digest!, version, reason, note, args?.Clone()), cancellation));
        }
    }

    private static IResult Answer(DecideOutcome outcome) => outcome switch
    {
        DecideOutcome.Recorded recorded => TypedResults.Ok(ProposalView.Of(recorded.Proposal, null, null, recorded.ApprovalsGiven, isForOperator: true) with
        {
            Planted = recorded.Reveal is { } reveal ? new(reveal.IsCaught, reveal.Flaw) : null,
        }),
        DecideOutcome.AlreadyDecided already => Problems.Of(StatusCodes.Status409Conflict, "already_decided",
            $"{already.By} was first: {WireName.Of(already.Status)}.",
            new Dictionary<string, object?> { ["by"] = already.By, ["at"] = already.At, ["state"] = WireName.Of(already.Status) }),
        DecideOutcome.Changed changed => Problems.Of(StatusCodes.Status409Conflict, "changed",
            changed.IsTargetMoved ? "What it would change is not as it was shown; read it again." : "It is not what you read; read it again.",
            new Dictionary<string, object?> { ["version"] = changed.Version, ["digest"] = changed.Digest, ["target_moved"] = changed.IsTargetMoved }),
        DecideOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "args_invalid",
            "The edited arguments do not pass.", malformed.Faults),
        DecideOutcome.NotFound => Problems.NotFound("proposal"),
        DecideOutcome.Refused refused => Answer(refused),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static ProblemHttpResult Answer(DecideOutcome.Refused refused) => refused.Why switch
    {
        DecideRefusal.RoleMissing => Problems.Of(StatusCodes.Status403Forbidden, "role_missing", refused.Reason),
        DecideRefusal.OwnProposal => Problems.Of(StatusCodes.Status403Forbidden, "own_proposal", refused.Reason),
        DecideRefusal.Expired => Problems.Of(StatusCodes.Status410Gone, "expired", refused.Reason),
        DecideRefusal.NotPending => Problems.Of(StatusCodes.Status409Conflict, "not_pending", refused.Reason),
        DecideRefusal.Braked => Problems.Of(StatusCodes.Status429TooManyRequests, "braked", refused.Reason),
        DecideRefusal.NotReleasable => Problems.Of(StatusCodes.Status409Conflict, "not_releasable", refused.Reason),
    };

    public static async Task<IResult> DecideBatchAsync(HttpContext context, DecideBatchHandler handler, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BatchBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var kind = members.Named<DecisionKind>("decision", isRequired: true);
            var reason = members.Named<ReasonCode>("reason_code");
            var note = members.Text("note", ReviewLimits.NoteLengthMax);
            var items = members.Element("items", JsonValueKind.Array, isRequired: true);
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The decision cannot be read.", members.Faults);
            if (kind == DecisionKind.Edit) return RequestBody.Malformed("/decision", "Arguments are edited one proposal at a time.");
            var read = items!.Value.EnumerateArray().Select(ItemOf).ToList();
            if (read.Contains(null)) return RequestBody.Malformed("/items", "Each item needs the id and the digest that was read.");

            var command = new DecideBatch(context.Caller(), kind!.Value, [.. read.Select(item => item!.Value)], reason, note);
            return await handler.HandleAsync(command, cancellation) switch
            {
                DecideBatchOutcome.Answered answered => TypedResults.Ok(new DecisionsView([.. answered.Items.Select(DecisionItemView.Of)])),
                DecideBatchOutcome.Refused refused => Problems.Of(
                    refused.Why switch { BatchRefusal.Size => StatusCodes.Status422UnprocessableEntity, BatchRefusal.Unknown => StatusCodes.Status404NotFound, _ => StatusCodes.Status409Conflict },
                    "batch_" + WireName.Of(refused.Why), BatchWords(refused.Why),
                    new Dictionary<string, object?> { ["ids"] = refused.Which.Select(id => id.ToString()).ToList() }),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }

        static (ProposalId, string)? ItemOf(JsonElement item) =>
            item.ValueKind == JsonValueKind.Object
            && item.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && ProposalId.TryParse(id.GetString(), out var proposalId)
            && item.TryGetProperty("digest", out var digest) && digest.ValueKind == JsonValueKind.String
                ? (proposalId, digest.GetString()!)
                : null;
    }

    private const int BatchBytesMax = 64 * 1024;

    private static string BatchWords(BatchRefusal why) => why switch
    {
        BatchRefusal.Size => $"A batch holds 1 to {ReviewLimits.BatchMax} different proposals.",
        BatchRefusal.Mixed => "Only proposals of one agent, one tool and one risk band are decided together.",
        BatchRefusal.HighRisk => "High risk is decided one at a time.",
        BatchRefusal.Unseen => "Each must have been opened as it is now: claim it first.",
        BatchRefusal.Unknown => "There is no such proposal.",
    };

    public static async Task<IResult> QualityAsync(HttpContext context, QualityQuery query, CancellationToken cancellation) =>
        TypedResults.Ok(ListView.Of((await query.OfAsync(context.PersonCaller(), cancellation)).Select(QualityView.Of), null));

    public static async Task<IResult> UndoAsync(HttpContext context, string id, UndoHandler handler, CancellationToken cancellation)
    {
        if (!ProposalId.TryParse(id, out var proposalId)) return Problems.NotFound("proposal");
        return await handler.HandleAsync(context.Caller(), proposalId, cancellation) switch
        {
            UndoOutcome.Undone undone => TypedResults.Ok(ProposalView.Of(undone.Proposal, null, null, 0, isForOperator: true)),
            UndoOutcome.TooLate late => Problems.Of(StatusCodes.Status409Conflict, "not_holding", "There is nothing to undo any more.",
                new Dictionary<string, object?> { ["state"] = WireName.Of(late.Status) }),
            UndoOutcome.RoleMissing => Problems.Of(StatusCodes.Status403Forbidden, "role_missing", "Undoing needs a role that may decide on it."),
            UndoOutcome.OwnProposal => Problems.Of(StatusCodes.Status403Forbidden, "own_proposal", "Who registered an agent or holds its key does not decide on what it proposes."),
            UndoOutcome.NotFound => Problems.NotFound("proposal"),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }

    private static IResult Answer(ClaimOutcome outcome) => outcome switch
    {
        ClaimOutcome.Held held => TypedResults.Ok(new { until = held.Until }),
        ClaimOutcome.Taken taken => Problems.Of(StatusCodes.Status409Conflict, "claimed", $"{taken.By} is reading it.",
            new Dictionary<string, object?> { ["by"] = taken.By, ["until"] = taken.Until }),
        ClaimOutcome.ReasonMissing => RequestBody.Malformed("/reason", "To take it over from somebody, say why."),
        ClaimOutcome.NotPending => Problems.Of(StatusCodes.Status409Conflict, "not_pending", "Only a pending proposal can be claimed."),
        ClaimOutcome.NotFound => Problems.NotFound("proposal"),
        ClaimOutcome.RoleMissing => Problems.Of(StatusCodes.Status403Forbidden, "role_missing", "Claiming needs the role reviewer."),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };
}
