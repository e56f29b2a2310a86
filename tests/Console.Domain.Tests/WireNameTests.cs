using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using Xunit;

namespace AgentConsole.Domain.Tests;

public sealed class WireNameTests
{
    private static readonly Type[] Named = [.. typeof(WireName).Assembly.GetTypes().Where(type => type is { IsEnum: true, IsPublic: true })];

    [Theory]
    [InlineData(Stage.NarrowProductionWrites, "narrow_production_writes")]
    [InlineData(Stage.ReadOnly, "read_only")]
    public void A_stage_is_spelled_as_in_documents(Stage stage, string name) => Assert.Equal(name, WireName.Of(stage));

    [Theory]
    [InlineData(ProposalStatus.SentBack, "sent_back")]
    [InlineData(ProposalStatus.Pending, "pending")]
    public void A_status_is_spelled_as_on_the_wire(ProposalStatus status, string name) => Assert.Equal(name, WireName.Of(status));

    [Fact]
    public void Every_named_value_reads_back_as_itself()
    {
        Assert.True(Named.Length > 10);
        Assert.All(Named, type => typeof(WireNameTests).GetMethod(nameof(ReadsBack), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("Write")]
    [InlineData("WRITE")]
    [InlineData(" write")]
    [InlineData("read,write")]
    [InlineData("delete")]
    public void Any_other_text_is_no_name(string? text)
    {
        Assert.False(WireName.TryParse<SideEffect>(text, out _));
        if (text is not null) Assert.Throws<FormatException>(() => WireName.Parse<SideEffect>(text));
    }

    [Fact]
    public void The_same_number_of_two_types_keeps_two_names()
    {
        Assert.Equal("read", WireName.Of((SideEffect)0));
        Assert.Equal("allow", WireName.Of((VerdictKind)0));
    }

    private static void ReadsBack<T>() where T : struct, Enum
    {
        var names = Enum.GetValues<T>().Select(value =>
        {
            Assert.Equal(value, WireName.Parse<T>(WireName.Of(value)));
            return WireName.Of(value);
        }).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z0-9]+(_[a-z0-9]+)*$", name));
    }
}
