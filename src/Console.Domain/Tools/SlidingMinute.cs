namespace AgentConsole.Domain.Tools;

/// <summary>Counts what happened in the last minute, exactly: in no minute, wherever it begins, is there more than was allowed.</summary>
public sealed class SlidingMinute
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Queue<DateTimeOffset> _uses = [];

    /// <summary>Counts one use and answers null, or counts nothing and answers how long until there is room.</summary>
    public TimeSpan? Take(int allowed, DateTimeOffset now)
    {
        while (_uses.TryPeek(out var oldest) && oldest <= now - Window) _uses.Dequeue();
        // A limit that was lowered meanwhile waits for more than the oldest.
        if (_uses.Count >= allowed) return _uses.ElementAt(_uses.Count - allowed) + Window - now;
        _uses.Enqueue(now);
        return null;
    }
}
