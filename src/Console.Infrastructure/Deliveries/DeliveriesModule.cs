using System.Net;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Deliveries.Mail;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>The door of the Deliveries room.</summary>
public static class DeliveriesModule
{
    /// <summary>Needs the clock, a <see cref="JitterSource"/>, data protection, the store, the ledger and the change feed.</summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services, DeliveriesOptions options, MailOptions? mail = null)
    {
        mail ??= new();
        var isLink = ReviewLinks.TryRead(options.PublicUrl, out var links);
        if (options.Faults().Concat(isLink ? mail.Faults(links) : []).ToList() is { Count: > 0 } faults)
            throw new OptionsValidationException(DeliveriesOptions.Section, typeof(DeliveriesOptions), faults);

        services.AddSingleton(options);
        services.AddSingleton(mail);
        services.AddSingleton(links);
        services.AddSingleton<HostResolver>(Dns.GetHostAddressesAsync);
        services.AddSingleton(provider => new AddressGuard(provider.GetRequiredService<DeliveriesOptions>(), WayOut.Webhooks));
        foreach (var way in (WayOut[])[WayOut.Webhooks, WayOut.Previews])
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
        services.AddSingleton<AttemptRecorder>();
        services.AddSingleton<DeliverJob>();
        services.AddHostedService<DeliverWake>();
        services.AddQuartz(quartz => quartz
            .AddJob<DeliverJob>(job => job.WithIdentity(DeliverJob.Key).WithDescription("Sends what is due to its receivers."))
            .AddTrigger(trigger => trigger.ForJob(DeliverJob.Key).WithIdentity("deliver", "deliveries").WithSimpleSchedule(every => every
                // A missed look is made good by the next: it finds all that is due.
                .WithInterval(TimeSpan.FromSeconds(DeliveriesLimits.PollSeconds)).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))));
        return services;
    }
}
