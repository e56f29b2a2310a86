using System.Buffers;

namespace AgentConsole.Domain.Agents;

/// <summary>What an agent may be called: letters, digits and <c>. _ -</c>, beginning and ending with a letter or digit.</summary>
public static class AgentName
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= AgentLimits.NameLengthMax
        && !name.AsSpan().ContainsAnyExcept(Allowed)
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
        && !name.Contains("..", StringComparison.Ordinal);
}
