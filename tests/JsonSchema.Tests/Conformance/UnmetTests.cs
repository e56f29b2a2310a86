namespace AgentConsole.JsonSchema.Tests.Conformance;

/// <summary>The optional tests that are not met, each with the reason.</summary>
public static class UnmetTests
{
    public static IReadOnlyDictionary<string, string> Formats { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> Others { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["optional/cross-draft.json | refs to historic drafts are processed as historic drafts | first item not a string is valid"] =
            "The remote schema is written in draft 2019-09; a dialect that is not known here is refused rather than guessed.",
    };
}
