using System.Buffers;
using System.Collections.Frozen;
using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Agents;

/// <summary>What an environment may be called, and which names are surely not production.</summary>
public static class EnvironmentName
{
    public const string Production = "production";

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");

    // A name that is not listed counts as production: "prod", "live" or "eu-1" must not slip below the ceiling.
    private static readonly FrozenSet<string> OutsideProduction =
        new[] { "staging", "test", "testing", "qa", "uat", "dev", "development", "sandbox", "local", "ci", "demo", "shadow" }.ToFrozenSet();

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= AccessLimits.EnvironmentLengthMax
        && !name.AsSpan().ContainsAnyExcept(Allowed) && char.IsAsciiLetter(name[0]);

    public static bool IsProduction(string name) => !OutsideProduction.Contains(name);

    internal static string? FaultOf(string name) =>
        IsValid(name) ? null : "An environment is named with lower-case letters, digits, '-' and '_', beginning with a letter.";
}
