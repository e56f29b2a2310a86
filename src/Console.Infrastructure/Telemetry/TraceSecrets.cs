using System.Collections.Concurrent;
using AgentConsole.Infrastructure.Runs;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>The keys of all agents: derived once, from the secret behind the marks of runs.</summary>
internal sealed class TraceSecrets(MarkKeys keys)
{
    // No run can have this name: the wire refuses the character.
    private const string Scope = "\0telemetry";

    private readonly ConcurrentDictionary<(string Agent, string Environment), TraceSecret> _known = new();

    public async ValueTask<TraceSecret> OfAsync(string agent, string environment, CancellationToken cancellation) =>
        _known.TryGetValue((agent, environment), out var known)
            ? known
            : _known.GetOrAdd((agent, environment), new TraceSecret(await keys.OfAsync(agent, environment, Scope, cancellation)));
}
