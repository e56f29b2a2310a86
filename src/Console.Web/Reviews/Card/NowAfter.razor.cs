using AgentConsole.Domain.Proposals;
using AgentConsole.Web.Shell.Kit.Diff;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Card;

/// <summary>What is there and what would be: read by the server where the contract has a preview, otherwise the agent's claim and called so.</summary>
public sealed partial class NowAfter
{
    private IReadOnlyList<DiffField> _before = [];
    private IReadOnlyList<DiffField> _after = [];

    [Parameter, EditorRequired] public Proposal Proposal { get; set; } = null!;

    /// <summary>The contract says how to read the target.</summary>
    [Parameter] public bool HasPreview { get; set; }

    [Parameter] public DiffMode Mode { get; set; }

    [Parameter] public EventCallback<DiffMode> ModeChanged { get; set; }

    private bool HasSnapshot => Proposal.Snapshot is not null;

    private bool HasClaim => Proposal.ClaimedBefore is not null || Proposal.ClaimedAfter is not null;

    private string Source => HasSnapshot ? "read by this console" : "the agent's claim, not checked";

    private string BeforeTitle => HasSnapshot ? "Now, as read" : "Now, claimed";

    private string AfterTitle => HasClaimedAfter ? "After, claimed" : "After: not known";

    private bool HasClaimedAfter => Proposal.ClaimedAfter is not null;

    private string Nothing => HasPreview
        ? "The target was not read, and the agent claims no before and after."
        : "The tool's contract has no preview, and the agent claims no before and after.";

    protected override void OnParametersSet()
    {
        _before = StateFields.Of(Proposal.Snapshot ?? Proposal.ClaimedBefore);
        // Without a claim nothing is known of the other side; to show it as removed would be a claim of ours.
        _after = Proposal.ClaimedAfter is { } after ? StateFields.Of(after) : _before;
    }
}
