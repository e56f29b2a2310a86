using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace AgentConsole.Web.Shell;

/// <summary>Names the environment of this console; production is unmistakable.</summary>
public sealed partial class EnvironmentBadge
{
    [Inject] public required IOptions<ShellOptions> Options { get; init; }

    [Inject] public required IHostEnvironment Host { get; init; }

    private string Label => Options.Value.EnvironmentName is { Length: > 0 } named ? named : Host.EnvironmentName;

    private bool IsProduction => Label.StartsWith("prod", StringComparison.OrdinalIgnoreCase);
}
