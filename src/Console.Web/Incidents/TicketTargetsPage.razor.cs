using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Deliveries.Tickets;
using AgentConsole.Infrastructure.Incidents.Tickets;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Incidents;

/// <summary>Says where incidents become tickets, and asks each system whether it fits.</summary>
public sealed partial class TicketTargetsPage
{
    private IReadOnlyList<TicketTarget> _targets = [];
    private bool _mayManage;
    private bool _isBusy;
    private string? _refusal;
    private TicketKind _kind;
    private string _name = "";
    private string _url = "";
    private string _project = "";
    private string _labels = "";
    private string _issueType = "";
    private string _priorities = "";
    private string _template = "";
    private string _secret = "";

    [Inject] public required TicketTargetQuery Query { get; init; }

    [Inject] public required TicketTargetDesk Desk { get; init; }

    [Inject] public required TicketSecrets Secrets { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    private bool CanAct => CanDecide && !_isBusy;

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Incidents, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _mayManage = Reader?.May(Permission.ManageTicketTargets) ?? false;
        _targets = await Query.ListAsync(cancellation);
    }

    private async Task AddAsync()
    {
        var form = new TicketTargetForm(_name.Trim(), _kind, _url.Trim(), _project.Trim(), _secret.Trim(), Split(_labels), _issueType.Trim(), TicketTarget.PrioritiesIn(_priorities),
            _kind == TicketKind.Webhook && _template.Trim().Length > 0 ? _template : null, IsDisabled: false);
        if (await TellAsync(caller => Desk.Save.HandleAsync(new(caller, null, form), CancellationToken.None))) (_name, _url, _project, _labels, _template) = ("", "", "", "", "");
    }

    private Task<bool> SwitchAsync(TicketTarget target) => TellAsync(caller => Desk.Save.HandleAsync(new(caller, target.Id, new(target.Name, target.Kind, target.BaseUrl, target.Project, target.SecretName,
        target.LabelList, target.IssueType, TicketTarget.PrioritiesIn(target.Priorities), target.Template, !target.IsDisabled)), CancellationToken.None), target.IsDisabled ? null : "Incidents become no tickets there.");

    private Task<bool> RemoveAsync(TicketTargetId id) => TellAsync(caller => Desk.Remove.HandleAsync(caller, id, CancellationToken.None));

    private Task<bool> TestAsync(TicketTargetId id) => TellAsync(caller => Desk.Test.HandleAsync(caller, id, CancellationToken.None));

    private async Task<bool> TellAsync(Func<Caller, Task<TicketTargetOutcome>> change, string? done = null)
    {
        if (!CanAct || await Callers.FindAsync(CancellationToken.None) is not { } caller) return false;
        _isBusy = true;
        try
        {
            var outcome = await change(caller);
            var isDone = outcome is TicketTargetOutcome.Saved or TicketTargetOutcome.Removed or TicketTargetOutcome.Tested { Fits: true };
            _refusal = isDone ? null : IncidentWords.Sentence(outcome);
            if (isDone) Toasts.Say(done ?? IncidentWords.Sentence(outcome), Tone.Ok);
            await ReloadAsync();
            return isDone;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private static string[] Split(string labels) => labels.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
