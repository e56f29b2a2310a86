namespace AgentConsole.Web.Shell.Kit;

/// <summary>One figure of a chart.</summary>
/// <param name="X">A time as RFC 3339, or a name.</param>
/// <param name="Y">Null is unknown: a gap, not nought.</param>
/// <param name="Href">Where the runs behind it are, where that does not follow from its series.</param>
public readonly record struct ChartPoint(string X, double? Y, string? Href = null);
