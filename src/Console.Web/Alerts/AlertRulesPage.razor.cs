using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Alerts;

/// <summary>The rules of alerts with what each did, a form to write one, and the channels that hear of them.</summary>
public sealed partial class AlertRulesPage
{
    private IReadOnlyList<AlertRuleRow> _rows = [];
    private IReadOnlyList<AlertChannelRow> _channels = [];
    private AlertRuleDraft? _draft;
    private AlertBacktest? _tested;
    private AlertRuleId? _removing;
    private string? _refusal;
    private bool _mayWrite;
    private bool _mayReadChannels;
    private bool _mayManageChannels;

    [Inject] public required AlertRuleQuery Query { get; init; }

    [Inject] public required AlertChannelQuery ChannelQuery { get; init; }

    [Inject] public required AlertBacktestQuery Backtests { get; init; }

    [Inject] public required SaveAlertRuleHandler Saving { get; init; }

    [Inject] public required RemoveAlertRuleHandler Removing { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    protected override Task OnParametersSetAsync() => WatchAsync([Topic.AlertRules, Topic.Alerts, Topic.Deliveries], LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _mayWrite = Reader?.May(Permission.WriteAlertRules) ?? false;
        _mayReadChannels = Reader?.May(Permission.ReadDeliveries) ?? false;
        _mayManageChannels = Reader?.May(Permission.ManageDeliveries) ?? false;
        _rows = await Query.ListAsync(cancellation);
        _channels = _mayReadChannels ? await ChannelQuery.ListAsync(cancellation) : [];
    }

    private void Begin() => (_draft, _tested, _refusal) = (AlertRuleDraft.New(AlertKind.DenialSpike), null, null);

    private void Change(AlertRule rule) => (_draft, _tested, _refusal) = (AlertRuleDraft.Of(rule), null, null);

    private void Cancel() => (_draft, _tested, _refusal) = (null, null, null);

    private async Task TestAsync()
    {
        if (_draft is not { } draft) return;
        (_tested, _refusal) = (null, null);
        if (AlertTerms.Parse(draft.ToDocument(), out var faults) is not { } terms) _refusal = string.Join(' ', faults.Select(fault => fault.Message));
        else _tested = await Backtests.RunAsync(terms, CancellationToken.None);
    }

    private async Task SaveAsync()
    {
        if (!CanDecide || _draft is not { } draft || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var outcome = await Saving.HandleAsync(new(caller, draft.Id, draft.Seen, draft.ToDocument()), CancellationToken.None);
        if (outcome is AlertRuleOutcome.Saved)
        {
            Cancel();
            Toasts.Say("The rule is kept.", Tone.Ok);
        }
        else _refusal = AlertWords.Sentence(outcome);
        await ReloadAsync();
    }

    private async Task SwitchAsync(AlertRuleRow row, ChangeEventArgs change)
    {
        if (!CanDecide || !Enum.TryParse<AlertMode>(change.Value?.ToString(), out var mode) || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var draft = AlertRuleDraft.Of(row.Rule);
        draft.Mode = mode;
        var outcome = await Saving.HandleAsync(new(caller, draft.Id, draft.Seen, draft.ToDocument()), CancellationToken.None);
        if (outcome is AlertRuleOutcome.Saved) Toasts.Say($"{row.Rule.Name}: {WireName.Of(mode)}.", Tone.Ok);
        else Toasts.Say(AlertWords.Sentence(outcome), Tone.Danger);
        await ReloadAsync();
    }

    private async Task RemoveAsync(AlertRuleId id)
    {
        if (!CanDecide || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var outcome = await Removing.HandleAsync(caller, id, CancellationToken.None);
        _removing = null;
        if (outcome is not AlertRuleOutcome.Removed) Toasts.Say(AlertWords.Sentence(outcome), Tone.Danger);
        await ReloadAsync();
    }

    private static string FiredHref(AlertRule rule) => new AlertsPageFilter(new(Rule: rule.Id, IsShadow: rule.Mode == AlertMode.Shadow)).ToHref();
}
