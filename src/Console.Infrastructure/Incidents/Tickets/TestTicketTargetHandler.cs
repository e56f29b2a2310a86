using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Deliveries.Tickets;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Incidents.Tickets;

/// <summary>Asks a ticket target at once whether address, project and secret fit; nothing is made there, but a webhook gets a test message.</summary>
public sealed class TestTicketTargetHandler
{
    private readonly ConsoleTransaction _transaction;
    private readonly IDbContextFactory<ConsoleDbContext> _contexts;
    private readonly TicketSender _sender;
    private readonly TicketSecrets _secrets;
    private readonly LedgerWriter _ledger;
    private readonly TimeProvider _clock;

    internal TestTicketTargetHandler(
        ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, TicketSender sender, TicketSecrets secrets, LedgerWriter ledger, TimeProvider clock) =>
        (_transaction, _contexts, _sender, _secrets, _ledger, _clock) = (transaction, contexts, sender, secrets, ledger, clock);

    public async Task<TicketTargetOutcome> HandleAsync(Caller caller, TicketTargetId id, CancellationToken cancellation)
    {
        if (!caller.May(Permission.ManageTicketTargets)) return new TicketTargetOutcome.RoleMissing(Permission.ManageTicketTargets);
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        if (await db.TicketTargets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } target) return new TicketTargetOutcome.NotFound();
        var tested = await ProbeAsync(target, cancellation);
        return await _transaction.RunAsync((inner, _) =>
        {
            _ledger.Append(inner, caller, new TicketTargetTested(id, tested.Code ?? "fits"));
            return Task.FromResult(tested);
        }, cancellation);
    }

    private async Task<TicketTargetOutcome.Tested> ProbeAsync(TicketTarget target, CancellationToken cancellation)
    {
        var system = TicketSystems.Of(target.Kind);
        if (_secrets.Find(target.SecretName) is not { } secret) return new(null, "ticket_secret_missing", $"Nothing is configured as {TicketsOptions.Section}:{nameof(TicketsOptions.Secrets)}:{target.SecretName}.");
        if (system.FaultOfSecret(secret) is { } unfit) return new(null, "ticket_secret_unfit", unfit);
        var now = _clock.Instant();
        var (sent, _) = await _sender.ExchangeAsync(system.Probe(target, secret, new(DeliveryId.New(now), now, now)), cancellation);
        return sent.Outcome switch
        {
            AttemptOutcome.Answered { HttpStatus: >= 200 and <= 299 } fits => new(fits.HttpStatus, null, null),
            AttemptOutcome.Answered answered => new(answered.HttpStatus, answered.HttpStatus is >= 300 and <= 399 ? "redirect_refused" : "receiver_error", sent.FaultDetail),
            AttemptOutcome.Declined declined => new(declined.HttpStatus, declined.Code, sent.FaultDetail),
            AttemptOutcome.Refused refused => new(null, refused.Code, sent.FaultDetail),
            AttemptOutcome.TimedOut => new(null, "timed_out", null),
            AttemptOutcome.Unreachable => new(null, "unreachable", sent.FaultDetail),
            _ => throw new InvalidOperationException($"{sent.Outcome} is no outcome of an exchange."),
        };
    }
}
