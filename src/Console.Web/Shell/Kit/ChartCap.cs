namespace AgentConsole.Web.Shell.Kit;

/// <summary>A line that figures should not pass; drawn dashed, with its word.</summary>
public sealed record ChartCap(string Word, double Y);
