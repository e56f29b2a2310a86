using AgentConsole.Domain.Spend;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Spend;

public sealed class PriceBookTests
{
    private static readonly DateTimeOffset Spring = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly PriceBook Book = PriceBook.Of(
    [
        Model("gpt-4.1-mini", Spring, input: 400_000_000, output: 1_600_000_000, cached: 100_000_000),
        Model("gpt-4.1-mini", Spring.AddMonths(2), input: 200_000_000, output: 800_000_000),
        Model("claude-sonnet-4", Spring, input: 3_000_000_000, output: 15_000_000_000),
        Model("odd", Spring, input: 1, output: 0),
        new() { Kind = PriceKind.Tool, Name = "billing.refund", From = Spring, CallNanos = 50_000_000 },
    ]);

    [Fact]
    public void A_call_costs_its_tokens_to_the_billionth() =>
        // 900 fresh at 400 each, 100 from the cache at 100 each, 50 written at 1600 each.
        Assert.Equal(900 * 400 + 100 * 100 + 50 * 1600, Book.CostNanos("gpt-4.1-mini", Spring, 1000, 100, 50));

    [Fact]
    public void What_a_billionth_cannot_hold_is_rounded_up()
    {
        Assert.Equal(1, Book.CostNanos("odd", Spring, 1, null, 0));
        Assert.Equal(2, Book.CostNanos("odd", Spring, 1_000_001, null, 0));
        Assert.Equal(0, Book.CostNanos("odd", Spring, 0, null, 0));
    }

    [Fact]
    public void Cached_input_without_a_price_of_its_own_costs_what_input_costs() =>
        Assert.Equal(1000 * 200, Book.CostNanos("gpt-4.1-mini", Spring.AddMonths(2), 1000, 400, 0));

    [Fact]
    public void Whoever_counts_the_cache_apart_pays_for_both() =>
        Assert.Equal(10 * 400 + 90 * 100, Book.CostNanos("gpt-4.1-mini", Spring, 10, 90, 0));

    [Theory]
    [InlineData("gpt-9", 1L, 1L)]
    [InlineData("gpt-4.1-mini", null, 1L)]
    [InlineData("gpt-4.1-mini", 1L, null)]
    [InlineData("gpt-4.1-mini", -1L, 1L)]
    [InlineData("gpt-4.1-mini", 1L, long.MaxValue)]
    [InlineData("billing.refund", 1L, 1L)]
    public void What_is_not_known_is_unknown_and_never_zero(string model, long? input, long? output) =>
        Assert.Null(Book.CostNanos(model, Spring, input, null, output));

    [Fact]
    public void A_price_counts_from_its_moment_on()
    {
        Assert.Null(Book.CostNanos("gpt-4.1-mini", Spring.AddTicks(-1), 1, null, 1));
        Assert.Equal(400, Book.CostNanos("gpt-4.1-mini", Spring.AddMonths(2).AddTicks(-1), 1, null, 0));
        Assert.Equal(200, Book.CostNanos("gpt-4.1-mini", Spring.AddMonths(2), 1, null, 0));
    }

    [Theory]
    [InlineData("gpt-4.1-mini-2025-04-14")]
    [InlineData("openai/gpt-4.1-mini")]
    [InlineData("openai/gpt-4.1-mini-2025-04-14")]
    [InlineData("models/claude-sonnet-4")]
    [InlineData("claude-sonnet-4-20250514")]
    [InlineData("claude-sonnet-4@20250514")]
    public void A_snapshot_and_a_provider_find_the_price_of_the_model(string model) => Assert.NotNull(Book.CostNanos(model, Spring, 1, 0, 1));

    [Theory]
    [InlineData("gpt-4.1")]
    [InlineData("gpt-4.1-mini-turbo")]
    [InlineData("GPT-4.1-mini")]
    [InlineData("somebody/gpt-4.1-mini")]
    [InlineData("openai/openai/gpt-4.1-mini")]
    [InlineData("gpt-4.1-mini-2025-13-40")]
    [InlineData("gpt-4.1-mini-20251")]
    [InlineData("-20250514")]
    [InlineData("openai/")]
    [InlineData("")]
    public void Nothing_looser_does(string model) => Assert.Null(Book.CostNanos(model, Spring, 1, 0, 1));

    [Fact]
    public void An_exact_name_is_found_before_what_it_may_be_short_for()
    {
        var book = PriceBook.Of([Model("m", Spring, 1_000_000, 0), Model("m-2025-04-14", Spring, 2_000_000, 0)]);

        Assert.Equal((1L, 2L), (book.CostNanos("m", Spring, 1, null, 0), book.CostNanos("m-2025-04-14", Spring, 1, null, 0)));
    }

    [Fact]
    public void A_tool_costs_by_call()
    {
        Assert.Equal(50_000_000, Book.CallNanos("billing.refund", Spring));
        Assert.Null(Book.CallNanos("billing.refund", Spring.AddTicks(-1)));
        Assert.Null(Book.CallNanos("gpt-4.1-mini", Spring));
    }

    [Fact]
    public void A_cost_is_never_below_what_it_is_and_less_than_a_billionth_above() =>
        Prop.ForAll(
            Gen.Zip(Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, int.MaxValue)), Gen.Zip(Gen.Choose(0, 900_000_000), Gen.Choose(0, 900_000_000))).ToArbitrary(),
            drawn =>
            {
                var ((input, output), (read, written)) = drawn;
                var book = PriceBook.Of([Model("m", Spring, input, output)]);
                var exact = ((decimal)read * input + (decimal)written * output) / 1_000_000m;
                var cost = book.CostNanos("m", Spring, read, null, written);
                return cost >= exact && cost - exact < 1;
            }).QuickCheckThrowOnFailure();

    private static PriceTerms Model(string name, DateTimeOffset from, long input, long output, long? cached = null) => new()
    {
        Kind = PriceKind.Model,
        Name = name,
        From = from,
        InputNanosPerMillion = input,
        OutputNanosPerMillion = output,
        CachedInputNanosPerMillion = cached,
    };
}
