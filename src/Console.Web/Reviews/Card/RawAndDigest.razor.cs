using AgentConsole.Domain.Proposals;
using AgentConsole.Web.Shell.Kit.Diff;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Card;

/// <summary>The bytes that the digest is of, and the key that goes from side by side to inline to raw and around.</summary>
public sealed partial class RawAndDigest
{
    private bool _isOpen;

    [Parameter, EditorRequired] public Proposal Proposal { get; set; } = null!;

    [Parameter] public DiffMode Mode { get; set; }

    [Parameter] public EventCallback<DiffMode> ModeChanged { get; set; }

    private bool HasDiff => Proposal.Snapshot is not null || Proposal.ClaimedBefore is not null || Proposal.ClaimedAfter is not null;

    private CardView Now => _isOpen ? CardView.Raw : Mode == DiffMode.Inline ? CardView.Inline : CardView.SideBySide;

    private CardView Next => Now switch
    {
        CardView.Raw => CardView.SideBySide,
        CardView.SideBySide when HasDiff => CardView.Inline,
        CardView.SideBySide or CardView.Inline => CardView.Raw,
    };

    private string NextWords => Next switch
    {
        CardView.Raw => "Show raw",
        CardView.Inline => "Show inline",
        CardView.SideBySide => HasDiff ? "Show side by side" : "Hide raw",
    };

    private async Task ShowNextAsync()
    {
        var next = Next;
        _isOpen = next == CardView.Raw;
        if (!_isOpen && HasDiff) await ModeChanged.InvokeAsync(next == CardView.Inline ? DiffMode.Inline : DiffMode.SideBySide);
    }
}
