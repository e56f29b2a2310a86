using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AgentConsole.Web.Proposals;

/// <summary>What an agent says to the console about its proposals.</summary>
internal static class ProposalEndpoints
{
    public static async Task<IResult> ProposeAsync(HttpContext context, ProposeHandler handler, ProposalViews views, WebhookCallback callbacks, AttemptsDesk attempts,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken cancellation)
    {
        if (KeyFault(idempotencyKey) is { } wrongKey) return RequestBody.Malformed("", wrongKey);
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, ProposalLimits.BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var (command, refusal) = ProposeRequest.Read(body.RootElement, context.AgentCaller(), idempotencyKey!);
            if (command is null) return refusal!;
            if (command.CallbackUrl is { } url && callbacks.Judge(url) is { } fault) return RequestBody.Malformed(fault.Pointer, fault.Message);

            var outcome = await handler.HandleAsync(command, cancellation);
            if (outcome is ProposeOutcome.Malformed { Faults: var faults }) await attempts.RefusedAsync(command, "args_invalid", faults, cancellation);
            return outcome switch
            {
                ProposeOutcome.Recorded recorded =>
                    Created(context, await views.AnswerAsync(recorded.Proposal, recorded.Grant, cancellation), recorded.IsReplay),
                ProposeOutcome.KeyReused reused => Problems.Of(StatusCodes.Status409Conflict, "idempotency_key_reused",
                    $"This Idempotency-Key was used for other content ({reused.Earlier})."),
                ProposeOutcome.WrongEnvironment wrong => Problems.Of(StatusCodes.Status403Forbidden, "wrong_environment", wrong.Reason),
                ProposeOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "args_invalid",
                    "The arguments do not fit the tool's contract.", malformed.Faults),
                ProposeOutcome.RateLimited limited => TooMany(context, limited.Wait, "rate_limited", "The tool's contract allows no more in this minute"),
                ProposeOutcome.RetryStorm storm => TooMany(context, storm.Wait, "retry_storm", "This very call keeps ending badly; it is refused before it asks or spends"),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }

    public static async Task<IResult> GetAsync(HttpContext context, string id, ProposalWait waits, ProposalQuery query, ProposalViews views,
        string? wait, CancellationToken cancellation)
    {
        if (!TryWait(wait, out var seconds))
            return RequestBody.Malformed("", $"wait must be a whole number of seconds from 0 to {ProposalLimits.WaitSecondsMax}.");
        if (!ProposalId.TryParse(id, out var proposalId)) return Problems.NotFound("proposal");

        switch (context.Caller())
        {
            case Caller.Agent agent:
                var own = await waits.UntilDecidedAsync(agent.Name, agent.Environment, proposalId, TimeSpan.FromSeconds(seconds), cancellation);
                if (own is null) return Problems.NotFound("proposal");
                return TypedResults.Ok(await views.ForProposerAsync(own.Proposal, own.Grant, cancellation));
            case var person when person.May(Permission.ReadProposals):
                if (await query.OfAsync(proposalId, cancellation) is not { } state) return Problems.NotFound("proposal");
                return TypedResults.Ok(ProposalView.Of(state.Proposal, grant: null, null, isForOperator: true));
            default:
                return Problems.Of(StatusCodes.Status403Forbidden, "role_missing", "Reading proposals needs a role.");
        }
    }

