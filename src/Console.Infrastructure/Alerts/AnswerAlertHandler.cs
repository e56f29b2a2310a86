using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Takes what a person says to an alert. A silence has an end and a reason; what is resolved opens again when it comes back.</summary>
public sealed class AnswerAlertHandler
{
    private readonly ConsoleTransaction _transaction;
    private readonly AlertDesk _desk;
    private readonly LedgerWriter _ledger;
    private readonly TimeProvider _clock;

    internal AnswerAlertHandler(ConsoleTransaction transaction, AlertDesk desk, LedgerWriter ledger, TimeProvider clock) =>
        (_transaction, _desk, _ledger, _clock) = (transaction, desk, ledger, clock);

    public async Task<AnswerAlertOutcome> HandleAsync(AnswerAlert command, CancellationToken cancellation)
    {
        if (command.Caller is not Caller.Person person || !person.May(Permission.HandleAlerts)) return new AnswerAlertOutcome.RoleMissing(Permission.HandleAlerts);
        if (FaultsOf(command.Answer, _clock.Instant()).ToList() is { Count: > 0 } faults) return new AnswerAlertOutcome.Malformed(faults);
        return await _transaction.RunAsync(CommitAsync, cancellation);

        async Task<AnswerAlertOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = _clock.Instant();
            if (await db.Alerts.SingleOrDefaultAsync(row => row.Id == command.Id, inner) is not { } alert) return new AnswerAlertOutcome.Unknown();
            if (!await MayReachAsync(db, person, alert, inner)) return new AnswerAlertOutcome.NotYourAgent();
            var isTold = alert is { IsShadow: false, Status: not AlertStatus.Silenced };
            switch (command.Answer)
            {
                case AlertAnswer.Acknowledge when alert.TryAcknowledge(person, now):
                    _ledger.Append(db, person, new AlertAcknowledged(alert.Id));
                    break;
                case AlertAnswer.Silence silence when alert.TrySilence(person, silence.Until.ToInstant(), silence.Reason.Trim()):
                    _ledger.Append(db, person, new AlertSilenced(alert.Id, silence.Until.ToInstant(), silence.Reason.Trim()));
                    break;
                case AlertAnswer.Resolve resolve when alert.TryResolve(person, resolve.Reason?.Trim(), now):
                    _ledger.Append(db, person, new AlertResolved(alert, resolve.Reason?.Trim()));
                    if (isTold) await _desk.TellAsync(db, alert, EventType.AlertResolved, now, inner);
                    break;
                default:
                    return alert.Status == AlertStatus.Resolved
                        ? new AnswerAlertOutcome.NotNow(alert.Status, alert.ResolvedBy, alert.ResolvedAt)
                        : new AnswerAlertOutcome.NotNow(alert.Status, alert.AcknowledgedBy, alert.AcknowledgedAt);
            }

            return new AnswerAlertOutcome.Taken(alert.Status);
        }
    }

    // What is nobody's agent's is for those whose role reaches everything.
    private static async Task<bool> MayReachAsync(ConsoleDbContext db, Caller.Person person, Alert alert, CancellationToken cancellation) =>
        person.MayEverywhere(Permission.HandleAlerts)
        || (alert.Agent is { } agent && await AgentRights.ReachAsync(db, person, Permission.HandleAlerts, agent, cancellation));

    private static IEnumerable<Fault> FaultsOf(AlertAnswer answer, DateTimeOffset now)
    {
        if (answer is AlertAnswer.Silence silence)
        {
            if (silence.Until <= now || silence.Until > now.AddDays(AlertLimits.SilenceDaysMax))
                yield return new("/until", "out_of_range", $"A silence ends later than now and within {AlertLimits.SilenceDaysMax} days.");
            if (silence.Reason.Trim().Length is 0 or > AlertLimits.ReasonLengthMax)
                yield return new("/reason", "required", $"Say why, in at most {AlertLimits.ReasonLengthMax} characters.");
        }

        if (answer is AlertAnswer.Resolve { Reason.Length: > AlertLimits.ReasonLengthMax })
            yield return new("/reason", "too_long", $"At most {AlertLimits.ReasonLengthMax} characters.");
    }
}
