using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Policies;

/// <summary>The decision log: every answer of every engine, narrowed by the address, opened row by row.</summary>
public sealed partial class EvaluationsPage
{
    private const int TextMax = PolicyLimits.RuleLengthMax;
    private readonly HashSet<EvaluationId> _opened = [];
    private Page<PolicyEvaluation> _page = new([], null);
    private EvaluationsPageFilter? _loaded;
    private int _newer;
    private bool _mayWrite;

    [Inject] public required EvaluationQuery Query { get; init; }

    [SupplyParameterFromQuery(Name = "agent")] public string? Agent { get; set; }

    [SupplyParameterFromQuery(Name = "tool")] public string? Tool { get; set; }

    [SupplyParameterFromQuery(Name = "verdict")] public string? Verdict { get; set; }

    [SupplyParameterFromQuery(Name = "rule")] public string? Rule { get; set; }

    [SupplyParameterFromQuery(Name = "set")] public string? Set { get; set; }

    [SupplyParameterFromQuery(Name = "code")] public string? Code { get; set; }

    [SupplyParameterFromQuery(Name = "proposal")] public string? Proposal { get; set; }

    [SupplyParameterFromQuery(Name = "from")] public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    protected override bool IsEmpty => _page.Rows.Count == 0;

    private EvaluationsPageFilter Shown => new()
    {
        Agent = EvaluationsPageFilter.TextOf(Agent),
        Tool = EvaluationsPageFilter.TextOf(Tool),
        Kind = WireName.TryParse<VerdictKind>(Verdict, out var kind) ? kind : null,
        Rule = EvaluationsPageFilter.TextOf(Rule),
        Set = EvaluationsPageFilter.TextOf(Set),
        Code = EvaluationsPageFilter.TextOf(Code),
        Proposal = EvaluationsPageFilter.TextOf(Proposal),
        From = EvaluationsPageFilter.DayOf(From),
        To = EvaluationsPageFilter.DayOf(To),
        After = PageCursor.TryParse(After, out var cursor) ? cursor : null,
    };

    private string? NewestHref => Shown.After is null ? null : (Shown with { After = null }).ToHref();

    private string? OlderHref => _page.Next is { } next ? (Shown with { After = next }).ToHref() : null;

    protected override Task OnParametersSetAsync()
    {
        if (_loaded != Shown) _opened.Clear();
        // Policy is asked where a proposal comes in or is decided: then the queue has changed.
        return WatchAsync(Topic.Queue, LoadAsync);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var shown = Shown;
        _mayWrite = Reader?.May(Permission.WritePolicies) ?? false;
        var read = shown.Filter is { } filter
            ? await Query.PageAsync(filter, shown.After, EvaluationsPageFilter.RowsPerPage, cancellation)
            : new Page<PolicyEvaluation>([], null);
        // What somebody has opened to read is not pushed down by what arrives.
        if (_opened.Count > 0 && _loaded == shown && _page.Rows.Count > 0)
        {
            _newer = read.Rows.TakeWhile(row => row.Id != _page.Rows[0].Id).Count();
            return;
        }

        (_loaded, _newer, _page) = (shown, 0, read);
    }

    private void Mark(EvaluationId id, bool isOpen)
    {
        if (isOpen) _opened.Add(id);
        else _opened.Remove(id);
    }

    private Task ShowNewerAsync()
    {
        _opened.Clear();
        return ReloadAsync();
    }
}
