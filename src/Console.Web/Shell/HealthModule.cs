using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AgentConsole.Web.Shell;

/// <summary>Whether this node lives and is ready, each check with one line of reason.</summary>
public static class HealthModule
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", tags: [Ready])
            .AddCheck<MigrationsHealth>("migrations", tags: [Ready])
            .AddCheck<LedgerHealth>("ledger_head", tags: [Ready])
            .AddCheck<SchedulerHealth>("job_scheduler", tags: [Ready])
            .AddCheck<PolicyHealth>("policy_set", tags: [Ready]);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz/live", Shown(_ => false)).AllowAnonymous();
        routes.MapHealthChecks("/healthz/ready", Shown(check => check.Tags.Contains(Ready))).AllowAnonymous();
    }

    private static HealthCheckOptions Shown(Func<HealthCheckRegistration, bool> which) => new()
    {
        Predicate = which,
        ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), reason = ReasonOf(entry.Value) }),
        }),
    };

    // Anybody may ask, and an exception names servers, files and accounts: what it says stands in the log, where the framework writes it.
    private static string? ReasonOf(HealthReportEntry entry) => entry.Exception is null ? entry.Description : "The check failed; the log says why.";
}
