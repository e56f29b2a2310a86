using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Says that a cap is used so far, once for each step: an entry in the ledger and a message to whoever subscribed.</summary>
public sealed class BudgetNotices(LedgerWriter ledger)
{
    /// <param name="full">The cap that something was refused for; null where nothing was.</param>
    internal async Task TellAsync(ConsoleDbContext db, Purse purse, FullCap? full, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var line in purse.Lines)
        {
            var refused = full is not null && full.Budget == line.Budget && full.Scope == line.Scope;
            if (line.Use.TakeStep(line.Cap, refused) is not { } step) continue;
            var (where, cap, used) = (line.Use.Environment, line.Cap!.Value, line.Use.UsedNanos);
            ledger.Append(db, new Caller.Server(), step == BudgetSteps.Full
                ? new BudgetExhausted(line.Budget, where, line.Scope, cap, used, refused ? full!.AskedNanos : null)
                : new BudgetWarned(line.Budget, where, line.Scope, step, cap, used));
            await db.DeliverNoticeAsync(EventType.BudgetWarning, NoticeOf(line, step, cap, used), now, cancellation);
        }
    }

    internal void NoteOverrun(ConsoleDbContext db, SpendReservation held, long reserved) =>
        ledger.Append(db, new Caller.Server(), new SpendOverran(held, reserved));

    private static string NoticeOf(SpendLine line, int step, long cap, long used) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["budget"] = line.Budget.ToString(),
        ["per"] = WireName.Of(line.Scope.Period),
        [line.Scope.Period == CapPeriod.Run ? "run_id" : "day"] = line.Scope.Value,
        ["environment"] = line.Use.Environment.Length > 0 ? line.Use.Environment : null,
        ["percent"] = step,
        ["state"] = BudgetSteps.NameOf(BudgetSteps.StateOf(used, cap)),
        ["cap"] = MoneyOf(cap),
        ["used"] = MoneyOf(used),
    }.Where(member => member.Value is not null).ToDictionary());

    private static object MoneyOf(long nanos) => new { amount = Money.Text(nanos), currency = SpendLimits.CapCurrency };
}
