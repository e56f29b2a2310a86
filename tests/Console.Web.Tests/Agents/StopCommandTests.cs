using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using AgentConsole.Web.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Web.Tests.Agents;

public sealed class StopCommandTests
{
    [Fact]
    public async Task An_agent_is_stopped_once_and_the_second_time_is_told_so()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using (var console = await TestConsole.StartAsync(database)) await console.AddAsync(A.Agent("support").Build());

        var stopped = await StopAsync(database, "support");
        var again = await StopAsync(database, "support");

        Assert.Equal((0, 0), (stopped.Exit, again.Exit));
        Assert.StartsWith("Stopped: ", Assert.Single(stopped.Output), StringComparison.Ordinal);
        Assert.Contains("had stopped it already", Assert.Single(again.Output), StringComparison.Ordinal);
        await using var after = await TestConsole.StartAsync(database);
        var entry = Assert.Single(await after.ReadAsync(db => db.LedgerEntries.ToListAsync()), entry => entry.Subject == "stop:agent:support");
        Assert.Equal("server", entry.Actor);
    }

    [Fact]
    public async Task An_agent_that_is_not_there_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        var typed = await StopAsync(database, "nobody");

        Assert.Equal((1, 0, "There is no such agent or tool.\n"), (typed.Exit, typed.Output.Length, typed.Error));
    }

    [Fact]
    public async Task Everything_is_stopped_and_resumed()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        var stopped = await Typed.RunAsync("stop", "--everything", "--reason", "odd", "--data", database.Options.DataFolder);
        var resumed = await Typed.RunAsync("resume", "--everything", "--reason", "over", "--data", database.Options.DataFolder);
        var again = await Typed.RunAsync("resume", "--everything", "--reason", "over", "--data", database.Options.DataFolder);

        Assert.Equal((0, 0, 1), (stopped.Exit, resumed.Exit, again.Exit));
        Assert.StartsWith("Resumed: ", Assert.Single(resumed.Output), StringComparison.Ordinal);
    }

    private static Task<Typed> StopAsync(TestDatabase database, string agent) =>
        Typed.RunAsync("stop", agent, "--reason", "it does odd things", "--data", database.Options.DataFolder);
}
