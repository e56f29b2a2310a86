using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Tools.Executions;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Tools.Executions;

/// <summary>On a proposal's page: what the console runs of it, and the question how it ended where nobody knows.</summary>
public sealed partial class ExecutionPanel
{
    private Execution? _execution;
    private int _version;

    [Inject] public required ExecutionQuery Query { get; init; }

    [Parameter, EditorRequired] public Proposal Proposal { get; set; } = null!;

    [Parameter] public bool CanDecide { get; set; }

    [Parameter] public bool MayResolve { get; set; }

    private bool IsShown => Proposal.Status == ProposalStatus.Unknown || (Proposal.Executes == Executor.Console && Proposal.DecidedAt is not null) || _execution is not null;

    protected override async Task OnParametersSetAsync()
    {
        // It changes with its proposal, except while it waits for its turn.
        if (Proposal.Executes != Executor.Console || (_version == Proposal.Version && _execution is not { Status: ExecutionStatus.Waiting })) return;
        _execution = await Query.OfAsync(Proposal.Id, CancellationToken.None);
        _version = Proposal.Version;
    }
}
