using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Provenance;

/// <summary>Where each of some marks was first seen; every reading is walked once, however many marks are asked.</summary>
internal sealed class SourceIndex
{
    private readonly IReadOnlyList<Reading> _readings;
    private readonly ulong[] _asked;
    private readonly Seen[] _seen;
    private readonly int _firstCutUntrusted = int.MaxValue;
    private readonly int _firstCutSent = int.MaxValue;

    public SourceIndex(IReadOnlyList<Reading> readings, IEnumerable<ulong> asked)
    {
        // The newest are dropped, never the oldest: a value's first place must not move to a later, more trusted one.
        _readings = [.. readings.Take(ProvenanceLimits.ReadingsMax)];
        _asked = [.. asked.Distinct().Order()];
        _seen = new Seen[_asked.Length];
        Array.Fill(_seen, Seen.Never);
        for (var at = 0; at < _readings.Count; at++)
        {
            var reading = _readings[at];
            if (reading.Marks.IsCut && reading.Kind == ReadingKind.Sent) _firstCutSent = Math.Min(_firstCutSent, at);
            if (reading.Marks.IsCut && reading is { Kind: ReadingKind.Tool, Trust: ResultTrust.Untrusted }) _firstCutUntrusted = Math.Min(_firstCutUntrusted, at);
            Walk(reading, at);
        }
    }

    public Place Find(ulong mark)
    {
        var at = Array.BinarySearch(_asked, mark);
        if (at < 0) return Place.Nowhere;
        var seen = _seen[at];
        if (seen.Request != int.MaxValue) return new(Origin.Request, seen.Request, _readings[seen.Request]);

        // What the agent sent before anybody told it, it made up, and a tool that says it back makes it no truer.
        var first = Math.Min(seen.Trusted, seen.Untrusted);
        if (first == int.MaxValue || seen.Sent < first) return Place.Nowhere;
        if (seen.Untrusted == first) return new(Origin.UntrustedResult, first, _readings[first]);
        if (_firstCutSent < first) return Place.Nowhere;
        // It may have stood in the part that was cut.
        if (_firstCutUntrusted < first) return new(Origin.UntrustedResult, _firstCutUntrusted, _readings[_firstCutUntrusted]);
        return new(Origin.TrustedResult, first, _readings[first]);
    }

    private void Walk(Reading reading, int index)
    {
        var marks = reading.Marks.Sorted;
        var (asked, held) = (0, 0);
        while (asked < _asked.Length && held < marks.Length)
        {
            if (_asked[asked] < marks[held]) asked++;
            else if (_asked[asked] > marks[held]) held++;
            else
            {
                _seen[asked] = _seen[asked].With(reading, index);
                asked++;
                held++;
            }
        }
    }

    /// <summary>Where one mark was first seen.</summary>
    public readonly record struct Place(Origin Origin, int Index, Reading? Reading)
    {
        public static Place Nowhere { get; } = new(Origin.Nowhere, int.MaxValue, null);
    }

    private readonly record struct Seen(int Request, int Trusted, int Untrusted, int Sent)
    {
        public static Seen Never { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue);

        public Seen With(Reading reading, int index) => reading.Kind switch
        {
            ReadingKind.Goal or ReadingKind.User => this with { Request = Math.Min(Request, index) },
            ReadingKind.Sent => this with { Sent = Math.Min(Sent, index) },
            ReadingKind.Tool when reading.Trust == ResultTrust.Trusted => this with { Trusted = Math.Min(Trusted, index) },
            ReadingKind.Tool => this with { Untrusted = Math.Min(Untrusted, index) },
            _ => this,
        };
    }
}
