using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Telemetry;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Spend;

public sealed class TracedSpendTests
{
    private const long Cent = SpendConsole.Dollar / 100;

    [Theory, EveryDatabase]
    public async Task What_a_run_told_that_it_cost_counts_towards_its_cap(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.TracedAsync(provider);
        await console.CapAsync(perRun: "0.50", perDay: null);
        await console.TellAsync(30 * Cent);
        await console.Get<CarryTracedSpendHandler>().HandleAsync(default);

        var refused = Assert.IsType<ReserveSpendOutcome.Exhausted>(await console.ReserveAsync(21 * Cent));
        var reserved = Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(20 * Cent));

        Assert.Equal((50 * Cent, 30 * Cent), (refused.Cap.CapNanos, refused.Cap.UsedNanos));
        Assert.Equal(new SpendLeft(0, null), reserved.Left);
        Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(50 * Cent, "run-8"));
    }

    [Theory, EveryDatabase]
    public async Task The_same_money_told_twice_counts_once(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.TracedAsync(provider);
        await console.CapAsync(perRun: "0.50", perDay: "1.00");
        var held = await console.ReservedAsync(20 * Cent);
        await console.SettleAsync(held, 20 * Cent);
        await console.TellAsync(20 * Cent);
        await console.Get<CarryTracedSpendHandler>().HandleAsync(default);

        var next = Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(10 * Cent));

        Assert.Equal(new SpendLeft(20 * Cent, 70 * Cent), next.Left);
    }

    [Theory, EveryDatabase]
    public async Task A_day_that_only_traces_tell_of_is_warned_of_and_ends_at_its_cap(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.TracedAsync(provider);
        await console.CapAsync(perRun: null, perDay: "1.00");
        var carry = console.Get<CarryTracedSpendHandler>();

        await console.TellAsync(60 * Cent, "run-1");
        Assert.Equal((1, 0), (await carry.HandleAsync(default), await carry.HandleAsync(default)));
        await console.TellAsync(45 * Cent, "run-2", second: 1);
        await carry.HandleAsync(default);

        Assert.IsType<ReserveSpendOutcome.Exhausted>(await console.ReserveAsync(1, "run-3"));
        Assert.Equal(["budget_warned", "budget_exhausted"], (await console.WholeLedgerAsync()).Select(entry => entry.Kind).Where(kind => kind.StartsWith("budget_", StringComparison.Ordinal)));
        var row = (await console.Get<BudgetQuery>().FindAsync(SpendConsole.Budget, default))!;
        Assert.Equal((105 * Cent, 105 * Cent, 0L, BudgetState.Exhausted), (row.PerDay.TracedNanos, row.PerDay.SpentNanos, row.PerDay.LeftNanos!.Value, row.PerDay.State));
    }

    [Theory, EveryDatabase]
    public async Task A_run_that_only_traces_tell_of_is_warned_of(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.TracedAsync(provider);
        await console.CapAsync(perRun: "1.00", perDay: null);
        await console.TellAsync(49 * Cent, "cheap");
        await console.TellAsync(81 * Cent, "dear", second: 1);

        Assert.Equal(2, await console.Get<CarryTracedSpendHandler>().HandleAsync(default));

        var entry = Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "budget_warned");
        Assert.Equal(
            [("cheap", 49 * Cent), ("dear", 81 * Cent)],
            (await console.Get<BudgetQuery>().FindAsync(SpendConsole.Budget, default))!.Runs.Select(run => (run.Run, run.Use.TracedNanos)).Order());
        Assert.Equal("80", JsonElement.Parse(entry.Payload).GetProperty("percent").GetString());
    }

    [Theory, EveryDatabase]
    public async Task A_run_with_a_name_as_long_as_may_be_has_its_cap_too(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.TracedAsync(provider);
        await console.CapAsync(perRun: "0.50", perDay: null);
        var name = new string('r', Domain.Runs.RunLimits.NameLengthMax);
        await console.TellAsync(30 * Cent, name);
        await console.Get<CarryTracedSpendHandler>().HandleAsync(default);

        Assert.IsType<ReserveSpendOutcome.Exhausted>(await console.ReserveAsync(21 * Cent, name));
        Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(20 * Cent, name));
    }

    [Theory, EveryDatabase]
    public async Task What_an_agent_tells_holds_back_nobody_else(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.TracedAsync(provider);
        await console.CapAsync(perRun: null, perDay: null);
        await console.ApplyAsync("""{"kind":"Budget","environment":"production","per_day_usd":"1.00"}""");
        await console.TellAsync(900 * Cent);

        Assert.Equal(0, await console.Get<CarryTracedSpendHandler>().HandleAsync(default));
        Assert.IsType<ReserveSpendOutcome.Reserved>(await console.ReserveAsync(100 * Cent, "run-8"));
    }
}
