using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Spend;

/// <summary>Shows everybody what is left of each budget, and lets those who answer for it raise a cap for a while.</summary>
public sealed partial class BudgetsPage
{
    private const int RowsMax = 100;

    private static readonly int[] Hours = [1, 4, 12, 24, 72, 168];

    private ElementReference _heading;
    private IReadOnlyList<BudgetRow> _rows = [];
    private IReadOnlyList<(BudgetRow Row, BudgetRaise Raise)> _inForce = [];
    private IReadOnlySet<BudgetId> _raisable = new HashSet<BudgetId>();
    private DateTimeOffset _at;
    private RaiseDraft? _raise;
    private string? _refusal;
    private string? _notSaved;
    private BudgetKind _kind = BudgetKind.Environment;
    private string _name = "";
    private string _perDay = "";
    private bool _isAmountWrong;
    private bool _isCut;
    private bool _mayWrite;
    private bool _takesFocus;

    [Inject] public required BudgetQuery Query { get; init; }

    [Inject] public required BudgetHandlers Handlers { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    protected override bool IsEmpty => _rows.Count == 0 && !_mayWrite;

    private bool CanLook => State is LiveState.Live or LiveState.Empty;

    protected override Task OnParametersSetAsync() => WatchAsync([Topic.Budgets, Topic.Agents], LoadAsync);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_takesFocus) await _heading.FocusAsync();
        _takesFocus = false;
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _mayWrite = Reader?.May(Permission.WriteBudgets) ?? false;
        var read = await Query.AfterAsync("", RowsMax + 1, cancellation);
        (_rows, _isCut, _at) = ([.. read.Take(RowsMax)], read.Count > RowsMax, Clock.GetUtcNow());
        _inForce = [.. _rows.SelectMany(row => row.Raises.Select(raise => (row, raise)))];
        _raisable = Reader is null ? new HashSet<BudgetId>() : await Query.RaisableAsync(Reader, _rows.Select(row => row.Id), cancellation);
    }

    private void Begin(BudgetRow row) => (_raise, _refusal, _isAmountWrong, _takesFocus) = (new(row), null, false, true);

    private void Cancel() => (_raise, _refusal, _isAmountWrong) = (null, null, false);

    private async Task RaiseAsync()
    {
        if (!CanDecide || _raise is not { } draft || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _isAmountWrong = draft.AmountNanos is null;
        if (draft.AmountNanos is not { } amount) return;
        var outcome = await Handlers.Raise.HandleAsync(new(caller, draft.Row.Id, draft.Period, amount, draft.Reason, draft.Hours * 3600), CancellationToken.None);
        if (outcome is BudgetOutcome.Raised)
        {
            Cancel();
            Toasts.Say($"The cap of {draft.Row.Id.Name} is raised for a while.", Tone.Ok);
            await ReloadAsync();
        }
        else
        {
            _refusal = BudgetWords.Sentence(outcome);
        }
    }

    private Task EndAsync(BudgetRow row, BudgetRaise raise) => TellAsync(
        caller => Handlers.EndRaise.HandleAsync(caller, row.Id, raise.Id, CancellationToken.None), "The cap is what it was.");

    private Task RemoveAsync(BudgetRow row) => TellAsync(
        caller => Handlers.Remove.HandleAsync(caller, row.Id, CancellationToken.None), $"The {WireName.Of(row.Id.Kind)} {row.Id.Name} has no budget any more.");

    private async Task SaveAsync()
    {
        if (!CanDecide || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var document = JsonSerializer.SerializeToElement(new Dictionary<string, string> { [WireName.Of(_kind)] = _name.Trim(), ["per_day_usd"] = _perDay.Trim() });
        // Who writes a name that has a budget sets it anew.
        var id = new BudgetId(_kind, _name.Trim());
        var isThere = _rows.Any(row => row.Id == id);
        var outcome = await Handlers.Save.HandleAsync(new(caller, isThere ? id : null, null, document), CancellationToken.None);
        _notSaved = outcome is BudgetOutcome.Saved or BudgetOutcome.Unchanged ? null : BudgetWords.Sentence(outcome);
        if (_notSaved is not null) return;
        (_name, _perDay) = ("", "");
        Toasts.Say("It counts from now on, with what is used of the day already.", Tone.Ok);
        await ReloadAsync();
    }

    private async Task TellAsync(Func<Caller, Task<BudgetOutcome>> change, string done)
    {
        if (!CanDecide || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var outcome = await change(caller);
        if (outcome is BudgetOutcome.RaiseEnded or BudgetOutcome.Removed) Toasts.Say(done, Tone.Ok);
        else Toasts.Say(BudgetWords.Sentence(outcome), Tone.Danger);
        await ReloadAsync();
    }
}
