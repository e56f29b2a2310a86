using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>What an agent did on this day, and in this run where one was named.</summary>
internal sealed record Tallies(ProposalTally Day, ProposalTally? Run)
{
    public void CountIntake(Proposal proposal)
    {
        Day.CountIntake(proposal, proposal.Status == ProposalStatus.Denied);
        Run?.CountIntake(proposal, proposal.Status == ProposalStatus.Denied);
    }

    public void CountRelease(PolicyQuestion question)
    {
        Day.CountRelease(question.Contract, question.Facts);
        Run?.CountRelease(question.Contract, question.Facts);
    }

    /// <summary>The question with what went before.</summary>
    public PolicyQuestion Tell(PolicyQuestion question) => question with
    {
        Today = Day.HistoryFor(question.Contract.Name, question.Facts.Currency),
        Run = Run?.HistoryFor(question.Contract.Name, question.Facts.Currency) ?? ProposalHistory.None,
    };
}
