using System.Globalization;
using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Live;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Ledger;

/// <summary>The record as people read it: newest first, checked on demand, exported whole.</summary>
public sealed partial class LedgerPage
{
    private const string ExportHref = "/api/v1/ledger/export";

    private readonly HashSet<long> _opened = [];
    private IReadOnlyList<LedgerRow> _rows = [];
    private IReadOnlyList<string> _kinds = [];
    private LedgerHead? _head;
    private LedgerPageFilter? _loaded;
    private long? _next;
    private int _newer;

    [Inject] public required LedgerRowQuery Query { get; init; }

    [Inject] public required LedgerQuery Ledger { get; init; }

    [SupplyParameterFromQuery(Name = "kind")] public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "actor")] public string? Actor { get; set; }

    [SupplyParameterFromQuery(Name = "subject")] public string? Subject { get; set; }

    [SupplyParameterFromQuery(Name = "before")] public string? Before { get; set; }

    protected override bool IsEmpty => _rows.Count == 0;

    private LedgerPageFilter Shown => LedgerPageFilter.FromQuery(Kind, Actor, Subject, Before);

    private string? NewestHref => Shown.Before is null ? null : (Shown with { Before = null }).ToHref();

    private string? OlderHref => _next is { } next ? (Shown with { Before = next }).ToHref() : null;

    protected override Task OnParametersSetAsync()
    {
        if (_loaded != Shown) _opened.Clear();
        return WatchAsync(Topic.Ledger, LoadAsync);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var shown = Shown;
        _head = await Ledger.HeadAsync(cancellation);
        var read = await Query.BeforeAsync(shown.Filter, shown.Before, LedgerPageFilter.RowsPerPage + 1, cancellation);
        // What somebody has opened to read is not pushed down by what arrives.
        if (_opened.Count > 0 && _loaded == shown && _rows.Count > 0)
        {
            _newer = read.Count(row => row.Seq > _rows[0].Seq);
            return;
        }

        Show(shown, read);
    }

    private void Show(LedgerPageFilter shown, IReadOnlyList<LedgerRow> read)
    {
        (_loaded, _newer) = (shown, 0);
        _rows = [.. read.Take(LedgerPageFilter.RowsPerPage)];
        _kinds = [.. _rows.Select(row => row.Kind).Distinct().Order()];
        _next = read.Count > LedgerPageFilter.RowsPerPage ? _rows[^1].Seq : null;
    }

    private void Mark(long seq, bool isOpen)
    {
        if (isOpen) _opened.Add(seq);
        else _opened.Remove(seq);
    }

    private Task ShowNewerAsync()
    {
        _opened.Clear();
        return ReloadAsync();
    }

    private static string CountOf(int newer) => newer > LedgerPageFilter.RowsPerPage
        ? $"more than {LedgerPageFilter.RowsPerPage}"
        : newer.ToString(CultureInfo.InvariantCulture);
}
