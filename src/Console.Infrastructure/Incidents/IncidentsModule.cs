using AgentConsole.Infrastructure.Deliveries.Tickets;
using AgentConsole.Infrastructure.Incidents.Tickets;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>The door of the Incidents room.</summary>
public static class IncidentsModule
{
    /// <summary>Needs the rooms whose facts it gathers, and Deliveries, which carries its tickets out.</summary>
    public static IServiceCollection AddIncidents(this IServiceCollection services) => services
        .AddSingleton(provider => new BundleMaker(
            provider.GetRequiredService<IDbContextFactory<ConsoleDbContext>>(), provider.GetRequiredService<RunsQuery>(), provider.GetRequiredService<TraceSecrets>(),
            provider.GetRequiredService<ContractCache>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<FailureFinder>()
        .AddSingleton<ReportFailureHandler>()
        .AddSingleton<ChangeIncidentHandler>()
        .AddSingleton<RefreshBundleHandler>()
        .AddSingleton<IncidentQuery>()
        .AddSingleton<TicketTargetQuery>()
        .AddSingleton<SaveTicketTargetHandler>()
        .AddSingleton<RemoveTicketTargetHandler>()
        .AddSingleton(provider => new TestTicketTargetHandler(
            provider.GetRequiredService<ConsoleTransaction>(), provider.GetRequiredService<IDbContextFactory<ConsoleDbContext>>(), provider.GetRequiredService<TicketSender>(),
            provider.GetRequiredService<TicketSecrets>(), provider.GetRequiredService<LedgerWriter>(), provider.GetRequiredService<TimeProvider>()));
}
