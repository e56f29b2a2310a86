using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Runs;

namespace AgentConsole.Domain.Alerts;

/// <summary>The bounds of the Alerts room.</summary>
public static class AlertLimits
{
    public const int NameLengthMax = 80;
    public const int RunbookLengthMax = 500;
    public const int ReasonLengthMax = 500;
    public const int ToolLengthMax = ProposalLimits.ToolNameLengthMax;
    public const int WorkflowLengthMax = RunLimits.LabelLengthMax;
    public const int GroupKeyLengthMax = 60;
    public const int EvidenceLengthMax = 16_000;
    /// <summary>Characters of a run's name that evidence keeps; a longer name is no link.</summary>
    public const int EvidenceNameLengthMax = 500;
    /// <summary>Runs, proposals and deliveries that one alert shows.</summary>
    public const int EvidenceMax = 20;
    public const int RulesMax = 200;
    public const int RuleBytesMax = 16 * 1024;
    public const int ChannelsPerRuleMax = 20;
    public const int ChannelsColumnLengthMax = 1_000;
    /// <summary>Agents, tools or workflows that one rule finds over its line in one look; the worst first.</summary>
    public const int ScopesMax = 50;

    public const int WindowMinutesMin = 5;
    /// <summary>The longest window of what is counted in minutes.</summary>
    public const int WindowMinutesMax = 24 * 60;
    /// <summary>The longest window of a test that looks at runs.</summary>
    public const int DriftWindowMinutesMax = 14 * 24 * 60;
    /// <summary>From here on a window's baseline is counted in hours.</summary>
    public const int HourlyMinutes = 60;
    /// <summary>The longest baseline that is counted in minutes, which are forgotten after three days.</summary>
    public const int MinutelyBaselineHoursMax = 48;
    public const int BaselineHoursMax = 28 * 24;
    /// <summary>The fewest windows, or hundredths of them, that say what is usual.</summary>
    public const int BaselineWindowsMin = 12;
    /// <summary>Of the windows before, one in so many may be a fault of its own and is left out.</summary>
    public const int BaselineFaultsOneIn = 20;
    /// <summary>For so long the baseline of an open alert stays what it was.</summary>
    public const int HeldHours = 24;
    public const int MinimumMax = 1_000_000;
    public const int ChancePerMillionMax = 50_000;
    public const int FactorTenthsMin = 10;
    public const int FactorTenthsMax = 1_000;
    /// <summary>The fewest runs that say what a run usually costs.</summary>
    public const int CostRunsMin = 10;
    /// <summary>Runs, the latest first, from which that is taken.</summary>
    public const int CostRunsMax = 2_000;

    public const int QuietMinutesMin = 5;
    public const int QuietMinutesMax = 7 * 24 * 60;
    public const int QuietMinutesDefault = 30;
    /// <summary>An alert that was resolved less long ago is opened again; later it is a new one.</summary>
    public const int ReopenMinutes = 6 * 60;
    public const int SilenceDaysMax = 30;

    public const int CheckSecondsMin = 5;
    public const int CheckSecondsDefault = 60;
    public const int CheckSecondsMax = 3_600;
    /// <summary>How long one round of looking may take.</summary>
    public const int JobSecondsMax = 300;
    /// <summary>After so long a round begins no further look, so that there is time left to close what is over.</summary>
    public const int LookSecondsMax = 240;
    /// <summary>A rule with a long window looks less often: so many times in a window, but at least every quarter of an hour.</summary>
    public const int LooksPerWindow = 60;
    public const int LookApartSecondsMax = 900;
    /// <summary>Alerts that one round closes or wakes.</summary>
    public const int SweepMax = 200;
    /// <summary>Occurrences that one alert keeps, and for how long.</summary>
    public const int OccurrencesMax = 500;
    public const int OccurrenceDays = 60;
    public const int TrimRowsMax = 1_000;
    public const int BacktestDays = 7;
    /// <summary>What "last week" is, where a rule's page says what it would have done.</summary>
    public const int ShadowDays = 7;
    public const int ListedMax = 200;
    /// <summary>Proposals that one look for repeated calls reads, the latest first.</summary>
    public const int RetriesReadMax = 20_000;
    /// <summary>Millionths, in which figures of every unit are kept.</summary>
    public const long Micros = 1_000_000;
    /// <summary>The largest figure that is kept: a million million.</summary>
    public const long FigureMicrosMax = Micros * Micros;
}
