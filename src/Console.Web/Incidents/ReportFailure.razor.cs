using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Incidents;

/// <summary>The button that reports that a run, what a proposal did, or what a rule found, went wrong.</summary>
public sealed partial class ReportFailure
{
    private (string, string, string?, ProposalId?, AlertId?)? _about;
    private IncidentId? _open;
    private bool _mayReport;
    private bool _isSending;

    [Inject] public required ReportFailureHandler Handler { get; init; }

    [Inject] public required IncidentQuery Query { get; init; }

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Parameter, EditorRequired] public string Agent { get; set; } = "";

    [Parameter] public string Environment { get; set; } = "";

    /// <summary>The run's name; null where only a proposal is known.</summary>
    [Parameter] public string? Run { get; set; }

    /// <summary>Given: the failure is this proposal's.</summary>
    [Parameter] public ProposalId? Proposal { get; set; }

    /// <summary>Given: the failure is what a rule found.</summary>
    [Parameter] public AlertId? Alert { get; set; }

    /// <summary>Whether the page is live.</summary>
    [Parameter, EditorRequired] public bool CanDecide { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        _mayReport = await Callers.FindAsync(CancellationToken.None) is { } caller && caller.May(Permission.ReportFailures);
        // The page around it is drawn again and again; what it is about stays.
        var about = (Agent, Environment, Run, Proposal, Alert);
        if (_about == about) return;
        _about = about;
        _open = await Query.OpenAboutAsync(Agent, Environment, Run, Proposal, Alert, CancellationToken.None);
    }

    private async Task ReportAsync()
    {
        if (!CanDecide || _isSending || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _isSending = true;
        try
        {
            FailureSubject what = (Proposal, Alert) switch
            {
                ({ } proposal, _) => new FailureSubject.OfProposal(proposal),
                (_, { } alert) => new FailureSubject.OfAlert(alert),
                _ => new FailureSubject.OfRun(Run ?? "", Agent, Environment),
            };
            var outcome = await Handler.HandleAsync(new(caller, what), CancellationToken.None);
            Toasts.Say(IncidentWords.Sentence(outcome), outcome is ReportOutcome.Opened or ReportOutcome.AlreadyOpen ? Tone.Ok : Tone.Danger);
            _open = outcome switch
            {
                ReportOutcome.Opened opened => opened.Id,
                ReportOutcome.AlreadyOpen open => open.Id,
                _ => null,
            };
            if (_open is { } id) Navigation.NavigateTo(Links.Incident(id.ToString()));
        }
        finally
        {
            _isSending = false;
        }
    }
}
