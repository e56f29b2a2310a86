namespace AgentConsole.Web.Shell.Kit.Diff;

/// <summary>A stretch of one side of a row, and whether it is what differs; absent is a label without a value, which no text can imitate.</summary>
public readonly record struct DiffPiece(string Text, bool Differs, bool IsAbsent = false);
