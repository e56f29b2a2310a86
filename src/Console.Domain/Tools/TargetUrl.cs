using System.Buffers;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools;

/// <summary>
/// An address with arguments in it that an agent chose. An argument names which thing is meant; it reaches no other server, no other path
/// and no other parameter.
/// </summary>
public static class TargetUrl
{
    private const int ValueLengthMax = 200;

    private static readonly SearchValues<char> PathSigns = SearchValues.Create("/\\%;?#");

    /// <summary>The address; null where an argument is missing or is nothing that may stand there.</summary>
    public static string? Of(string template, JsonElement arguments)
    {
        var queryAt = template.IndexOf('?', StringComparison.Ordinal);
        var path = queryAt < 0 ? template : template[..queryAt];
        if (Template.Fill(path, name => TextOf(arguments, name) is { } value && MayStandInPath(value) ? Uri.EscapeDataString(value) : null) is not { } filled)
            return null;
        // A value of dots beside dots of the template would step out of its folder.
        if (filled.Split('/').Any(segment => segment is "." or "..")) return null;

        var query = queryAt < 0 ? "" : Template.Fill(template[queryAt..], name => TextOf(arguments, name) is { } value ? Uri.EscapeDataString(value) : null);
        if (query is null) return null;
        var url = filled + query;
        return url.Length <= ProposalLimits.UrlLengthMax ? url : null;
    }

    /// <summary>What is wrong with a template; null where nothing is. An argument may choose which thing is meant, never which server is asked.</summary>
    internal static string? FaultOf(string template, ArgumentNames known)
    {
        if (Template.NamesIn(template) is not { } names) return "A brace is left open, empty or nested.";
        if (names.FirstOrDefault(name => !known.Has(name)) is { } stranger) return $"'{{{stranger}}}' names no argument of the input schema.";

        var schemeEnd = template.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0 || template[..schemeEnd] is not ("http" or "https")) return "It must begin with http:// or https://.";
        var authority = template.AsSpan(schemeEnd + 3);
        var authorityEnd = authority.IndexOfAny('/', '?', '#');
        if (authorityEnd >= 0) authority = authority[..authorityEnd];
        if (authority.IndexOfAny('{', '}') >= 0) return "The host is fixed: arguments stand in the path or the query.";
        if (authority.IndexOf('@') >= 0) return "It must hold no user name and no password.";
        if (template.Contains('#', StringComparison.Ordinal)) return "It must hold no fragment.";
        return Uri.TryCreate(Template.Fill(template, static _ => "x"), UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? null
            : "It is not an absolute address.";
    }

    /// <summary>An argument as a short line of text; null for everything that is none.</summary>
    internal static string? TextOf(JsonElement arguments, string name)
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
