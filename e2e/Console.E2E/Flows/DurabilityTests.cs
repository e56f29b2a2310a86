using System.Collections.Concurrent;
using System.Text.Json;
using AgentConsole.E2E.Fixtures;
using Xunit;

namespace AgentConsole.E2E.Flows;

public sealed class DurabilityTests(SharedBrowser browser) : Flow(browser)
{
    private const int Clients = 8;
    private const int Rounds = 3;

    [Fact]
    public async Task A_console_that_is_killed_under_load_has_lost_nothing_that_it_acknowledged()
    {
        var console = await ServeAsync();
        var acknowledged = new ConcurrentDictionary<string, string>();
        var dice = new Random(20_260_410);

        for (var round = 0; round < Rounds; round++)
        {
            if (round > 0) console = await ServeAgainAsync(console);
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var (before, wanted) = (acknowledged.Count, dice.Next(20, 120));
            var clients = Enumerable.Range(0, Clients).Select(client => Task.Run(() => LoadAsync(console.Address, $"W-{round}-{client}", acknowledged, () =>
            {
                if (acknowledged.Count >= before + wanted) enough.TrySetResult();
            }))).ToList();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(120));
            await console.KillAsync();
            await Task.WhenAll(clients);
        }

        console = await ServeAgainAsync(console);
        using var agent = new AgentClient(console.Address, Scene.AgentKey);
        foreach (var (id, state) in acknowledged)
        {
            var kept = (await agent.ReadAsync(id)).GetProperty("state").GetString();
            Assert.True(kept == state || state == "pending", $"{id} was acknowledged as {state} and is {kept}");
        }

        var (exitCode, output, error) = await Executable.RunAsync(console.Folder, null, "ledger", "verify", "--data", console.Folder);
        Assert.True(exitCode == 0, output + error);
    }

    /// <summary>Proposes and decides in turn until the console is gone; what was answered is noted at once. Each order is its own: one rejected over and over would be a retry storm.</summary>
    private static async Task LoadAsync(Uri address, string orders, ConcurrentDictionary<string, string> acknowledged, Action onAcknowledged)
    {
        using var agent = new AgentClient(address, Scene.AgentKey);
        using var reviewer = new AgentClient(address, Scene.Rita.Token);
        try
        {
            for (var turn = 0; ; turn++)
            {
                var proposal = await agent.ProposeRefundAsync($"{orders}-{turn}", 10 + turn);
                var id = proposal.GetProperty("id").GetString()!;
                Note(id, "pending");
                var (decision, state) = turn % 2 == 0 ? ("approve", "released") : ("reject", "rejected");
                if (turn % 3 != 2 && await reviewer.DecideAsync(proposal, decision, "not_needed") == 200) Note(id, state);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or JsonException or TaskCanceledException)
        {
            // The answer that was under way was never given: it promises nothing.
        }

        void Note(string id, string state)
        {
            acknowledged[id] = state;
            onAcknowledged();
        }
    }
}
