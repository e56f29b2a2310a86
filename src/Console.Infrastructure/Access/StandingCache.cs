using System.Collections.Concurrent;
using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Remembers what was read for a moment, a bounded number of times; a change forgets it at once.</summary>
internal sealed class StandingCache<TKey, TValue>(TimeProvider clock)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, long ReadAt)> _known = new();
    private int _generation;

    /// <summary>Taken before reading: what was read before a change is not remembered after it.</summary>
    public int Generation => Volatile.Read(ref _generation);

    public TValue? Find(TKey key)
    {
        if (!_known.TryGetValue(key, out var entry)) return null;
        return clock.GetElapsedTime(entry.ReadAt) < AccessLimits.StandingAgeMax ? entry.Value : null;
    }

    public void Remember(TKey key, TValue value, int generation)
    {
        if (generation != Generation) return;
        if (_known.Count >= AccessLimits.StandingsMax) _known.Clear();
        _known[key] = (value, clock.GetTimestamp());
    }

    public void Forget(Func<TValue, bool> which)
    {
        Interlocked.Increment(ref _generation);
        foreach (var (key, entry) in _known)
            if (which(entry.Value)) _known.TryRemove(key, out _);
    }

    public void ForgetAll()
    {
        Interlocked.Increment(ref _generation);
        _known.Clear();
    }
}
