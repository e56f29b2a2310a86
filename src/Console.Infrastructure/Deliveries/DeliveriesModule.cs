using System.Net;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Deliveries.Mail;
using AgentConsole.Infrastructure.Deliveries.Tickets;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>The door of the Deliveries room.</summary>
public static class DeliveriesModule
{
    /// <summary>Needs the clock, a <see cref="JitterSource"/>, data protection, the store, the ledger and the change feed.</summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services, DeliveriesOptions options, MailOptions? mail = null, TicketsOptions? tickets = null)
    {
        mail ??= new();
        var isLink = ReviewLinks.TryRead(options.PublicUrl, out var links);
        if (options.Faults().Concat(isLink ? mail.Faults(links) : []).ToList() is { Count: > 0 } faults)
            throw new OptionsValidationException(DeliveriesOptions.Section, typeof(DeliveriesOptions), faults);

        services.AddSingleton(options);
        services.AddSingleton(tickets ?? new());
        services.AddSingleton(mail);
        services.AddSingleton(links);
        services.AddSingleton<HostResolver>(Dns.GetHostAddressesAsync);
        services.AddSingleton(provider => new AddressGuard(provider.GetRequiredService<DeliveriesOptions>(), WayOut.Webhooks));
        foreach (var way in (WayOut[])[WayOut.Webhooks, WayOut.Previews, WayOut.Executions, WayOut.Tickets])
            services.AddKeyedSingleton(way, (provider, _) => new GuardedHttp(provider.GetRequiredService<DeliveriesOptions>(), way,
                provider.GetRequiredService<HostResolver>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookCallback>();
        services.AddSingleton<CallbackSecrets>();
        services.AddSingleton<RegisterWebhookHandler>();
        services.AddSingleton<IssueCallbackSecretHandler>();
        services.AddSingleton<ChangeWebhookHandler>();
        services.AddSingleton<RotateWebhookSecretHandler>();
        services.AddSingleton<RemoveWebhookHandler>();
        services.AddSingleton<TestWebhookHandler>();
        services.AddSingleton<ResendDeliveryHandler>();
        services.AddSingleton<WebhooksQuery>();
        services.AddSingleton<DeliveriesQuery>();
        services.AddSingleton<OutboxClaims>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<MailSender>();
        services.AddKeyedSingleton(WayOut.Tickets, (provider, _) => new AddressGuard(provider.GetRequiredService<DeliveriesOptions>(), WayOut.Tickets));
        services.AddSingleton<TicketSecrets>();
        services.AddSingleton<TicketSender>();
        services.AddSingleton<AttemptRecorder>();
        services.TryAddSingleton<JobPauses>();
        services.AddHostedService<DeliverWake>();
        services.AddJob<DeliverJob>(new(DeliverJob.Key, "Sends what is due to its receivers, and again what failed.",
            DeliveriesLimits.PollSeconds, 300, "No decision and no notice leaves the house."));
        return services;
    }
}
