using AgentConsole.Domain.Agents;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>Which agents a list shows; empty asks for all that are not archived.</summary>
public sealed record AgentFilter(string Search = "", Stage? Stage = null, string Dri = "", bool IsStoppedOnly = false, bool IsArchived = false);
