using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Ledger;

/// <summary>One entry on one line; opened, its fields and hashes.</summary>
public sealed partial class LedgerEntryLine
{
    private static readonly string[] Gists = ["decision", "verdict", "verb", "state"];

    private bool _isOpen;

    [Parameter, EditorRequired] public LedgerRow Row { get; set; } = null!;

    /// <summary>What the page shows, to narrow it from here.</summary>
    [Parameter, EditorRequired] public LedgerPageFilter Shown { get; set; } = new();

    [Parameter] public EventCallback<bool> IsOpenChanged { get; set; }

    private string KindHref => (Shown with { Kind = Row.Kind, Before = null }).ToHref();

    private string ActorHref => (Shown with { Actor = Row.Actor, Before = null }).ToHref();

    private string SubjectHref => (Shown with { Subject = Row.Subject, Before = null }).ToHref();

    /// <summary>The one field that tells entries of a kind apart, where there is one.</summary>
    private string? Gist => Gists.Select(Row.ValueOf).FirstOrDefault(value => value is not null) is { } value ? " · " + value.Replace('_', ' ') : null;

    /// <summary>The page of what it happened to, where there is one.</summary>
    private string? PageHref => Row.Subject.Split(':', 2) switch
    {
        ["proposal", var id] => Links.Proposal(id),
        ["agent", var name] => Links.Agent(name),
        ["policy", var set] => Links.Policy(set),
        _ => null,
    };

    private Task ToggleAsync()
    {
        _isOpen = !_isOpen;
        return IsOpenChanged.InvokeAsync(_isOpen);
    }
}
