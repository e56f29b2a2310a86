using System.Text.Json;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Proposals;

/// <summary>What the server itself reads out of a proposal, in one line; the contract chooses the words, the arguments only fill them.</summary>
public static class Sentence
{
    private const int ValueLengthMax = 80;
    private const int ElementsMax = 4;

    public static string Of(ToolContract contract, JsonElement arguments)
    {
        // A template whose argument is missing would say less than the truth; the plain form says what there is.
        var filled = contract.Sentence is { } template
            ? Template.Fill(template, name => ValueAt(contract, arguments, "/" + JsonPointer.Escape(name)))
            : null;
        return ShortText.Of(filled ?? Plain(contract, arguments), ProposalLimits.SentenceLengthMax);
    }

    private static string Plain(ToolContract contract, JsonElement arguments)
    {
        var parts = new List<string>();
        if (ValueAt(contract, arguments, contract.Pointers.Money) is { } money) parts.Add(money);
        if (ValueAt(contract, arguments, contract.Pointers.Target) is { } target) parts.Add("target " + target);
        if (ValueAt(contract, arguments, contract.Pointers.Recipient) is { } recipient) parts.Add("recipient " + recipient);
        return parts.Count == 0 ? contract.Name : contract.Name + ": " + string.Join(", ", parts);
    }

    private static string? ValueAt(ToolContract contract, JsonElement arguments, string? pointer)
    {
        if (pointer is null || JsonPointer.Find(arguments, pointer) is not { } value) return null;
        if (pointer != contract.Pointers.Money || Money.NanosIn(value) is not { } nanos) return TextOf(value);
        return Facts.CurrencyOf(contract, arguments) is { } currency ? Money.Text(nanos) + " " + Shown(currency) : Money.Text(nanos);
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Quoted(value.GetString()!),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Shown(value.GetRawText()),
        JsonValueKind.Array => ListOf(value),
        JsonValueKind.Object => "{…}",
        _ => null,
    };

    private static string ListOf(JsonElement list)
    {
        var rest = list.GetArrayLength() - ElementsMax;
        return string.Join(", ", list.EnumerateArray().Take(ElementsMax).Select(element =>
            element.ValueKind is JsonValueKind.Array ? "[…]" : TextOf(element) ?? "null")) + (rest > 0 ? $" and {rest} more" : "");
    }

    // A value that could read on as part of the sentence stands in quotes.
    private static string Quoted(string text)
    {
        var shown = Shown(text);
        return shown.Length > 0 && shown.All(character => char.IsLetterOrDigit(character) || "._-@:/+#$%&=…".Contains(character, StringComparison.Ordinal))
            ? shown
            : "“" + shown.Replace('“', '\'').Replace('”', '\'') + "”";
    }

    /// <summary>One line, nothing hidden: whatever reorders, joins or breaks text is spelled out.</summary>
    private static string Shown(string text) => ShortText.Of(
        string.Concat(VisibleText.Of(text, ValueLengthMax + 1).Parts.Select(part => part.Text)).Replace('\n', ' ').Replace('\t', ' '),
        ValueLengthMax);
}
