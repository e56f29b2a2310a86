namespace AgentConsole.Domain.Telemetry;

/// <summary>
/// Where everything of a run lies on a timeline. Idle times are folded, so that a run that waited for a night is as readable as one that
/// did not; bars that would lie on top of each other are drawn as one with a count, so that ten thousand events are a few hundred bars.
/// </summary>
public sealed record TimelineLayout(
    IReadOnlyList<TimelineBar> Bars, IReadOnlyDictionary<TimelineLane, int> Rows, IReadOnlyList<TimelineGap> Gaps, IReadOnlyList<TimelineTick> Ticks, IReadOnlyList<CostPoint> Costs)
{
    /// <summary>Bars beyond this many in a lane are drawn together with their neighbours.</summary>
    public const int BarsPerLaneMax = 160;
    public const int RowsMax = 4;
    private const int CostPointsMax = 200;
    private const int TicksMax = 6;
    private const double GapWidth = 0.05;
    private const int GapsMax = 6;

    // Shorter pauses are part of the work.
    private static readonly TimeSpan GapMin = TimeSpan.FromSeconds(20);
    private const double GapShareMin = 0.08;

    /// <param name="unread">What events cost that are not among these, and the time by which they had; null where all are.</param>
    public static TimelineLayout Of(IReadOnlyList<TraceEvent> events, (DateTimeOffset At, long Nanos)? unread = null)
    {
        if (events.Count == 0) return new([], new Dictionary<TimelineLane, int>(), [], [], []);
        var axis = Axis.Of(events);
        var (bars, rows) = (new List<TimelineBar>(), new Dictionary<TimelineLane, int>());
        foreach (var lane in Enum.GetValues<TimelineLane>())
        {
            var drawn = BarsOf(lane, [.. events.Where(one => LaneOf(one.Kind) == lane)], axis);
            if (drawn.Count == 0) continue;
            bars.AddRange(drawn);
            rows[lane] = drawn.Max(bar => bar.Row) + 1;
        }

        return new(bars, rows, axis.Gaps, axis.Ticks(TicksMax), CostsOf(events, unread, axis));
    }

    public static TimelineLane LaneOf(TraceKind kind) => kind switch
    {
        TraceKind.ModelCall or TraceKind.Step or TraceKind.Retrieval or TraceKind.Run => TimelineLane.Agent,
        TraceKind.ToolCall => TimelineLane.Tools,
        TraceKind.Policy or TraceKind.Release => TimelineLane.Policy,
        TraceKind.Review => TimelineLane.People,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static List<TimelineBar> BarsOf(TimelineLane lane, List<TraceEvent> events, Axis axis)
    {
        var cells = events.Count <= BarsPerLaneMax
            ? events.Select(one => new List<TraceEvent> { one })
            : events.GroupBy(one => (int)(axis.At(one.At) * BarsPerLaneMax)).Select(cell => cell.ToList());
        var (bars, ends) = (new List<TimelineBar>(), new double[RowsMax]);
        foreach (var cell in cells.OrderBy(cell => cell[0].At))
        {
            var shown = cell.Find(one => one.Fault is not null) ?? cell[0];
            var (left, right) = (axis.At(cell.Min(one => one.At)), axis.At(cell.Max(one => one.EndedAt)));
            var row = Array.FindIndex(ends, end => end <= left);
            // More than there are rows: the last one takes what is left, on top of each other.
            if (row < 0) row = RowsMax - 1;
            ends[row] = Math.Max(ends[row], Math.Max(right, left + 0.002));
            bars.Add(new(lane, left, right - left, row, NameOf(shown), cell.Count, shown.Kind, shown.Outcome, shown.Id)
            {
                Duration = cell.Exists(one => one.LatencyMs is not null) ? cell.Max(one => one.EndedAt) - cell.Min(one => one.At) : null,
                CostNanos = cell.Exists(one => one.CostNanos is not null) ? cell.Sum(one => one.CostNanos ?? 0) : null,
            });
        }

        var next = Enumerable.Repeat(1.0, RowsMax).ToArray();
        for (var at = bars.Count - 1; at >= 0; at--)
        {
            bars[at] = bars[at] with { Room = Math.Max(0, next[bars[at].Row] - bars[at].Left) };
            next[bars[at].Row] = bars[at].Left;
        }

        return bars;
    }

    private static string NameOf(TraceEvent one) => one.Kind switch
    {
        TraceKind.Policy or TraceKind.Release or TraceKind.Review or TraceKind.Run => one.Word ?? one.Name ?? "",
        TraceKind.ToolCall => (one.Tool ?? one.Name ?? "a tool") + (one.Target is { } target ? " " + target : ""),
        TraceKind.ModelCall => one.Model ?? one.Name ?? "a model",
        _ => one.Name ?? (one.Kind == TraceKind.Retrieval ? "look-up" : "step"),
    };

    private static List<CostPoint> CostsOf(IReadOnlyList<TraceEvent> events, (DateTimeOffset At, long Nanos)? unread, Axis axis)
    {
        var (points, spent) = (new List<CostPoint> { new(0, 0) }, 0L);
        var paid = events.Select(one => (At: one.EndedAt, Nanos: one.CostNanos ?? 0)).Append(unread ?? default).Where(one => one.Nanos > 0).OrderBy(one => one.At).ToList();
        var every = Math.Max(1, paid.Count / CostPointsMax);
        foreach (var (at, one) in paid.Index())
        {
            spent += one.Nanos;
            if (at % every == every - 1 || at == paid.Count - 1) points.Add(new(axis.At(one.At), spent));
        }

        if (paid.Count > 0) points.Add(new(1, spent));
        return points;
    }

    /// <summary>Turns times into shares of the width, with idle times folded.</summary>
    private sealed class Axis
    {
        private readonly List<(DateTimeOffset From, DateTimeOffset To, double Left, double Width)> _pieces = [];

        private Axis(DateTimeOffset first) => First = first;

        public List<TimelineGap> Gaps { get; } = [];

        private DateTimeOffset First { get; }

        public static Axis Of(IReadOnlyList<TraceEvent> events)
        {
            var (first, last) = (events.Min(one => one.At), events.Max(one => one.EndedAt));
            var idle = IdleIn(events, last - first).OrderByDescending(gap => gap.To - gap.From).Take(GapsMax).OrderBy(gap => gap.From).ToList();
            var working = (last - first) - idle.Aggregate(TimeSpan.Zero, (sum, gap) => sum + (gap.To - gap.From));
            var room = 1 - idle.Count * GapWidth;
            var axis = new Axis(first);
            var (at, left) = (first, 0.0);
            foreach (var (from, to) in idle.Append((From: last, To: last)))
            {
                var width = working > TimeSpan.Zero ? room * ((from - at) / working) : idle.Count == 0 ? 1 : 0;
                axis._pieces.Add((at, from, left, width));
                left += width;
                if (to > from)
                {
                    axis._pieces.Add((from, to, left, GapWidth));
                    axis.Gaps.Add(new(left, GapWidth, to - from));
                    left += GapWidth;
                }

                at = to;
            }

            return axis;
        }

        public double At(DateTimeOffset time)
        {
            foreach (var (from, to, left, width) in _pieces)
                if (time <= to) return Math.Clamp(to > from ? left + width * ((time - from) / (to - from)) : left, 0, 1);
            return 1;
        }

        public List<TimelineTick> Ticks(int count)
        {
            var ticks = new List<TimelineTick>();
            foreach (var piece in _pieces.Where(piece => !Gaps.Exists(gap => gap.Left == piece.Left && gap.Width == piece.Width)))
            {
                ticks.Add(new(piece.Left, piece.From - First));
                for (var part = 1; part < count; part++)
                {
                    var share = (double)part / count;
                    if (piece.Width * share - (ticks[^1].Left - piece.Left) >= 1.0 / count) ticks.Add(new(piece.Left + piece.Width * share, piece.From - First + (piece.To - piece.From) * share));
                }
            }

            return ticks;
        }

        // People may take all night: waiting for them is as idle as nothing.
        private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> IdleIn(IReadOnlyList<TraceEvent> events, TimeSpan whole)
        {
            DateTimeOffset? until = null;
            foreach (var one in events.OrderBy(one => one.At))
            {
                var isWaiting = one.Kind == TraceKind.Review;
                // A wait ends in a decision, which is something that happens.
                if (until is { } quiet && one.At > quiet && IsLong(one.At - quiet)) yield return (quiet, one.At);
                var end = isWaiting ? one.At : one.EndedAt;
                if (until is null || end > until) until = end;
            }

            var last = events.Max(one => one.EndedAt);
            if (until is { } over && last > over && IsLong(last - over)) yield return (over, last);

            bool IsLong(TimeSpan time) => time >= GapMin && time >= whole * GapShareMin;
        }
    }
}
