using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Tools.Executions;
using AgentConsole.Web.Access;
using AgentConsole.Web.Proposals;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Tools.Executions;

/// <summary>What the console runs itself, over HTTP, and the word of a person on what nobody knows the end of.</summary>
internal static class ExecutionEndpoints
{
    private const int BodyBytesMax = 16 * 1024;

    public static async Task<IResult> ListAsync(ExecutionQuery query, string? state, string? cursor, string? limit, CancellationToken cancellation)
    {
        ExecutionStatus? status = null;
        if (state is not null)
        {
            if (!WireName.TryParse<ExecutionStatus>(state, out var named)) return RequestBody.Malformed("", "There is no such state.");
            status = named;
        }

        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        // Few, and the longest first: it is a list of what somebody has to do.
        if (status == ExecutionStatus.Unknown) return TypedResults.Ok(ListView.Of((await query.UnknownAsync(cancellation)).Select(ExecutionView.Of)));
        var page = await query.PageAsync(status, position.After, Math.Min(position.Limit, ExecutionLimits.PageMax), cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(ExecutionView.Of), page.Next?.ToString()));
    }

    public static async Task<IResult> ResolveAsync(HttpContext context, string id, ResolveProposalHandler handler, CancellationToken cancellation)
    {
        if (!ProposalId.TryParse(id, out var proposal)) return Problems.NotFound("proposal");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var status = members.Named<ResultStatus>("status", isRequired: true);
            var note = members.Text("note", ExecutionLimits.NoteLengthMax, isRequired: true);
            if (status == ResultStatus.Unknown) members.Wrong("status", "must be succeeded or failed");
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "resolution_invalid", "Say how it ended, and how you know.", members.Faults);
            return Answer(await handler.HandleAsync(
                new(context.Caller(), proposal, status == ResultStatus.Succeeded ? ProposalVerb.Succeed : ProposalVerb.Fail, note!), cancellation));
        }
    }

    private static IResult Answer(ResolveProposalOutcome outcome) => outcome switch
    {
        ResolveProposalOutcome.Resolved resolved => TypedResults.Ok(ProposalView.Of(resolved.Proposal, null, null, isForOperator: true)),
        ResolveProposalOutcome.NotFound => Problems.NotFound("proposal"),
        ResolveProposalOutcome.NotUnknown known => Problems.Of(StatusCodes.Status409Conflict, "not_unknown",
            $"The proposal is {WireName.Of(known.Status)}.", new Dictionary<string, object?> { ["state"] = WireName.Of(known.Status) }),
        ResolveProposalOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "resolution_invalid",
            "Say how it ended, and how you know.", malformed.Faults),
        ResolveProposalOutcome.NotYourAgent => Problems.Of(StatusCodes.Status403Forbidden, "not_your_agent", "You answer for other agents."),
        ResolveProposalOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needed),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };
}
