using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Testing.Builders;
using AgentConsole.Web.Runs;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Tests.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Runs;

public sealed class RunPageTests : ReviewStage
{
    private void UseRuns()
    {
        Services.AddSingleton(Console.Get<RunQuery>());
        Services.AddSingleton(Console.Get<RunsQuery>());
        Services.AddSingleton(Console.Get<TraceTokens>());
        Services.AddSingleton(Console.Get<AgentCache>());
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
}
