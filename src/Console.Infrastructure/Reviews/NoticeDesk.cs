using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Mail;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Puts into the outbox, in the transaction that makes it so, that a proposal waits for people: for webhooks, and for whoever wants e-mail.</summary>
public sealed class NoticeDesk(MailOptions mail)
{
    /// <param name="roles">Whom to write to; everybody who is asked, or only who is asked anew.</param>
    internal async Task TellAsync(
        ConsoleDbContext db, Proposal proposal, string eventType, IReadOnlySet<Role> roles, DateTimeOffset now, CancellationToken cancellation)
    {
        await db.DeliverToEndpointsAsync(eventType, proposal.Id, now, cancellation);
        if (!mail.IsOn) return;
        var people = await AskedPeople.OfAsync(db, proposal.Agent, roles, now, cancellation);
        db.Outbox.AddRange(people.Where(person => Wants(person.ReviewMail, proposal.RiskScore))
            .Select(person => OutboxItem.ToPerson(person, eventType, proposal.Id, now)));
    }

    private static bool Wants(ReviewMail choice, int riskScore) => choice switch
    {
        ReviewMail.Off => false,
        ReviewMail.HighRisk => RiskModel.Band(riskScore) >= RiskBand.High,
        ReviewMail.All => true,
    };
}
