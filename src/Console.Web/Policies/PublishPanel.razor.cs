using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Tools;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Policies;

/// <summary>What the second person reads before a draft decides: the difference, the check, the backtest; and then the button.</summary>
public sealed partial class PublishPanel
{
    private PolicyReport? _report;
    private string? _checking;
    private string? _checked;
    private string? _backtested;
    private string? _read;

    [Inject] public required PolicyChecker Checker { get; init; }

    [Inject] public required ContractCache Contracts { get; init; }

    [Parameter, EditorRequired] public PolicySetDetail Detail { get; set; } = null!;

    [Parameter, EditorRequired] public Caller.Person? Reader { get; set; }

    /// <summary>Whether the page is live.</summary>
    [Parameter, EditorRequired] public bool CanDecide { get; set; }

    /// <summary>Something is typed in the editor that is not part of the draft.</summary>
    [Parameter] public bool IsUnsaved { get; set; }

    /// <summary>With the digest of what was read.</summary>
    [Parameter] public EventCallback<string> OnPublish { get; set; }

    // Polite, not safe: the handler asks all of it again.
    private string? WhyNot => Detail.Draft switch
    {
        null => "There is no draft.",
        _ when Reader is null || !Reader.May(Permission.PublishPolicies) => "Publishing is for people of role security.",
        { } draft when draft.IsWrittenBy(Reader.Id) => "You wrote on this draft. A second person of role security must read and publish it.",
        _ when IsUnsaved => "You have typed something in the editor that is not part of this draft. Save it or throw it away first.",
        { } draft when _checked != draft.Digest => "It is being checked.",
        _ when _report is { IsPublishable: false } => "It does not pass its check, so it cannot be published.",
        { } draft when Detail.Set.Engine == PolicyEngine.Cedar && _backtested != draft.Digest => "Wait for the backtest: it says what would change.",
        _ => null,
    };

    protected override async Task OnParametersSetAsync()
    {
        if (Detail.Draft is not { } draft || _checking == draft.Digest) return;
        _checking = draft.Digest;
        _read ??= draft.Digest;
        _report = null;
        var tests = draft.Tests is { } kept ? JsonElement.Parse(kept) : (JsonElement?)null;
        var tools = Contracts.All;
        var report = await Task.Run(() => Checker.Check(Detail.Set.Engine, draft.SetName, draft.Text, tests, tools));
        if (Detail.Draft?.Digest == draft.Digest) (_report, _checked) = (report, draft.Digest);
    }
}
