using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Spend;

/// <summary>The door of the Spend room on the wire.</summary>
public static class SpendModule
{
    public static IServiceCollection AddSpendWeb(this IServiceCollection services) => services.AddSingleton<BudgetHandlers>();

    public static IEndpointRouteBuilder MapSpend(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/v1/runs").WithTags("Spend");
        runs.MapPost("{id}/reservations", ReservationEndpoints.ReserveAsync).RequireAgent().Takes<SpendBodies.ReservationBody>()
            .Produces<ReservationView>(StatusCodes.Status201Created)
            .Refuses(400, "malformed").Refuses(402, "budget_exhausted").Refuses(403, "stopped", "agent_unknown").Refuses(404, "not_found")
            .Refuses(409, "idempotency_key_reused", "reservation_over", "run_ended").Refuses(422, "price_unknown", "currency", "too_much");
        runs.MapPost("{id}/reservations/{rid}/settle", ReservationEndpoints.SettleAsync).RequireAgent().Takes<SpendBodies.SettleBody>()
            .Produces<ReservationView>()
            .Refuses(400, "malformed").Refuses(404, "not_found").Refuses(409, "already_settled").Refuses(422, "price_unknown", "currency", "too_much");

        var prices = routes.MapGroup("/api/v1/prices").WithTags("Spend");
        prices.MapGet("", PriceEndpoints.ListAsync).RequirePerson(Permission.ReadSpend).Produces<ListView<JsonObject>>().Refuses(400, "malformed");
        prices.MapPost("", PriceEndpoints.CreateAsync).RequirePerson(Permission.WritePrices).Takes<SpendBodies.PriceBody>()
            .Produces<JsonObject>(StatusCodes.Status201Created).Refuses(400, "malformed").Refuses(409, "price_exists", "too_many").Refuses(422, "document_invalid");
        prices.MapGet("{id}", PriceEndpoints.GetAsync).RequirePerson(Permission.ReadSpend).Produces<JsonObject>().Refuses(404, "not_found");
        prices.MapPut("{id}", PriceEndpoints.ReplaceAsync).RequirePerson(Permission.WritePrices).Takes<SpendBodies.PriceBody>().Produces<JsonObject>()
            .Refuses(400, "malformed").Refuses(404, "not_found").Refuses(409, "price_exists", "changed").Refuses(412, "changed").Refuses(422, "document_invalid");
        prices.MapDelete("{id}", PriceEndpoints.RemoveAsync).RequirePerson(Permission.WritePrices).Produces(StatusCodes.Status204NoContent).Refuses(404, "not_found");

        var budgets = routes.MapGroup("/api/v1/budgets").WithTags("Spend");
        budgets.MapGet("", BudgetEndpoints.ListAsync).RequirePerson(Permission.ReadSpend).Produces<ListView<BudgetView>>().Refuses(400, "malformed");
        budgets.MapPost("", BudgetEndpoints.CreateAsync).RequirePerson(Permission.WriteBudgets).Takes<SpendBodies.BudgetBody>()
            .Produces<BudgetView>(StatusCodes.Status201Created).Refuses(400, "malformed").Refuses(409, "budget_exists", "too_many").Refuses(422, "document_invalid");
        budgets.MapGet("{id}", BudgetEndpoints.GetAsync).RequirePerson(Permission.ReadSpend).Produces<BudgetView>().Refuses(404, "not_found");
        budgets.MapPut("{id}", BudgetEndpoints.ReplaceAsync).RequirePerson(Permission.WriteBudgets).Takes<SpendBodies.BudgetBody>().Produces<BudgetView>()
            .Refuses(400, "malformed").Refuses(404, "not_found").Refuses(412, "changed").Refuses(422, "document_invalid", "in_agent_document");
        budgets.MapDelete("{id}", BudgetEndpoints.RemoveAsync).RequirePerson(Permission.WriteBudgets).Produces(StatusCodes.Status204NoContent)
            .Refuses(404, "not_found").Refuses(422, "in_agent_document");
        budgets.MapPost("{id}/raises", BudgetEndpoints.RaiseAsync).RequirePerson(Permission.RaiseBudgets).Takes<SpendBodies.RaiseBody>()
            .Produces<RaiseView>(StatusCodes.Status201Created)
            .Refuses(400, "malformed").Refuses(403, "not_your_agent").Refuses(404, "not_found").Refuses(409, "too_many").Refuses(422, "document_invalid", "currency", "no_cap");
        budgets.MapDelete("{id}/raises/{raise}", BudgetEndpoints.EndRaiseAsync).RequirePerson(Permission.RaiseBudgets).Produces(StatusCodes.Status204NoContent)
            .Refuses(403, "not_your_agent").Refuses(404, "not_found");
        return routes;
    }
}
