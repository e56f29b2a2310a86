using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Tools.Executions;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Tools.Executions;

/// <summary>Takes the word of a person on how a proposal ended.</summary>
public sealed partial class ResolvePanel
{
    private string _note = "";
    private string? _lost;
    private bool _isBusy;

    [Inject] public required ResolveProposalHandler Handler { get; init; }

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [Parameter, EditorRequired] public ProposalId Id { get; set; }

    [Parameter] public bool CanDecide { get; set; }

    [Parameter] public EventCallback OnResolved { get; set; }

    private string NoteId => $"note-{Id}";

    private bool CanAct => CanDecide && !_isBusy && _note.Trim().Length > 0;

    private async Task ResolveAsync(ProposalVerb verb)
    {
        if (!CanAct) return;
        _isBusy = true;
        try
        {
            if (await Callers.FindAsync(CancellationToken.None) is not { } caller)
            {
                _lost = "Your sign-in has ended. Nothing was recorded.";
                return;
            }

            var outcome = await Handler.HandleAsync(new(caller, Id, verb, _note), CancellationToken.None);
            _lost = outcome is ResolveProposalOutcome.Resolved ? null : ExecutionWords.Sentence(outcome);
            if (_lost is not null) return;
            Toasts.Say(ExecutionWords.Sentence(outcome), Tone.Ok);
            await OnResolved.InvokeAsync();
        }
        finally
        {
            _isBusy = false;
        }
    }
}
