using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Risk;

/// <summary>Shows everybody what each factor is worth, and lets security change it.</summary>
public sealed partial class RiskPage
{
    private RiskTableSheet? _sheet;
    private RiskTable? _table;
    private RiskTableDraft? _draft;
    private IReadOnlyList<Fault> _faults = [];
    private string? _refusal;
    private bool _mayWrite;

    [Inject] public required RiskTableQuery Query { get; init; }

    [Inject] public required RiskTableCache Cache { get; init; }

    [Inject] public required SaveRiskTableHandler Handler { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Risk, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _mayWrite = Reader?.MayEverywhere(Permission.WriteRiskTable) ?? false;
        _sheet = await Query.OfAsync(cancellation);
        _table = _sheet.Table ?? Cache.Current;
        if (_draft is { } draft && draft.Seen != _sheet.Version) _refusal = ChangedMeanwhile(_sheet.Version);
    }

    private void Begin() => (_draft, _faults, _refusal) = (RiskTableDraft.Of(_table!), [], null);

    private void Cancel() => (_draft, _faults, _refusal) = (null, [], null);

    private async Task SaveAsync()
    {
        if (!CanDecide || _draft is not { } draft || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        if (draft.Document(out _faults) is not { } document)
        {
            _refusal = "Nothing was saved: some fields hold no number.";
            return;
        }

        switch (await Handler.HandleAsync(new(caller, draft.Seen, document, draft.Note.Trim() is { Length: > 0 } note ? note : null), CancellationToken.None))
        {
            case SaveRiskTableOutcome.Saved saved:
                Cancel();
                Toasts.Say(saved.IsSame ? "It is as it was; nothing was saved." : string.Create(CultureInfo.InvariantCulture, $"Version {saved.Table.Version} scores from now on."), Tone.Ok);
                await ReloadAsync();
                break;
            case SaveRiskTableOutcome.Malformed malformed:
                (_faults, _refusal) = (malformed.Faults, "Nothing was saved: see the fields that are marked.");
                break;
            case SaveRiskTableOutcome.Changed changed:
                _refusal = ChangedMeanwhile(changed.Version);
                break;
            default:
                _refusal = "The risk table is for people of role security to change.";
                break;
        }
    }

    private static string ChangedMeanwhile(int version) => string.Create(CultureInfo.InvariantCulture,
        $"Somebody saved version {version} while you wrote on the one before. What you wrote stays here; cancel to begin anew from theirs.");

    private static string RangeOf(RiskTable table, int at)
    {
        var from = at == 0 ? null : table.Money[at - 1].Below;
        return (from, table.Money[at].Below) switch
        {
            (null, null) => "any amount",
            (null, { } below) => string.Create(CultureInfo.InvariantCulture, $"below {below:N0}"),
            ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"{least:N0} or more"),
            ({ } least, { } below) => string.Create(CultureInfo.InvariantCulture, $"{least:N0} to below {below:N0}"),
        };
    }
}
