namespace AgentConsole.Infrastructure.Access;

/// <summary>From now until when a key or token may live.</summary>
internal static class Lifetime
{
    /// <summary>The end that was asked for or the default; null where it is past or further off than allowed.</summary>
    public static DateTimeOffset? End(DateTimeOffset now, DateTimeOffset? asked, int daysDefault, int daysMax)
    {
        var end = asked ?? now.AddDays(daysDefault);
        return end > now && end <= now.AddDays(daysMax) ? end : null;
    }
}
