using AgentConsole.Infrastructure.Telemetry.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>The door of the Insights room.</summary>
public static class InsightsModule
{
    public static IServiceCollection AddInsights(this IServiceCollection services) => services
        .AddSingleton(provider => new RollupQuery(provider.GetRequiredService<TraceStore>()))
        .AddSingleton<SpendQuery>()
        .AddSingleton<DenialsQuery>()
        .AddSingleton<ToolHealthQuery>()
        .AddSingleton<ApprovalsQuery>()
        .AddSingleton<ErrorsQuery>()
        .AddSingleton(provider => new OutcomesQuery(provider.GetRequiredService<RollupQuery>(), provider.GetRequiredService<TraceStore>()))
        .AddSingleton(provider => new Baselines(provider.GetRequiredService<TraceStore>()))
        .AddSingleton<RecordBaselineHandler>()
        .AddSingleton(provider => new ReturnsQuery(
            provider.GetRequiredService<OutcomesQuery>(), provider.GetRequiredService<Baselines>(), provider.GetRequiredService<TraceStore>()));
}
