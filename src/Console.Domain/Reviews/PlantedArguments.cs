using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Reviews;

/// <summary>Makes known-bad arguments out of real ones: one value that the contract marks is wrong, everything else is as it was.</summary>
public static class PlantedArguments
{
    private const decimal Factor = 10;

    /// <summary>The arguments with the flaw; null where the contract marks no such value, or the arguments hold none.</summary>
    public static JsonElement? Of(ToolPointers pointers, JsonElement arguments, PlantedFlaw flaw)
    {
        var pointer = flaw switch
        {
            PlantedFlaw.WrongAmount => pointers.Money,
            PlantedFlaw.WrongTarget => pointers.Target,
            PlantedFlaw.ForeignRecipient => pointers.Recipient,
        };
        if (pointer is null || JsonPointer.Find(arguments, pointer) is not { } value || JsonPointer.TokensOf(pointer) is not { Count: > 0 } tokens) return null;
        if (Flawed(value, flaw) is not { } wrong) return null;
        var root = JsonNode.Parse(arguments.GetRawText())!;
        var place = tokens.SkipLast(1).Aggregate<string, JsonNode?>(root, (node, token) => node is JsonArray list ? list[int.Parse(token, CultureInfo.InvariantCulture)] : node?[token]);
        if (place is JsonArray items) items[int.Parse(tokens[^1], CultureInfo.InvariantCulture)] = wrong;
        else place![tokens[^1]] = wrong;
        return JsonElement.Parse(root.ToJsonString());
    }

    private static JsonValue? Flawed(JsonElement value, PlantedFlaw flaw) => (value.ValueKind, flaw) switch
    {
        (JsonValueKind.Number, PlantedFlaw.WrongAmount) when value.TryGetDecimal(out var amount) && Math.Abs(amount) is > 0 and < 1_000_000_000 => JsonValue.Create(amount * Factor),
        (JsonValueKind.Number, PlantedFlaw.WrongTarget) when value.TryGetInt64(out var number) && Math.Abs(number) < 1_000_000_000 => JsonValue.Create(number + 7),
        (JsonValueKind.String, PlantedFlaw.WrongAmount) => Times(value.GetString()!),
        (JsonValueKind.String, PlantedFlaw.WrongTarget) => Other(value.GetString()!),
        (JsonValueKind.String, PlantedFlaw.ForeignRecipient) => Foreign(value.GetString()!),
        _ => null,
    };

    private static JsonValue? Times(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) && Math.Abs(amount) is > 0 and < 1_000_000_000
            ? JsonValue.Create((amount * Factor).ToString(CultureInfo.InvariantCulture))
            : null;

    // Near enough to be overlooked: the last digit or letter is another one.
    private static JsonValue? Other(string text)
    {
        for (var at = text.Length - 1; at >= 0; at--)
        {
            if (!char.IsAsciiLetterOrDigit(text[at])) continue;
            var other = text[at] switch
            {
                >= '0' and <= '9' => (char)('0' + ((text[at] - '0' + 5) % 10)),
                >= 'a' and <= 'z' => (char)('a' + ((text[at] - 'a' + 7) % 26)),
                _ => (char)('A' + ((text[at] - 'A' + 7) % 26)),
            };
            return JsonValue.Create(text[..at] + other + text[(at + 1)..]);
        }

        return null;
    }

    private static JsonValue? Foreign(string text)
    {
        var at = text.LastIndexOf('@');
        return at <= 0 ? Other(text) : JsonValue.Create($"{text[..at]}@{text[(at + 1)..].Replace('.', '-')}.example");
    }
}
