namespace AgentConsole.Domain.Alerts.Checks;

/// <summary>Counts how often people would have been told: a fault that goes on is one, and one that was quiet for long enough begins anew.</summary>
public sealed class AlertEpisodes(int quietMinutes)
{
    private readonly List<DateTimeOffset> _begins = [];
    private DateTimeOffset? _last;

    /// <summary>When each began.</summary>
    public IReadOnlyList<DateTimeOffset> Begins => _begins;

    /// <summary>When that began which lasts at that time, or was quiet for less than long enough; null where nothing does.</summary>
    public DateTimeOffset? OpenAt(DateTimeOffset at) => _last is { } last && at - last <= TimeSpan.FromMinutes(quietMinutes) ? _begins[^1] : null;

    /// <summary>Notes that it was there at that time, or from one time to another; the earliest first.</summary>
    public void See(DateTimeOffset from, DateTimeOffset? to = null)
    {
        if (_last is not { } last || from - last > TimeSpan.FromMinutes(quietMinutes)) _begins.Add(from);
        var until = to ?? from;
        if (_last is null || until > _last) _last = until;
    }
}
