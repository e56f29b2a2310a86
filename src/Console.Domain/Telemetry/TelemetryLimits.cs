using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Runs;

namespace AgentConsole.Domain.Telemetry;

/// <summary>The bounds of the Telemetry room.</summary>
public static class TelemetryLimits
{
    /// <summary>Bytes of one body after it was unpacked.</summary>
    public const int BodyBytesMax = 16 * 1024 * 1024;
    /// <summary>Events in one body.</summary>
    public const int EventsMax = 20_000;
    /// <summary>Bytes of one JSON line.</summary>
    public const int LineBytesMax = 256 * 1024;
    public const int DepthMax = 64;
    /// <summary>Bytes of bodies, unpacked, that are read, taken apart or waiting to be written on one node; a further body is answered with 429.</summary>
    public const long WaitingBytesMax = 24L * 1024 * 1024;
    /// <summary>What a body is taken to hold that does not say.</summary>
    public const int BodyBytesGuess = 256 * 1024;
    /// <summary>Events in one transaction of the store.</summary>
    public const int BatchMax = 4_000;
    /// <summary>What is left of an event's own members, in characters of JSON; what is more is cut, and says so.</summary>
    public const int DetailLengthMax = 8 * 1024;
    /// <summary>The largest count of tokens or of milliseconds that is believed.</summary>
    public const long FigureMax = 1_000_000_000_000;
    /// <summary>What one event is believed to have cost at most: ten thousand US dollars. A sum of nine hundred thousand such still fits.</summary>
    public const long CostNanosMax = 10_000L * 1_000_000_000;
    public const int ErrorLengthMax = 500;
    public const int NameLengthMax = 200;
    public const int RunNameLengthMax = RunLimits.NameLengthMax;
    public const int LabelLengthMax = RunLimits.LabelLengthMax;
    public const int ToolLengthMax = ProposalLimits.ToolNameLengthMax;
    public const int ErrorTypeLengthMax = 100;
    public const int IdLengthMax = 100;
    public const int DocumentIdsMax = 50;
    /// <summary>Series (combinations of agent, workflow, tool, model …) that one agent may make; what comes after is counted under "(other)".</summary>
    public const int SeriesPerAgentMax = 2_000;
    /// <summary>A time further ahead of ours, or further back, is kept and marked.</summary>
    public const int AheadSecondsMax = 300;
    public const int BehindDaysMax = 7;
    public const int RetryAfterSeconds = 1;
    /// <summary>Events that a story or a page of a run reads; of a longer run the first and the latest.</summary>
    public const int StoryEventsMax = StoryHeadMax + StoryTailMax;
    public const int StoryHeadMax = 15_000;
    public const int StoryTailMax = 5_000;
    /// <summary>Why lines were refused, as one answer names it.</summary>
    public const int RejectionsShownMax = 100;

    /// <summary>Rows that one piece of forgetting takes, how many pieces a round has, and how often there is a round.</summary>
    public const int TrimRowsMax = 5_000;
    public const int TrimPiecesMax = 200;
    public const int TrimSeconds = 900;
    /// <summary>Between two hours whose sums are compared with their events, how many hours back that goes, and how long an hour rests before.</summary>
    public const int RepairSeconds = 300;
    public const int RepairHours = 12;
    public const int RepairRestMinutes = 10;
    /// <summary>How many events one such look reads at most.</summary>
    public const int RepairEventsMax = 500_000;
    public const int EventDaysDefault = 30;
    public const int MinuteDaysDefault = 3;
    public const int HourDaysDefault = 90;
    public const int DayDaysDefault = 800;
    public const int RunDaysDefault = 400;
    public const int RetentionDaysMax = 4_000;
}
