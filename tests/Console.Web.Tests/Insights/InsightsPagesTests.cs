using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools.Guards;
using AgentConsole.Testing.Builders;
using AgentConsole.Web.Insights;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Tests.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Insights;

public sealed class InsightsPagesTests : ReviewStage
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Console.Get<TraceStorePreparer>().PrepareAsync(StoreUse.Make, CancellationToken.None);
        Services.AddSingleton(Console.Get<SpendQuery>()).AddSingleton(Console.Get<DenialsQuery>()).AddSingleton(Console.Get<ToolHealthQuery>()).AddSingleton(Console.Get<ApprovalsQuery>())
            .AddSingleton(Console.Get<ErrorsQuery>()).AddSingleton(Console.Get<OutcomesQuery>()).AddSingleton(Console.Get<ReturnsQuery>()).AddSingleton(Console.Get<Baselines>()).AddSingleton(Console.Get<RecordBaselineHandler>())
            .AddSingleton(Console.Get<RunsQuery>()).AddSingleton(Console.Get<CapQuery>()).AddSingleton(Console.Get<GuardQuery>()).AddSingleton(Console.Get<AgentQuery>()).AddSingleton(Console.Get<AgentCache>()).AddSingleton(Console.Get<AlertQuery>());
    }

    [Fact]
    public async Task Spend_shows_what_it_cost_by_what_and_what_has_no_price()
    {
        await TellAsync(Draft(TraceKind.ModelCall, "gpt-4.1", 1_500_000_000), Draft(TraceKind.ModelCall, "gpt-4.1", 500_000_000), Draft(TraceKind.ModelCall, "<b>x</b>", null));
        Go(Links.InsightsSpend + "?by=model");

        var page = Render<SpendPage>();

        await SeeAsync(() => Assert.Contains("2.00 USD", page.Find(".figure .value").TextContent, StringComparison.Ordinal));
        Assert.Contains("1 events", page.FindAll(".figure .value")[1].TextContent, StringComparison.Ordinal);
        Assert.StartsWith("33.3 % of model calls.", page.FindAll(".figure")[1].QuerySelectorAll(".secondary")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("model=gpt-4.1", page.Find("tbody a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(["gpt-4.1", "<b>x</b>"], page.Find("table").QuerySelectorAll("tbody tr td:first-child a").Select(cell => cell.TextContent));
        Assert.Contains("\"unit\":\"USD\"", page.Find("[data-chart]").GetAttribute("data-chart"), StringComparison.Ordinal);
        Assert.StartsWith("/runs?", page.Find("tbody a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cap_of_an_agent_is_drawn_where_its_days_are_shown_and_nowhere_else()
    {
        await Console.Get<RegisterAgentHandler>().HandleAsync(new(new Caller.Server(), JsonElement.Parse(A.Agent("capped").Capped("1.00", "7.50").Document())), CancellationToken.None);
        await TellAsync(Draft(TraceKind.ModelCall, "gpt-4.1", 1_500_000_000));
        await Console.Get<TraceIntake>().TakeAsync(A.AgentCaller("capped"), [new(1, Draft(TraceKind.ModelCall, "gpt-4.1", 2_000_000_000))], CancellationToken.None);

        Go(Links.InsightsSpend + "?range=30d&agent=capped");
        var page = Render<SpendPage>();
        await SeeAsync(() => Assert.Contains("\"caps\":[{\"word\":\"cap a day\",\"y\":7.5}]", page.Find("[data-chart]").GetAttribute("data-chart"), StringComparison.Ordinal));

        Go(Links.InsightsSpend + "?range=24h&agent=capped");
        await SeeAsync(() => Assert.Contains("\"caps\":[]", page.Find("[data-chart]").GetAttribute("data-chart"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_dearest_runs_stand_beside_what_their_agents_may_spend_on_one()
    {
        await Console.Get<RegisterAgentHandler>().HandleAsync(new(new Caller.Server(), JsonElement.Parse(A.Agent("capped").Capped("1.00", "7.50").Document())), CancellationToken.None);
        await TellAsync(Draft(TraceKind.ModelCall, "gpt-4.1", 1_500_000_000));
        await Console.Get<TraceIntake>().TakeAsync(A.AgentCaller("capped"), [new(1, Draft(TraceKind.ModelCall, "gpt-4.1", 250_000_000)), new(2, Draft(TraceKind.ModelCall, "gpt-4.1", 1_000_000_000) with { Run = "run-2" })], CancellationToken.None);
        Go(Links.InsightsSpend);

        var page = Render<SpendPage>();

        await SeeAsync(() => Assert.Equal(3, page.FindAll("[aria-label='Dearest runs as a table'] tbody tr").Count));
        var rows = page.FindAll("[aria-label='Dearest runs as a table'] tbody tr");
        Assert.Equal(["no cap", "100.0 %", "25.0 %"], rows.Select(row => row.QuerySelector("td:last-child")!.TextContent.Trim()));
        Assert.Equal(Links.RunStep("capped", "production", "run-2"), rows[1].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("25", rows[2].QuerySelector("rect")!.GetAttribute("width"));
    }

    [Fact]
    public async Task The_same_figures_stand_in_the_table_of_a_chart_and_lead_to_their_runs()
    {
        await TellAsync(Draft(TraceKind.ModelCall, "gpt-4.1", 1_500_000_000));
        Go(Links.InsightsSpend);
        var page = Render<SpendPage>();
        await SeeAsync(() => page.Find("details"));

        await page.Find("details").TriggerEventAsync("ontoggle", EventArgs.Empty);

        var cell = page.FindAll("details td a").Single(link => link.TextContent == "1.5");
        Assert.Contains($"agent={RefundAgent}", cell.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("from=2026-04-10T", Uri.UnescapeDataString(cell.GetAttribute("href")!), StringComparison.Ordinal);
        Assert.Contains("format=csv", page.Find("figcaption a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashboard_follows_what_happens()
    {
        Go(Links.InsightsTools);
        var page = Render<ToolsPage>();
        await SeeAsync(() => Assert.Contains("No tool was called in this time", page.Markup, StringComparison.Ordinal));

        await TellAsync(Draft(TraceKind.ToolCall, "crm.get", null) with { Outcome = TraceOutcome.Error, LatencyMs = 420 });

        await SeeAsync(() => Assert.Equal("crm.get", page.Find("tbody tr td").TextContent));
        Assert.Contains("100.0 %", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("fault_domain=tools", page.Find("tbody a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.StartsWith("/runs?tool=crm.get&", page.Find("tbody a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approvals_show_what_waits()
    {
        await RefundAsync("W-1");
        Go(Links.InsightsApprovals);

        var page = Render<ApprovalsPage>();

        await SeeAsync(() => Assert.Equal("1", page.Find(".figure .value").TextContent.Trim()));
        Assert.Contains(RefundAgent, page.Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Denials_say_what_would_appear_where_there_are_none()
    {
        Go(Links.InsightsDenials);

        var page = Render<DenialsPage>();

        await SeeAsync(() => Assert.Contains("Nothing was refused in this time", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outcomes_state_the_test_with_its_figures()
    {
        for (var at = 0; at < 12; at++)
        {
            var run = Run.Begin(RefundAgent, "production", $"run-{at}", Clock.GetUtcNow());
            await Console.Get<RunMomentsDesk>().StartedAsync(run, CancellationToken.None);
            run.TryEnd(at < 2 ? "resolved" : "failed", null, Clock.GetUtcNow());
            await Console.Get<RunMomentsDesk>().EndedAsync(run, CancellationToken.None);
        }

        Go(Links.InsightsOutcomes + "?share=0.85");
        var page = Render<OutcomesPage>();

        await SeeAsync(() => Assert.Contains("fallen", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Contains("16.7 % of 12", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("12 of 120 runs", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("O'Brien-Fleming", page.Find(".foot").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finance_records_a_baseline()
    {
        await SitDownAsync(await PersonAsync("Fin", Role.Finance));
        Go(Links.InsightsRoi);
        var page = Render<ReturnsPage>();
        await SeeAsync(() => page.Find("#baseline-workflow"));

        await page.Find("#baseline-workflow").ChangeAsync(new ChangeEventArgs { Value = "triage" });
        await page.Find("#baseline-cost").ChangeAsync(new ChangeEventArgs { Value = "many" });
        await page.Find("form.record").SubmitAsync();
        Assert.Contains("hold no number", page.Find(".fault").TextContent, StringComparison.Ordinal);
        await page.Find("#baseline-cost").ChangeAsync(new ChangeEventArgs { Value = "5.25" });
        await page.Find("form.record").SubmitAsync();

        await SeeAsync(() => Assert.Contains("was 5.25 USD", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Contains("Change", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_reads_a_baseline_and_has_no_way_to_change_it()
    {
        var finance = await PersonAsync("Fin", Role.Finance);
        await Console.Get<RecordBaselineHandler>().HandleAsync(finance, new("triage", null, 5_250_000_000, null, null, null, null, "Fin", Clock.GetUtcNow()), CancellationToken.None);
        Go(Links.InsightsRoi);

        var page = Render<ReturnsPage>();

        await SeeAsync(() => Assert.Contains("was 5.25 USD", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Change", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_begins_with_what_the_readers_role_looks_at()
    {
        await TellAsync(Draft(TraceKind.ToolCall, "crm.get", null) with { Outcome = TraceOutcome.Error });
        await SitDownAsync(await PersonAsync("Cal", Role.Oncall));
        Go(Links.Insights);

        var page = Render<OverviewPage>();

        await SeeAsync(() => Assert.Equal("What went wrong", page.Find(".stack > section").GetAttribute("aria-label")));
        Assert.Contains("run-1", page.Find(".runs li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_part_of_the_overview_is_there_for_every_role()
    {
        foreach (var role in Enum.GetValues<Role>())
            Assert.Equal(Enum.GetValues<OverviewPart>(), OverviewParts.Of(new HashSet<Role> { role }).Order());
        Assert.Equal(OverviewPart.Spend, OverviewParts.Of(new HashSet<Role> { Role.Finance })[0]);
    }

    [Fact]
    public async Task An_address_that_cannot_be_read_shows_the_usual_and_says_so()
    {
        Go(Links.InsightsTools + "?range=2w");

        var page = Render<ToolsPage>();

        await SeeAsync(() => Assert.Contains("range must be one of 1h, 6h, 24h, 7d, 30d.", page.Find(".notice").TextContent, StringComparison.Ordinal));
    }

    private void Go(string href) => Services.GetRequiredService<NavigationManager>().NavigateTo(href);

    private TraceDraft Draft(TraceKind kind, string what, long? nanos) => new()
    {
        At = Clock.GetUtcNow().AddMinutes(-3),
        Kind = kind,
        Run = "run-1",
        Outcome = TraceOutcome.Ok,
        Model = kind == TraceKind.ModelCall ? what : null,
        Tool = kind == TraceKind.ToolCall ? what : null,
        InputTokens = 10,
        OutputTokens = 1,
        ReportedUsdNanos = nanos,
    };

    private Task<IntakeOutcome> TellAsync(params TraceDraft[] drafts) =>
        Console.Get<TraceIntake>().TakeAsync(A.AgentCaller(RefundAgent), [.. drafts.Select((draft, at) => new NumberedDraft(at + 1, draft))], CancellationToken.None);
}
