using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>What an agent did on this day, in this run where one was named, and ever.</summary>
internal sealed record Tallies(ProposalTally Day, ProposalTally? Run, ProposalTally Ever)
{
    public void CountIntake(Proposal proposal)
    {
        Day.CountIntake(proposal, proposal.Status == ProposalStatus.Denied);
        Run?.CountIntake(proposal, proposal.Status == ProposalStatus.Denied);
        Run?.CountCall(proposal);
        Ever.CountIntake(proposal, proposal.Status == ProposalStatus.Denied);
    }

    /// <summary>The run has now asked for exactly this three times: it goes round in a circle.</summary>
    public bool IsThirdOfItsKind(Proposal proposal) => Run?.SameCalls(proposal.Tool, proposal.Digest) == LoopDetected.CallsMin;

    public void CountRelease(PolicyQuestion question)
    {
        Day.CountRelease(question.Contract, question.Facts);
        Run?.CountRelease(question.Contract, question.Facts);
        Ever.CountReach(question.Contract, question.Facts);
    }

    /// <summary>People let it go.</summary>
    public void CountApproval(PolicyQuestion question)
    {
        CountRelease(question);
        Ever.CountDecision(question.Contract.Name, isRefused: false);
    }

    /// <summary>People said no.</summary>
    public void CountRefusal(Proposal proposal)
    {
        Ever.CountDecision(proposal.Tool, isRefused: true);
        Run?.CountEnd(CallEnd.Refused);
    }

    /// <summary>The question with what went before.</summary>
    public PolicyQuestion Tell(PolicyQuestion question) => question with
    {
        Today = Day.HistoryFor(question.Contract.Name, question.Facts.Currency),
        Run = Run?.HistoryFor(question.Contract.Name, question.Facts.Currency) ?? ProposalHistory.None,
    };
}
