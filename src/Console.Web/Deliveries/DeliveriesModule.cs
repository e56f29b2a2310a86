using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;

namespace AgentConsole.Web.Deliveries;

/// <summary>The door of the Deliveries room on the wire.</summary>
public static class DeliveriesModule
{
    public static IServiceCollection AddDeliveriesWeb(this IServiceCollection services) => services.AddSingleton<WebhookDesk>();

    public static IEndpointRouteBuilder MapDeliveries(this IEndpointRouteBuilder routes)
    {
        var deliveries = routes.MapGroup("/api/v1/deliveries").WithTags("Deliveries");
        deliveries.MapGet("", DeliveryEndpoints.ListAsync).RequirePerson(Permission.ReadDeliveries);
        deliveries.MapGet("{id}", DeliveryEndpoints.GetAsync).RequirePerson(Permission.ReadDeliveries).Produces<DeliveryView>();
        deliveries.MapPost("{id}/resend", DeliveryEndpoints.ResendAsync).RequirePerson(Permission.ManageDeliveries).Produces<DeliveryView>(StatusCodes.Status202Accepted);

        // Registered endpoints and agents' callback secrets need different rights: where both may be meant, the handler asks for the one that fits.
        var webhooks = routes.MapGroup("/api/v1/webhooks").WithTags("Webhooks");
        webhooks.MapGet("", WebhookEndpoints.ListAsync).RequirePerson(Permission.ReadDeliveries);
        webhooks.MapPost("", WebhookEndpoints.CreateAsync).RequirePerson(Permission.ReadDeliveries).Produces<WebhookView>(StatusCodes.Status201Created);
        webhooks.MapGet("{id}", WebhookEndpoints.GetAsync).RequirePerson(Permission.ReadDeliveries).Produces<WebhookView>();
        webhooks.MapPut("{id}", WebhookEndpoints.ChangeAsync).RequirePerson(Permission.ManageDeliveries).Produces<WebhookView>();
        webhooks.MapDelete("{id}", WebhookEndpoints.RemoveAsync).RequirePerson(Permission.ReadDeliveries);
        webhooks.MapPost("{id}/rotate", WebhookEndpoints.RotateAsync).RequirePerson(Permission.ReadDeliveries).Produces<WebhookView>();
        webhooks.MapPost("{id}/test", WebhookEndpoints.TestAsync).RequirePerson(Permission.ManageDeliveries);
        return routes;
    }
}
