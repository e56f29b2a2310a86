using AgentConsole.Domain.Telemetry;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Telemetry;

public sealed class RunTriageTests
{
    [Fact]
    public void The_run_that_exceeds_its_peers_in_everything_stands_out_most_and_says_in_what()
    {
        var triage = RunTriage.Of([.. Enumerable.Range(1, 9).Select(run => new TriageFigures(run, "triage", run, 0, 100)), new(10, "triage", 50, 4, 900)]);

        Assert.Equal(10, triage.MaxBy(pair => pair.Value.Score).Key);
        Assert.Equal(["model calls", "errors and denials", "tokens written"], triage[10].Why);
    }

    [Fact]
    public void Runs_are_compared_with_their_own_peers_alone()
    {
        TriageFigures[] own = [new(1, "a", 3, 0, 0), new(2, "a", 4, 1, 0)];

        Assert.Equal(RunTriage.Of(own)[2].Score, RunTriage.Of([.. own, .. Enumerable.Range(10, 20).Select(run => new TriageFigures(run, "b", 1_000, 50, 0))])[2].Score);
    }

    [Fact]
    public void Tokens_that_few_tell_do_not_make_those_stand_out_who_do() =>
        Assert.DoesNotContain("tokens written", RunTriage.Of([new(1, "a", 1, 0, 900), new(2, "a", 1, 0, 0), new(3, "a", 1, 0, 0)])[1].Why);

    [Fact]
    public void More_of_anything_never_makes_a_run_stand_out_less() => Prop.ForAll(
        Gen.Choose(0, 20).Three().ListOf().Where(list => list.Count > 1).ToArbitrary(), rows =>
        {
            var runs = rows.Select((row, at) => new TriageFigures(at, "a", row.Item1, row.Item2, row.Item3 + 1)).ToList();
            var more = runs.ToList();
            more[0] = more[0] with { ModelCalls = more[0].ModelCalls + 1, Wrongs = more[0].Wrongs + 1, OutputTokens = more[0].OutputTokens + 1 };
            return RunTriage.Of(more)[0].Score >= RunTriage.Of(runs)[0].Score;
        }).QuickCheckThrowOnFailure();
}
