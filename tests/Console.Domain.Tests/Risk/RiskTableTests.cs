using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Risk;
using Xunit;

namespace AgentConsole.Domain.Tests.Risk;

public sealed class RiskTableTests
{
    [Fact]
    public void A_table_is_read_as_it_was_written()
    {
        var read = RiskTable.Parse(JsonElement.Parse(RiskTable.Default.ToJson()), out var faults);

        Assert.Empty(faults);
        Assert.Equal(RiskTable.Default.ToJson(), read!.ToJson());
        Assert.Equal(1, read.Version);
    }

    [Fact]
    public void Points_are_taken_from_the_table()
    {
        var table = Parse(document => document["points"]!["write"] = 1, document => document["version"] = 7);

        Assert.Equal((7, 1), (table.Table!.Version, table.Table.PointsOf(RiskWeight.Write)));
    }

    [Fact]
    public void Every_fault_is_named_by_its_place()
    {
        var (table, faults) = Parse(
            document => document["version"] = 0,
            document => document["points"]!.AsObject().Remove("secrets"),
            document => document["points"]!["wriite"] = 3,
            document => document["points"]!["external"] = 101,
            document => document["points"]!["loop"] = 1.5,
            document => document["money"]![0]!.AsObject().Remove("below"),
            document => document["comment"] = "x");

        Assert.Null(table);
        Assert.Equal(
            [("/comment", "unknown_member"), ("/money/0/below", "required"), ("/points/external", "out_of_range"), ("/points/loop", "type"), ("/points/secrets", "required"), ("/points/wriite", "unknown_member"), ("/version", "out_of_range")],
            faults.Select(fault => (fault.Pointer, fault.Code)).Order());
    }

    [Fact]
    public void More_money_cannot_be_made_worth_less()
    {
        Assert.Equal(["/money/1/points", "/money/2/below"], Pointers(document => document["money"]![1]!["points"] = 1, document => document["money"]![2]!["below"] = 50));
        Assert.Equal(["/money/5/below"], Pointers(document => document["money"]![5]!["below"] = 9_000));
        Assert.Equal(["/points/money_unknown"], Pointers(document => document["points"]!["money_unknown"] = 14));
    }

    [Fact]
    public void The_graver_cannot_be_made_worth_less()
    {
        Assert.Equal(["/points/irreversible"], Pointers(document => document["points"]!["irreversible"] = 0));
        Assert.Equal(["/points/unknown_name", "/points/untrusted_name"], Pointers(document => document["points"]!["trusted_name"] = 90));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"version":1,"points":{},"money":[]}""")]
    [InlineData("""{"version":1,"points":[],"money":{}}""")]
    public void What_is_no_table_is_refused(string json)
    {
        Assert.Null(RiskTable.Parse(JsonElement.Parse(json), out var faults));
        Assert.NotEmpty(faults);
    }

    private static IEnumerable<string> Pointers(params Action<JsonNode>[] changes) => Parse(changes).Faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal);

    private static (RiskTable? Table, IReadOnlyList<Domain.Fault> Faults) Parse(params Action<JsonNode>[] changes)
    {
        var document = JsonNode.Parse(RiskTable.Default.ToJson())!;
        foreach (var change in changes) change(document);
        return (RiskTable.Parse(JsonElement.Parse(document.ToJsonString()), out var faults), faults);
    }
}
