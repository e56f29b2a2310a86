using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>What somebody says went wrong.</summary>
public abstract record FailureSubject
{
    /// <summary>A run by its agent's own name for it; whose it is where several agents have one of that name.</summary>
    public sealed record OfRun(string Name, string? Agent, string? Environment) : FailureSubject;

    public sealed record OfProposal(ProposalId Id) : FailureSubject;

    /// <summary>What a rule found about one agent.</summary>
    public sealed record OfAlert(AlertId Id) : FailureSubject;

    private FailureSubject() { }
}
