using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Somebody says what a model or a tool costs from a moment on.</summary>
/// <param name="Id">The price that is replaced; null for a new one.</param>
/// <param name="Seen">The version that was read; null where it does not matter.</param>
public sealed record SavePrice(Caller Caller, PriceId? Id, int? Seen, JsonElement Document);
