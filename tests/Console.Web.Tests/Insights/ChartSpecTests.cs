using System.Text.Json;
using AgentConsole.Web.Shell.Kit;
using Xunit;

namespace AgentConsole.Web.Tests.Insights;

public sealed class ChartSpecTests
{
    [Fact]
    public void A_name_keeps_its_hue_and_no_two_share_one_while_there_are_six()
    {
        var hues = ChartSpec.HuesOf(["f", "e", "d", "c", "b", "a"]);

        Assert.Equal(ChartSpec.HuesOf(["a"])["a"], hues["a"]);
        Assert.Equal([1, 2, 3, 4, 5, 6], hues.Values.Order());
    }

    [Fact]
    public void A_point_leads_to_its_own_time_or_name()
    {
        var series = new ChartSeries("x", 1, [], "/runs?agent=a%26b&from={from}&to={to}");
        var times = new ChartSpec("t", "u", ChartShape.Stacks, [series], TimeSpan.FromHours(1));
        Assert.Equal("/runs?agent=a%26b&from=2026-11-26T03%3A00%3A00Z&to=2026-11-26T04%3A00%3A00Z", times.HrefOf(series, new("2026-11-26T03:00:00Z", 1)));

        var named = new ChartSeries("x", 1, [new("no rule", 1, "/runs?fault_domain=controls")]);
        var ranking = new ChartSpec("t", "u", ChartShape.Ranking, [named]);
        Assert.Equal("/runs?fault_domain=controls", ranking.HrefOf(named, named.Points[0]));
        Assert.Contains("\"hrefs\":[\"/runs?fault_domain=controls\"]", ranking.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_hide_or_turn_a_text_around_is_not_drawn()
    {
        var spec = new ChartSpec("t", "u", ChartShape.Ranking, [new("a\u202eb\u0000c\u0300\u200d" + new string('x', 100), 1, [new("n", null)])]);

        var name = JsonDocument.Parse(spec.ToJson()).RootElement.GetProperty("series")[0].GetProperty("name").GetString()!;
        Assert.StartsWith("abcx", name, StringComparison.Ordinal);
        Assert.Equal((48, true), (name.Length, spec.IsEmpty));
    }
}
