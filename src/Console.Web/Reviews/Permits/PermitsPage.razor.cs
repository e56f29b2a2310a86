using AgentConsole.Domain.Access;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Reviews.Permits;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Permits;

/// <summary>Lists what people allowed beforehand, and takes it back.</summary>
public sealed partial class PermitsPage
{
    private IReadOnlyList<Permit> _permits = [];
    private bool _mayEnd;

    [Inject] public required PermitQuery Query { get; init; }

    [Inject] public required EndPermitHandler Handler { get; init; }

    [Inject] public required Toasts Toasts { get; init; }

    protected override bool IsEmpty => _permits.Count == 0;

    protected override Task OnParametersSetAsync() => WatchAsync(Topic.Permits, LoadAsync);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _mayEnd = Reader?.May(Permission.DecideProposals) ?? false;
        _permits = await Query.ListAsync(isAll: true, cancellation);
    }

    private async Task EndAsync(PermitId id)
    {
        if (!CanDecide || await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        var outcome = await Handler.HandleAsync(caller, id, CancellationToken.None);
        if (outcome is PermitOutcome.Ended) Toasts.Say("Calls like it wait for a person again.", Tone.Ok);
        else Toasts.Say(PermitWords.Sentence(outcome), Tone.Danger);
        await ReloadAsync();
    }
}
