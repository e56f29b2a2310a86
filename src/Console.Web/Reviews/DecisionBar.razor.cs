using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews;

/// <summary>The four verbs, and the note that is kept while it is written.</summary>
public sealed partial class DecisionBar : IAsyncDisposable
{
    private static readonly TimeSpan KeepAfter = TimeSpan.FromMilliseconds(500);

    private const int ExcerptMax = 80;

    private Asking _asking;
    private string _note = "";
    private string _kept = "";
    private string? _digest;
    private ITimer? _keeping;
    private ElementReference _first;
    private bool _takesFocus;

    [Inject] public required DraftHandler Notes { get; init; }

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required Drafts Drafts { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired] public ReviewSheet Sheet { get; set; } = null!;

    [Parameter, EditorRequired] public bool CanAct { get; set; }

    /// <summary>False: what is shown may be old, and that is why nothing can be decided.</summary>
    [Parameter, EditorRequired] public bool IsLive { get; set; }

    /// <summary>What was wrong with the arguments of the last edit.</summary>
    [Parameter] public IReadOnlyList<Fault> Faults { get; set; } = [];

    /// <summary>Takes the word; answers whether it counts.</summary>
    [Parameter, EditorRequired] public Func<SpokenDecision, Task<bool>> Speak { get; set; } = null!;

    private string NoteExcerpt => _note.Length <= ExcerptMax ? _note : _note[..ExcerptMax] + "…";

    private static IEnumerable<(string Key, ReasonCode Reason)> Reasons =>
        DecisionWords.Reasons.Select((reason, index) => ((index + 1).ToString(CultureInfo.InvariantCulture), reason));

    private ProposalId Id => Sheet.Proposal.Id;

    private string NoteId => "note-" + Id;

    private string DraftKey => "note:" + Id;

    private string EditDraftKey => $"edit:{Id}:";

    protected override async Task OnInitializedAsync()
    {
        if (Sheet.WhyNot is not null || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        if (await Notes.FindAsync(caller, Id, CancellationToken.None) is { } draft && _note.Length == 0) _note = _kept = draft.Note;
    }

    // A question that was asked about other arguments is not answered for these.
    protected override void OnParametersSet()
    {
        if (_digest is not null && _digest != Sheet.Proposal.Digest) _asking = Asking.Nothing;
        _digest = Sheet.Proposal.Digest;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_takesFocus) return;
        _takesFocus = false;
        if (_asking == Asking.Nothing && CanAct) await _first.FocusAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _keeping?.Dispose();
        await KeepAsync();
    }

    private void Ask(Asking asking) => (_asking, _takesFocus) = (asking, true);

    private void StopAsking() => (_asking, _takesFocus) = (Asking.Nothing, true);

    private void KeepNote(string note)
    {
        _note = note.Length > ReviewLimits.NoteLengthMax ? note[..ReviewLimits.NoteLengthMax] : note;
        _keeping?.Dispose();
        _keeping = Clock.CreateTimer(_ => _ = InvokeAsync(KeepAsync), null, KeepAfter, Timeout.InfiniteTimeSpan);
    }

    private async Task KeepAsync()
    {
        if (_note == _kept || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        try
        {
            var note = _note;
            await Notes.KeepAsync(caller, Id, note, null, CancellationToken.None);
            _kept = note;
        }
        catch (BusyException)
        {
            // The browser keeps it too; the next stroke tries again.
        }
    }

    private async Task SpeakAsync(SpokenDecision spoken)
    {
        if (!CanAct || !await Speak(spoken)) return;
        _note = "";
        await KeepAsync();
        await Drafts.ClearAsync(DraftKey);
        await Drafts.ClearAsync(EditDraftKey);
    }
}
