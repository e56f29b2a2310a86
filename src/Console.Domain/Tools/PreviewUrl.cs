using System.Buffers;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools;

/// <summary>
/// Fills the address of a preview with arguments that an agent chose. An argument names which thing is looked at; it reaches no other
/// server, no other path and no other parameter.
/// </summary>
public static class PreviewUrl
{
    private const int ValueLengthMax = 200;

    private static readonly SearchValues<char> PathSigns = SearchValues.Create("/\\%;?#");

    /// <summary>The address; null where an argument is missing or is nothing that may stand there.</summary>
    public static string? Of(ToolPreview preview, JsonElement arguments)
    {
        var queryAt = preview.Url.IndexOf('?', StringComparison.Ordinal);
        var path = queryAt < 0 ? preview.Url : preview.Url[..queryAt];
        if (Template.Fill(path, name => ValueOf(arguments, name) is { } value && MayStandInPath(value) ? Uri.EscapeDataString(value) : null) is not { } filled)
            return null;
        // A value of dots beside dots of the template would step out of its folder.
        if (filled.Split('/').Any(segment => segment is "." or "..")) return null;

        var query = queryAt < 0 ? "" : Template.Fill(preview.Url[queryAt..], name => ValueOf(arguments, name) is { } value ? Uri.EscapeDataString(value) : null);
        if (query is null) return null;
        var url = filled + query;
        return url.Length <= ProposalLimits.UrlLengthMax ? url : null;
    }

    private static string? ValueOf(JsonElement arguments, string name)
    {
        if (arguments.ValueKind != JsonValueKind.Object || !arguments.TryGetProperty(name, out var value)) return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        return text is { Length: > 0 and <= ValueLengthMax } && !text.Any(HasNoPlace) ? text : null;
    }

    private static bool HasNoPlace(char character) => char.IsControl(character) || char.IsSurrogate(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // Encoded, a slash is still a slash to a server that decodes before it routes; a percent sign is one to a server that decodes twice.
    private static bool MayStandInPath(string value) => !value.AsSpan().ContainsAny(PathSigns) && value.AsSpan().ContainsAnyExcept('.');
}
