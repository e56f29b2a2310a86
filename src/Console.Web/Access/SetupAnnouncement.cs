using System.Globalization;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AgentConsole.Web.Access;

/// <summary>Prints the one-time set-up link while nobody is here; on the terminal alone, never in a log.</summary>
internal static class SetupAnnouncement
{
    private const string AnyHost = "http://localhost:5000";

    public static async Task PrintAsync(WebApplication app, TextWriter output, CancellationToken cancellation)
    {
        if (await app.Services.GetRequiredService<SetUpHandler>().IssueAsync(cancellation) is not { } code) return;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        var address = Reachable(addresses?.FirstOrDefault() ?? AnyHost);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Nobody is here yet. This link makes the first admin; it works once, for {AccessLimits.SetupLinkLifetime.TotalHours} hours:"));
        await output.WriteLineAsync(address + Links.SetupWith(code.Reveal()));
    }

    // A server that listens everywhere is reached from its own terminal by this name.
    private static string Reachable(string address) => address
        .Replace("//[::]", "//localhost", StringComparison.Ordinal)
        .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
        .Replace("//+", "//localhost", StringComparison.Ordinal)
        .Replace("//*", "//localhost", StringComparison.Ordinal)
        .TrimEnd('/');
}
