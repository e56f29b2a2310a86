namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>Says what stands for a value that is not kept, so that whoever knows the value can look for it.</summary>
public sealed class TraceTokens
{
    private readonly TraceSecrets _secrets;

    internal TraceTokens(TraceSecrets secrets) => _secrets = secrets;

    /// <summary>From a value to its keyed hash, among the events of one agent in one environment.</summary>
    public async ValueTask<Func<string, string>> OfAsync(string agent, string environment, CancellationToken cancellation) =>
        (await _secrets.OfAsync(agent, environment, cancellation)).TokenOf;
}
