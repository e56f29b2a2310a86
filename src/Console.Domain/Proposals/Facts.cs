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
    private const int CurrencyLengthMin = 3;

    /// <summary>A recipient, a target or a currency is there and cannot be told whole: who judges by it judges something else.</summary>
    public bool IsPartlyUnread { get; init; }

    /// <summary>Reads the arguments through the contract's pointers; what cannot be read whole is unknown, never zero.</summary>
    public static Facts Of(ToolContract contract, JsonElement arguments, string agent, Stage stage, string environment) => new(
        agent, stage, environment, contract.Name, contract.SideEffect, contract.Sensitivity,
        At(arguments, contract.Pointers.Money) is { } money ? Money.NanosIn(money) : null,
        CurrencyOf(contract, arguments),
        TextAt(arguments, contract.Pointers.Recipient),
        TextAt(arguments, contract.Pointers.Target))
    {
        IsPartlyUnread = IsTooLong(arguments, contract.Pointers.Recipient) || IsTooLong(arguments, contract.Pointers.Target)
            || (IsGiven(arguments, contract.Pointers.Currency) && CurrencyIn(At(arguments, contract.Pointers.Currency)!.Value) is null),
    };

    /// <summary>The currency that the arguments say, otherwise the contract's own.</summary>
    public static string? CurrencyOf(ToolContract contract, JsonElement arguments)
    {
        if (contract.Pointers.Currency is not { } pointer) return contract.Currency;
        if (At(arguments, pointer) is not { ValueKind: JsonValueKind.String } value) return contract.Currency;
        return CurrencyIn(value);
    }

    // Spelt in one way, or each spelling would have its own sum.
    private static string? CurrencyIn(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: >= CurrencyLengthMin and <= Money.CurrencyLengthMax } currency && currency.All(char.IsAsciiLetterOrDigit)
            ? currency.ToUpperInvariant()
            : null;

    private static bool IsGiven(JsonElement arguments, string? pointer) => At(arguments, pointer) is { ValueKind: not JsonValueKind.Null };

    private static bool IsTooLong(JsonElement arguments, string? pointer) => At(arguments, pointer) is { } value && TextOf(value) is { Length: > TextLengthMax };

    private static JsonElement? At(JsonElement arguments, string? pointer) => pointer is null ? null : JsonPointer.Find(arguments, pointer);

    private static string? TextAt(JsonElement arguments, string? pointer)
    {
        return At(arguments, pointer) is { } value && TextOf(value) is { } text ? ShortText.Of(text, TextLengthMax) : null;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        // One spelling: a rule about 20 is about 2e1 too.
        _ => CanonicalJson.Text(value),
    };
}
