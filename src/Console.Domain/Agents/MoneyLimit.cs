using System.Text.Json;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Agents;

/// <summary>The most that an agent may move with one call, where its manifest says so.</summary>
public static class MoneyLimit
{
    /// <summary>Null where nothing limits the amount at the place that the contract marks.</summary>
    public static long? Of(ToolContract contract, ManifestEntry? entry)
    {
        if (contract.Pointers.Money is not { } pointer || entry?.Arguments is not { } limits) return null;
        var at = limits;
        foreach (var token in JsonPointer.TokensOf(pointer) ?? [])
            if (!TryMember(at, "properties", out var properties) || !TryMember(properties, token, out at)) return null;
        return (TryMember(at, "maximum", out var most) || TryMember(at, "exclusiveMaximum", out most)) && most.ValueKind == JsonValueKind.Number
            ? Money.NanosIn(most)
            : null;
    }

    private static bool TryMember(JsonElement schema, string name, out JsonElement member)
    {
        member = default;
        return schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out member);
    }
}
