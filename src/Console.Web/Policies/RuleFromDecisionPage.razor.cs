using System.Text.Json;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Policies;

/// <summary>Drafts a rule out of one answer of policy, adds it to a set's draft, and backtests it at once.</summary>
public sealed partial class RuleFromDecisionPage
{
    private IReadOnlyList<PolicySetRow> _sets = [];
    private PolicyEvaluation? _evaluation;
    private LoadedContract? _contract;
    private JsonElement? _arguments;
    private string _sentence = "";
    private string _rule = "";
    private string _set = "";
    private string _newSet = "";
    private string? _refusal;
    private bool _allows = true;
    private bool _isChosen;
    private bool _isSending;

    [Inject] public required EvaluationQuery Evaluations { get; init; }

    [Inject] public required ProposalQuery Proposals { get; init; }

    [Inject] public required PolicyQuery Query { get; init; }

    [Inject] public required ContractCache Contracts { get; init; }

    [Inject] public required SavePolicyHandler Saving { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Parameter] public string Id { get; set; } = "";

    protected override bool IsEmpty => _evaluation is null;

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Policies, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _evaluation = EvaluationId.TryParse(Id, out var id) ? await Evaluations.FindAsync(id, cancellation) : null;
        if (_evaluation is not { } evaluation) return;
        _sets = [.. (await Query.ListAsync(cancellation)).Where(row => row.Set.Engine == PolicyEngine.Cedar)];
        var proposal = (await Proposals.OfAsync(evaluation.ProposalId, cancellation))?.Proposal;
        _sentence = proposal?.Sentence ?? evaluation.ProposalId.ToString();
        _contract = Contracts.Find(evaluation.Tool, evaluation.ContractVersion);
        _arguments = proposal is not null && _contract is not null && proposal.Digest == evaluation.ArgumentsDigest ? JsonElement.Parse(proposal.Arguments) : null;
        // The first choice is the set that spoke; after that the choice is the reader's.
        if (!_isChosen)
        {
            _set = _sets.Select(row => row.Set.Name).OrderBy(name => name != evaluation.SetName).FirstOrDefault("");
            _allows = evaluation.Kind != VerdictKind.Allow;
            _isChosen = true;
        }

        Draft(_allows);
    }

    private void Draft(bool allows)
    {
        _allows = allows;
        if (_evaluation is { } evaluation && _contract is { } contract && _arguments is { } arguments)
            _rule = RuleSuggestion.Of(evaluation, contract, arguments, allows);
    }

    private async Task AddAsync()
    {
        if (_isSending || _evaluation is not { } evaluation || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _isSending = true;
        try
        {
            var name = _set.Length > 0 ? _set : _newSet.Trim();
            _refusal = PolicySetName.IsValid(name) ? null : "A set is called by small letters, digits and . _ -, beginning and ending with a letter or digit.";
            if (_refusal is not null) return;
            var detail = await Query.FindAsync(name, CancellationToken.None);
            if (_set.Length == 0 && detail is not null) _refusal = $"There is a set {name} already: choose it above.";
            else if (detail is { Set.Engine: not PolicyEngine.Cedar }) _refusal = $"{name} is no set for Cedar.";
            if (_refusal is not null) return;

            var grown = Grown(name, detail?.Draft ?? detail?.Live, evaluation);
            var outcome = PolicyChecker.Unreadable(PolicyEngine.Cedar, grown.Text) is [var fault, ..]
                ? new PolicySetOutcome.NotNow($"With it the set cannot be read: {PolicyWords.Place(fault)}: {fault.Message}")
                : await Saving.HandleAsync(new(caller, grown, detail?.Set.Version ?? 0), CancellationToken.None);
            if (PolicyWords.IsDone(outcome)) Navigation.NavigateTo(Links.Policy(name) + "?backtest=7");
            else _refusal = PolicyWords.Sentence(outcome, "");
        }
        finally
        {
            _isSending = false;
        }
    }

    /// <summary>What the set says, and the rule below it, under a name that no other rule of the set has.</summary>
    private WrittenPolicySet Grown(string name, PolicyVersion? upon, PolicyEvaluation evaluation)
    {
        var text = upon?.Text.TrimEnd() ?? "";
        var taken = CedarRules.Of([new(name, 1, text)])?.Rules.Select(rule => rule.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        var rule = _rule;
        const string Mark = "@id(\"";
        if (rule.StartsWith(Mark, StringComparison.Ordinal) && rule.IndexOf('"', Mark.Length) is > 0 and var end)
        {
            var id = rule[Mark.Length..end];
            var free = id;
            for (var number = 2; taken.Contains(free); number++) free = $"{id}_{number}";
            rule = Mark + free + rule[end..];
        }

        var tests = upon?.Tests is { } kept ? JsonElement.Parse(kept) : (JsonElement?)null;
        return new(name, PolicyEngine.Cedar, (text.Length > 0 ? text + "\n\n" : "") + rule + "\n", tests, $"A rule out of {evaluation.ProposalId}.", Publish: false);
    }
}
