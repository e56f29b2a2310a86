using AgentConsole.Domain.Alerts;
using Xunit;
using static AgentConsole.Domain.Alerts.AlertStatus;
using static AgentConsole.Domain.Alerts.AlertVerb;

namespace AgentConsole.Domain.Tests.Alerts;

public sealed class AlertTransitionsTests
{
    /// <summary>Every pair that leads somewhere, written a second time by hand; all others are refused.</summary>
    private static readonly Dictionary<(AlertStatus, AlertVerb), AlertStatus> Table = new()
    {
        [(Open, Acknowledge)] = Acknowledged,
        [(Silenced, Acknowledge)] = Acknowledged,
        [(Open, Silence)] = Silenced,
        [(Acknowledged, Silence)] = Silenced,
        [(Silenced, Silence)] = Silenced,
        [(Silenced, Wake)] = Open,
        [(Open, Resolve)] = Resolved,
        [(Acknowledged, Resolve)] = Resolved,
        [(Silenced, Resolve)] = Resolved,
        [(Resolved, Reopen)] = Open,
    };

    public static TheoryData<AlertStatus, AlertVerb> EveryPair
    {
        get
        {
            var pairs = new TheoryData<AlertStatus, AlertVerb>();
            foreach (var status in Enum.GetValues<AlertStatus>())
                foreach (var verb in Enum.GetValues<AlertVerb>()) pairs.Add(status, verb);
            return pairs;
        }
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Exactly_these_verbs_lead_somewhere(AlertStatus status, AlertVerb verb) =>
        Assert.Equal(Table.TryGetValue((status, verb), out var next) ? next : null, AlertTransitions.Take(status, verb));
}
