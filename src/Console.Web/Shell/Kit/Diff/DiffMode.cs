namespace AgentConsole.Web.Shell.Kit.Diff;

/// <summary>How the two sides stand to each other on the page.</summary>
public enum DiffMode
{
    SideBySide,
    Inline,
}
