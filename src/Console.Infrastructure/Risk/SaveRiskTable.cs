using System.Text.Json;
using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Risk;

/// <summary>Somebody gives the factors other points.</summary>
/// <param name="Seen">The version that was read and is replaced.</param>
/// <param name="Document">The table's <c>points</c> and <c>money</c>; its version is counted here.</param>
public sealed record SaveRiskTable(Caller Caller, int Seen, JsonElement Document, string? Note);
