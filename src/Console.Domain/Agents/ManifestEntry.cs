using System.Collections.Frozen;
using System.Text.Json;

namespace AgentConsole.Domain.Agents;

/// <summary>The leave to propose one tool in some environments, within the limits that a further JSON Schema sets to its arguments.</summary>
/// <param name="Pointer">Where in the agent's document the entry stands.</param>
public sealed record ManifestEntry(string Tool, FrozenSet<string> Environments, JsonElement? Arguments, string Pointer);
