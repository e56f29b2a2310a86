using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tests.Runs;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Proposals;

public sealed class LoopDetectedTests
{
    private const string Other = """{"order_id":"W-2","amount":120.5}""";

    [Theory, EveryDatabase]
    public async Task The_third_time_a_run_asks_for_the_very_same_it_is_written_down_once(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);
        await console.ProposeInRunAsync("key-1", HallwayConsole.Arguments);
        await console.ProposeInRunAsync("key-2", HallwayConsole.Arguments);
        await console.ProposeInRunAsync("key-3", Other);
        Assert.Empty(await LoopsAsync(console));

        var third = await console.ProposeInRunAsync("key-4", HallwayConsole.Arguments);
        await console.ProposeInRunAsync("key-5", HallwayConsole.Arguments);

        var loop = Assert.Single(await LoopsAsync(console));
        Assert.Equal("agent:" + HallwayConsole.Agent.Name, loop.Subject);
        Assert.Contains(third.Id.ToString(), loop.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain(RunConsole.Run, loop.Payload, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task The_same_in_different_runs_or_in_none_is_no_loop(DatabaseProvider provider)
    {
        await using var console = await RunConsole.StartAsync(provider);

        foreach (var (key, run) in ((string, string?)[])[("key-1", "run-1"), ("key-2", "run-2"), ("key-3", "run-3"), ("key-4", null), ("key-5", null), ("key-6", null)])
            await console.ProposeInRunAsync(key, HallwayConsole.Arguments, run: run);

        Assert.Empty(await LoopsAsync(console));
    }

    private static async Task<IReadOnlyList<Domain.Ledger.LedgerEntry>> LoopsAsync(TestConsole console) =>
        [.. (await console.WholeLedgerAsync()).Where(entry => entry.Kind == "loop_detected")];
}
