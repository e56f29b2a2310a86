using AgentConsole.Domain.Policies;
using Xunit;
using static AgentConsole.Domain.Policies.PolicyVerb;
using static AgentConsole.Domain.Policies.PolicyVersionStatus;

namespace AgentConsole.Domain.Tests.Policies;

public sealed class PolicyTransitionsTests
{
    /// <summary>Every step there is; what is not listed is refused.</summary>
    private static readonly Dictionary<(PolicyVersionStatus, PolicyVerb), PolicyVersionStatus> Steps = new()
    {
        [(Draft, Save)] = Draft,
        [(Draft, StartShadow)] = Shadow,
        [(Draft, Publish)] = Live,
        [(Shadow, Save)] = Draft,
        [(Shadow, EndShadow)] = Draft,
        [(Shadow, Publish)] = Live,
        [(Live, Supersede)] = Retired,
        [(Retired, RollBack)] = Live,
    };

    public static TheoryData<PolicyVersionStatus, PolicyVerb> Pairs
    {
        get
        {
            var pairs = new TheoryData<PolicyVersionStatus, PolicyVerb>();
            foreach (var status in Enum.GetValues<PolicyVersionStatus>())
                foreach (var verb in Enum.GetValues<PolicyVerb>()) pairs.Add(status, verb);
            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Every_step_is_taken_or_refused_as_the_table_says(PolicyVersionStatus status, PolicyVerb verb) =>
        Assert.Equal(Steps.TryGetValue((status, verb), out var next) ? next : null, PolicyTransitions.Take(status, verb));
}
