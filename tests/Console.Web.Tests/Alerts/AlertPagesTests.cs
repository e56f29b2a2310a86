using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Alerts;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Tests.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Alerts;

public sealed class AlertPagesTests : ReviewStage
{
    private const string HostileTool = "<img src=x onerror=alert(1)>";
    private Caller.Person _cal = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _cal = await PersonAsync("Cal", Role.Oncall);
        Services.AddSingleton(Console.Get<AlertQuery>()).AddSingleton(Console.Get<AlertCourseQuery>()).AddSingleton(Console.Get<AnswerAlertHandler>()).AddSingleton(Console.Get<AlertRuleQuery>())
            .AddSingleton(Console.Get<AlertChannelQuery>()).AddSingleton(Console.Get<AlertBacktestQuery>()).AddSingleton(Console.Get<SaveAlertRuleHandler>()).AddSingleton(Console.Get<RemoveAlertRuleHandler>())
            .AddSingleton(Console.Get<AddAlertChannelHandler>()).AddSingleton(Console.Get<RemoveAlertChannelHandler>()).AddSingleton(Console.Get<StopQuery>()).AddSingleton(Console.Get<StopHandler>())
            .AddSingleton(Console.Get<ResumeHandler>()).AddSingleton(Console.Get<AgentRights>()).AddSingleton(Console.Get<ToolQuery>());
        await SitDownAsync(_cal);
    }

    [Fact]
    public async Task The_list_shows_what_is_open_and_the_address_says_what_else()
    {
        var open = await AlertAsync(AlertKind.DenialSpike, new(RefundAgent));
        var over = await AlertAsync(AlertKind.ToolErrors, new(Tool: HostileTool));
        Assert.IsType<AnswerAlertOutcome.Taken>(await Console.Get<AnswerAlertHandler>().HandleAsync(new(_cal, over.Id, new AlertAnswer.Resolve("fixed")), CancellationToken.None));

        Go(Links.Alerts);
        var page = Render<AlertsPage>();
        await SeeAsync(() => Assert.Equal(Links.Alert(open.Id.ToString()), Assert.Single(page.FindAll("tbody tr")).QuerySelector("a")!.GetAttribute("href")));
        Assert.Contains("31 denials of support", page.Find("tbody tr").TextContent, StringComparison.Ordinal);

        Go(new AlertsPageFilter(new(Status: AlertStatus.Resolved)).ToHref());
        await SeeAsync(() => Assert.Contains(HostileTool, Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("tbody img"));

        Go(new AlertsPageFilter(new(IsShadow: true)).ToHref());
        await SeeAsync(() => Assert.Contains("No alert is like that", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_alert_says_what_happened_since_when_what_lies_behind_it_and_what_to_do()
    {
        var alert = await AlertAsync(AlertKind.DenialSpike, new(RefundAgent));
        Go(Links.Alert(alert.Id.ToString()));

        var page = Render<AlertPage>();

        await SeeAsync(() => Assert.Contains("31 denials of support in 10 min", page.Markup, StringComparison.Ordinal));
        Assert.Equal(Links.RunStep(RefundAgent, "production", "run-7"), page.Find(".behind a").GetAttribute("href"));
        Assert.Equal("https://example.com/runbook", page.FindAll(".facts a").Select(link => link.GetAttribute("href")).Single(href => href!.StartsWith("https", StringComparison.Ordinal)));
        Assert.Equal(AlertAdvice.Of(AlertKind.DenialSpike).Count, page.FindAll(".next li").Count);
        Assert.Contains("controls", page.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("Stop…", page.Find(".page-head").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_on_call_looks_into_it_silences_and_resolves_it()
    {
        var alert = await AlertAsync(AlertKind.DenialSpike, new(RefundAgent));
        Go(Links.Alert(alert.Id.ToString()));
        var page = Render<AlertPage>();
        await SeeAsync(() => page.Find("#alert-acts"));

        await ClickAsync(page, "I look into it");
        await SeeAsync(() => Assert.Contains("acknowledged", page.Find(".page-head").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent == "I look into it");

        await ClickAsync(page, "Silence…");
        await page.Find("#silence-reason").ChangeAsync(new ChangeEventArgs { Value = "a drill" });
        await page.Find("section form").SubmitAsync();
        await SeeAsync(() => Assert.Contains("a drill", page.Find(".facts").TextContent, StringComparison.Ordinal));

        await ClickAsync(page, "Resolve…");
        await page.Find("#resolve-reason").ChangeAsync(new ChangeEventArgs { Value = "a rule was too strict" });
        await page.Find("section form").SubmitAsync();
        await SeeAsync(() => Assert.Contains("by Cal: a rule was too strict", page.Find(".facts").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#alert-acts"));
    }

    [Fact]
    public async Task A_reviewer_reads_it_and_has_nothing_to_say()
    {
        var alert = await AlertAsync(AlertKind.DenialSpike, new(RefundAgent));
        await SitDownAsync(Ben);
        Go(Links.Alert(alert.Id.ToString()));

        var page = Render<AlertPage>();

        await SeeAsync(() => Assert.Contains("31 denials", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#alert-acts"));
        Assert.Empty(page.FindAll("#alert-sent"));
    }

    [Fact]
    public async Task A_page_of_no_alert_says_so()
    {
        Go(Links.Alert("alr_nothing"));

        var page = Render<AlertPage>();

        await SeeAsync(() => Assert.Contains("There is no such alert", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rule_is_written_tested_kept_switched_and_removed()
    {
        Go(Links.AlertRules);
        var page = Render<AlertRulesPage>();
        await SeeAsync(() => Assert.Contains("No rule looks for anything", page.Markup, StringComparison.Ordinal));

        await ClickAsync(page, "New rule…");
        await page.Find("#rule-name").ChangeAsync(new ChangeEventArgs { Value = "Denials of support" });
        await page.Find("#rule-agent").ChangeAsync(new ChangeEventArgs { Value = RefundAgent });
        await page.Find("#rule-minimum").ChangeAsync(new ChangeEventArgs { Value = "many" });
        await page.Find("form").SubmitAsync();
        await SeeAsync(() => Assert.Contains("'minimum' must be a whole number", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        await page.Find("#rule-minimum").ChangeAsync(new ChangeEventArgs { Value = "8" });
        await ClickAsync(page, "What would it have done?");
        await SeeAsync(() => Assert.Contains("would have fired 0 times", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        await page.Find("form").SubmitAsync();
        await SeeAsync(() => Assert.Contains("would have fired 0 times last week", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Contains("8 or more in 10 min", page.Find("tbody tr").TextContent, StringComparison.Ordinal);

        await page.Find("tbody select").ChangeAsync(new ChangeEventArgs { Value = "Enforce" });
        await SeeAsync(() => Assert.Contains("fired 0 times last week", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Equal((AlertMode.Enforce, 8), await Console.ReadAsync(async db => await db.AlertRules.AsNoTracking().SingleAsync() is var rule ? (rule.Mode, rule.Minimum) : default));

        await ClickAsync(page, "Remove…");
        await ClickAsync(page, "Remove");
        await SeeAsync(() => Assert.Contains("No rule looks for anything", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_kind_has_other_figures()
    {
        Go(Links.AlertRules);
        var page = Render<AlertRulesPage>();
        await SeeAsync(() => page.Find(".page-head button"));
        await ClickAsync(page, "New rule…");

        await page.Find("#rule-kind").ChangeAsync(new ChangeEventArgs { Value = "CapNear" });

        Assert.Empty(page.FindAll("#rule-window, #rule-minimum, #rule-chance, #rule-tool"));
        Assert.Equal("80", page.Find("#rule-limit").GetAttribute("value"));
    }

    [Fact]
    public async Task A_reader_sees_what_rules_do_and_changes_none()
    {
        await RuleAsync(AlertKind.QueueAge);
        await SitDownAsync(Ben);
        Go(Links.AlertRules);

        var page = Render<AlertRulesPage>();

        await SeeAsync(() => Assert.Contains("15 min or longer", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("tbody button, tbody select"));
        Assert.DoesNotContain("Channels", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_is_removed_only_after_one_more_question()
    {
        var admin = await PersonAsync("Ada", Role.Admin);
        await SitDownAsync(admin);
        Assert.IsType<WebhookOutcome.Done>(await Console.Get<AddAlertChannelHandler>().HandleAsync(new(admin, BodyForm.Slack, "ops", "https://example.com/services/x"), CancellationToken.None));
        Go(Links.AlertRules);
        var page = Render<AlertRulesPage>();
        await SeeAsync(() => Assert.NotEmpty(page.FindAll("button[aria-label='Remove the channel ops…']")));

        await page.Find("button[aria-label='Remove the channel ops…']").ClickAsync(new());
        Assert.Single(await Console.Get<AlertChannelQuery>().ListAsync(CancellationToken.None));
        await page.Find("button.final").ClickAsync(new());

        await SeeAsync(() => Assert.Empty(page.FindAll("button[aria-label^='Remove the channel']")));
        Assert.Empty(await Console.Get<AlertChannelQuery>().ListAsync(CancellationToken.None));
    }

    private async Task<AlertRule> RuleAsync(AlertKind kind)
    {
        var rule = AlertRule.Of(AlertTerms.Usual("A rule", kind) with { Mode = AlertMode.Enforce, RunbookUrl = "https://example.com/runbook", Severity = AlertSeverity.Critical }, Clock.GetUtcNow());
        await Console.AddAsync(rule);
        return rule;
    }

    private async Task<Alert> AlertAsync(AlertKind kind, AlertScope scope)
    {
        var alert = Alert.Open(await RuleAsync(kind), new AlertFinding(scope, true, 31_000_000, 9_000_000, 400_000)
        {
            Evidence = [new(AlertEvidenceKind.Run, "run-7", RefundAgent, "production")],
        }, scope.KeyOf(kind), 1, Clock.GetUtcNow());
        await Console.AddAsync(alert);
        return alert;
    }

    private void Go(string href) => Services.GetRequiredService<NavigationManager>().NavigateTo(href);

    private static Task ClickAsync(IRenderedComponent<IComponent> page, string words) =>
        page.InvokeAsync(() => page.FindAll("button").First(button => button.TextContent == words).Click());
}
