using System.Text.Json;
using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>Accept a tool's contract, or a new version of it.</summary>
/// <param name="VersionSeen">The version in force that the writer had read; null where nobody says.</param>
public sealed record AcceptTool(Caller Caller, JsonElement Document, int? VersionSeen = null);
