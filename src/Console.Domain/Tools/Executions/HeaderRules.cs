using System.Buffers;
using System.Collections.Frozen;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>What may be a header of an execution, so that nothing written in one changes the message around it.</summary>
internal static class HeaderRules
{
    private static readonly SearchValues<char> TokenSigns =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    // What frames the message or leads it elsewhere is the console's own.
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Proxy-Authorization", "Proxy-Connection",
            "Accept-Encoding",
            // Those of the body stand with the body.
            "Allow", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length", "Content-Location", "Content-MD5", "Content-Range",
            "Content-Type", "Expires", "Last-Modified"], StringComparer.OrdinalIgnoreCase);

    public static string? FaultOfName(string name)
    {
        if (name.Length is 0 or > ExecutionLimits.HeaderNameLengthMax || name.AsSpan().ContainsAnyExcept(TokenSigns)) return "It is no name of a header.";
        return Reserved.Contains(name) ? "This header is written by the console itself." : null;
    }

    public static string? FaultOfTemplate(string value, ArgumentNames known, bool hasSecret)
    {
        if (!IsLine(value)) return "A header holds printable ASCII on one line.";
        if (Template.NamesIn(value) is not { } names) return "A brace is left open, empty or nested.";
        foreach (var name in names)
        {
            if (name == ToolExecution.SecretPlace && !hasSecret) return "It asks for a secret, and none is named.";
            if (name != ToolExecution.SecretPlace && !known.Has(name)) return $"'{{{name}}}' names no argument of the input schema.";
        }

        return null;
    }

    /// <summary>Whether a text can stand in a header: no line ends in it, and nothing that a receiver may take for one.</summary>
    public static bool IsLine(string value) =>
        value.Length is > 0 and <= ExecutionLimits.SecretLengthMax + ExecutionLimits.HeaderValueLengthMax && value.All(character => character is >= ' ' and <= '~');
}
