using System.Text;
using AgentConsole.Domain;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Deliveries.Guard;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>An attempt as it went, before it is written down.</summary>
internal sealed record SentAttempt(AttemptOutcome Outcome, DateTimeOffset At, TimeSpan Latency)
{
    public string? FaultDetail { get; init; }
    public string? ResponseExcerpt { get; init; }
    /// <summary>What a ticket system said of the ticket that it keeps now.</summary>
    public TicketReceipt? Receipt { get; init; }

    /// <summary>Nothing was sent, and nothing will be.</summary>
    public static SentAttempt NotSent(string code, string why, DateTimeOffset at) => new(new AttemptOutcome.Refused(code), at, TimeSpan.Zero) { FaultDetail = Shortened(why) };

    /// <summary>An exchange that brought no answer.</summary>
    public static SentAttempt Unanswered(GuardedOutcome outcome, DateTimeOffset at) => outcome switch
    {
        GuardedOutcome.TimedOut => new(new AttemptOutcome.TimedOut(), at, outcome.Latency),
        GuardedOutcome.Unreachable unreachable => new(new AttemptOutcome.Unreachable(), at, outcome.Latency) { FaultDetail = Shortened(unreachable.Why) },
        GuardedOutcome.Refused refused => new(new AttemptOutcome.Refused(refused.Fault.Code), at, outcome.Latency) { FaultDetail = Shortened(refused.Fault.Message) },
        _ => throw new InvalidOperationException($"{outcome} is no way in which an exchange ends without an answer."),
    };

    /// <summary>The beginning of an answer, as text that every database takes: PostgreSQL refuses a NUL.</summary>
    public static string? Excerpt(byte[] body) => body.Length == 0
        ? null
        : Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, DeliveriesLimits.ResponseShownBytesMax)).Replace('\0', '\uFFFD');

    public static string Shortened(string text) => ShortText.Of(text, DeliveriesLimits.FaultDetailCharactersMax);
}
