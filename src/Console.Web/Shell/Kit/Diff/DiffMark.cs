namespace AgentConsole.Web.Shell.Kit.Diff;

/// <summary>What happened to a row between before and after.</summary>
public enum DiffMark
{
    Same,
    Added,
    Removed,
    Changed,
    /// <summary>Rows left out because nothing in them changed.</summary>
    Folded,
}
