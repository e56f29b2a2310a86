namespace AgentConsole.Infrastructure.Deliveries.Tickets;

/// <summary>Finds the secret behind a name.</summary>
public sealed class TicketSecrets(TicketsOptions options)
{
    /// <summary>The names that are configured, without what they stand for.</summary>
    public IReadOnlyList<string> Names => [.. options.Secrets.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Null where nothing is configured under this name.</summary>
    // The configuration's own names know no case.
    internal string? Find(string name) =>
        options.Secrets.FirstOrDefault(secret => string.Equals(secret.Key, name, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } secret ? secret.Trim() : null;
}
