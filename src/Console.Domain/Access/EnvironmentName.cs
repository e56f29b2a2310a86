using System.Collections.Frozen;

namespace AgentConsole.Domain.Access;

/// <summary>What may stand where an environment is named: lower case letters, digits, dash and underscore.</summary>
public static class EnvironmentName
{
    public const string Production = "production";

    // A name that is not listed counts as production: "prod", "live" or "eu-1" must not slip below the ceiling.
    private static readonly FrozenSet<string> OutsideProduction =
        new[] { "staging", "test", "testing", "qa", "uat", "dev", "development", "sandbox", "local", "ci", "demo", "shadow" }.ToFrozenSet();

    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= AccessLimits.EnvironmentLengthMax }
        && text.All(sign => sign is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_');

    public static bool IsProduction(string name) => !OutsideProduction.Contains(name);

    internal static string? FaultOf(string name) => IsValid(name) ? null : "An environment is named with lower case letters, digits, '-' and '_'.";
}
