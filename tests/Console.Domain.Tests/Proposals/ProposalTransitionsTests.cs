using AgentConsole.Domain.Proposals;
using Xunit;
using static AgentConsole.Domain.Proposals.ProposalStatus;
using static AgentConsole.Domain.Proposals.ProposalVerb;

namespace AgentConsole.Domain.Tests.Proposals;

public sealed class ProposalTransitionsTests
{
    /// <summary>The life of a proposal as the product describes it; what does not stand here must be refused.</summary>
    private static readonly Dictionary<(ProposalStatus, ProposalVerb), ProposalStatus> Life = new()
    {
        [(Pending, Hold)] = Holding,
        [(Pending, Release)] = Released,
        [(Pending, Edit)] = Pending,
        [(Pending, Reject)] = Rejected,
        [(Pending, SendBack)] = SentBack,
        [(Pending, Expire)] = Expired,
        [(Pending, Withdraw)] = Withdrawn,
        [(Pending, Freeze)] = Frozen,
        [(Holding, Release)] = Released,
        [(Holding, Undo)] = Pending,
        [(Holding, Expire)] = Expired,
        [(Holding, Withdraw)] = Withdrawn,
        [(Holding, Freeze)] = Frozen,
        [(Holding, Revoke)] = Revoked,
        [(Frozen, Thaw)] = Pending,
        [(Frozen, Withdraw)] = Withdrawn,
        [(Released, Redeem)] = Running,
        [(Released, Revoke)] = Revoked,
        [(Released, Succeed)] = Succeeded,
        [(Released, Fail)] = Failed,
        [(Released, LoseTrack)] = ProposalStatus.Unknown,
        [(Running, Succeed)] = Succeeded,
        [(Running, Fail)] = Failed,
        [(Running, LoseTrack)] = ProposalStatus.Unknown,
        [(ProposalStatus.Unknown, Succeed)] = Succeeded,
        [(ProposalStatus.Unknown, Fail)] = Failed,
    };

    public static TheoryData<ProposalStatus, ProposalVerb> EveryPair
    {
        get
        {
            var pairs = new TheoryData<ProposalStatus, ProposalVerb>();
            foreach (var status in Enum.GetValues<ProposalStatus>())
                foreach (var verb in Enum.GetValues<ProposalVerb>()) pairs.Add(status, verb);
            return pairs;
        }
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Every_verb_in_every_status_leads_where_the_product_says_or_is_refused(ProposalStatus status, ProposalVerb verb) =>
        Assert.Equal(Life.TryGetValue((status, verb), out var next) ? next : null, ProposalTransitions.Take(status, verb));

    [Theory, MemberData(nameof(EveryStatus))]
    public void A_status_is_final_exactly_if_nothing_leads_out_of_it(ProposalStatus status) =>
        Assert.Equal(!Enum.GetValues<ProposalVerb>().Any(verb => ProposalTransitions.Take(status, verb) is not null), ProposalTransitions.IsFinal(status));

    [Theory, MemberData(nameof(EveryStatus))]
    public void Nothing_runs_that_was_not_released(ProposalStatus status)
    {
        Assert.Equal(status == Released, ProposalTransitions.Take(status, Redeem) is not null);
        Assert.Equal(status is Pending or Holding, ProposalTransitions.Take(status, Release) is not null);
    }

    public static TheoryData<ProposalStatus> EveryStatus => [.. Enum.GetValues<ProposalStatus>()];
}
