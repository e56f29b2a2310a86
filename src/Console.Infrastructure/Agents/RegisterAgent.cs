using System.Text.Json;
using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>Register a new agent.</summary>
public sealed record RegisterAgent(Caller Caller, JsonElement Document);
