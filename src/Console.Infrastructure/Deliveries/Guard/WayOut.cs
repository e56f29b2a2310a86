namespace AgentConsole.Infrastructure.Deliveries.Guard;

/// <summary>Whose addresses the console goes to; each way has its own exceptions, and shares no connection with the others.</summary>
public enum WayOut
{
    /// <summary>Registered webhooks and the callbacks that agents name.</summary>
    Webhooks,

    /// <summary>The previews of contracts, which operators accepted.</summary>
    Previews,

    /// <summary>The tools that the console runs itself, whose contracts operators accepted.</summary>
    Executions,

    /// <summary>The policy engine that the operator configured.</summary>
    Engines,

    /// <summary>The ticket systems that an admin named.</summary>
    Tickets,
}
