namespace AgentConsole.Domain.Deliveries;

/// <summary>How one attempt to reach a receiver ended.</summary>
public abstract record AttemptOutcome
{
    public sealed record Answered(int HttpStatus, TimeSpan? RetryAfter) : AttemptOutcome;
    /// <summary>A mail server took the message, or said with its code why not.</summary>
    public sealed record Replied(int SmtpCode) : AttemptOutcome;
    public sealed record TimedOut : AttemptOutcome;

    /// <summary>No answer came: the name did not resolve, nobody listened, the connection broke.</summary>
    public sealed record Unreachable : AttemptOutcome;

    /// <summary>The console itself would not send it: the address is none that may be reached.</summary>
    public sealed record Refused(string Code) : AttemptOutcome;

    /// <summary>A system read it and will not have it as it is; asking again changes nothing.</summary>
    public sealed record Declined(int HttpStatus, string Code) : AttemptOutcome;

    private AttemptOutcome() { }
}
