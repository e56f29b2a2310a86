using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Web.Shell;

/// <summary>What the command line says about a console to be run.</summary>
/// <param name="Urls">Where it listens; null for what the configuration says.</param>
/// <param name="DataFolder">Where SQLite's files live; null for what the configuration says.</param>
/// <param name="Arguments">Everything else: configuration in the usual <c>--Section:Key=value</c> form.</param>
/// <param name="Use">What may be done to the store.</param>
public sealed record ServeOptions(string? Urls = null, string? DataFolder = null, IReadOnlyList<string>? Arguments = null, StoreUse Use = StoreUse.Make);
