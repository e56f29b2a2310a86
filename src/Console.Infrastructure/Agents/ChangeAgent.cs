using System.Text.Json;
using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>Replace an agent's document.</summary>
/// <param name="VersionSeen">The version that the change was made from; null takes whatever stands now.</param>
public sealed record ChangeAgent(Caller Caller, string Name, int? VersionSeen, JsonElement Document);
