using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>What a reviewer types to show that a yes at high risk is meant: the amount or the target, out of the card and by hand.</summary>
internal sealed record TypedProof(long? MoneyNanos, string? Currency, string? Target, string Tool)
{
    private const int TargetLengthMax = 80;

    /// <summary>Read out of the arguments that would run; where neither can be typed, it is the tool's name.</summary>
    public static TypedProof Of(ReviewSheet sheet)
    {
        using var arguments = JsonDocument.Parse(sheet.Proposal.Arguments);
        var (root, pointers) = (arguments.RootElement, sheet.Contract?.Pointers ?? ToolPointers.None);
        return new(
            At(root, pointers.Money) is { } money ? Money.NanosIn(money) : null,
            sheet.Contract is { } contract ? Facts.CurrencyOf(contract, root) : null,
            Typable(At(root, pointers.Target)) ?? Typable(At(root, pointers.Recipient)),
            sheet.Proposal.Tool);
    }

    /// <summary>What is asked for, in words.</summary>
    public string Asks => (MoneyNanos, Target) switch
    {
        (not null, not null) => "the amount or the target",
        (not null, null) => "the amount",
        (null, not null) => "the target",
        _ => "the name of the tool",
    };

    public bool IsMetBy(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length == 0) return false;
        return (MoneyNanos is { } nanos && NanosOf(text) == nanos)
            || (Target is not null && text == Target.Trim())
            || (MoneyNanos is null && Target is null && text == Tool);
    }

    private long? NanosOf(string text)
    {
        var amount = Currency is not null && text.EndsWith(Currency, StringComparison.OrdinalIgnoreCase) ? text[..^Currency.Length].TrimEnd() : text;
        return ExactDecimal.Of(amount) is { } exact ? Money.NanosOf(exact) : null;
    }

    private static JsonElement? At(JsonElement root, string? pointer) => pointer is null ? null : JsonPointer.Find(root, pointer);

    // What hides characters or is as long as a letter cannot be typed, and must not be asked for.
    private static string? Typable(JsonElement? value)
    {
        var text = value switch
        {
            { ValueKind: JsonValueKind.Number } => value.Value.GetRawText(),
            { ValueKind: JsonValueKind.String } => TextOf(value.Value),
            _ => null,
        };
        return text is { Length: <= TargetLengthMax } && text.Trim().Length > 0 && !VisibleText.Of(text, TargetLengthMax).Parts.Any(part => part.IsLabel) ? text : null;
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
