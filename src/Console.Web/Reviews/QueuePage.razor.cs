using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using AgentConsole.Web.Shell.Kit.Diff;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AgentConsole.Web.Reviews;

/// <summary>The reviewer's small batch and the card that is open; what is being read stays where it is, whatever arrives.</summary>
public sealed partial class QueuePage
{
    private const string Inline = "inline";

    private WorkingBatch _batch = WorkingBatch.Empty;
    private ProposalId? _open;
    private DiffMode _mode;
    private ElementReference _heading;
    private string? _address;
    private bool _isUnknown;
    private bool _mayDecide;
    private bool _takesFocus;
    private bool _startsOver;
    private bool _isDone;
    private IReadOnlyList<HeldApproval> _held = [];
    private IReadOnlySet<ProposalId> _opened = new HashSet<ProposalId>();
    private ITimer? _release;

    [Inject] public required QueueQuery Query { get; init; }

    [Inject] public required HoldingQuery Holding { get; init; }

    [Inject] public required OpenedQuery Openings { get; init; }

    [Inject] public required DecideBatchHandler Together { get; init; }

    [Inject] public required UndoHandler Undoing { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    [Parameter] public string? Id { get; set; }

    [SupplyParameterFromQuery(Name = "diff")] public string? Diff { get; set; }

    /// <summary>What of the batch waits for this reader.</summary>
    private List<QueueRow> Waiting => [.. _batch.Batch.Where(row => row.IsOpen)];

    protected override bool IsEmpty => _batch.Batch.Count == 0 && _open is null && !_isUnknown;

    protected override Task OnParametersSetAsync()
    {
        _mode = Diff == Inline ? DiffMode.Inline : DiffMode.SideBySide;
        if (Id is not null)
        {
            _isUnknown = !ProposalId.TryParse(Id, out var id);
            _open = _isUnknown ? null : id;
            _takesFocus = false;
        }

        return WatchAsync(Topic.Queue, LoadAsync);
    }

    // What is open is part of the address, so that a page that is loaded again shows it again.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isDone && _open is null) await _heading.FocusAsync();
        _isDone = false;
        if (_isUnknown || Address() is not { } address || address == _address) return;
        _address = address;
        await Script.InvokeVoidAsync("agentConsole.showAddress", address);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _mayDecide = Reader?.May(Permission.DecideProposals) ?? false;
        var batch = Reader is not { } caller ? WorkingBatch.Empty : _startsOver ? await Query.RiskiestAsync(caller, cancellation) : await Query.OfAsync(caller, Begun(), cancellation);
        _held = Reader is { } reader ? await Holding.OfAsync(reader, cancellation) : [];
        LookAgainAtRelease();
        _opened = Reader is { } opener ? await Openings.OfAsync(opener, [.. batch.Batch.Select(row => row.Proposal)], cancellation) : _opened;
        if (_startsOver) _open = null;
        (_batch, _startsOver) = (batch, false);
        if (_open is null && !_isUnknown) _open = NextAfter(null);
    }

    private void Open(ProposalId id)
    {
        if (_open != id) (_open, _takesFocus, _isUnknown) = (id, true, false);
    }

    /// <summary>After a decision: the next of the batch, of the next batch, or none.</summary>
    private async Task NextAsync(ProposalId decided)
    {
        _open = NextAfter(decided);
        (_takesFocus, _isDone) = (true, _open is null);
        await ReloadAsync();
    }

    // Opening what somebody else holds makes no entry that the page would hear of.
    private async Task ReadOpenedAsync()
    {
        if (Reader is { } reader) _opened = await Openings.OfAsync(reader, [.. _batch.Batch.Select(row => row.Proposal)], CancellationToken.None);
    }

    private async Task DecideTogetherAsync(DecisionKind kind, ReasonCode? reason, IReadOnlyList<QueueRow> rows)
    {
        if (!CanDecide || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        try
        {
            var command = new DecideBatch(caller, kind, [.. rows.Select(row => (row.Proposal.Id, row.Proposal.Digest))], reason);
            var (text, isWhole) = BatchWords.Outcome(kind, await Together.HandleAsync(command, CancellationToken.None));
            Toasts.Say(text, isWhole ? Tone.Ok : Tone.Warn);
        }
        catch (BusyException)
        {
            Toasts.Say("The console is busy. Some of it may not be recorded; look at each.", Tone.Warn);
        }

        (_open, _takesFocus) = (null, true);
        await ReloadAsync();
        _isDone = _open is null;
    }

    /// <summary>Takes an approval back, and opens what waits again.</summary>
    private async Task UndoAsync(ProposalId id)
    {
        if (await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        try
        {
            var outcome = await Undoing.HandleAsync(caller, id, CancellationToken.None);
            var isUndone = outcome is UndoOutcome.Undone;
            Toasts.Say(DecisionWords.Undone(outcome), isUndone ? Tone.Neutral : Tone.Warn);
            if (isUndone) (_open, _takesFocus, _isUnknown) = (id, true, false);
        }
        catch (BusyException)
        {
            Toasts.Say("The console is busy. It was not undone; try again in a moment.", Tone.Warn);
        }

        await ReloadAsync();
    }

    // What is released by the passing of time is not offered to be undone any more.
    private void LookAgainAtRelease()
    {
        _release?.Dispose();
        _release = _held.Count == 0 ? null
            : Clock.CreateTimer(_ => _ = InvokeAsync(ReloadAsync), null, LeftOf(_held.Min(held => held.Until)), Timeout.InfiniteTimeSpan);
    }

    protected override ValueTask LeaveAsync()
    {
        _release?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task StartOverAsync()
    {
        (_startsOver, _takesFocus) = (true, true);
        await ReloadAsync();
    }

    private ProposalId? NextAfter(ProposalId? decided)
    {
        var rows = _batch.Batch;
        var at = decided is { } id ? rows.ToList().FindIndex(row => row.Proposal.Id == id) : -1;
        return rows.Skip(at + 1).Concat(rows.Take(Math.Max(at, 0)))
            .Where(row => row.IsOpen && row.Proposal.Id != decided)
            .OrderBy(row => row.ClaimedBy is not null && !row.IsMine)
            .Select(row => (ProposalId?)row.Proposal.Id).FirstOrDefault();
    }

    private List<ProposalId> Begun() => [.. _batch.Batch.Select(row => row.Proposal.Id)];

    private string? Address() => _open is { } open
        ? Links.Proposal(open.ToString()) + (_mode == DiffMode.Inline ? $"?diff={Inline}" : "")
        : HasContent ? Links.Queue : null;

    private TimeSpan LeftOf(DateTimeOffset until) => until > Clock.GetUtcNow() ? until - Clock.GetUtcNow() : TimeSpan.Zero;
}
