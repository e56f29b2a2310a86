using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Tools.Guards;

/// <summary>Open a tool's breaker in one environment until somebody closes it, or close it before its time.</summary>
public sealed record SetBreaker(Caller Caller, string Tool, string Environment, bool IsOpen, string Reason);
