using AgentConsole.Domain;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Deliveries;

/// <summary>What left the house, for operators and their scripts.</summary>
internal static class DeliveryEndpoints
{
    public static async Task<IResult> ListAsync(
        DeliveriesQuery query, string? search, string? state, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (search?.Length > DeliveriesLimits.SearchCharactersMax)
            return RequestBody.Malformed("", $"search may have {DeliveriesLimits.SearchCharactersMax} characters.");
        DeliveryStatus? status = null;
        if (state is not null)
        {
            if (!WireName.TryParse<DeliveryStatus>(state, out var named)) return RequestBody.Malformed("", "There is no such state.");
            status = named;
        }

        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var page = await query.ListAsync(new(search, status), position.After, position.Limit, cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(row => DeliveryView.Of(row)), page.Next?.ToString()));
    }

    public static async Task<IResult> GetAsync(string id, DeliveriesQuery query, CancellationToken cancellation)
    {
        if (!DeliveryId.TryParse(id, out var delivery) || await query.FindAsync(delivery, cancellation) is not { } row)
            return Problems.NotFound("delivery");
        return TypedResults.Ok(DeliveryView.Of(row, await query.AttemptsAsync(delivery, cancellation)));
    }

    public static async Task<IResult> ResendAsync(
        HttpContext context, string id, ResendDeliveryHandler handler, DeliveriesQuery query, CancellationToken cancellation)
    {
        if (!DeliveryId.TryParse(id, out var delivery)) return Problems.NotFound("delivery");
        return await handler.HandleAsync(new(context.Caller(), delivery), cancellation) switch
        {
            ResendOutcome.Queued when await query.FindAsync(delivery, cancellation) is { } row => TypedResults.Accepted($"/api/v1/deliveries/{id}", DeliveryView.Of(row)),
            ResendOutcome.Queued or ResendOutcome.Unknown => Problems.NotFound("delivery"),
            ResendOutcome.UnderWay => Problems.Of(StatusCodes.Status409Conflict, "under_way", "An attempt is on its way at this moment."),
            ResendOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needs),
            var other => throw new InvalidOperationException($"Unknown outcome {other}.")
        };
    }
}
