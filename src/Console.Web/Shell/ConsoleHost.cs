using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Schedules;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Mail;
using AgentConsole.Infrastructure.Deliveries.Tickets;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Infrastructure.Tools.Executions;
using AgentConsole.Web.Access;
using AgentConsole.Web.Agents;
using AgentConsole.Web.Alerts;
using AgentConsole.Web.Deliveries;
using AgentConsole.Web.Incidents;
using AgentConsole.Web.Insights;
using AgentConsole.Web.Jobs;
using AgentConsole.Web.Ledger;
using AgentConsole.Web.Policies;
using AgentConsole.Web.Proposals;
using AgentConsole.Web.Reviews;
using AgentConsole.Web.Risk;
using AgentConsole.Web.Runs;
using AgentConsole.Web.Spend;
using AgentConsole.Web.Telemetry;
using AgentConsole.Web.Tools;
using Microsoft.Extensions.Options;

namespace AgentConsole.Web.Shell;

/// <summary>Puts a console together: the list of rooms. The command line, the demo, tests and benchmarks all start here.</summary>
public static class ConsoleHost
{
    /// <summary>A console that is ready to run over its store, not yet listening.</summary>
    public static async Task<WebApplication> BuildAsync(ServeOptions options, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. options.Arguments ?? []],
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(ConsoleHost).Assembly.GetName().Name,
        });
        HostDefaults.Apply(builder.Configuration);
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = true);
        builder.Logging.AddLogs();
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseKestrelLimits();
        if (options.Urls is { } urls) builder.WebHost.UseUrls(urls);
        if (options.DataFolder is { } folder) builder.Configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.DataFolder)}"] = folder;
        AddRooms(builder, options.Use);
        adjust?.Invoke(builder);

        var app = builder.Build();
        await app.Services.GetRequiredService<DatabaseMigrator>().PrepareAsync(options.Use, CancellationToken.None);
        await app.Services.GetRequiredService<TraceStorePreparer>().PrepareAsync(options.Use, CancellationToken.None);
        MapRooms(app);
        return app;
    }

    private static void AddRooms(WebApplicationBuilder builder, StoreUse use)
    {
        var configuration = builder.Configuration;
        builder.Services
            .AddAmbient()
            .AddTelemetry(configuration.Of<DatabaseOptions>(DatabaseOptions.Section), configuration.Of<TelemetryOptions>(TelemetryOptions.Section))
            .AddLive()
            .AddPersistence(configuration.Of<DatabaseOptions>(DatabaseOptions.Section), use)
            .AddLedger(configuration.Of<LedgerOptions>(LedgerOptions.Section))
            .AddAccess()
            .AddTools()
            .AddAgents(configuration.Of<StopsOptions>(StopsOptions.Section))
            .AddPolicies(configuration.Of<PoliciesOptions>(PoliciesOptions.Section), configuration.Of<OpaOptions>(OpaOptions.Section))
            .AddRisk()
            .AddRuns(configuration.Of<RunsOptions>(RunsOptions.Section))
            .AddSpend()
            .AddFirstPrices()
            .AddProposals(configuration.Of<ProposalsOptions>(ProposalsOptions.Section))
            .AddReviews(configuration.Of<ReviewsOptions>(ReviewsOptions.Section))
            .AddDeliveries(configuration.Of<DeliveriesOptions>(DeliveriesOptions.Section), configuration.Of<MailOptions>(MailOptions.Section),
                configuration.Of<TicketsOptions>(TicketsOptions.Section))
            .AddExecutions(new ToolSecrets(configuration.GetSection(ToolSecrets.Section).GetChildren().Where(secret => secret.Value is { Length: > 0 }).ToDictionary(secret => secret.Key, secret => secret.Value!)))
            .AddIncidents()
            .AddInsights()
            .AddAlerts(configuration.Of<AlertsOptions>(AlertsOptions.Section))
            .AddFirstAlertRules()
            .AddSchedules()
            .AddJobs(configuration.Of<DatabaseOptions>(DatabaseOptions.Section))
            .AddJobsWeb()
            .AddDeliveriesWeb()
            .AddIncidentsWeb()
            .AddSpendWeb()
            .AddAccessWeb()
            .AddProposalsWeb()
            .AddShell()
            .AddWire()
            .AddHealth();
    }

    private static void MapRooms(WebApplication app)
    {
        app.UseWire();
        app.UseShell();
        app.UseAccess();
        app.MapShell();
        app.MapHealth();
        app.MapAccess();
        app.MapTools();
        app.MapAgents();
        app.MapPolicies();
        app.MapRisk();
        app.MapRuns();
        app.MapSpend();
        app.MapTelemetry();
        app.MapProposals();
        app.MapReviews();
        app.MapLedger();
        app.MapDeliveries();
        app.MapIncidents();
        app.MapJobs();
        app.MapInsights();
        app.MapAlerts();
        app.MapOpa();
    }

    private static T Of<T>(this ConfigurationManager configuration, string section) where T : new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException exception)
        {
            throw new OptionsValidationException(section, typeof(T), [exception.Message]);
        }
    }
}
