namespace AgentConsole.Infrastructure.Deliveries.Tickets;

/// <summary>The secrets of ticket systems, by the names that targets say. They live in the configuration, such as the environment's, and nowhere else.</summary>
public sealed class TicketsOptions
{
    public const string Section = "Tickets";

    /// <summary>By name. Only these can be named: a target cannot ask for any other setting of the console.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; set; } = new Dictionary<string, string>();
}
