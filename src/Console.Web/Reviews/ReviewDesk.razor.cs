using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using AgentConsole.Web.Shell.Kit.Diff;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews;

/// <summary>One proposal, open to be read and decided: the card, the evidence beside it, and what became of one's word.</summary>
public sealed partial class ReviewDesk
{
    private ReviewSheet? _sheet;
    private ReviewEvidence? _evidence;
    private Proposal? _read;
    private string? _lost;
    private IReadOnlyList<Fault> _faults = [];
    private bool _wasPending;
    private bool _isBusy;
    private bool _isDone;
    private ITimer? _release;

    [Inject] public required ReviewQuery Query { get; init; }

    [Inject] public required EvidenceQuery Evidence { get; init; }

    [Inject] public required DecideHandler Handler { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    /// <summary>Stays the same as long as the component lives: another proposal is another desk.</summary>
    [Parameter, EditorRequired] public ProposalId Id { get; set; }

    /// <summary>The reader came here by a key or a decision, so that is where the focus goes.</summary>
    [Parameter] public bool TakesFocus { get; set; }

    [Parameter] public DiffMode Mode { get; set; }

    [Parameter] public EventCallback<DiffMode> ModeChanged { get; set; }

    [Parameter] public EventCallback<ProposalId> OnDecided { get; set; }

    /// <summary>It was opened by this reader as it is now, and that is written down.</summary>
    [Parameter] public EventCallback OnOpened { get; set; }

    [Parameter] public EventCallback<ProposalId> OnUndo { get; set; }

    private bool CanAct => CanDecide && !_isBusy && !_isDone
        && _sheet is { WhyNot: null, HasApproved: false } sheet && IsAsRead(sheet.Proposal);

    /// <summary>An approval of it was taken back, or became void, and nobody has decided since.</summary>
    private string? TakenBack => _sheet is { Proposal.IsPending: true, Story: var story } && story.LastOrDefault(DecisionWords.IsTurn) is { } last
        ? DecisionWords.TakenBack(last)
        : null;

    // The same arguments on another state of the target are not what was read.
    private bool IsAsRead(Proposal proposal) => proposal.Digest == _read?.Digest && proposal.Snapshot == _read.Snapshot;

    private bool IsDecidedMeanwhile => _wasPending && !_isDone && _sheet is { Proposal.IsPending: false };

    protected override Task OnInitializedAsync() => WatchAsync(Topic.Proposal(Id.ToString()), LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _sheet = Reader is { } caller ? await Query.OfAsync(caller, Id, cancellation) : null;
        if (_sheet is not { Proposal: var proposal }) return;

        _evidence = await Evidence.OfAsync(proposal, cancellation);
        _wasPending |= proposal.IsPending;
        // What was read counts until the reader has seen what differs; a closed one is only shown.
        if (_read is null || IsAsRead(proposal) || !proposal.IsPending) _read = proposal;
        LookAgainAtRelease(proposal);
    }

    private void AcceptChange() => (_read, _lost) = (_sheet?.Proposal, null);

    /// <summary>Hands the word to the handler; true where it counts.</summary>
    private async Task<bool> SpeakAsync(SpokenDecision spoken)
    {
        if (!CanAct) return false;
        (_isBusy, _lost, _faults) = (true, null, []);
        try
        {
            if (await HandleAsync(spoken) is not DecideOutcome.Recorded recorded)
            {
                await ReloadAsync();
                return false;
            }

            _isDone = true;
            Tell(spoken.Kind, recorded);
        }
        finally
        {
            _isBusy = false;
        }

        // The claim is let go first: it has done its work, and leaving would write that down.
        StateHasChanged();
        await OnDecided.InvokeAsync(Id);
        return true;
    }

    private void Tell(DecisionKind kind, DecideOutcome.Recorded recorded)
    {
        var (words, tone) = (DecisionWords.Recorded(kind, recorded), kind is DecisionKind.Approve or DecisionKind.Edit ? Tone.Ok : Tone.Neutral);
        if (recorded.Proposal is { Status: ProposalStatus.Holding }) Toasts.Offer(words, "Undo", () => OnUndo.InvokeAsync(Id), tone);
        else Toasts.Say(words, tone);
    }

    // Nobody may act at the moment of the release, so the page looks by itself.
    private void LookAgainAtRelease(Proposal proposal)
    {
        _release?.Dispose();
        _release = proposal is { Status: ProposalStatus.Holding, HoldsUntil: { } until } && until > Clock.GetUtcNow()
            ? Clock.CreateTimer(_ => _ = InvokeAsync(ReloadAsync), null, until - Clock.GetUtcNow(), Timeout.InfiniteTimeSpan)
            : null;
    }

    protected override ValueTask LeaveAsync()
    {
        _release?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<DecideOutcome?> HandleAsync(SpokenDecision spoken)
    {
        if (await Callers.FindAsync(CancellationToken.None) is not { } caller)
        {
            _lost = "Your sign-in has ended. Nothing was recorded.";
            return null;
        }

        try
        {
            var outcome = await Handler.HandleAsync(spoken.By(caller, Id), CancellationToken.None);
            if (outcome is DecideOutcome.Recorded) return outcome;
            _lost = DecisionWords.Lost(outcome);
            _faults = (outcome as DecideOutcome.Malformed)?.Faults ?? [];
            return outcome;
        }
        catch (BusyException)
        {
            _lost = "The console is busy. Nothing was recorded; try again in a moment.";
            return null;
        }
    }
}
