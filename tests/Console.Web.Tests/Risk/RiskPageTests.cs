using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Web.Risk;
using AgentConsole.Web.Tests.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Risk;

public sealed class RiskPageTests : ReviewStage
{
    private Caller.Person _sam = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _sam = await PersonAsync("Sam", Role.Security);
        Services.AddSingleton(Console.Get<RiskTableQuery>());
        Services.AddSingleton(Console.Get<RiskTableCache>());
        Services.AddSingleton(Console.Get<SaveRiskTableHandler>());
    }

    [Fact]
    public async Task Everybody_sees_each_factor_with_its_points_and_nobody_else_a_way_to_change_them()
    {
        await SitDownAsync(Ana);
        var page = Render<RiskPage>();

        await SeeAsync(() => Assert.Contains("table v1", page.Find("h1").TextContent, StringComparison.Ordinal));
        var row = page.FindAll("tr").Single(row => row.TextContent.Contains("irreversible", StringComparison.Ordinal));
        Assert.Equal((RiskTable.Default.PointsOf(RiskWeight.Irreversible).ToString(System.Globalization.CultureInfo.InvariantCulture), true), (row.QuerySelector(".num")!.TextContent, row.TextContent.Contains("changes something for good", StringComparison.Ordinal)));
        Assert.Equal(Enum.GetValues<RiskWeight>().Length, page.FindAll("code.name").Count);
        Assert.DoesNotContain("Change points", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Security_changes_points_and_sees_the_version_before()
    {
        await SitDownAsync(_sam);
        var page = await BeginAsync();

        await page.Find("#points-write").ChangeAsync(new ChangeEventArgs { Value = "15" });
        await page.Find("#risk-note").ChangeAsync(new ChangeEventArgs { Value = "writes hurt more" });
        await page.Find("form").SubmitAsync();

        await SeeAsync(() => Assert.Contains("table v2", page.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.Contains($"write {RiskTable.Default.PointsOf(RiskWeight.Write)} > 15", page.Markup.Replace("&gt;", ">", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("writes hurt more", page.Markup, StringComparison.Ordinal);
        Assert.Equal(15, Console.Get<RiskTableCache>().Current.PointsOf(RiskWeight.Write));
    }

    [Fact]
    public async Task What_makes_no_sense_is_marked_at_its_field_and_nothing_is_saved()
    {
        await SitDownAsync(_sam);
        var page = await BeginAsync();

        await page.Find("#points-write").ChangeAsync(new ChangeEventArgs { Value = "many" });
        await page.Find("form").SubmitAsync();
        Assert.Equal("true", page.Find("#points-write").GetAttribute("aria-invalid"));

        await page.Find("#points-write").ChangeAsync(new ChangeEventArgs { Value = "60" });
        await page.Find("form").SubmitAsync();
        await SeeAsync(() => Assert.Contains("cannot be worth less than 'write'", page.Find("#points-irreversible-fault").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, Console.Get<RiskTableCache>().Current.Version);
    }

    [Fact]
    public async Task What_somebody_else_saved_meanwhile_is_told_and_what_was_written_stays()
    {
        await SitDownAsync(_sam);
        var page = await BeginAsync();
        await page.Find("#points-write").ChangeAsync(new ChangeEventArgs { Value = "15" });

        var table = JsonNode.Parse(RiskTable.Default.ToJson())!;
        table["points"]!["production"] = RiskTable.Default.PointsOf(RiskWeight.Production) + 1;
        var document = JsonSerializer.SerializeToElement(table);
        Assert.IsType<SaveRiskTableOutcome.Saved>(await Console.Get<SaveRiskTableHandler>().HandleAsync(new(_sam, 1, document, null), CancellationToken.None));
        await page.Find("form").SubmitAsync();

        await SeeAsync(() => Assert.Contains("Somebody saved version 2", page.Find("[data-tone=Danger]").TextContent, StringComparison.Ordinal));
        Assert.Equal("15", page.Find("#points-write").GetAttribute("value"));
    }

    private async Task<IRenderedComponent<RiskPage>> BeginAsync()
    {
        var page = Render<RiskPage>();
        await SeeAsync(() => Assert.NotNull(page.Find(".page-head button")));
        await page.Find(".page-head button").ClickAsync(new());
        return page;
    }
}
