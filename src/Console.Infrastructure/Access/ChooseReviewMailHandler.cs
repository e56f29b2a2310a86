using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Keeps of which proposals somebody wants to be told by e-mail; everybody chooses for themselves alone.</summary>
public sealed class ChooseReviewMailHandler(ConsoleTransaction transaction, LedgerWriter ledger)
{
    public Task HandleAsync(ChooseReviewMail command, CancellationToken cancellation) => transaction.RunAsync(async (db, inner) =>
    {
        var person = await db.Users.SingleAsync(person => person.Id == command.Caller.Id.Value, inner);
        if (person.ReviewMail == command.Choice) return false;
        person.ReviewMail = command.Choice;
        ledger.Append(db, command.Caller, new ReviewMailChosen(person.PersonId, command.Choice));
        return true;
    }, cancellation);
}
