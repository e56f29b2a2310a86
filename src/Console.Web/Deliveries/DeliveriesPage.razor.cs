using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Deliveries;

/// <summary>Every delivery with its attempts; what failed can be sent again.</summary>
public sealed partial class DeliveriesPage
{
    private IReadOnlyList<DeliveryRow> _rows = [];
    private IReadOnlyList<DeliveryAttempt> _attempts = [];
    private int _total;
    private bool _mayResend;
    private DeliveryId? _sending;

    [Inject] public required DeliveriesQuery Query { get; init; }

    [Inject] public required ResendDeliveryHandler Resends { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [SupplyParameterFromQuery(Name = "q")] public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "state")] public string? StateName { get; set; }

    [SupplyParameterFromQuery(Name = "page")] public int? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = "open")] public string? Open { get; set; }

    protected override bool IsEmpty => _total == 0;

    private DeliveriesPageFilter Shown => DeliveriesPageFilter.FromQuery(Search, StateName, PageNumber, Open);

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Deliveries, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var shown = Shown;
        _mayResend = Reader?.May(Permission.ManageDeliveries) ?? false;
        _total = await Query.CountAsync(shown.Filter, cancellation);
        _rows = await Query.ListAsync(shown.Filter, shown.Skip, DeliveriesPageFilter.RowsPerPage, cancellation);
        _attempts = shown.Open is { } open ? await Query.AttemptsAsync(open, cancellation) : [];
    }

    private bool IsOpen(DeliveryRow row) => Shown.Open == row.Id;

    private string HrefOf(DeliveryRow row) => (Shown with { Open = IsOpen(row) ? null : row.Id }).ToHref();

    private async Task ResendAsync(DeliveryId id)
    {
        if (!CanDecide || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _sending = id;
        try
        {
            var outcome = await Resends.HandleAsync(new(caller, id), CancellationToken.None);
            Toasts.Say(DeliveryWords.Sentence(outcome), outcome is ResendOutcome.Queued ? Tone.Ok : Tone.Warn);
        }
        finally
        {
            _sending = null;
        }
    }
}
