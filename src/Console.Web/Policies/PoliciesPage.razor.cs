using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Web.Shell.Kit;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Policies;

/// <summary>Every policy set: what decides now, and what is being written.</summary>
public sealed partial class PoliciesPage
{
    private IReadOnlyList<PolicySetRow> _rows = [];
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();
    private Dictionary<string, int> _rules = [];
    private LoadedPolicies _now = LoadedPolicies.None;
    private Dialog? _dialog;
    private PolicyEngine _engine = PolicyEngine.Cedar;
    private string _name = "";
    private string? _refusal;
    private bool _mayWrite;
    private bool _isSending;

    [Inject] public required PolicyQuery Query { get; init; }

    [Inject] public required PolicyCache Cache { get; init; }

    [Inject] public required SavePolicyHandler Saving { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery(Name = "q")] public string? Search { get; set; }

    protected override bool IsEmpty => _rows.Count == 0;

    private PoliciesPageFilter Shown => PoliciesPageFilter.FromQuery(Search);

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Policies, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var shown = Shown;
        // The cache hears of a change as this page does, and perhaps later.
        await Cache.ReloadAsync(cancellation);
        var rows = await Query.ListAsync(cancellation);
        _names = await Query.NamesAsync(rows, cancellation);
        _rows = [.. rows.Where(shown.Holds)];
        _now = Cache.Current;
        _rules = _rows.Where(row => row.Set.Engine == PolicyEngine.Cedar && (row.Live ?? row.Draft) is not null)
            .Select(row => (row.Set.Name, Count: CountOf(row.Live ?? row.Draft!)))
            .Where(one => one.Count is not null).ToDictionary(one => one.Name, one => one.Count!.Value);
        _mayWrite = Reader?.May(Permission.WritePolicies) ?? false;
    }

    private int? CountOf(PolicyVersion version) => version.Status == PolicyVersionStatus.Live && _now.Rules is { } rules
        ? rules.Rules.Count(rule => rule.Set == version.SetName)
        : CedarRules.Of([new(version.SetName, version.Number, version.Text)])?.Rules.Count();

    private string NameOf(string actor) => _names.GetValueOrDefault(actor, actor);

    private async Task AskAsync()
    {
        _refusal = null;
        if (_dialog is not null) await _dialog.OpenAsync();
    }

    private async Task CreateAsync()
    {
        if (_isSending || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var name = _name.Trim();
        _refusal = PolicySetName.IsValid(name) ? null : "A set is called by small letters, digits and . _ -, beginning and ending with a letter or digit.";
        if (_refusal is not null) return;
        _isSending = true;
        try
        {
            var first = new WrittenPolicySet(name, _engine, FirstText.Of(_engine), null, null, Publish: false);
            // Version 0 is read by nobody: the name must be free.
            var outcome = await Saving.HandleAsync(new(caller, first, VersionSeen: 0), CancellationToken.None);
            _refusal = outcome switch
            {
                PolicySetOutcome.Done => null,
                PolicySetOutcome.Stale => $"There is a set {name} already.",
                _ => PolicyWords.Sentence(outcome, ""),
            };
            if (_refusal is not null) return;
            if (_dialog is not null) await _dialog.CloseAsync();
            Navigation.NavigateTo(Links.Policy(name));
        }
        finally
        {
            _isSending = false;
        }
    }
}
