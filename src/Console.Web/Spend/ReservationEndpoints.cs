using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Web.Access;
using AgentConsole.Web.Runs;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AgentConsole.Web.Spend;

/// <summary>Money for model calls: an agent takes it aside before, and says afterwards what it cost.</summary>
internal static class ReservationEndpoints
{
    public static async Task<IResult> ReserveAsync(HttpContext context, string id, ReserveSpendHandler handler,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken cancellation)
    {
        if (SpendRequests.KeyFault(idempotencyKey) is { } wrongKey) return RequestBody.Malformed("", wrongKey);
        if (RunPath.NameIn(id) is not { } run) return Problems.NotFound("run");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, SpendLimits.ReservationBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var (command, refusal) = SpendRequests.Reserve(body.RootElement, context.AgentCaller(), run, idempotencyKey);
            return command is null ? refusal! : Answer(context, await handler.HandleAsync(command, cancellation));
        }
    }

    public static async Task<IResult> SettleAsync(HttpContext context, string id, string rid, SettleSpendHandler handler, CancellationToken cancellation)
    {
        if (RunPath.NameIn(id) is not { } run || !ReservationId.TryParse(rid, out var reservation)) return Problems.NotFound("reservation");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, SpendLimits.ReservationBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var (command, refusal) = SpendRequests.Settle(body.RootElement, context.AgentCaller(), run, reservation);
            if (command is null) return refusal!;
            return await handler.HandleAsync(command, cancellation) switch
            {
                SettleSpendOutcome.Settled settled => TypedResults.Ok(ReservationView.Of(settled.Reservation, settled.Left)),
                SettleSpendOutcome.NotFound => Problems.NotFound("reservation"),
                SettleSpendOutcome.AlreadySettled before => Problems.Of(StatusCodes.Status409Conflict, "already_settled",
                    $"It was settled before, with {Money.Text(before.CostNanos)} {SpendLimits.CapCurrency}.",
                    new Dictionary<string, object?> { ["cost"] = MoneyView.Of(before.CostNanos) }),
                SettleSpendOutcome.PriceUnknown unknown => PriceUnknown(unknown.Model, "cost"),
                SettleSpendOutcome.TooMuch => TooMuch(),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }

    private static IResult Answer(HttpContext context, ReserveSpendOutcome outcome) => outcome switch
    {
        ReserveSpendOutcome.Reserved reserved => Created(context, reserved),
        ReserveSpendOutcome.Exhausted exhausted => Exhausted(exhausted.Cap),
        ReserveSpendOutcome.PriceUnknown unknown => PriceUnknown(unknown.Model, "estimate"),
        ReserveSpendOutcome.TooMuch => TooMuch(),
        ReserveSpendOutcome.KeyReused reused => Problems.Of(StatusCodes.Status409Conflict, "idempotency_key_reused",
            $"This Idempotency-Key was used for other content ({reused.Earlier})."),
        ReserveSpendOutcome.Over over => Problems.Of(StatusCodes.Status409Conflict, "reservation_over",
            $"{over.Earlier}, which this Idempotency-Key asked for, is settled or was given back; ask anew under another key."),
        ReserveSpendOutcome.Stopped stopped => Problems.Of(StatusCodes.Status403Forbidden, "stopped",
            stopped.Scope == StopScope.Everything ? "Everything is stopped." : "This agent is stopped."),
        ReserveSpendOutcome.AgentUnknown => Problems.Of(StatusCodes.Status403Forbidden, "agent_unknown", "No such agent is registered."),
        ReserveSpendOutcome.RunEnded => Problems.Of(StatusCodes.Status409Conflict, "run_ended", "This run is over; what begins now has another name."),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static Created<ReservationView> Created(HttpContext context, ReserveSpendOutcome.Reserved reserved)
    {
        if (reserved.IsRepeat) context.Response.Headers["Idempotency-Replayed"] = "true";
        return TypedResults.Created((string?)null, ReservationView.Of(reserved.Reservation, reserved.Left));
    }

    private static ProblemHttpResult Exhausted(FullCap full) => Problems.Of(StatusCodes.Status402PaymentRequired, "budget_exhausted", full.Sentence(),
        new Dictionary<string, object?>
        {
            ["cap"] = new CapView(full.Budget.ToString(), WireName.Of(full.Scope.Period),
                full.Scope.Period == CapPeriod.Run ? full.Scope.Value : null, full.Scope.Period == CapPeriod.Day ? full.Scope.Value : null,
                full.Environment.Length > 0 ? full.Environment : null, MoneyView.Of(full.CapNanos), MoneyView.Of(full.UsedNanos), MoneyView.Of(full.AskedNanos)),
        });

    private static ProblemHttpResult PriceUnknown(string model, string instead) => Problems.Of(StatusCodes.Status422UnprocessableEntity, "price_unknown",
        $"No price is known for the model '{ShortText.Of(model, SpendLimits.ModelNameLengthMax)}' and these tokens; what is unknown is not free. Say '{instead}', or have somebody of finance add the price.");

    private static ProblemHttpResult TooMuch() => Problems.Of(StatusCodes.Status422UnprocessableEntity, "too_much",
        $"One call may cost {Money.Text(SpendLimits.AmountNanosMax)} {SpendLimits.CapCurrency} at most.");

    /// <summary>The cap that had no room.</summary>
    internal sealed record CapView(
        string Budget, string Per, string? RunId, string? Day, string? Environment, MoneyView Cap, MoneyView Used, MoneyView Asked);
}
