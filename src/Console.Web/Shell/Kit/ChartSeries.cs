namespace AgentConsole.Web.Shell.Kit;

/// <summary>Figures of one name.</summary>
/// <param name="Hue">1 to 6, or 0 for what has no hue of its own.</param>
/// <param name="Link">Where the runs behind a point are; <c>{from}</c> and <c>{to}</c> are its time. Null: there is no such place, or each point has its own.</param>
public sealed record ChartSeries(string Name, int Hue, IReadOnlyList<ChartPoint> Points, string? Link = null);
