using System.Text;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Reviews;

namespace AgentConsole.Web.Reviews;

/// <summary>What the page says of decisions: on buttons, about outcomes, and of who may not.</summary>
internal static class DecisionWords
{
    /// <summary>The reasons that have a key, in the order of their keys.</summary>
    public static IReadOnlyList<ReasonCode> Reasons { get; } =
        [ReasonCode.WrongTarget, ReasonCode.WrongAmount, ReasonCode.NotNeeded, ReasonCode.Suspicious, ReasonCode.PolicyUnclear];

    /// <summary>The button that says yes names what it does: <c>billing.refund</c> becomes <c>Approve refund</c>.</summary>
    public static string Approve(ReviewSheet sheet) => sheet.ApprovalsNeeded > 1
        ? $"Approve {VerbOf(sheet.Proposal.Tool)} (one of {sheet.ApprovalsNeeded})"
        : $"Approve {VerbOf(sheet.Proposal.Tool)}";

    public static string Reason(ReasonCode reason) => Sentence(WireName.Of(reason));

    /// <summary>What came of one's own word, for the toast.</summary>
    public static string Recorded(DecisionKind kind, DecideOutcome.Recorded recorded) => (kind, recorded.Proposal.Status) switch
    {
        (_, _) when recorded.Reveal is { } reveal => Revealed(reveal),
        (DecisionKind.Reject, _) => "Rejected; the agent is told why.",
        (DecisionKind.SendBack, _) => "Sent back with your note.",
        (_, ProposalStatus.Pending) => $"Your yes counts: {recorded.ApprovalsGiven} of {EditDesk.Needed(recorded.Proposal)}.",
        (_, ProposalStatus.Holding) => "Approved; you can undo it until it is released.",
        (DecisionKind.Edit, _) => "Approved as edited; it may run once.",
        _ => "Approved; it may run once.",
    };

    /// <summary>What a planted proposal was, once somebody decided on it.</summary>
    public static string Revealed(PlantedReveal reveal) => (reveal.IsCaught ? "Well caught: this one was planted and could never run. " : "This one was planted and could never run; look at it again. ")
        + reveal.Flaw switch
        {
            PlantedFlaw.WrongAmount => "The amount was ten times what it should have been.",
            PlantedFlaw.WrongTarget => "The target was not the one that the run is about.",
            PlantedFlaw.ForeignRecipient => "The recipient was one that nobody named.",
        };