    public static async Task<IResult> ListAsync(ProposalQuery query, string? search, string? state, string? agent, string? tool, [FromQuery(Name = "run_id")] string? runId,
        string? cursor, string? limit, CancellationToken cancellation)
    {
        ProposalStatus? status = null;
        if (state is not null)
        {
            if (!WireName.TryParse<ProposalStatus>(state, out var named)) return RequestBody.Malformed("", "There is no such state.");
            status = named;
        }

        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var filter = new ProposalFilter(search, status, agent, tool, runId);
        var page = await query.PageAsync(filter, position.After, Math.Min(position.Limit, ProposalQuery.PageMax), cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(proposal => ProposalView.Of(proposal, null, null, isForOperator: true)), page.Next?.ToString()));
    }

    public static async Task<IResult> WithdrawAsync(HttpContext context, string id, WithdrawHandler handler, CancellationToken cancellation)
    {
        if (!ProposalId.TryParse(id, out var proposalId)) return Problems.NotFound("proposal");
        return Answer(await handler.HandleAsync(context.AgentCaller(), proposalId, cancellation));
    }

    public static async Task<IResult> ReportAsync(HttpContext context, string id, ReportResultHandler handler, CancellationToken cancellation)
    {
        if (!ProposalId.TryParse(id, out var proposalId)) return Problems.NotFound("proposal");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, ProposalLimits.ResultBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var verb = members.Named<ResultStatus>("status", isRequired: true);
            if (members.Faults.Count > 0)
                return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The result cannot be read.", members.Faults);

            if (OpaqueJson.TextOf(body.RootElement) is not { } report)
                return RequestBody.Malformed("", "A text of the result is not well-formed Unicode.");
            return Answer(await handler.HandleAsync(new(context.AgentCaller(), proposalId, VerbOf(verb!.Value), report, OutputIn(body.RootElement)), cancellation));
        }
    }

    public static async Task<IResult> PendingAsync(HttpContext context, ProposalQuery query, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var agent = context.AgentCaller();
        var open = await query.OpenOfAsync(agent.Name, agent.Environment, position.After, Math.Min(position.Limit, ProposalQuery.PageMax), cancellation);
        return TypedResults.Ok(ListView.Of(open.Rows.Select(proposal => ProposalView.Of(proposal, null, null)), open.Next?.ToString()));
    }

    private static Created<ProposalView> Created(HttpContext context, ProposalView view, bool isReplay)
    {
        // The body is the first answer to the letter; only here does a repeat show.
        if (isReplay) context.Response.Headers["Idempotency-Replayed"] = "true";
        if (view.RetryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Created(view.StatusUrl, view);
    }

    private static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait, string code, string why)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return Problems.TryLater(context, StatusCodes.Status429TooManyRequests, code, $"{why}; try again in {seconds} s.", seconds);
    }

    private static IResult Answer(OwnProposalOutcome outcome) => outcome switch
    {
        OwnProposalOutcome.Done done => TypedResults.Ok(ProposalView.Of(done.Proposal, null, null)),
        OwnProposalOutcome.NotYours => Problems.Of(StatusCodes.Status409Conflict, "console_executes", "The console runs it itself, and knows how it ended."),
        OwnProposalOutcome.NotFound => Problems.NotFound("proposal"),
        OwnProposalOutcome.NotNow late => Problems.Of(StatusCodes.Status409Conflict, "not_in_this_state",
            $"The proposal is {WireName.Of(late.Status)}.", new Dictionary<string, object?> { ["state"] = WireName.Of(late.Status) }),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static string? OutputIn(JsonElement body) => !body.TryGetProperty("output", out var output) ? null : output.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => output.GetString(),
        _ => output.GetRawText(),
    };

    private static ProposalVerb VerbOf(ResultStatus status) => status switch
    {
        ResultStatus.Succeeded => ProposalVerb.Succeed,
        ResultStatus.Failed => ProposalVerb.Fail,
        ResultStatus.Unknown => ProposalVerb.LoseTrack,
    };

    private static bool TryWait(string? text, out int seconds)
    {
        seconds = 0;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
            && seconds <= ProposalLimits.WaitSecondsMax);
    }

    private static string? KeyFault(string? key) => key switch
    {
        null or "" => "The header Idempotency-Key is required.",
        { Length: > ProposalLimits.IdempotencyKeyLengthMax } => $"Idempotency-Key may have {ProposalLimits.IdempotencyKeyLengthMax} characters.",
        _ when key.Any(character => character is < ' ' or > '~') => "Idempotency-Key must be printable ASCII.",
        _ => null,
    };
}
