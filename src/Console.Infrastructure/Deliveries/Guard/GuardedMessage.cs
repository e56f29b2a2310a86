namespace AgentConsole.Infrastructure.Deliveries.Guard;

/// <summary>What <see cref="GuardedHttp"/> is to send.</summary>
public sealed record GuardedMessage(HttpMethod Method, string Url)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
    public ReadOnlyMemory<byte>? Body { get; init; }
    public string ContentType { get; init; } = "application/json";

    /// <summary>Shorter than the operator's time-out if given; it is never lengthened.</summary>
    public TimeSpan? Timeout { get; init; }
}
