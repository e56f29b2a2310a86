using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Telemetry;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Spend;

/// <summary>A hallway whose agent has caps and whose refund tool has a price.</summary>
internal static class SpendConsole
{
    public const string Run = "run-7";

    public const long Dollar = 1_000_000_000;

    public static readonly BudgetId Budget = BudgetId.OfAgent(HallwayConsole.Agent.Name);

    public static async Task<TestConsole> StartAsync(DatabaseProvider provider, string? perRun = null, string? perDay = "1.00", string perCall = "0.40")
    {
        var console = await HallwayConsole.StartAsync(provider);
        await console.CapAsync(perRun, perDay);
        await console.PriceAsync("billing.refund", perCall);
        return console;
    }

    public static Task CapAsync(this TestConsole console, string? perRun, string? perDay) =>
        console.ApplyAsync(A.Agent().Capped(perRun, perDay).Document());

    public static Task PriceAsync(this TestConsole console, string tool, string perCall) =>
        console.ApplyAsync($$"""{"kind":"Price","tool":"{{tool}}","from":"2020-01-01","per_call_usd":"{{perCall}}"}""");

    public static async Task ApplyAsync(this TestConsole console, string document) => Assert.IsType<ApplyOutcome.Applied>(
        await console.Get<ApplyHandler>().HandleAsync(
            new(new Caller.Server(), Assert.IsType<DocumentReading.Read>(DocumentReader.Read("f.json", document)).Documents, IsDryRun: false), default));

    /// <summary>What is reserved and settled of the agent's day, in cents.</summary>
    public static async Task<(long Reserved, long Settled)> DayAsync(this TestConsole console)
    {
        var row = (await console.Get<BudgetQuery>().FindAsync(Budget, default))!;
        return (row.PerDay.ReservedNanos / (Dollar / 100), row.PerDay.SettledNanos / (Dollar / 100));
    }

    public static Task<ReserveSpendOutcome> ReserveAsync(this TestConsole console, long nanos, string run = Run, string? key = null, Caller.Agent? caller = null, int seconds = 600) =>
        console.Get<ReserveSpendHandler>().HandleAsync(new(caller ?? HallwayConsole.Agent, run, nanos, seconds, $"digest {nanos}") { IdempotencyKey = key }, default);

    public static async Task<SpendReservation> ReservedAsync(this TestConsole console, long nanos, string run = Run) =>
        Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(nanos, run)).Reservation;

    public static Task<SettleSpendOutcome> SettleAsync(this TestConsole console, SpendReservation held, long nanos, string run = Run) =>
        console.Get<SettleSpendHandler>().HandleAsync(new(HallwayConsole.Agent, run, held.Id, nanos, $"digest {nanos}"), default);

    /// <summary>A call of a model that a run tells of, with what it cost.</summary>
    public static async Task TellAsync(this TestConsole console, long nanos, string run = Run, int second = 0)
    {
        await using var session = new TraceWriteSession(console.Get<TraceStore>(), await console.Get<TraceStore>().OpenAsync(default));
        var at = console.Clock.Instant().AddSeconds(second - 10);
        await session.WriteAsync(
            [Traced.Event(TraceKind.ModelCall, run) with { Agent = HallwayConsole.Agent.Name, Environment = HallwayConsole.Agent.Environment, At = at, ReceivedAt = at, CostNanos = nanos, CostSource = CostSource.Reported }], null, default);
    }

    /// <summary>Every counter against the reservations that make it: what is stored twice must say the same.</summary>
    public static async Task AssertCountersAddUpAsync(this TestConsole console)
    {
        var (uses, reservations) = await console.ReadAsync(async db =>
            (await db.BudgetUses.AsNoTracking().ToListAsync(), await db.SpendReservations.AsNoTracking().ToListAsync()));
        foreach (var use in uses)
        {
            var counted = reservations.Where(row => use.Scope == "run:" + row.RunName
                ? use.Budget == "agent:" + row.Agent && use.Environment == row.Environment
                : use.Scope == "day:" + row.Day && (use.Budget == "agent:" + row.Agent || use.Budget == "environment:" + row.Environment || use.Budget == "workflow:" + row.Workflow)).ToList();
            Assert.Equal((counted.Sum(row => row.HeldNanos), counted.Sum(row => row.SettledNanos ?? 0)), (use.ReservedNanos, use.SettledNanos));
        }
    }
}
