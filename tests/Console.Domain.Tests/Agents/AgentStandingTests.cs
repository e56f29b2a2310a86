using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Tools;
using Xunit;

namespace AgentConsole.Domain.Tests.Agents;

public sealed class AgentStandingTests
{
    private static readonly AgentStanding Good = new()
    {
        Agent = "a",
        Tool = "t",
        Environment = "production",
        IsAgentKnown = true,
        IsInManifest = true,
        IsToolKnown = true,
        IsToolInEnvironment = true,
        Stage = Stage.Autonomous,
        HasDri = true,
        SideEffect = SideEffect.Irreversible,
    };

    [Fact]
    public void Whoever_is_allowed_everything_is_allowed() => Assert.Equal(VerdictKind.Allow, Good.Answer().Kind);

    [Fact]
    public void What_is_not_known_is_denied() =>
        Assert.Equal("agent_unknown", new AgentStanding { Agent = "a", Tool = "t", Environment = "e" }.Answer().Code);

    [Theory]
    [InlineData(StopScope.Agent, "The agent a is stopped.")]
    [InlineData(StopScope.Tool, "The tool t is stopped.")]
    [InlineData(StopScope.Everything, "Everything is stopped.")]
    public void A_stop_comes_before_everything_and_may_be_tried_again(StopScope scope, string reason)
    {
        var answer = (Good with { StoppedBy = scope, IsAgentKnown = false }).Answer();

        Assert.Equal((VerdictKind.Deny, "stopped", true, reason), (answer.Kind, answer.Code, answer.IsRetryable, answer.Reason));
    }

    [Fact]
    public void Each_refusal_has_its_code()
    {
        Assert.Equal("agent_unknown", (Good with { IsAgentKnown = false }).Answer().Code);
        Assert.Equal("not_in_manifest", (Good with { IsInManifest = false }).Answer().Code);
        Assert.Equal("tool_unknown", (Good with { IsToolKnown = false }).Answer().Code);
        Assert.Equal("wrong_environment", (Good with { IsToolInEnvironment = false }).Answer().Code);
    }

    [Fact]
    public void What_leaves_the_limits_is_named_with_its_place()
    {
        var answer = (Good with { LimitFaults = [new("/amount", "maximum", "…")] }).Answer();

        Assert.Equal((VerdictKind.Deny, "outside_manifest_limits"), (answer.Kind, answer.Code));
        Assert.Contains("/amount (maximum)", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_faults_make_no_long_reason()
    {
        var faults = Enumerable.Range(0, 50).Select(number => new Fault($"/{new string('x', 100)}{number}", "type", "…")).ToList();

        Assert.InRange((Good with { LimitFaults = faults }).Answer().Reason.Length, 1, 1_000);
    }

    [Fact]
    public void Without_a_person_who_answers_for_it_an_agent_only_proposes()
    {
        var answer = (Good with { HasDri = false }).Answer();

        Assert.Equal((VerdictKind.Review, "no_dri", 1), (answer.Kind, answer.Rule, answer.ApprovalsNeeded));
    }

    [Theory]
    [InlineData(Stage.Propose, SideEffect.Read, "dev", false)]
    [InlineData(Stage.Propose, SideEffect.Write, "dev", false)]
    [InlineData(Stage.Propose, SideEffect.Irreversible, "dev", false)]
    [InlineData(Stage.ReadOnly, SideEffect.Read, "production", true)]
    [InlineData(Stage.ReadOnly, SideEffect.Write, "dev", false)]
    [InlineData(Stage.ReadOnly, SideEffect.Irreversible, "dev", false)]
    [InlineData(Stage.StagingWrites, SideEffect.Read, "production", true)]
    [InlineData(Stage.StagingWrites, SideEffect.Write, "staging", true)]
    [InlineData(Stage.StagingWrites, SideEffect.Write, "production", false)]
    [InlineData(Stage.StagingWrites, SideEffect.Write, "prod", false)]
    [InlineData(Stage.StagingWrites, SideEffect.Write, "live-eu", false)]
    [InlineData(Stage.StagingWrites, SideEffect.Irreversible, "staging", false)]
    [InlineData(Stage.NarrowProductionWrites, SideEffect.Write, "production", true)]
    [InlineData(Stage.NarrowProductionWrites, SideEffect.Irreversible, "staging", false)]
    [InlineData(Stage.Autonomous, SideEffect.Irreversible, "production", true)]
    public void A_stage_reaches_so_far_and_beyond_it_a_person_is_asked(Stage stage, SideEffect effect, string environment, bool isReached)
    {
        var answer = (Good with { Stage = stage, SideEffect = effect, Environment = environment }).Answer();

        Assert.Equal(isReached ? VerdictKind.Allow : VerdictKind.Review, answer.Kind);
        if (!isReached) Assert.Equal(("stage_ceiling", 1), (answer.Rule, answer.ApprovalsNeeded));
    }
}
