using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>Takes out of an answer what must not be kept: the secret, and the arguments that the contract redacts, should the target repeat them.</summary>
public sealed class ResultMask
{
    private const string Masked = "[redacted]";
    // Shorter texts stand everywhere; masking them would leave nothing to read.
    private const int TextLengthMin = 4;

    private readonly IReadOnlyList<string> _hidden;

    private ResultMask(IEnumerable<string> hidden) =>
        _hidden = [.. hidden.SelectMany(Spellings).Where(text => text.Length >= TextLengthMin).Distinct().OrderByDescending(text => text.Length)];

    public static ResultMask For(ToolContract contract, JsonElement arguments, string? secret) =>
        new(contract.Redact.SelectMany(pointer => TextsAt(arguments, JsonPointer.TokensOf(pointer) ?? [], 0)).Concat(secret is null ? [] : [secret]));

    public string Of(string text)
    {
        foreach (var hidden in _hidden) text = text.Replace(hidden, Masked, StringComparison.Ordinal);
        return text;
    }

    // As it is, as JSON and addresses write it, and as basic authentication does.
    private static IEnumerable<string> Spellings(string text) =>
    [
        text,
        JsonEncodedText.Encode(text).ToString(),
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        Uri.EscapeDataString(text),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
    ];

    private static IEnumerable<string> TextsAt(JsonElement value, IReadOnlyList<string> tokens, int depth)
    {
        if (depth == tokens.Count) return TextsIn(value);
        return value.ValueKind switch
        {
            JsonValueKind.Object when tokens[depth] == "*" => value.EnumerateObject().SelectMany(member => TextsAt(member.Value, tokens, depth + 1)),
            JsonValueKind.Array when tokens[depth] == "*" => value.EnumerateArray().SelectMany(element => TextsAt(element, tokens, depth + 1)),
            JsonValueKind.Object when value.TryGetProperty(tokens[depth], out var member) => TextsAt(member, tokens, depth + 1),
            JsonValueKind.Array when int.TryParse(tokens[depth], System.Globalization.NumberStyles.None, null, out var index) && index < value.GetArrayLength() =>
                TextsAt(value[index], tokens, depth + 1),
            _ => [],
        };
    }

    private static IEnumerable<string> TextsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => TextsIn(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(TextsIn),
        _ => [],
    };
}
