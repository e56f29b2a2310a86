namespace AgentConsole.Domain.Deliveries;

/// <summary>What becomes of a delivery after an attempt.</summary>
public abstract record DeliveryCourse
{
    public sealed record Delivered : DeliveryCourse;
    public sealed record Retry(DateTimeOffset At, string Code) : DeliveryCourse;
    public sealed record Failed(string Code) : DeliveryCourse;

    /// <summary>The receiver says that it is gone: nothing more may be sent to this endpoint.</summary>
    public sealed record EndpointGone : DeliveryCourse
    {
        public const string Code = "endpoint_gone";
    }

    private DeliveryCourse() { }

    /// <summary>Only a 2xx is success; a mail server that says 5xx means it. A receiver that may yet recover is tried again; a redirect is a wrong address, and stays one.</summary>
    /// <param name="outcome">How the last attempt ended.</param>
    /// <param name="attemptsMade">How many attempts were made, the last one included.</param>
    /// <param name="now">The instant at which the last one ended.</param>
    /// <param name="jitter">From 0 up to, not including, 1.</param>
    public static DeliveryCourse After(AttemptOutcome outcome, int attemptsMade, DateTimeOffset now, double jitter)
    {
        return outcome switch
        {
            AttemptOutcome.Answered { HttpStatus: >= 200 and <= 299 } => new Delivered(),
            AttemptOutcome.Answered { HttpStatus: >= 300 and <= 399 } => new Failed("redirect_refused"),
            AttemptOutcome.Answered { HttpStatus: 410 } => new EndpointGone(),
            AttemptOutcome.Answered { HttpStatus: 429 } busy => Again("receiver_busy", busy.RetryAfter),
            AttemptOutcome.Answered { HttpStatus: >= 500 } broken => Again("receiver_error", broken.RetryAfter),
            // A wrong token or a route not yet deployed is put right by people, within the days that the schedule spans.
            AttemptOutcome.Answered answered => Again("receiver_refused", answered.RetryAfter),
            AttemptOutcome.Replied { SmtpCode: >= 200 and <= 299 } => new Delivered(),
            AttemptOutcome.Replied { SmtpCode: >= 500 } => new Failed("mail_refused"),
            AttemptOutcome.Replied => Again("mail_deferred", null),
            AttemptOutcome.TimedOut => Again("timed_out", null),
            AttemptOutcome.Unreachable => Again("unreachable", null),
            AttemptOutcome.Refused refused => new Failed(refused.Code),
            AttemptOutcome.Declined declined => new Failed(declined.Code),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An attempt ends in one of the named ways.")
        };

        DeliveryCourse Again(string code, TimeSpan? retryAfter) =>
            RetrySchedule.Next(attemptsMade, now, jitter, retryAfter) is { } at ? new Retry(at, code) : new Failed(code);
    }
}
