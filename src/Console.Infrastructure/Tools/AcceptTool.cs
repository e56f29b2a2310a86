using System.Text.Json;
using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>Accept a tool's contract, or a new version of it.</summary>
public sealed record AcceptTool(Caller Caller, JsonElement Document);
