using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Testing.Builders;
using AgentConsole.Web.Tests.Reviews;
using AgentConsole.Web.Tools.Executions;
using Bunit;
using Xunit;

namespace AgentConsole.Web.Tests.Tools.Executions;

public sealed class ExecutionsPageTests : ReviewStage
{
    [Fact]
    public async Task An_empty_page_says_how_executions_come_about()
    {
        var page = Render<ExecutionsPage>();

        await SeeAsync(() => Assert.Contains("executes: console", page.Find(".empty").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_nobody_knows_the_end_of_is_resolved_with_a_note_by_whoever_may()
    {
        var proposal = await LostAsync();
        await SitDownAsync(await PersonAsync("Olga", Role.Oncall));
        var page = Render<ExecutionsPage>();
        await SeeAsync(() => page.Find(".unknown textarea"));
        Assert.All(page.FindAll(".resolve button"), button => Assert.True(button.HasAttribute("disabled")));

        await page.InvokeAsync(() => page.Find(".unknown textarea").Input("Seen at the bank."));
        await ClickAsync(page, ".resolve button:not([disabled])");

        await SeeAsync(() => Assert.Empty(page.FindAll(".unknown")));
        Assert.Equal(ProposalStatus.Succeeded, (await FindAsync(proposal.Id)).Status);
    }

    [Fact]
    public async Task Who_may_not_resolve_sees_it_and_finds_no_button()
    {
        await LostAsync();

        var page = Render<ExecutionsPage>();

        await SeeAsync(() => Assert.Contains("run by the agent", page.Find(".unknown").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".resolve"));
    }

    private async Task<Proposal> LostAsync()
    {
        var proposal = await RefundAsync("W-1");
        await DecideAsync(Ben, proposal, DecisionKind.Approve);
        var outcome = await Console.Get<ReportResultHandler>().HandleAsync(
            new(A.AgentCaller(RefundAgent), proposal.Id, ProposalVerb.LoseTrack, """{"status":"unknown"}"""), CancellationToken.None);
        Assert.IsType<OwnProposalOutcome.Done>(outcome);
        return proposal;
    }
}
