using AgentConsole.Testing;
using AgentConsole.Web.Shell.Replay;
using Xunit;

namespace AgentConsole.Web.Tests.Shell.Replay;

/// <summary>What real agents asked for, played through the public API.</summary>
public sealed class TauRetailTests
{
    [Fact]
    public async Task Every_recorded_call_becomes_a_proposal_or_a_refusal_and_the_ledger_is_whole()
    {
        var outcome = await Replayed.PlayAsync(
            Repository.PathOf("samples", "data", "tau-retail.jsonl.gz"), Repository.PathOf("samples", "data", "tau-retail-tools.json"), ReplayReviewer.None);

        Assert.Equal(309, outcome.Tally.Runs);
        Assert.Equal(2396, outcome.Tally.Calls);
        Assert.Equal(0, outcome.Tally.ServerErrors);
        Assert.Equal(2396, outcome.Tally.Recorded + outcome.Tally.Refused.Values.Sum());
        Assert.Equal(outcome.Tally.Recorded, outcome.Tally.Allowed + outcome.Tally.Asked + outcome.Tally.Denied.Values.Sum());
        Assert.Equal("whole", outcome.Ledger);
        Assert.True(outcome.IsGood);
    }

    [Fact]
    public async Task With_no_policy_set_a_person_is_asked_about_each()
    {
        var outcome = await Replayed.PlayAsync(
            Repository.PathOf("samples", "data", "tau-retail.jsonl.gz"), Repository.PathOf("samples", "data", "tau-retail-tools.json"), ReplayReviewer.None, runs: 20);

        Assert.Equal(outcome.Tally.Calls, outcome.Tally.Asked);
    }
}
