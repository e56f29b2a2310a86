namespace AgentConsole.Infrastructure.Deliveries.Guard;

/// <summary>Why the console will not send anything to an address, with a stable code.</summary>
public sealed record UrlFault(string Code, string Message);
