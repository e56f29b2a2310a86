namespace AgentConsole.Infrastructure.Live;

/// <summary>How often a listener is called and how much is remembered for one that lags.</summary>
public static class LiveLimits
{
    /// <summary>Two calls of one listener start at least this far apart, so that a burst is one reload.</summary>
    public static readonly TimeSpan CallsApart = TimeSpan.FromMilliseconds(100);

    /// <summary>A listener that is further behind is told to reload everything; it does not get a longer list.</summary>
    public const int PendingTopicsMax = 256;

    /// <summary>How long an entry of another node may go unseen when nothing wakes this one.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long the first pause is before a broken wake-up is listened for again; each further one is twice as long.</summary>
    public static readonly TimeSpan ListenAgainMin = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan ListenAgainMax = TimeSpan.FromSeconds(30);

    /// <summary>How long a reload waits after the database was not there.</summary>
    public static readonly TimeSpan ReloadRetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>How many entries one look at the ledger's end reads.</summary>
    public const int TailBatchMax = 1_000;
}
