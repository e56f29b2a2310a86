using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>Let nobody propose a tool any more; its versions are kept.</summary>
public sealed record RetireTool(Caller Caller, string Name);
