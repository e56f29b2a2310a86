using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Runs;

/// <summary>What a run has read, as its origins are found in it.</summary>
public static class RunMemory
{
    /// <param name="rows">Oldest first.</param>
    public static IReadOnlyList<Reading> Of(IEnumerable<RunReading> rows)
    {
        var readings = rows.Select(row => row.Read()).ToList();
        var first = readings.FindIndex(IsUntrusted);
        if (first < 0 || readings.FindLastIndex(IsRequest) < first) return readings;

        // INVARIANT: who said it first said it. That a page's words are told again as the user's does not make them a request.
        var untrusted = new HashSet<ulong>();
        for (var at = first; at < readings.Count; at++)
        {
            var reading = readings[at];
            if (IsUntrusted(reading)) foreach (var mark in reading.Marks.Sorted) untrusted.Add(mark);
            else if (IsRequest(reading)) readings[at] = reading with { Marks = reading.Marks.Without(untrusted) };
        }

        return readings;
    }

    private static bool IsUntrusted(Reading reading) => reading is { Kind: ReadingKind.Tool, Trust: ResultTrust.Untrusted };

    private static bool IsRequest(Reading reading) => reading.Kind is ReadingKind.Goal or ReadingKind.User;
}
