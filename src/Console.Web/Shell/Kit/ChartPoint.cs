namespace AgentConsole.Web.Shell.Kit;

/// <summary>One figure of a chart.</summary>
/// <param name="X">A time as RFC 3339, or a name.</param>
/// <param name="Y">Null is unknown: a gap, not nought.</param>
public readonly record struct ChartPoint(string X, double? Y);
