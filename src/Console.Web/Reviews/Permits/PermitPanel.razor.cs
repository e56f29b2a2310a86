using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Reviews.Permits;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Permits;

/// <summary>Allows calls like the one that is read: what is marked stays the same, money has a most, the rest is chosen.</summary>
public sealed partial class PermitPanel
{
    private const int ShownMax = 60;

    private List<PermitDraft> _drafts = [];
    private string? _digest;
    private string? _refusal;
    private int _minutes = 60;
    private int _uses = 10;
    private string _reason = "";
    private bool _isOpen;
    private bool _isBusy;

    [Inject] public required GrantPermitHandler Handler { get; init; }

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [Parameter, EditorRequired] public ReviewSheet Sheet { get; set; } = null!;

    [Parameter, EditorRequired] public bool CanAct { get; set; }

    protected override void OnParametersSet()
    {
        if (_digest == Sheet.Proposal.Digest) return;
        (_digest, _refusal, _drafts) = (Sheet.Proposal.Digest, null, MayBeAllowed(Sheet) ? DraftsOf(Sheet) : []);
    }

    // Polite: the handler asks all of it again.
    private static bool MayBeAllowed(ReviewSheet sheet) => sheet is { WhyNot: null, IsHighRisk: false, Contract: { SideEffect: not SideEffect.Irreversible } }
        && sheet.Proposal is { IsPending: true, Clauses: [{ Count: 1 }] };

    private static List<PermitDraft> DraftsOf(ReviewSheet sheet)
    {
        var pointers = sheet.Contract!.Pointers;
        var marked = new[] { pointers.Target, pointers.Recipient, pointers.Currency }.Select(PermitPattern.MemberOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var members = JsonElement.Parse(sheet.Proposal.Arguments).EnumerateObject().Take(PermitLimits.ArgumentsMax + 1).ToList();
        return members.Count > PermitLimits.ArgumentsMax ? [] : [.. members.Select(member =>
        {
            var isMoney = pointers.Money == "/" + JsonPointer.Escape(member.Name) && Money.NanosIn(member.Value) is >= 0;
            return new PermitDraft
            {
                Name = member.Name,
                Shown = Plain(member.Value.GetRawText()),
                Label = Plain(member.Name),
                IsFixed = marked.Contains(member.Name) || (PermitPattern.MemberOf(pointers.Money) == member.Name && !isMoney),
                IsMoney = isMoney,
                Kind = isMoney ? PermitRuleKind.AtMost : PermitRuleKind.Same,
                AtMost = isMoney ? Money.Text(Money.NanosIn(member.Value)!.Value) : "",
            };
        })];
    }

    // An option takes plain text alone, so what hides or reorders stands there as its label.
    private static string Plain(string text)
    {
        var visible = VisibleText.Of(text, ShownMax);
        return string.Concat(visible.Parts.Select(part => part.Text)) + (visible.IsCut ? "…" : "");
    }

    private string IdOf(PermitDraft draft) => $"permit-{_drafts.IndexOf(draft)}";

    private void Toggle(bool isOpen) => _isOpen = isOpen;

    private async Task GrantAsync()
    {
        if (!CanAct || _isBusy || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _isBusy = true;
        try
        {
            var outcome = await Handler.HandleAsync(new(caller, Sheet.Proposal.Id, _digest!, _drafts.ToDictionary(draft => draft.Name, draft => draft.Wish),
                _minutes * 60, _uses, _reason), CancellationToken.None);
            _refusal = outcome is PermitOutcome.Granted ? null : PermitWords.Sentence(outcome);
            if (_refusal is not null) return;
            (_isOpen, _reason) = (false, "");
            Toasts.Say("Calls like it are allowed for a while.", Tone.Ok);
        }
        finally
        {
            _isBusy = false;
        }
    }
}
