namespace AgentConsole.Web.Shell.Kit.Diff;

/// <summary>A stretch of one side of a row, and whether it is what differs.</summary>
public readonly record struct DiffPiece(string Text, bool Differs);
