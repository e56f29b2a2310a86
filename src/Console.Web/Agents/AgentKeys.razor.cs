using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Agents;

/// <summary>The keys of one agent: listed, issued, revoked.</summary>
public sealed partial class AgentKeys
{
    private static readonly int[] DaysOffered = [7, 30, 90, AccessLimits.KeyLifetimeDaysMax - 1];

    private IssueAgentKeyOutcome.Issued? _issued;
    private AccessRefusal? _refusal;
    private string _environment = "";
    private int _days = 90;
    private bool _mayIssue;
    private bool _mayRevoke;
    private bool _isSending;

    [Inject] public required IssueAgentKeyHandler Issuing { get; init; }

    [Inject] public required RevokeAgentKeyHandler Revoking { get; init; }

    [Inject] public required AgentRights Rights { get; init; }

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired] public string Agent { get; set; } = "";

    [Parameter, EditorRequired] public IReadOnlyList<AgentKeyRow> Keys { get; set; } = [];

    /// <summary>Where the manifest lets the agent propose; a key for anywhere else would open nothing.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> Environments { get; set; } = [];

    [Parameter] public bool IsArchived { get; set; }

    /// <summary>Whether the page is live.</summary>
    [Parameter, EditorRequired] public bool CanDecide { get; set; }

    private DateTimeOffset Now => Clock.Instant();

    private bool CanSend => CanDecide && !_isSending;

    protected override async Task OnParametersSetAsync()
    {
        if (!Environments.Contains(_environment)) _environment = Environments.Count > 0 ? Environments[^1] : "";
        if (await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _mayIssue = await Rights.ReachAsync(caller, Permission.IssueAgentKeys, Agent, CancellationToken.None);
        _mayRevoke = caller.May(Permission.RevokeAgentKeys);
    }

    private Task IssueAsync() => SendAsync(async caller =>
    {
        var outcome = await Issuing.HandleAsync(new(caller, Agent, _environment, null, Now.AddDays(_days)), CancellationToken.None);
        (_issued, _refusal) = (outcome as IssueAgentKeyOutcome.Issued, (outcome as IssueAgentKeyOutcome.Refused)?.Why);
    });

    private Task RevokeAsync(AgentKeyRow key) => SendAsync(async caller =>
    {
        _refusal = (await Revoking.HandleAsync(new(caller, Agent, key.Id), CancellationToken.None) as AccessOutcome.Refused)?.Why;
        if (_issued?.Key.Id == key.Id) _issued = null;
        if (_refusal is null) Toasts.Say($"The key aca_{key.Prefix} is void.", Tone.Ok);
    });

    private async Task SendAsync(Func<Caller.Person, Task> command)
    {
        if (!CanSend || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        _isSending = true;
        try
        {
            await command(caller);
        }
        finally
        {
            _isSending = false;
        }
    }
}
