using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Reviews;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews;

/// <summary>One word on what is left of the batch, once each of it was opened as it is; the server asks all of that again.</summary>
public sealed partial class BatchBar
{
    private bool _asks;
    private bool _isBusy;

    /// <summary>What waits in the batch.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<QueueRow> Rows { get; set; } = [];

    [Parameter, EditorRequired] public IReadOnlySet<ProposalId> Opened { get; set; } = new HashSet<ProposalId>();

    [Parameter, EditorRequired] public bool CanAct { get; set; }

    [Parameter, EditorRequired] public Func<DecisionKind, ReasonCode?, IReadOnlyList<QueueRow>, Task> Speak { get; set; } = null!;

    private bool IsUnlocked => Rows.All(row => Opened.Contains(row.Proposal.Id));

    protected override void OnParametersSet() => _asks &= IsUnlocked;

    private async Task SpeakAsync(DecisionKind kind, ReasonCode? reason)
    {
        if (!CanAct || _isBusy) return;
        (_isBusy, _asks) = (true, false);
        try
        {
            await Speak(kind, reason, Rows);
        }
        finally
        {
            _isBusy = false;
        }
    }
}
