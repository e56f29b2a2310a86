using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>The door of the Alerts room.</summary>
public static class AlertsModule
{
    /// <summary>Needs the rooms whose figures it looks at: Insights, Telemetry, Spend, Agents, Deliveries.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services, AlertsOptions options)
    {
        services.AddSingleton(options.Checked());
        services.AddSingleton(provider => new CountsQuery(provider.GetRequiredService<RollupQuery>(), provider.GetRequiredService<TraceStore>()));
        services.AddSingleton(provider => new RunCostsQuery(provider.GetRequiredService<TraceStore>()));
        services.AddSingleton<AlertSampler>();
        services.AddSingleton<AlertEvidenceQuery>();
        services.AddSingleton<AlertNotices>();
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<AlertQuery>();
        services.AddSingleton<AlertRuleQuery>();
        services.AddSingleton(provider => new AlertBacktestQuery(
            provider.GetRequiredService<CountsQuery>(), provider.GetRequiredService<RunCostsQuery>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new AlertCourseQuery(provider.GetRequiredService<CountsQuery>(), provider.GetRequiredService<AlertQuery>(),
            provider.GetRequiredService<AlertRuleQuery>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SaveAlertRuleHandler>();
        services.AddSingleton<RemoveAlertRuleHandler>();
        services.AddSingleton(provider => new AnswerAlertHandler(provider.GetRequiredService<ConsoleTransaction>(), provider.GetRequiredService<AlertDesk>(),
            provider.GetRequiredService<LedgerWriter>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AlertChannelQuery>();
        services.AddSingleton<AddAlertChannelHandler>();
        services.AddSingleton<RemoveAlertChannelHandler>();
        services.AddJob<CheckAlertsJob>(new(CheckAlertsJob.Key, "Looks for harm by the rules of alerts, and closes what was quiet for long enough.",
            options.CheckSeconds, AlertLimits.JobSecondsMax, "No alert fires, and none is resolved by itself."));
        return services;
    }

    /// <summary>Gives a console that never had a rule those that come with it; only where it is served.</summary>
    public static IServiceCollection AddFirstAlertRules(this IServiceCollection services) => services.AddHostedService<FirstAlertRules>();
}
