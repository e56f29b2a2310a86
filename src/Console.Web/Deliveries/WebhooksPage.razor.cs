using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Deliveries;

/// <summary>Registers endpoints, issues and rotates secrets; each secret is shown once.</summary>
public sealed partial class WebhooksPage
{
    private IReadOnlyList<WebhookRow> _endpoints = [];
    private IReadOnlyList<WebhookRow> _agents = [];
    private bool _mayManage;
    private bool _mayIssue;
    private string _url = "";
    private string _description = "";
    private bool _isToldOfReviews;
    private string _agent = "";
    private string? _shown;
    private string? _refusal;

    [Inject] public required WebhooksQuery Query { get; init; }

    [Inject] public required WebhookDesk Desk { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Deliveries, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        (_mayManage, _mayIssue) = (Reader?.May(Permission.ManageDeliveries) ?? false, Reader?.May(Permission.IssueAgentKeys) ?? false);
        _endpoints = await Query.EndpointsAsync(cancellation);
        _agents = await Query.CallbackSecretsAsync(cancellation);
    }

    private async Task RegisterAsync()
    {
        if (await TellAsync(caller => Desk.Register.HandleAsync(new(caller, new(_url.Trim(), _description.Trim(), _isToldOfReviews ? [.. EventType.Subscribable.Order(StringComparer.Ordinal)] : [])), CancellationToken.None), "It is told from now on."))
            (_url, _description, _isToldOfReviews) = ("", "", false);
    }

    private async Task IssueAsync()
    {
        if (await TellAsync(caller => Desk.Issue.HandleAsync(new(caller, _agent.Trim()), CancellationToken.None), "It signs from now on.")) _agent = "";
    }

    private async Task RotateAsync(WebhookRow row) =>
        await TellAsync(caller => Desk.Rotate.HandleAsync(new(caller, row.Id), CancellationToken.None), "For a day the secret before signs too.");

    private async Task TestAsync(WebhookRow row) =>
        await TellAsync(caller => Desk.Test.HandleAsync(new(caller, row.Id), CancellationToken.None), "A test is on its way; see Deliveries.");

    private async Task SwitchAsync(WebhookRow row) => await TellAsync(
        caller => Desk.Change.HandleAsync(new(caller, row.Id, new(row.Url, row.Description, row.EventTypes), row.DisabledAt is null), CancellationToken.None),
        row.DisabledAt is null ? "It is told nothing more." : "It is told again.");

    private async Task RemoveAsync(WebhookRow row) =>
        await TellAsync(caller => Desk.Remove.HandleAsync(new(caller, row.Id), CancellationToken.None), "It is gone, and its secret with it.");

    private async Task<bool> TellAsync(Func<Caller, Task<WebhookOutcome>> change, string done)
    {
        if (!CanDecide || await Callers.FindAsync(CancellationToken.None) is not { } caller) return false;
        var outcome = await change(caller);
        _refusal = outcome is WebhookOutcome.Done or WebhookOutcome.SecretShown or WebhookOutcome.TestQueued ? null : DeliveryWords.Sentence(outcome);
        if (outcome is WebhookOutcome.SecretShown shown) _shown = shown.Secret.Reveal();
        if (_refusal is null) Toasts.Say(done, Tone.Ok);
        return _refusal is null;
    }
}
