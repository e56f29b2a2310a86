using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Spend;

public sealed class ReserveSpendTests
{
    private const long Cent = SpendConsole.Dollar / 100;

    [Theory, EveryDatabase]
    public async Task Money_is_taken_aside_until_it_is_settled(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perRun: "0.50", perDay: "2.00");

        var reserved = Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(20 * Cent));
        Assert.Equal(new SpendLeft(30 * Cent, 180 * Cent), reserved.Left);
        var settled = Assert.IsType<SettleSpendOutcome.Settled>(await console.SettleAsync(reserved.Reservation, 5 * Cent));

        Assert.Equal(new SpendLeft(45 * Cent, 195 * Cent), settled.Left);
        Assert.Equal((ReservationStatus.Settled, false), (settled.Reservation.Status, settled.Reservation.IsOverrun));
        Assert.Equal(1, await console.ReadAsync(db => db.Runs.CountAsync(run => run.Name == SpendConsole.Run)));
        await console.AssertCountersAddUpAsync();
    }

    [Theory, EveryDatabase]
    public async Task The_cap_without_room_is_named(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perRun: "0.50", perDay: "0.60");
        await console.ReservedAsync(50 * Cent);

        var ofRun = Assert.IsType<ReserveSpendOutcome.Exhausted>(await console.ReserveAsync(1));
        var ofDay = Assert.IsType<ReserveSpendOutcome.Exhausted>(await console.ReserveAsync(11 * Cent, "run-8"));

        Assert.Equal(new FullCap(SpendConsole.Budget, "production", BudgetScope.OfRun(SpendConsole.Run), 50 * Cent, 50 * Cent, 1), ofRun.Cap);
        Assert.Equal((BudgetScope.OfDay(BudgetScope.DayOf(console.Clock.Instant())), 60 * Cent, 50 * Cent), (ofDay.Cap.Scope, ofDay.Cap.CapNanos, ofDay.Cap.UsedNanos));
        Assert.Equal((50, 0), await console.DayAsync());
    }

    [Theory, EveryDatabase]
    public async Task A_day_counts_every_environment_and_a_run_is_its_environments_own(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perRun: "0.50", perDay: "0.80");
        await console.ReservedAsync(50 * Cent);

        var staging = A.AgentCaller(environment: "staging");
        var elsewhere = Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(30 * Cent, caller: staging));

        Assert.Equal(new SpendLeft(20 * Cent, 0), elsewhere.Left);
        Assert.IsType<ReserveSpendOutcome.Exhausted>(await console.ReserveAsync(1, "run-9", caller: staging));
    }

    [Theory, EveryDatabase]
    public async Task Of_sixty_four_at_once_on_two_nodes_no_more_get_through_than_the_cap_pays_for(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await HallwayConsole.NodeAsync(database, new());
        await one.FurnishAsync();
        await one.CapAsync(null, "1.00");
        await using var other = await HallwayConsole.NodeAsync(database, one.Clock);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(at =>
            Task.Run(() => (at % 2 == 0 ? one : other).ReserveAsync(3 * Cent, $"run-{at % 5}"))));

        Assert.Equal(33, outcomes.OfType<ReserveSpendOutcome.Reserved>().Count());
        Assert.Equal(31, outcomes.OfType<ReserveSpendOutcome.Exhausted>().Count());
        Assert.Equal((99, 0), await one.DayAsync());
        Assert.Single(await one.WholeLedgerAsync(), entry => entry.Kind == "budget_exhausted");
        await one.AssertCountersAddUpAsync();
    }

    [Theory, EveryDatabase]
    public async Task While_some_settle_and_some_reserve_the_cap_holds_by_the_cent(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perDay: "1.00");

        await Task.WhenAll(Enumerable.Range(0, 64).Select(at => Task.Run(async () =>
        {
            if (await console.ReserveAsync((1 + at % 9) * Cent, $"run-{at}") is not ReserveSpendOutcome.Reserved held) return;
            var (reserved, settled) = await console.DayAsync();
            Assert.InRange(reserved + settled, 0, 100);
            if (at % 3 == 0) await console.SettleAsync(held.Reservation, held.Reservation.ReservedNanos / 2, $"run-{at}");
        })));

        var (left, spent) = await console.DayAsync();
        Assert.InRange(left + spent, 1, 100);
        await console.AssertCountersAddUpAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_key_with_the_same_asks_once_and_with_something_else_is_refused(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);

        var first = Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(10 * Cent, key: "k"));
        var again = Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(10 * Cent, key: "k"));
        Assert.IsType<ReserveSpendOutcome.KeyReused>(await console.ReserveAsync(11 * Cent, key: "k"));

        Assert.Equal((first.Reservation.Id, true), (again.Reservation.Id, again.IsRepeat));
        Assert.Equal((10, 0), await console.DayAsync());
    }

    [Theory, EveryDatabase]
    public async Task A_key_whose_money_was_given_back_or_spent_is_no_leave_to_spend_again(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);
        var spent = Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(10 * Cent, key: "spent"));
        await console.SettleAsync(spent.Reservation, 5 * Cent);
        var late = Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(10 * Cent, key: "late"));
        console.Clock.Advance(late.Reservation.ExpiresAt!.Value - console.Clock.Instant());

        Assert.IsType<ReserveSpendOutcome.Over>(await console.ReserveAsync(10 * Cent, key: "spent"));
        Assert.IsType<ReserveSpendOutcome.Over>(await console.ReserveAsync(10 * Cent, key: "late"));
    }

    [Theory, EveryDatabase]
    public async Task A_cost_above_its_reservation_counts_in_full_and_shuts_the_cap(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perDay: "1.00");
        var held = await console.ReservedAsync(10 * Cent);

        var settled = Assert.IsType<SettleSpendOutcome.Settled>(await console.SettleAsync(held, 150 * Cent));

        Assert.True(settled.Reservation.IsOverrun);
        Assert.Equal((0, 150), await console.DayAsync());
        Assert.IsType<ReserveSpendOutcome.Exhausted>(await console.ReserveAsync(0));
        Assert.Equal(["budget_exhausted", "spend_overran"], (await console.WholeLedgerAsync()).Where(entry => entry.Subject == "budget:" + SpendConsole.Budget).Select(entry => entry.Kind).Order());
        await console.AssertCountersAddUpAsync();
    }

    [Theory, EveryDatabase]
    public async Task Settling_twice_with_the_same_is_answered_alike_and_with_something_else_refused(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);
        var held = await console.ReservedAsync(10 * Cent);

        Assert.IsType<SettleSpendOutcome.Settled>(await console.SettleAsync(held, 7 * Cent));
        Assert.IsType<SettleSpendOutcome.Settled>(await console.SettleAsync(held, 7 * Cent));
        Assert.Equal(new SettleSpendOutcome.AlreadySettled(7 * Cent), await console.SettleAsync(held, 8 * Cent));
        Assert.IsType<SettleSpendOutcome.NotFound>(await console.SettleAsync(held, 7 * Cent, "run-8"));

        Assert.Equal((0, 7), await console.DayAsync());
    }

    [Theory, EveryDatabase]
    public async Task What_is_past_its_time_is_given_back_by_whoever_asks_next_and_may_still_be_settled(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perDay: "1.00");
        var held = await console.ReservedAsync(90 * Cent);
        Assert.IsType<ReserveSpendOutcome.Exhausted>(await console.ReserveAsync(20 * Cent));
        console.Clock.Advance(TimeSpan.FromSeconds(600));

        Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(20 * Cent));
        Assert.Equal((20, 0), await console.DayAsync());

        var late = Assert.IsType<SettleSpendOutcome.Settled>(await console.SettleAsync(held, 5 * Cent));
        Assert.True(late.Reservation.IsOverrun);
        Assert.Equal((20, 5), await console.DayAsync());
        await console.AssertCountersAddUpAsync();
    }

    [Theory, EveryDatabase]
    public async Task The_job_gives_back_what_nobody_asks_for(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);
        await console.ReservedAsync(90 * Cent);
        var job = console.Get<ExpireReservationsJob>();

        Assert.Equal(0, (await job.RunOnceAsync(default)).Done);
        console.Clock.Advance(TimeSpan.FromSeconds(600));
        Assert.Equal(1, (await job.RunOnceAsync(default)).Done);
        Assert.Equal(0, (await job.RunOnceAsync(default)).Done);
        Assert.Equal((0, 0), await console.DayAsync());
    }

    [Theory, EveryDatabase]
    public async Task Tokens_are_priced_by_the_book_and_an_unknown_model_is_not_free(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);
        await console.ApplyAsync("""{"kind":"Price","model":"gpt-4.1-mini","from":"2020-01-01","input_per_million_usd":"0.40","output_per_million_usd":"1.60"}""");

        var reserved = Assert.IsType<ReserveSpendOutcome.Reserved>(await OfModelAsync(console, "openai/gpt-4.1-mini-2025-04-14"));
        Assert.Equal(1_000 * 400 + 500 * 1_600, reserved.Reservation.ReservedNanos);
        Assert.Equal(new ReserveSpendOutcome.PriceUnknown("gpt-9"), await OfModelAsync(console, "gpt-9"));

        var settle = new SettleSpend(HallwayConsole.Agent, SpendConsole.Run, reserved.Reservation.Id, null, "d") { InputTokens = 1_000, OutputTokens = 10 };
        Assert.Equal(new SettleSpendOutcome.PriceUnknown("gpt-9"), await console.Get<SettleSpendHandler>().HandleAsync(settle with { Model = "gpt-9" }, default));
        var settled = Assert.IsType<SettleSpendOutcome.Settled>(await console.Get<SettleSpendHandler>().HandleAsync(settle, default));
        Assert.Equal(1_000 * 400 + 10 * 1_600, settled.Reservation.SettledNanos);
    }

    [Theory, EveryDatabase]
    public async Task Nobody_reserves_while_stopped_after_the_end_or_without_being_registered(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);
        var held = await console.ReservedAsync(10 * Cent);

        Assert.IsType<ReserveSpendOutcome.AgentUnknown>(await console.ReserveAsync(1, caller: A.AgentCaller("nobody")));
        await console.Get<EndRunHandler>().HandleAsync(new(HallwayConsole.Agent, SpendConsole.Run, "resolved", null), default);
        Assert.IsType<ReserveSpendOutcome.RunEnded>(await console.ReserveAsync(1));
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Agent(HallwayConsole.Agent.Name), "drill"), default);
        Assert.Equal(new ReserveSpendOutcome.Stopped(StopScope.Agent), await console.ReserveAsync(1, "run-8"));

        // The money is spent, whatever was stopped since.
        Assert.IsType<SettleSpendOutcome.Settled>(await console.SettleAsync(held, 3 * Cent));
    }

    [Fact]
    public async Task No_money_is_taken_aside_under_the_clearance_of_another_tool()
    {
        await using var console = await SpendConsole.StartAsync(DatabaseProvider.Sqlite);
        var (ofAnother, now) = (A.Clearance(A.Proposal().Using("other.tool").Build()), console.Clock.GetUtcNow());
        var reservation = new SpendReservation
        {
            Id = ReservationId.New(now),
            Agent = ofAnother.Agent,
            Environment = "production",
            Day = BudgetScope.DayOf(now),
            ReservedNanos = Cent,
            CreatedAt = now,
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => console.Transaction.RunAsync(
            (db, inner) => console.Get<SpendDesk>().HoldAsync(db, ofAnother, "billing.refund", reservation, now, inner), default));
        Assert.Equal(0, await console.ReadAsync(db => db.SpendReservations.CountAsync()));
    }

    private static Task<ReserveSpendOutcome> OfModelAsync(TestConsole console, string model) => console.Get<ReserveSpendHandler>().HandleAsync(
        new(HallwayConsole.Agent, SpendConsole.Run, null, 600, "d") { Model = model, InputTokens = 1_000, OutputTokensMax = 500 }, default);
}
