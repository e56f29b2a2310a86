using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Spend;

/// <summary>Shows everybody what models and tools cost, and lets finance change it.</summary>
public sealed partial class PricesPage
{
    private const int RowsMax = 100;

    private IReadOnlyList<Price> _prices = [];
    private IReadOnlyList<Fault> _faults = [];
    private PriceDraft? _draft;
    private string? _refusal;
    private string? _next;
    private bool _mayWrite;

    [SupplyParameterFromQuery(Name = "q")] public string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    [Inject] public required PriceQuery Prices { get; init; }

    [Inject] public required SavePriceHandler Save { get; init; }

    [Inject] public required RemovePriceHandler Remove { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    protected override bool IsEmpty => _prices.Count == 0;

    private string Search => Query is { Length: <= SpendLimits.ModelNameLengthMax } text ? text.Replace("\0", "", StringComparison.Ordinal).Trim() : "";

    private bool CanWrite => State is LiveState.Live or LiveState.Empty;

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Prices, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _mayWrite = Reader?.May(Permission.WritePrices) ?? false;
        PricePosition? after = PricePosition.TryParse(After, out var position) ? position : null;
        var read = await Prices.AfterAsync(Search, after, RowsMax + 1, cancellation);
        _prices = [.. read.Take(RowsMax)];
        _next = read.Count > RowsMax ? new PricePosition(_prices[^1].Kind, _prices[^1].Name, _prices[^1].From).ToString() : null;
    }

    private void Open(PriceDraft draft) => (_draft, _faults, _refusal) = (draft, [], null);

    private void Cancel() => (_draft, _faults, _refusal) = (null, [], null);

    private async Task SaveAsync()
    {
        if (!CanWrite || _draft is not { } draft || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var outcome = await Save.HandleAsync(new(caller, draft.Id, draft.Seen, draft.Document()), CancellationToken.None);
        if (outcome is PriceOutcome.Added or PriceOutcome.Changed or PriceOutcome.Unchanged)
        {
            Cancel();
            Toasts.Say("It counts from its day on.", Tone.Ok);
            await ReloadAsync();
            return;
        }

        _faults = outcome is PriceOutcome.Malformed malformed ? malformed.Faults : [];
        _refusal = Sentence(outcome);
    }

    private async Task RemoveAsync(Price price)
    {
        if (!CanDecide || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var outcome = await Remove.HandleAsync(caller, price.Id, CancellationToken.None);
        if (outcome is PriceOutcome.Removed) Toasts.Say("It is gone; what was paid before counts from its day on, or nothing is known.", Tone.Ok);
        else Toasts.Say(Sentence(outcome), Tone.Danger);
        await ReloadAsync();
    }

    private static string Sentence(PriceOutcome outcome) => outcome switch
    {
        PriceOutcome.Malformed => "Nothing was saved: see the fields that are marked.",
        PriceOutcome.Taken => "It has a price from that moment already; change that one.",
        PriceOutcome.Stale => "Somebody changed it meanwhile; cancel and look at it again.",
        PriceOutcome.NotFound => "It is not there any more.",
        PriceOutcome.Full => $"There are at most {SpendLimits.PricesMax} prices.",
        _ => "Prices are for people of role finance or admin to change.",
    };

    // A day, and not how long ago it was; with the time where it does not begin at midnight.
    private static string DayOf(DateTimeOffset from) =>
        from.UtcDateTime.ToString(from.UtcDateTime.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Amount(long? nanos, string otherwise = "–") => nanos is { } known ? Money.Text(known) : otherwise;
}
