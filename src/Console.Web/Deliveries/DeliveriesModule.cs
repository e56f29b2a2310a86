using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Deliveries;

/// <summary>The door of the Deliveries room on the wire.</summary>
public static class DeliveriesModule
{
    public static IServiceCollection AddDeliveriesWeb(this IServiceCollection services) => services.AddSingleton<WebhookDesk>();

    public static IEndpointRouteBuilder MapDeliveries(this IEndpointRouteBuilder routes)
    {
        var deliveries = routes.MapGroup("/api/v1/deliveries").WithTags("Deliveries");
        deliveries.MapGet("", DeliveryEndpoints.ListAsync).RequirePerson(Permission.ReadDeliveries).Produces<ListView<DeliveryView>>().Refuses(400, "malformed");
        deliveries.MapGet("{id}", DeliveryEndpoints.GetAsync).RequirePerson(Permission.ReadDeliveries).Produces<DeliveryView>().Refuses(404, "not_found");
        deliveries.MapPost("{id}/resend", DeliveryEndpoints.ResendAsync).RequirePerson(Permission.ManageDeliveries).Produces<DeliveryView>(StatusCodes.Status202Accepted)
            .Refuses(404, "not_found").Refuses(409, "under_way");

        // Registered endpoints and agents' callback secrets need different rights: where both may be meant, the handler asks for the one that fits.
        var webhooks = routes.MapGroup("/api/v1/webhooks").WithTags("Webhooks");
        webhooks.MapGet("", WebhookEndpoints.ListAsync).RequirePerson(Permission.ReadDeliveries).Produces<ListView<WebhookView>>().Refuses(400, "malformed");
        webhooks.MapPost("", WebhookEndpoints.CreateAsync).RequirePerson(Permission.ReadDeliveries).Takes<NewWebhookBody>()
            .Produces<WebhookView>(StatusCodes.Status201Created).Refuses(404, "not_found").Refuses(409, "has_secret", "too_many").Refuses(422, "webhook_invalid");
        webhooks.MapGet("{id}", WebhookEndpoints.GetAsync).RequirePerson(Permission.ReadDeliveries).Produces<WebhookView>().Refuses(404, "not_found");
        webhooks.MapPut("{id}", WebhookEndpoints.ChangeAsync).RequirePerson(Permission.ManageDeliveries).Takes<WebhookBody>().Produces<WebhookView>()
            .Refuses(404, "not_found").Refuses(409, "no_address").Refuses(422, "webhook_invalid");
        webhooks.MapDelete("{id}", WebhookEndpoints.RemoveAsync).RequirePerson(Permission.ReadDeliveries).Produces(StatusCodes.Status204NoContent).Refuses(404, "not_found");
        webhooks.MapPost("{id}/rotate", WebhookEndpoints.RotateAsync).RequirePerson(Permission.ReadDeliveries).Produces<WebhookView>().Refuses(404, "not_found");
        webhooks.MapPost("{id}/test", WebhookEndpoints.TestAsync).RequirePerson(Permission.ManageDeliveries).Refuses(404, "not_found").Refuses(409, "no_address");
        return routes;
    }
}
