using AgentConsole.Domain.Provenance;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Runs;

public sealed class RunQueryTests
{
    [Theory, EveryDatabase]
    public async Task A_run_is_shown_step_by_step_what_it_read_and_what_it_proposed(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);
        await console.BeginAsync("Refund W-1");
        var proposal = await console.ProposeInRunAsync("key-1", HallwayConsole.Arguments);
        await console.ReadAsync("web.get", "a page");

        var sheet = await console.Get<RunQuery>().OfAsync(HallwayConsole.Agent.Name, HallwayConsole.Agent.Environment, RunConsole.Run, default);

        Assert.Equal(new (int, ReadingKind?, AgentConsole.Domain.Proposals.ProposalId?)[] { (1, ReadingKind.Goal, null), (2, null, proposal.Id), (3, ReadingKind.Tool, null) }, sheet!.Steps.Select(step => (step.Step, step.Kind, step.Proposal)));
        Assert.Null(await console.Get<RunQuery>().OfAsync("somebody-else", HallwayConsole.Agent.Environment, RunConsole.Run, default));
    }
}
