using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Proposals;

/// <summary>What is known of a proposal when policy and risk are asked: read by the server, nothing the agent merely says.</summary>
public sealed record Facts(
    string Agent,
    Stage Stage,
    string Environment,
    string Tool,
    SideEffect SideEffect,
    IReadOnlySet<Sensitivity> Sensitivity,
    long? MoneyNanos,
    string? Currency,
    string? Recipient,
    string? Target)
{
    private const int TextLengthMax = 500;

    /// <summary>Reads the arguments through the contract's pointers; what cannot be read whole is unknown, never zero.</summary>
    public static Facts Of(ToolContract contract, JsonElement arguments, string agent, Stage stage, string environment) => new(
        agent, stage, environment, contract.Name, contract.SideEffect, contract.Sensitivity,
        At(arguments, contract.Pointers.Money) is { } money ? Money.NanosIn(money) : null,
        CurrencyOf(contract, arguments),
        TextAt(arguments, contract.Pointers.Recipient),
        TextAt(arguments, contract.Pointers.Target));

    /// <summary>The currency that the arguments say, otherwise the contract's own.</summary>
    public static string? CurrencyOf(ToolContract contract, JsonElement arguments)
    {
        if (contract.Pointers.Currency is not { } pointer) return contract.Currency;
        if (At(arguments, pointer) is not { ValueKind: JsonValueKind.String } value) return contract.Currency;
        return value.GetString() is { Length: > 0 and <= Money.CurrencyLengthMax } currency ? currency.ToUpperInvariant() : null;
    }

    private static JsonElement? At(JsonElement arguments, string? pointer) => pointer is null ? null : JsonPointer.Find(arguments, pointer);

    private static string? TextAt(JsonElement arguments, string? pointer)
    {
        if (At(arguments, pointer) is not { } value) return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            // One spelling: a rule about 20 is about 2e1 too.
            _ => CanonicalJson.Text(value),
        };
        return text is null ? null : ShortText.Of(text, TextLengthMax);
    }
}
