namespace AgentConsole.Web.Shell.Kit.Diff;

/// <summary>How much is compared; what is beyond is said, not guessed.</summary>
public static class DiffLimits
{
    public const int CharactersMax = 60_000;
    public const int LinesMax = 2_000;
    public const int LineCharactersMax = 2_000;

    /// <summary>Unchanged lines shown around a change.</summary>
    public const int ContextLines = 3;
}
