using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Risk;

public sealed class SaveRiskTableTests
{
    private static readonly Caller.Person Security = A.Person("Sam Security", Role.Security);

    [Theory, EveryDatabase]
    public async Task A_new_version_scores_at_once_and_each_proposal_keeps_the_one_that_scored_it(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var before = await console.ProposedAsync("key-1");

        var saved = Assert.IsType<SaveRiskTableOutcome.Saved>(await SaveAsync(console, 1, table => table["points"]!["write"] = 20, "writes hurt more"));
        var after = await console.ProposedAsync("key-2");

        Assert.Equal((2, false), (saved.Table.Version, saved.IsSame));
        Assert.Equal((1, 2), (before.RiskTableVersion, after.RiskTableVersion));
        Assert.Equal(20 - RiskTable.Default.PointsOf(RiskWeight.Write), after.RiskScore - before.RiskScore);
        Assert.Equal((1, before.RiskScore), ((await console.RowAsync(before.Id)).RiskTableVersion, (await console.RowAsync(before.Id)).RiskScore));
    }

    [Theory, EveryDatabase]
    public async Task Every_version_is_in_the_ledger_with_what_changed(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);

        await SaveAsync(console, 1, table => table["points"]!["write"] = 20, "writes hurt more");

        var entry = Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "risk_table_changed");
        Assert.Equal(("risk_table:2", Security.Actor), (entry.Subject, entry.Actor));
        var sheet = await console.Get<RiskTableQuery>().OfAsync(default);
        Assert.Equal([2, 1], sheet.Versions.Select(version => version.Number));
        Assert.Equal([$"write {RiskTable.Default.PointsOf(RiskWeight.Write)} > 20"], sheet.Versions[0].Changes);
        Assert.Equal("writes hurt more", sheet.Versions[0].Note);
        Assert.Null(sheet.Versions[1].SavedAt);
    }

    [Theory, EveryDatabase]
    public async Task What_is_not_what_was_read_any_more_is_refused(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await SaveAsync(console, 1, table => table["points"]!["write"] = 20);

        var late = Assert.IsType<SaveRiskTableOutcome.Changed>(await SaveAsync(console, 1, table => table["points"]!["write"] = 21));
        var same = Assert.IsType<SaveRiskTableOutcome.Saved>(await SaveAsync(console, 2, table => table["points"]!["write"] = 20));

        Assert.Equal((2, true, 2), (late.Version, same.IsSame, same.Table.Version));
        Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "risk_table_changed");
    }

    [Theory, EveryDatabase]
    public async Task Of_eight_that_save_at_once_one_wins(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => SaveAsync(console, 1, table => table["points"]!["write"] = 1 + number)));

        Assert.Single(outcomes, outcome => outcome is SaveRiskTableOutcome.Saved);
        Assert.Equal(7, outcomes.Count(outcome => outcome is SaveRiskTableOutcome.Changed { Version: 2 }));
    }

    [Theory, EveryDatabase]
    public async Task Nobody_but_security_saves_and_nothing_without_sense_is_saved(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);

        foreach (var other in Enum.GetValues<Role>().Where(role => role != Role.Security))
            Assert.IsType<SaveRiskTableOutcome.Refused>(await SaveAsync(console, 1, table => table["points"]!["write"] = 20, caller: A.Person("Other", other)));
        var malformed = Assert.IsType<SaveRiskTableOutcome.Malformed>(await SaveAsync(console, 1, table => table["points"]!["irreversible"] = 1));

        Assert.Equal("/points/irreversible", Assert.Single(malformed.Faults).Pointer);
        Assert.Equal(RiskTable.Default.Version, console.Get<RiskTableCache>().Current.Version);
    }

    [Theory, EveryDatabase]
    public async Task Another_node_hears_of_it(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await using var other = await HallwayConsole.NodeAsync(console.Database, console.Clock);

        await SaveAsync(console, 1, table => table["points"]!["write"] = 20);
        await other.Get<RiskTableCache>().ReloadAsync(default);

        Assert.Equal((2, 20), (other.Get<RiskTableCache>().Current.Version, other.Get<RiskTableCache>().Current.PointsOf(RiskWeight.Write)));
    }

    private static Task<SaveRiskTableOutcome> SaveAsync(TestConsole console, int seen, Action<JsonNode> change, string? note = null, Caller? caller = null)
    {
        var table = JsonNode.Parse(RiskTable.Default.ToJson())!;
        change(table);
        return console.Get<SaveRiskTableHandler>().HandleAsync(new(caller ?? Security, seen, JsonSerializer.SerializeToElement(table), note), default);
    }
}
