using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Web.Runs;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Tests.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Runs;

public sealed class RunPageTests : ReviewStage
{
    private void UseRuns()
    {
        Services.AddSingleton(Console.Get<RunQuery>());
        Services.AddSingleton(Console.Get<RunsQuery>());
        Services.AddSingleton(Console.Get<RunProposalsQuery>());
        Services.AddSingleton(Console.Get<ContractCache>());
        Services.AddSingleton(Console.Get<CapQuery>());
        Services.AddSingleton(Console.Get<TraceTokens>());
        Services.AddSingleton(Console.Get<AgentCache>());
        Services.AddSingleton(Console.Get<AlertQuery>());
        Services.AddSingleton(Console.Get<StopQuery>());
        Services.AddSingleton(Console.Get<StopHandler>());
        Services.AddSingleton(Console.Get<ResumeHandler>());
        Services.AddSingleton(Console.Get<AgentRights>());
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Console.Get<TraceStorePreparer>().PrepareAsync(StoreUse.Make, CancellationToken.None);
    }

    [Fact]
    public async Task An_engineer_reads_what_went_wrong_and_goes_to_the_first_wrong_step()
    {
        UseRuns();
        var agent = A.AgentCaller(RefundAgent);
        await Console.Get<TraceIntake>().TakeAsync(agent, [.. Enumerable.Range(0, 5).Select(at => new NumberedDraft(at + 1, new TraceDraft
        {
            At = Clock.GetUtcNow().AddSeconds(at), Kind = TraceKind.ToolCall, Tool = at == 3 ? "crm.<b>update</b>" : "crm.get", Run = "run-9",
            Outcome = at == 3 ? TraceOutcome.Error : TraceOutcome.Ok, ErrorType = at == 3 ? "timeout" : null, ReportedUsdNanos = 1_000_000,
        }))], CancellationToken.None);
        Services.GetRequiredService<NavigationManager>().NavigateTo(Links.RunStep(RefundAgent, "production", "run-9"));

        var page = Render<RunPage>();

        await SeeAsync(() => Assert.Contains("First wrong step: 4,", page.Find(".story").TextContent, StringComparison.Ordinal));
        Assert.Contains("crm.<b>update</b>", page.Find(".story .strong").TextContent, StringComparison.Ordinal);
        Assert.Equal("0.005\u00a0USD", page.Find(".run-facts .money").TextContent);
        await page.Find("input[type=search]").InputAsync(new ChangeEventArgs { Value = "status:error" });
        Assert.Contains("1 of 5 events", page.Find("#filter-help").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_sees_in_which_step_a_value_was_read_and_never_the_text()
    {
        UseRuns();
        var agent = A.AgentCaller(RefundAgent);
        await Console.Get<StartRunHandler>().HandleAsync(new(agent, "run/7", [new(ReadingKind.Goal, null, "Refund order W-1")]), CancellationToken.None);
        await Console.Get<ObserveHandler>().HandleAsync(new(agent, "run/7", new(ReadingKind.Tool, "web.get", "sensitive words")), CancellationToken.None);
        var proposal = await RefundAsync("W-1", adjust: command => command with { RunId = "run/7" });

        Services.GetRequiredService<NavigationManager>().NavigateTo(Links.RunStep(RefundAgent, "production", "run/7"));
        var page = Render<RunPage>();

        await SeeAsync(() => Assert.Contains("untrusted", page.Find("#step-2").TextContent, StringComparison.Ordinal));
        Assert.Equal(Links.Proposal(proposal.Id.ToString()), page.Find("#step-3 a").GetAttribute("href"));
        Assert.DoesNotContain("sensitive", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_nobody_has_heard_of_is_told_as_such()
    {
        UseRuns();
        Services.GetRequiredService<NavigationManager>().NavigateTo(Links.RunStep("nobody", "production", "nothing"));

        var page = Render<RunPage>();

        await SeeAsync(() => Assert.Contains("Nobody has heard of this run", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_agent_is_stopped_from_the_page_of_its_run()
    {
        UseRuns();
        await SitDownAsync(await PersonAsync("Cal", Role.Oncall));
        await TellAsync(1);
        Go();
        var page = Render<RunPage>();

        await ClickAsync(page, ".page-head button.danger");
        await SeeAsync(() => page.Find("#stop-agent-reason"));
        await page.Find("#stop-agent-reason").InputAsync(new ChangeEventArgs { Value = "it repeats itself" });
        await ClickAsync(page, "#stop-agent .final");

        await SeeAsync(() => Assert.Contains("agent stopped", page.Find(".page-head").TextContent, StringComparison.Ordinal));
        Assert.Equal(RefundAgent, Assert.Single(await Console.Get<StopQuery>().InForceAsync(CancellationToken.None)).Name);
    }

    [Fact]
    public async Task The_runbook_of_an_open_alert_on_the_agent_is_one_click_away_and_no_other_is()
    {
        UseRuns();
        await TellAsync(1);
        await AlertAsync(new(RefundAgent, Environment: "staging"), "https://example.com/staging");
        Go();
        var page = Render<RunPage>();
        await SeeAsync(() => page.Find(".story"));
        Assert.DoesNotContain("Runbook", page.Find(".page-head").TextContent, StringComparison.Ordinal);

        await AlertAsync(new(RefundAgent), "https://example.com/runbook");
        page = Render<RunPage>();

        await SeeAsync(() => Assert.Equal("https://example.com/runbook", page.FindAll(".page-head a").Single(link => link.TextContent == "Runbook").GetAttribute("href")));
    }

    [Fact]
    public async Task The_keys_of_the_page_press_its_buttons_and_are_listed()
    {
        UseRuns();
        await TellAsync(3, wrongAt: 2);
        Go();
        var page = Render<RunPage>();

        await SeeAsync(() => Assert.Contains("event=", page.Find("[data-key=e]").GetAttribute("href"), StringComparison.Ordinal));
        Assert.NotNull(page.Find("[data-key=d]"));
        Assert.Equal("run-keys", page.Find("[data-key='?']").GetAttribute("data-open-dialog"));
        Assert.Equal(["D", "E", "Shift", "Esc", "?"], page.FindAll("#run-keys dt kbd").Select(key => key.TextContent));
    }

    [Fact]
    public async Task A_run_of_more_events_than_are_read_shows_its_latest_and_what_comes_after()
    {
        UseRuns();
        const int Count = TelemetryLimits.StoryEventsMax + 500;
        await TellAsync(Count);
        Go();
        var page = Render<RunPage>();

        await SeeAsync(() => Assert.Contains("20,500 tool calls", page.Find(".story").TextContent, StringComparison.Ordinal));
        Assert.Contains("Of its 20,500 events the first 15,000 and the latest 5,000 are read", page.Markup, StringComparison.Ordinal);
        Assert.Contains("It is still running.", page.Find(".story").TextContent, StringComparison.Ordinal);
        Assert.Contains("20.5", page.Find(".run-facts .money").TextContent, StringComparison.Ordinal);

        await TellAsync(1, from: Count, wrongAt: Count);

        await SeeAsync(() => Assert.Contains($"First wrong step: {Count + 1}", page.Find(".story").TextContent, StringComparison.Ordinal));
        Assert.Contains("Of its 20,501 events", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_shows_its_entry_in_the_ledger_its_digest_and_its_policy_as_rows()
    {
        var one = Told(TraceKind.Policy) with { Proposal = "p-1", Detail = new LedgerDetail(42, "sha-256:9f2c", "refunds", "3").ToDetail() };

        var panel = Render<EventPanel>(parameters => parameters.Add(it => it.Event, one).Add(it => it.Step, 1).Add(it => it.CloseHref, "/run"));

        Assert.Equal("/ledger?before=43", panel.FindAll(".facts a").Single(link => link.TextContent == "entry 42").GetAttribute("href"));
        Assert.Contains("sha-256:9f2c", panel.Find(".facts").InnerHtml, StringComparison.Ordinal);
        Assert.Contains("refunds@3", panel.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll(".scroll"));
    }

    [Fact]
    public void What_was_looked_up_is_listed_and_what_is_kept_is_told_as_it_is()
    {
        var one = Told(TraceKind.Retrieval) with { Detail = """{"args":{"email":"h:00"},"retrieval":{"index":"kb-prod","doc_ids":["KB-1821","<i>KB-2</i>"]}}""" };

        var panel = Render<EventPanel>(parameters => parameters.Add(it => it.Event, one).Add(it => it.Step, 1).Add(it => it.CloseHref, "/run"));

        Assert.Equal(["KB-1821", "<i>KB-2</i>"], panel.FindAll(".documents li").Select(id => id.TextContent.Trim()));
        Assert.Contains("h:00", panel.Find(".scroll").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("KB-1821", panel.Find(".scroll").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("written down", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_decided_is_told_in_the_story_on_the_bar_and_beside_the_event()
    {
        UseRuns();
        var proposal = await RefundAsync("W-1", adjust: command => command with { RunId = "run-9" });
        Clock.Advance(TimeSpan.FromSeconds(220));
        await DecideAsync(Ana, proposal, DecisionKind.Reject, ReasonCode.WrongTarget);
        Go();

        var page = Render<RunPage>();

        await SeeAsync(() => Assert.Contains("First wrong step: 2, billing.refund was rejected by Ana: wrong target, after 3 min 40 s.", page.Find(".story").TextContent, StringComparison.Ordinal));
        var bar = page.Find(".bar.people");
        Assert.Equal(("people: rejected by Ana: wrong target, after 3 min 40 s", "rejected by Ana"), (bar.GetAttribute("aria-label"), bar.QuerySelector(".name")!.TextContent));
        Services.GetRequiredService<NavigationManager>().NavigateTo(bar.GetAttribute("href")!);
        page = Render<RunPage>();
        await SeeAsync(() => Assert.Equal("rejected by Ana: wrong target, after 3 min 40 s", page.Find("[aria-label=Event] .facts dd:nth-of-type(2)").TextContent));
        var run = Assert.Single(await Console.Get<RunsQuery>().ListAsync(new(), null, 10, CancellationToken.None));
        Assert.DoesNotContain(await Console.Get<RunsQuery>().EventsAsync(run.Id, null, 10, CancellationToken.None), one => one.ToString().Contains("Ana", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobodys_word_is_told_while_others_are_still_to_speak()
    {
        UseRuns();
        var proposal = await RefundAsync("W-1", adjust: command => command with { RunId = "run-9" });
        await Console.Get<ConsoleTransaction>().RunAsync(async (db, inner) =>
        {
            (await db.Proposals.SingleAsync(row => row.Id == proposal.Id, inner)).Ask([ApprovalClause.Of(2, [Role.Reviewer])]);
            return true;
        }, CancellationToken.None);
        await DecideAsync(Ben, proposal, DecisionKind.Approve);
        Go();
        var page = Render<RunPage>();
        await SeeAsync(() => Assert.Contains("voted", page.Find(".events-table").TextContent, StringComparison.Ordinal));
        foreach (var told in (string[])["Ben", "approved by", "approve "]) Assert.DoesNotContain(told, page.Markup, StringComparison.Ordinal);

        await DecideAsync(Ana, proposal, DecisionKind.Approve);

        await SeeAsync(() => Assert.Contains("was approved by Ana, after", page.Find(".story").TextContent, StringComparison.Ordinal));
        Assert.Contains("was approved by Ben.", page.Find(".story").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_a_person_is_a_bar_of_its_own_and_policy_says_the_risk()
    {
        UseRuns();
        var proposal = await RefundAsync("W-1", adjust: command => command with { RunId = "run-9" });
        Clock.Advance(TimeSpan.FromSeconds(70));
        Go();

        var page = Render<RunPage>();

        await SeeAsync(() => Assert.Equal($"review {proposal.RiskScore}", page.Find(".bar.policy .name").TextContent));
        Assert.Equal("waiting", page.Find(".bar.people .name").TextContent);
        Assert.StartsWith("1 min 1", page.Find(".bar.people .took").GetAttribute("data-text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_shows_what_its_proposal_asks_for_as_far_as_the_contract_lets_it()
    {
        UseRuns();
        await Seed.ToolAsync(Seed.RefundTool.Replace("\"version\":1", "\"version\":2,\"redact\":[\"/email\"]", StringComparison.Ordinal));
        var proposal = await RefundAsync("W-1", ",\"email\":\"x@example.com\"", command => command with { RunId = "run-9" });
        Go();
        var page = Render<RunPage>();
        await SeeAsync(() => page.Find(".bar.policy"));

        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find(".bar.policy").GetAttribute("href")!);
        page = Render<RunPage>();

        await SeeAsync(() => Assert.Contains("W-1", page.Find("[aria-label=Event]").TextContent, StringComparison.Ordinal));
        var panel = page.Find("[aria-label=Event]");
        var asked = panel.QuerySelectorAll(".asked dt").Zip(panel.QuerySelectorAll(".asked dd"), (name, value) => (name.TextContent, value.TextContent.Trim())).ToDictionary();
        Assert.Equal(("120", "W-1"), (asked["amount"], asked["order_id"]));
        Assert.StartsWith("h:", asked["email"], StringComparison.Ordinal);
        Assert.Equal(Links.Proposal(proposal.Id.ToString()), panel.QuerySelectorAll("a").Single(link => link.TextContent == "reveal on the proposal").GetAttribute("href"));
        Assert.Equal(Links.ToolVersion("billing.refund", 2), panel.QuerySelectorAll("a").Single(link => link.TextContent == "v2").GetAttribute("href"));
        Assert.StartsWith($"risk {proposal.RiskScore} of 100", panel.QuerySelector(".risk")!.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_of_another_agent_that_an_event_names_is_not_shown()
    {
        UseRuns();
        var other = await DeletionAsync("A-1");
        await Console.Get<TraceIntake>().TakeAsync(A.AgentCaller(RefundAgent), [new(1, new TraceDraft { At = Clock.GetUtcNow(), Kind = TraceKind.ToolCall, Tool = "crm.get", Run = "run-9", Proposal = other.Id.ToString() })], CancellationToken.None);
        Go();
        var page = Render<RunPage>();
        await SeeAsync(() => page.Find(".bar.tool"));

        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find(".bar.tool").GetAttribute("href")!);
        page = Render<RunPage>();

        await SeeAsync(() => page.Find("[aria-label=Event]"));
        Assert.DoesNotContain("What it asks for", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_that_move_here_with_their_trace_are_not_missed()
    {
        UseRuns();
        await TellSpansAsync(Span("guessed", "t-1", 0));
        await TellAsync(1);
        Go();
        var page = Render<RunPage>();
        await SeeAsync(() => Assert.Contains("1 tool call,", page.Find(".story").TextContent, StringComparison.Ordinal));

        await TellSpansAsync(Span("root", "t-1", 1) with { Run = "run-9" });

        await SeeAsync(() => Assert.Contains("3 of 3 events", page.Find("#filter-help").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_was_opened_by_a_trace_follows_it_to_its_run()
    {
        UseRuns();
        await TellSpansAsync(Span("guessed", "t-1", 0));
        Services.GetRequiredService<NavigationManager>().NavigateTo(Links.RunStep(RefundAgent, "production", TraceId("t-1")));
        var page = Render<RunPage>();
        await SeeAsync(() => Assert.Contains("1 of 1 events", page.Find("#filter-help").TextContent, StringComparison.Ordinal));

        await TellSpansAsync(Span("root", "t-1", 1) with { Run = "run-9" });

        await SeeAsync(() => Assert.Contains("Run run-9", page.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.Contains("2 of 2 events", page.Find("#filter-help").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cap_in_the_header_is_the_one_in_force()
    {
        UseRuns();
        await Console.Get<RegisterAgentHandler>().HandleAsync(new(new Caller.Server(), JsonElement.Parse(A.Agent("capped").Capped("1.00", "7.50").Document())), CancellationToken.None);
        await Console.AddAsync(new BudgetRaise
        {
            Id = RaiseId.New(Clock.GetUtcNow()),
            Budget = BudgetId.OfAgent("capped").ToString(),
            Period = CapPeriod.Run,
            AmountNanos = 500_000_000,
            Reason = "end of month",
            RaisedById = Ana.Id,
            RaisedByName = "Ana",
            RaisedAt = Clock.GetUtcNow(),
            Until = Clock.GetUtcNow().AddHours(1),
        });
        await Console.Get<TraceIntake>().TakeAsync(A.AgentCaller("capped"), [new(1, new TraceDraft { At = Clock.GetUtcNow(), Kind = TraceKind.ToolCall, Tool = "crm.get", Run = "run-9", ReportedUsdNanos = 1_400_000_000 })], CancellationToken.None);
        Services.GetRequiredService<NavigationManager>().NavigateTo(Links.RunStep("capped", "production", "run-9"));

        var page = Render<RunPage>();

        await SeeAsync(() => Assert.Contains("of 1.50", page.Find(".run-facts").TextContent, StringComparison.Ordinal));
        Assert.Equal("cap 1.50 USD", page.Find(".cap-word").TextContent);
    }

    [Fact]
    public void What_took_time_says_on_its_bar_how_long_and_for_how_much()
    {
        var layout = TimelineLayout.Of([Told(TraceKind.ModelCall) with { Model = "gpt-4.1", LatencyMs = 2_000, CostNanos = 10_000_000, CostSource = CostSource.Priced }]);

        var bar = Render<Timeline>(parameters => parameters.Add(it => it.Layout, layout).Add(it => it.HrefOf, id => "/run")).Find(".bar");

        Assert.Equal("gpt-4.1", bar.QuerySelector(".name")!.TextContent);
        Assert.Equal("2 s", bar.QuerySelector(".took")!.GetAttribute("data-text"));
        Assert.Equal("0.01 USD", bar.QuerySelector(".cost")!.GetAttribute("data-text"));
    }

    [Fact]
    public void The_cap_is_drawn_at_the_edge_where_it_lies_far_above_what_was_spent()
    {
        var layout = TimelineLayout.Of([Told(TraceKind.ModelCall) with { Model = "gpt-4.1", LatencyMs = 2_000, CostNanos = 10_000_000, CostSource = CostSource.Priced }]);

        var far = Render<Timeline>(parameters => parameters.Add(it => it.Layout, layout).Add(it => it.CapNanos, 5_000_000_000).Add(it => it.HrefOf, id => "/run"));
        Assert.Equal("cap 5.00 USD, far above", far.Find(".cap-word").TextContent);
        Assert.Equal("1", far.Find("line.cap").GetAttribute("y1"));

        var near = Render<Timeline>(parameters => parameters.Add(it => it.Layout, layout).Add(it => it.CapNanos, 20_000_000).Add(it => it.HrefOf, id => "/run"));
        Assert.Equal("cap 0.02 USD", near.Find(".cap-word").TextContent);
        Assert.Equal("model: gpt-4.1, took 2 s, 0.01 USD", near.Find(".bar").GetAttribute("aria-label"));
    }

    private void Go() => Services.GetRequiredService<NavigationManager>().NavigateTo(Links.RunStep(RefundAgent, "production", "run-9"));

    private async Task TellAsync(int count, int from = 0, int wrongAt = -1)
    {
        foreach (var part in Enumerable.Range(from, count).Chunk(7_000))
        {
            await Console.Get<TraceIntake>().TakeAsync(A.AgentCaller(RefundAgent), [.. part.Select(at => new NumberedDraft(at + 1, new TraceDraft
            {
                At = Clock.GetUtcNow().AddSeconds(at - TelemetryLimits.StoryEventsMax - 600), Kind = TraceKind.ToolCall, Tool = "crm.get", Run = "run-9", ReportedUsdNanos = 1_000_000,
                Outcome = at == wrongAt ? TraceOutcome.Error : TraceOutcome.Ok,
            }))], CancellationToken.None);
        }
    }

    private Task<IntakeOutcome> TellSpansAsync(params TraceDraft[] spans) =>
        Console.Get<TraceIntake>().TakeAsync(A.AgentCaller(RefundAgent), [.. spans.Select((span, at) => new NumberedDraft(at + 1, span))], CancellationToken.None);

    private static string TraceId(string trace) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(trace)))[..32];

    private TraceDraft Span(string span, string trace, int second) =>
        new() { At = Clock.GetUtcNow().AddSeconds(second), Kind = TraceKind.Step, Name = span, TraceId = TraceId(trace), SpanId = TraceId(span)[..16] };

    private async Task AlertAsync(AlertScope scope, string runbook)
    {
        var rule = AlertRule.Of(AlertTerms.Usual("A rule", AlertKind.DenialSpike) with { Mode = AlertMode.Enforce, RunbookUrl = runbook }, Clock.GetUtcNow());
        await Console.AddAsync(rule);
        await Console.AddAsync(Alert.Open(rule, new AlertFinding(scope, true, 31_000_000, 9_000_000, 400_000), scope.KeyOf(AlertKind.DenialSpike), 1, Clock.GetUtcNow()));
    }

    private TraceEvent Told(TraceKind kind) => new()
    {
        Id = 1,
        Agent = RefundAgent,
        Environment = "production",
        Run = "run-9",
        At = Clock.GetUtcNow(),
        ReceivedAt = Clock.GetUtcNow(),
        Kind = kind,
        Outcome = TraceOutcome.Ok,
    };
}
