using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Shell.Kit.Diff;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Card;

/// <summary>What is proposed, in the server's own reading first and the agent's words last.</summary>
public sealed partial class ReviewCard
{
    private ElementReference _sentence;

    [Parameter, EditorRequired] public ReviewSheet Sheet { get; set; } = null!;

    /// <summary>By the step of the run: the proposal whose result was read there.</summary>
    [Parameter] public IReadOnlyDictionary<int, ProposalId>? Sources { get; set; }

    [Parameter] public DiffMode Mode { get; set; }

    [Parameter] public EventCallback<DiffMode> ModeChanged { get; set; }

    /// <summary>Who is reading it, beside the time that is left.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Puts the focus on the sentence when the card comes up.</summary>
    [Parameter] public bool TakesFocus { get; set; }

    private Proposal Proposal => Sheet.Proposal;

    private bool IsProduction => Domain.Access.EnvironmentName.IsProduction(Proposal.Environment);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && TakesFocus) await _sentence.FocusAsync();
    }
}
