using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Phone;

/// <summary>
/// One proposal as a plain document with a form: reading it decides nothing, the form holds for exactly what it stood beside, and
/// a yes at high risk also needs a sign-in of the last minutes and the amount or target by hand.
/// </summary>
public sealed partial class PhonePage
{
    internal const string Form = "decide";
    internal const string UndoForm = "undo";
    internal const string YesValue = "approve";
    internal const string BackValue = "send_back";
    internal const string RejectPrefix = "reject:";

    private ReviewSheet? _sheet;
    private string? _lost;
    private bool _isTaken;

    [Inject] public required ReviewQuery Query { get; init; }

    [Inject] public required DecideHandler Handler { get; init; }

    [Inject] public required UndoHandler Undoing { get; init; }

    [Inject] public required SignInStanding Standing { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    [Parameter] public string? Id { get; set; }

    [SupplyParameterFromForm(FormName = Form, Name = "decision")] public string? Decision { get; set; }

    [SupplyParameterFromForm(FormName = Form, Name = "digest")] public string? Digest { get; set; }

    [SupplyParameterFromForm(FormName = Form, Name = "version")] public string? Version { get; set; }

    [SupplyParameterFromForm(FormName = Form, Name = "note")] public string? Note { get; set; }

    [SupplyParameterFromForm(FormName = Form, Name = "note_back")] public string? NoteBack { get; set; }

    [SupplyParameterFromForm(FormName = Form, Name = "proof")] public string? Proof { get; set; }

    private Caller.Person Reader => Context.PersonCaller();

    private bool IsFresh => Standing.IsFresh(Context.User);

    private bool CanDecide => _sheet is { WhyNot: null, HasApproved: false };

    /// <summary>A form that was sent has to be there to be taken, also where there is nothing to decide any more: then the answer says why.</summary>
    private bool HasForm => CanDecide || (!_isTaken && HttpMethods.IsPost(Context.Request.Method));

    private bool IsHolding => _sheet is { Proposal.Status: ProposalStatus.Holding, WhyNot: DecideRefusal.NotPending };

    private string? Outcome => _sheet switch
    {
        { HasApproved: true, Proposal.IsPending: true } sheet => $"Your yes counts. {sheet.ApprovalsNeeded} people are asked; it waits for the others.",
        { Proposal: { IsPending: false } proposal } => proposal.DecidedById == Reader.Id ? DecisionWords.Mine(proposal) : DecisionWords.Meanwhile(proposal) + ".",
        { Story: var story } when story.LastOrDefault(DecisionWords.IsTurn) is { } last => DecisionWords.TakenBack(last),
        _ => null,
    };

    private Tone OutcomeTone => _sheet!.Proposal.DecidedById == Reader.Id || _sheet.Proposal.IsPending ? Tone.Ok : Tone.Info;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() =>
        _sheet = ProposalId.TryParse(Id, out var id) ? await Query.OfAsync(Reader, id, Context.RequestAborted) : null;

    private async Task SubmitAsync()
    {
        _isTaken = true;
        if (_sheet is not { } sheet) return;
        if (Read() is not { } spoken)
        {
            _lost = "Say what you decide: one of the buttons. Nothing was recorded.";
            return;
        }

        _lost = TooEasy(sheet, spoken) ?? await SpeakAsync(spoken, sheet.Proposal.Id);
        // A reload must not send it again, so what became of it is read at the same address.
        if (_lost is null) Navigation.NavigateTo(Links.Phone(sheet.Proposal.Id.ToString()));
        else await LoadAsync();
    }

    private async Task UndoAsync()
    {
        _isTaken = true;
        if (_sheet is not { } sheet) return;
        var outcome = await Undoing.HandleAsync(Reader, sheet.Proposal.Id, Context.RequestAborted);
        if (outcome is UndoOutcome.Undone) Navigation.NavigateTo(Links.Phone(sheet.Proposal.Id.ToString()));
        _lost = DecisionWords.Undone(outcome);
        await LoadAsync();
    }

    /// <summary>Why this word is not enough; null where it is.</summary>
    private string? TooEasy(ReviewSheet sheet, SpokenDecision spoken)
    {
        if (spoken.Kind == DecisionKind.SendBack && string.IsNullOrWhiteSpace(spoken.Note)) return "To send it back, write what should be different. Nothing was recorded.";
        if (spoken.Kind != DecisionKind.Approve || !sheet.IsHighRisk || sheet.WhyNot is not null) return null;
        if (!IsFresh) return "Your sign-in is too old for a yes at this risk. Nothing was recorded; sign in again.";
        // Of something else than was read, the words about that come first.
        if (sheet.Proposal.Digest != spoken.Read.Digest || TypedProof.Of(sheet).IsMetBy(Proof)) return null;
        return $"That is not {TypedProof.Of(sheet).Asks} of what is on this card. Nothing was recorded.";
    }

    private async Task<string?> SpeakAsync(SpokenDecision spoken, ProposalId id)
    {
        try
        {
            return await Handler.HandleAsync(spoken.By(Reader, id), Context.RequestAborted) switch
            {
                DecideOutcome.Recorded => null,
                DecideOutcome.Changed => "It changed while you looked, so nothing was recorded. What stands below is new: read it again.",
                var outcome => DecisionWords.Lost(outcome),
            };
        }
        catch (BusyException)
        {
            return "The console is busy. Nothing was recorded; try again in a moment.";
        }
    }

    private SpokenDecision? Read()
    {
        var read = new ReadProposal(Digest ?? "", int.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0);
        return Decision switch
        {
            YesValue => new(read, DecisionKind.Approve),
            BackValue => new(read, DecisionKind.SendBack, null, Kept(NoteBack)),
            { } no when no.StartsWith(RejectPrefix, StringComparison.Ordinal) && WireName.TryParse<ReasonCode>(no[RejectPrefix.Length..], out var reason)
                => new(read, DecisionKind.Reject, reason, Kept(Note)),
            _ => null,
        };
    }

    private static string? Kept(string? note)
    {
        var kept = note?.Replace("\0", "", StringComparison.Ordinal);
        return kept?.Length > ReviewLimits.NoteLengthMax ? kept[..ReviewLimits.NoteLengthMax] : kept;
    }
}
