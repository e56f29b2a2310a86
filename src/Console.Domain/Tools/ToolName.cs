using System.Buffers;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools;

/// <summary>What a tool may be called: letters, digits and <c>. _ - /</c>, beginning and ending with a letter or digit.</summary>
public static class ToolName
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/");

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= ProposalLimits.ToolNameLengthMax
        && !name.AsSpan().ContainsAnyExcept(Allowed)
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
        && !name.Contains("//", StringComparison.Ordinal) && !name.Contains("..", StringComparison.Ordinal);
}
