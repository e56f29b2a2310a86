using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Web.Spend;
using AgentConsole.Web.Tests.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Spend;

public sealed class SpendPagesTests : ReviewStage
{
    private Caller.Person _dora = null!;
    private Caller.Person _fin = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _dora = await PersonAsync("dri", Role.Dri);
        _fin = await PersonAsync("Fin", Role.Finance);
        Services.AddSingleton(Console.Get<BudgetQuery>());
        Services.AddSingleton(Console.Get<PriceQuery>());
        Services.AddSingleton(Console.Get<SavePriceHandler>());
        Services.AddSingleton(Console.Get<RemovePriceHandler>());
        Services.AddSingleton(new BudgetHandlers(Console.Get<RaiseBudgetHandler>(), Console.Get<EndRaiseHandler>(), Console.Get<SaveBudgetHandler>(), Console.Get<RemoveBudgetHandler>()));
        await Console.Get<ChangeAgentHandler>().HandleAsync(new(new Caller.Server(), RefundAgent, null, System.Text.Json.JsonElement.Parse(
            Testing.Seed.AgentDocument(RefundAgent).Replace("\"kind\":\"Agent\"", "\"kind\":\"Agent\",\"caps\":{\"per_day_usd\":\"1.00\"}", StringComparison.Ordinal))), CancellationToken.None);
        Assert.IsType<ReserveSpendOutcome.Reserved>(await Console.Get<ReserveSpendHandler>().HandleAsync(
            new(new(RefundAgent, "production", AgentKeyId.New(Clock.GetUtcNow())), "run-7", 850_000_000, 3600, "d"), CancellationToken.None));
    }

    [Fact]
    public async Task Everybody_sees_what_is_left_in_words_and_figures_and_no_way_to_raise_it()
    {
        await SitDownAsync(Ana);
        var page = Render<BudgetsPage>();

        await SeeAsync(() => Assert.Contains("more than 80 % used", RowOf(page).TextContent, StringComparison.Ordinal));
        Assert.Equal("0.00 USD spent and 0.85 USD reserved of 1.00 USD", RowOf(page).QuerySelector("[role=img]")!.GetAttribute("aria-label"));
        Assert.Contains("0.15", RowOf(page).QuerySelector("[data-label=Left]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Raise", RowOf(page).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Set budget", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dri_raises_the_cap_with_a_reason_and_ends_it()
    {
        await SitDownAsync(_dora);
        var page = Render<BudgetsPage>();
        await SeeAsync(() => Assert.Contains("Raise…", RowOf(page).TextContent, StringComparison.Ordinal));

        await page.InvokeAsync(() => RowOf(page).QuerySelector("button")!.Click());
        await page.Find("#raise-amount").ChangeAsync(new ChangeEventArgs { Value = "much" });
        await page.Find("#raise-reason").ChangeAsync(new ChangeEventArgs { Value = "end of month" });
        await page.Find("form").SubmitAsync();
        Assert.Equal("true", page.Find("#raise-amount").GetAttribute("aria-invalid"));

        await page.Find("#raise-amount").ChangeAsync(new ChangeEventArgs { Value = "2.00" });
        await page.Find("form").SubmitAsync();
        await SeeAsync(() => Assert.Contains("end of month", page.Markup, StringComparison.Ordinal));
        Assert.Contains("2.15", RowOf(page).QuerySelector("[data-label=Left]")!.TextContent, StringComparison.Ordinal);

        await ClickAsync(page, "End now");
        await SeeAsync(() => Assert.Contains("0.15", RowOf(page).QuerySelector("[data-label=Left]")!.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finance_sets_an_environments_day_and_what_is_used_counts()
    {
        await SitDownAsync(_fin);
        var page = Render<BudgetsPage>();
        await SeeAsync(() => Assert.NotEmpty(page.FindAll("#budget-name")));

        await page.Find("#budget-name").ChangeAsync(new ChangeEventArgs { Value = "production" });
        await page.Find("#budget-day").ChangeAsync(new ChangeEventArgs { Value = "0.80" });
        await page.Find("form").SubmitAsync();

        await SeeAsync(() => Assert.Contains("used up", RowOf(page, "production").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finance_adds_and_corrects_a_price_and_what_is_wrong_is_marked_at_its_field()
    {
        await SitDownAsync(_fin);
        var page = Render<PricesPage>();
        await SeeAsync(() => Assert.Contains("No price is known", page.Markup, StringComparison.Ordinal));

        await ClickAsync(page, "New price…");
        foreach (var (field, value) in new[] { ("name", "gpt-5"), ("from", "soon"), ("input", "1.25"), ("output", "10") })
            await page.Find($"#price-{field}").ChangeAsync(new ChangeEventArgs { Value = value });
        await SaveAsync(page);
        Assert.Equal(("true", null), (page.Find("#price-from").GetAttribute("aria-invalid"), page.Find("#price-input").GetAttribute("aria-invalid")));

        await page.Find("#price-from").ChangeAsync(new ChangeEventArgs { Value = "2026-01-01" });
        await SaveAsync(page);
        await SeeAsync(() => Assert.Contains("1.25", RowOf(page, "gpt-5").TextContent, StringComparison.Ordinal));

        await ClickAsync(page, "Change");
        Assert.Equal("1.25", page.Find("#price-input").GetAttribute("value"));
        await page.Find("#price-input").ChangeAsync(new ChangeEventArgs { Value = "1.30" });
        await SaveAsync(page);
        await SeeAsync(() => Assert.Contains("1.30", RowOf(page, "gpt-5").TextContent, StringComparison.Ordinal));
        Assert.Equal(1_300, Console.Get<PriceCache>().Current.CostNanos("gpt-5", new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), 1, null, 0));
    }

    [Fact]
    public async Task Whoever_does_not_write_prices_only_reads_them()
    {
        await Console.Get<SavePriceHandler>().HandleAsync(new(new Caller.Server(), null, null, System.Text.Json.JsonElement.Parse(
            """{"tool":"billing.refund","from":"2020-01-01","per_call_usd":"0.05"}""")), CancellationToken.None);
        await SitDownAsync(Ana);
        var page = Render<PricesPage>();

        await SeeAsync(() => Assert.Contains("0.05", RowOf(page, "billing.refund").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent is "New price…" or "Change" or "Remove");
    }

    private static AngleSharp.Dom.IElement RowOf(IRenderedComponent<IComponent> page, string name = RefundAgent) =>
        page.FindAll("tbody tr").First(row => row.QuerySelector("td")!.TextContent.Contains(name, StringComparison.Ordinal));

    // Found and clicked in one go: what is live may be drawn anew in between.
    private static Task ClickAsync(IRenderedComponent<IComponent> page, string words) =>
        page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent == words).Click());

    private static Task SaveAsync(IRenderedComponent<PricesPage> page) => page.FindAll("form").Single(form => form.QuerySelector("#price-from") is not null).SubmitAsync();
}
