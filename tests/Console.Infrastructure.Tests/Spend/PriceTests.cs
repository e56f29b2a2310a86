using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Spend;

public sealed class PriceTests
{
    private static readonly Caller.Person Finance = A.Person("Fin", Role.Finance);

    [Theory, EveryDatabase]
    public async Task A_price_counts_at_once_here_and_soon_on_the_other_node(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await HallwayConsole.NodeAsync(database, new());
        await using var other = await HallwayConsole.NodeAsync(database, one.Clock);

        Assert.IsType<PriceOutcome.Added>(await SaveAsync(one, "m", "2020-01-01", "1.00"));

        Assert.Equal(1_000, CostOf(one));
        await Eventually.IsTrueAsync(one.Clock, () => CostOf(other) == 1_000, "the other node prices by the new book");

        static long? CostOf(TestConsole console) => console.Get<PriceCache>().Current.CostNanos("m", console.Clock.Instant(), 1, null, 0);
    }

    [Theory, EveryDatabase]
    public async Task A_correction_says_what_was_paid_before_and_which_stretch_it_changes(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var first = Assert.IsType<PriceOutcome.Added>(await SaveAsync(console, "m", "2020-01-01", "1.00")).Price;
        await SaveAsync(console, "m", "2021-01-01", "2.00");

        Assert.IsType<PriceOutcome.Changed>(await SaveAsync(console, "m", "2020-01-01", "1.50", first.Id, 1));
        Assert.IsType<PriceOutcome.Unchanged>(await SaveAsync(console, "m", "2020-01-01", "1.50", first.Id));
        Assert.Equal(new PriceOutcome.Stale(2), await SaveAsync(console, "m", "2020-01-01", "1.60", first.Id, 1));

        var entry = Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "price_changed");
        var payload = JsonElement.Parse(entry.Payload);
        Assert.Equal((Finance.Actor, "price:" + first.Id), (entry.Actor, entry.Subject));
        Assert.Equal(("input 1.00, output 0.00 USD per million tokens", "input 1.50, output 0.00 USD per million tokens", "yes"),
            (payload.GetProperty("before").GetString(), payload.GetProperty("after").GetString(), payload.GetProperty("correction").GetString()));
        var changes = await console.Get<PriceQuery>().ChangesAfterAsync(0, default);
        Assert.Equal([1, 2, 3], changes.Select(change => change.Number));
        Assert.Equal(("m", Day(2020), Day(2021)), (changes[2].Name, changes[2].From, changes[2].To!.Value));
        Assert.Null(changes[1].To);
        Assert.Equal([3], (await console.Get<PriceQuery>().ChangesAfterAsync(2, default)).Select(change => change.Number));
    }

    [Theory, EveryDatabase]
    public async Task A_price_that_moves_changes_the_stretch_between(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var price = Assert.IsType<PriceOutcome.Added>(await SaveAsync(console, "m", "2022-01-01", "1.00")).Price;
        await SaveAsync(console, "m", "2024-01-01", "2.00");

        await SaveAsync(console, "m", "2020-01-01", "1.00", price.Id);
        Assert.IsType<PriceOutcome.Removed>(await console.Get<RemovePriceHandler>().HandleAsync(Finance, price.Id, default));

        var changes = await console.Get<PriceQuery>().ChangesAfterAsync(2, default);
        Assert.Equal([(Day(2020), Day(2024)), (Day(2020), Day(2024))], changes.Select(change => (change.From, change.To!.Value)));
        Assert.Null(console.Get<PriceCache>().Current.CostNanos("m", Day(2023), 1, null, 0));
    }

    [Theory, EveryDatabase]
    public async Task A_price_to_come_is_no_correction_and_a_note_changes_no_cost(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var price = Assert.IsType<PriceOutcome.Added>(await SaveAsync(console, "m", "2090-01-01", "1.00")).Price;

        Assert.IsType<PriceOutcome.Changed>(await SaveAsync(console, "m", "2090-01-01", "1.00", price.Id, note: "announced"));

        Assert.All((await console.WholeLedgerAsync()).Where(entry => entry.Kind.StartsWith("price_", StringComparison.Ordinal)),
            entry => Assert.Equal("no", JsonElement.Parse(entry.Payload).GetProperty("correction").GetString()));
        Assert.Single(await console.Get<PriceQuery>().ChangesAfterAsync(0, default));
    }

    [Theory, EveryDatabase]
    public async Task Refusals_are_named(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var price = Assert.IsType<PriceOutcome.Added>(await SaveAsync(console, "m", "2020-01-01", "1.00")).Price;

        Assert.Equal(new PriceOutcome.Taken(price.Id), await SaveAsync(console, "m", "2020-01-01", "2.00"));
        Assert.IsType<PriceOutcome.NotFound>(await SaveAsync(console, "m", "2020-01-01", "2.00", PriceId.New(console.Clock.Instant())));
        Assert.IsType<PriceOutcome.Malformed>(await SaveAsync(console, "n", "2020-01-01", "2.00", price.Id));
        Assert.IsType<PriceOutcome.Malformed>(await SaveAsync(console, "n", "2020-01-01", "-2.00"));
        Assert.IsType<PriceOutcome.RoleMissing>(await SaveAsync(console, "n", "2020-01-01", "2.00", caller: A.Reviewer()));
        Assert.IsType<PriceOutcome.RoleMissing>(await console.Get<RemovePriceHandler>().HandleAsync(A.Reviewer(), price.Id, default));
        Assert.IsType<PriceOutcome.NotFound>(await console.Get<RemovePriceHandler>().HandleAsync(Finance, PriceId.New(console.Clock.Instant()), default));
    }

    [Theory, EveryDatabase]
    public async Task The_list_goes_on_behind_any_of_its_prices(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.PriceAsync("billing.refund", "0.05");
        foreach (var (model, from) in new[] { ("b", "2020-01-01"), ("a", "2020-01-01"), ("b", "2021-01-01"), ("B", "2020-01-01") }) await SaveAsync(console, model, from, "1.00");
        var query = console.Get<PriceQuery>();

        var all = await query.AfterAsync(null, null, 10, default);
        Assert.Equal([("B", 2020), ("a", 2020), ("b", 2021), ("b", 2020), ("billing.refund", 2020)], all.Select(price => (price.Name, price.From.Year)));
        for (var at = 0; at < all.Count; at++)
        {
            Assert.True(PricePosition.TryParse(new PricePosition(all[at].Kind, all[at].Name, all[at].From).ToString(), out var position));
            Assert.Equal(all.Skip(at + 1).Select(price => price.Id), (await query.AfterAsync(null, position, 10, default)).Select(price => price.Id));
        }

        Assert.Equal(["billing.refund"], (await query.AfterAsync("refund", null, 10, default)).Select(price => price.Name));
    }

    [Theory, EveryDatabase]
    public async Task A_console_that_never_knew_a_price_begins_with_the_list_and_is_not_given_it_again(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var first = ActivatorUtilities.CreateInstance<FirstPrices>(console.Get<IServiceProvider>());

        await first.StartAsync(default);
        await first.StartAsync(default);

        Assert.Equal(PriceList.Terms().Count, await console.ReadAsync(db => db.Prices.CountAsync()));
        Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "price_list_loaded");
        Assert.Equal(1_000 * 400 + 10 * 1_600, console.Get<PriceCache>().Current.CostNanos("gpt-4.1-mini-2025-04-14", console.Clock.Instant(), 1_000, null, 10));

        foreach (var price in await console.Get<PriceQuery>().AfterAsync(null, null, 100, default)) await console.Get<RemovePriceHandler>().HandleAsync(Finance, price.Id, default);
        await first.StartAsync(default);
        Assert.Equal(0, await console.ReadAsync(db => db.Prices.CountAsync()));
    }

    private static DateTimeOffset Day(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static Task<PriceOutcome> SaveAsync(
        TestConsole console, string model, string from, string input, PriceId? id = null, int? seen = null, Caller? caller = null, string? note = null) =>
        console.Get<SavePriceHandler>().HandleAsync(new(caller ?? Finance, id, seen, JsonSerializer.SerializeToElement(new Dictionary<string, string?>
        {
            ["model"] = model,
            ["from"] = from,
            ["input_per_million_usd"] = input,
            ["output_per_million_usd"] = "0",
            ["note"] = note,
        })), default);
}
