using AgentConsole.Domain.Provenance;
using AgentConsole.Infrastructure.Runs;
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
    [Fact]
    public async Task A_reviewer_sees_in_which_step_a_value_was_read_and_never_the_text()
    {
        Services.AddSingleton(Console.Get<RunQuery>());
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
        Services.AddSingleton(Console.Get<RunQuery>());
        Services.GetRequiredService<NavigationManager>().NavigateTo(Links.RunStep("nobody", "production", "nothing"));

        var page = Render<RunPage>();

        await SeeAsync(() => Assert.Contains("Nobody has heard of this run", page.Markup, StringComparison.Ordinal));
    }
}
