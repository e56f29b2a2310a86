using System.Collections.Frozen;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Domain.Alerts;

/// <summary>What a kind of alert is made of: which terms it has, in which unit it counts, and which layer it blames.</summary>
/// <param name="Title">For people, such as <c>Denials above the usual</c>.</param>
/// <param name="Unit">Of its figures.</param>
public sealed record AlertTraits(AlertKind Kind, AlertStatistic Statistic, string Title, string Unit, FaultDomain Fault)
{
    private static readonly FrozenDictionary<AlertKind, AlertTraits> Table = new AlertTraits[]
    {
        new(AlertKind.DenialSpike, AlertStatistic.Count, "Denials above the usual", "denials", FaultDomain.Controls)
        {
            WindowMinutes = 10,
            BaselineHours = 24,
            Minimum = 5,
            ChancePerMillion = 100,
            HasAgent = true,
            HasTool = true,
            HasWorkflow = true,
        },
        new(AlertKind.ToolErrors, AlertStatistic.Share, "Tool errors above the usual", "% of calls", FaultDomain.Tools)
        {
            WindowMinutes = 30,
            BaselineHours = 24,
            Minimum = 10,
            ChancePerMillion = 100,
            LimitMicros = 5 * AlertLimits.Micros,
            LimitUnit = "%",
            HasAgent = true,
            HasTool = true,
            HasWorkflow = true,
        },
        new(AlertKind.RunawayRetries, AlertStatistic.Level, "The same call again and again", "calls", FaultDomain.Orchestration)
        {
            WindowMinutes = 10,
            LimitMicros = 5 * AlertLimits.Micros,
            LimitUnit = "calls",
            HasAgent = true,
            HasTool = true,
        },
        new(AlertKind.RunCost, AlertStatistic.Cost, "A run costs far more than others", "USD", FaultDomain.ModelRuntime)
        {
            WindowMinutes = 60,
            BaselineHours = 168,
            Minimum = 20,
            FactorTenths = 80,
            LimitMicros = AlertLimits.Micros / 10,
            LimitUnit = "USD",
            HasAgent = true,
            HasWorkflow = true,
        },
        new(AlertKind.OutcomeDrift, AlertStatistic.Drift, "Fewer runs succeed than before", "% failed", FaultDomain.Orchestration)
        {
            WindowMinutes = 3 * 24 * 60,
            BaselineHours = 336,
            HasAgent = true,
            HasWorkflow = true,
        },
        new(AlertKind.CapNear, AlertStatistic.Level, "A cap is nearly used up", "% of the day's cap", FaultDomain.Controls)
        {
            LimitMicros = 80 * AlertLimits.Micros,
            LimitUnit = "%",
            HasAgent = true,
            HasWorkflow = true,
        },
        new(AlertKind.QueueAge, AlertStatistic.Level, "A proposal waits too long", "seconds", FaultDomain.Controls)
        {
            LimitMicros = 900 * AlertLimits.Micros,
            LimitUnit = "seconds",
            HasAgent = true,
            HasTool = true,
        },
        new(AlertKind.NoResult, AlertStatistic.Level, "Released, and no result is known", "proposals", FaultDomain.Orchestration)
        {
            Minimum = 1,
            LimitMicros = 600 * AlertLimits.Micros,
            LimitUnit = "seconds",
            HasAgent = true,
            HasTool = true,
        },
        new(AlertKind.FailedDeliveries, AlertStatistic.Level, "Messages were given up", "deliveries", FaultDomain.Controls)
        {
            WindowMinutes = 60,
            Minimum = 1,
        },
    }.ToFrozenDictionary(traits => traits.Kind);

    /// <summary>Null where the kind looks at how things stand now.</summary>
    public int? WindowMinutes { get; private init; }
    /// <summary>Null where nothing earlier is looked at.</summary>
    public int? BaselineHours { get; private init; }
    /// <summary>Below so many it never fires; null where the kind has no such term.</summary>
    public int? Minimum { get; private init; }
    /// <summary>Of a false alarm at one look; null where the kind has no such term.</summary>
    public int? ChancePerMillion { get; private init; }
    /// <summary>In millionths of its unit; null where the kind has no such term.</summary>
    public long? LimitMicros { get; private init; }
    public string LimitUnit { get; private init; } = "";
    /// <summary>How many spreads above the median, in tenths; null where the kind has no such term.</summary>
    public int? FactorTenths { get; private init; }
    public bool HasAgent { get; private init; }
    public bool HasTool { get; private init; }
    public bool HasWorkflow { get; private init; }

    /// <summary>Whether the past can be asked what a rule would have done: where figures of every moment are kept.</summary>
    public bool IsBacktestable => Statistic is AlertStatistic.Count or AlertStatistic.Share or AlertStatistic.Cost;

    public static AlertTraits Of(AlertKind kind) => Table[kind];
}
