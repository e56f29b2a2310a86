using System.Buffers;

namespace AgentConsole.Domain.Policies;

/// <summary>What a policy set may be called: small letters, digits and <c>. _ -</c>, beginning and ending with a letter or digit.</summary>
public static class PolicySetName
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Taken by addresses of the API and of pages that stand beside the sets.</summary>
    private static readonly string[] Reserved = ["schema", "check", "backtest", "try", "evaluations", "opa", "new", "log"];

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= PolicyLimits.SetNameLengthMax
        && !name.AsSpan().ContainsAnyExcept(Allowed)
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
        && !name.Contains("..", StringComparison.Ordinal)
        && !Reserved.Contains(name, StringComparer.Ordinal);
}
