namespace AgentConsole.Infrastructure.Deliveries.Guard;

/// <summary>How an exchange with the world outside ended.</summary>
public abstract record GuardedOutcome
{
    /// <summary>Any answer, a redirect included: the caller reads the status.</summary>
    public sealed record Answered(int HttpStatus, byte[] Body, bool IsTruncated, string? ContentType, TimeSpan? RetryAfter) : GuardedOutcome
    {
        /// <summary>It says that nothing is left of what may be asked for now.</summary>
        public bool IsRateLimited { get; init; }
    }

    /// <summary>Nothing was sent: the address is none that may be reached.</summary>
    public sealed record Refused(UrlFault Fault) : GuardedOutcome;

    public sealed record TimedOut : GuardedOutcome;

    /// <summary>No name, no listener, no valid certificate, or a connection that broke.</summary>
    public sealed record Unreachable(string Why) : GuardedOutcome;

    /// <summary>False where it is certain that nothing of the message left.</summary>
    public bool MayHaveArrived { get; init; } = true;

    /// <summary>From the call to the last byte read.</summary>
    public TimeSpan Latency { get; init; }

    private GuardedOutcome() { }
}