    /// <summary>Why one's own word does not count.</summary>
    public static string Lost(DecideOutcome outcome) => outcome switch
    {
        DecideOutcome.AlreadyDecided { Status: ProposalStatus.Pending } => "You had said yes to exactly this already; one yes of a person counts once. Nothing more was recorded.",
        DecideOutcome.AlreadyDecided already => $"{already.By} was first, and it is {Plain(WireName.Of(already.Status))}. What you chose was not recorded.",
        DecideOutcome.Changed { IsTargetMoved: true } => "What it would change moved while you looked, so nothing was recorded. Read the new state below.",
        DecideOutcome.Changed => "It changed while you looked, so nothing was recorded. Below is what differs from what you read.",
        DecideOutcome.Refused { Why: DecideRefusal.OwnProposal } => OwnProposal + " Nothing was recorded.",
        DecideOutcome.Refused { Why: DecideRefusal.Expired } => "It expired before you decided. Nothing was recorded; the agent was told that nobody decided in time.",
        DecideOutcome.Refused { Why: DecideRefusal.NotReleasable } refused => $"It may not run now: {refused.Reason} Nothing was recorded; reject it or leave it.",
        DecideOutcome.Refused refused => refused.Reason + " Nothing was recorded.",
        DecideOutcome.Malformed => "The edited arguments do not pass. Nothing was recorded.",
        DecideOutcome.NotFound => "The proposal is gone. Nothing was recorded.",
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    /// <summary>Why the reader is not offered a decision.</summary>
    public static string WhyNot(DecideRefusal refusal, Proposal proposal) => refusal switch
    {
        DecideRefusal.OwnProposal => OwnProposal,
        DecideRefusal.RoleMissing => $"Deciding this needs one of the roles: {proposal.ApprovalRoles.Replace(",", ", ", StringComparison.Ordinal)}.",
        DecideRefusal.Expired => "It expired: nobody decided in time, and the agent was told so.",
        DecideRefusal.NotPending or DecideRefusal.NotReleasable or DecideRefusal.Braked => $"It is {Plain(WireName.Of(proposal.Status))}; there is nothing to decide.",
    };

    /// <summary>What somebody else decided while it was open here.</summary>
    public static string Meanwhile(Proposal proposal) => proposal switch
    {
        { DecidedByName: { } by, Status: ProposalStatus.Rejected } => $"{by} rejected this",
        { DecidedByName: { } by, Status: ProposalStatus.SentBack } => $"{by} sent this back",
        { DecidedByName: { } by } => $"{by} approved this",
        { Status: ProposalStatus.Frozen } => "A stop has frozen this: its clock stands still, and it waits again when the stop is lifted",
        _ => $"This is {Plain(WireName.Of(proposal.Status))} now",
    };

    /// <summary>What came of taking an approval back.</summary>
    public static string Undone(UndoOutcome outcome) => outcome switch
    {
        UndoOutcome.Undone => "Taken back: nothing ran, and it waits for a decision again.",
        UndoOutcome.TooLate late => $"Too late to undo: it is {Plain(WireName.Of(late.Status))}.",
        UndoOutcome.RoleMissing => "Undoing needs a role that may decide on it.",
        UndoOutcome.OwnProposal => OwnProposal,
        UndoOutcome.NotFound => "The proposal is gone.",
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    /// <summary>Whether an entry is a decision or the end of one: the last of them says where a waiting proposal comes from.</summary>
    public static bool IsTurn(LedgerRow entry) => entry.Kind is "proposal_decided" or "proposal_undone" or "proposal_returned";

    /// <summary>Why an approved proposal waits again; null where the entry says nothing of that.</summary>
    public static string? TakenBack(LedgerRow entry) => (entry.Kind, entry.ValueOf("code")) switch
    {
        ("proposal_undone", _) => $"{entry.ActorName} took the approval back before anything ran. It waits for a decision again.",
        ("proposal_returned", ProposalReturned.TargetMoved) => "It was approved, but the target had moved by the time of the release, so no approval given before counts. Read the new state.",
        ("proposal_returned", ProposalReturned.TargetUnreadable) => "It was approved, but the target could not be read again at the release, so no approval given before counts.",
        ("proposal_returned", _) => $"It was approved, but might not be released then. {entry.ValueOf("detail")} No approval given before counts.",
        _ => null,
    };

    /// <summary>What the reader decided, for a page that comes back to it.</summary>
    public static string Mine(Proposal proposal) => proposal.Status switch
    {
        ProposalStatus.Rejected => "You rejected it; the agent is told why.",
        ProposalStatus.SentBack => "You sent it back with your note.",
        ProposalStatus.Holding => "You approved it. It is held for a moment, so that you can undo it.",
        ProposalStatus.Released => "You approved it; it may run once.",
        var later => $"You decided; it is {Plain(WireName.Of(later))} now.",
    };

    public static string Plain(string wireName) => wireName.Replace('_', ' ');

    private const string OwnProposal =
        "You registered this agent or hold a key of it, so you do not decide on what it proposes. Somebody else has to.";

    private static string Sentence(string wireName) => char.ToUpperInvariant(wireName[0]) + Plain(wireName)[1..];

    private static string VerbOf(string tool)
    {
        var words = new StringBuilder();
        foreach (var character in tool[(tool.LastIndexOf('.') + 1)..])
        {
            if (character is '_' or '-') words.Append(' ');
            else if (char.IsUpper(character)) words.Append(words.Length == 0 ? "" : " ").Append(char.ToLowerInvariant(character));
            else words.Append(character);
        }

        return words.ToString();
    }
}
