using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Tools;

namespace AgentConsole.Web.Shell;

/// <summary>
/// Runs one verb of the command line against the store: with the writer and what the rooms hold ready, but nothing that listens and no jobs.
/// A console that serves the same store meanwhile sees what was written.
/// </summary>
internal static class VerbHost
{
    public static async Task<int> RunAsync(
        string? dataFolder, StoreUse use, Func<IServiceProvider, CancellationToken, Task<int>> verb, CancellationToken cancellation)
    {
        await using var app = await ConsoleHost.BuildAsync(new ServeOptions(DataFolder: dataFolder, Use: use), QuietlyOnStandardError);
        IHostedService[] needed =
        [
            app.Services.GetRequiredService<ConsoleTransaction>(),
            app.Services.GetRequiredService<ContractCache>(),
            app.Services.GetRequiredService<AgentCache>(),
            app.Services.GetRequiredService<PolicyCache>(),
        ];
        foreach (var service in needed) await service.StartAsync(cancellation);
        try
        {
            return await verb(app.Services, cancellation);
        }
        finally
        {
            foreach (var service in needed.Reverse()) await service.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Results go to standard output, alone; whoever pipes them wants nothing between them.</summary>
    public static void QuietlyOnStandardError(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A query that fails ends the verb, which says why.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
