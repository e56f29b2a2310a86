using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AgentConsole.Web.Reviews;

/// <summary>Tells the others who is reading: claims while the page is looked at, lets go when it is left.</summary>
public sealed partial class ClaimHold : IAsyncDisposable
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(ReviewLimits.ClaimSeconds / 3.0);

    private Caller.Person? _holder;
    private ITimer? _renewal;

    [Inject] public required ClaimHandler Claims { get; init; }

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required CircuitLink Link { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    [Parameter, EditorRequired] public ProposalId Id { get; set; }

    [Parameter, EditorRequired] public ReviewSheet Sheet { get; set; } = null!;

    /// <summary>It waits for this reader; false once it does not, and then there is nothing to let go of.</summary>
    [Parameter, EditorRequired] public bool IsWanted { get; set; }

    protected override void OnParametersSet()
    {
        if (IsWanted) return;
        _renewal?.Dispose();
        (_renewal, _holder) = (null, null);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !IsWanted) return;
        _renewal = Clock.CreateTimer(_ => _ = InvokeAsync(RenewAsync), null, RenewEvery, RenewEvery);
        await ClaimAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _renewal?.Dispose();
        if (_holder is not { } holder) return;
        _holder = null;
        try
        {
            await Claims.ReleaseAsync(holder, Id, CancellationToken.None);
        }
        catch (BusyException)
        {
            // It lapses by itself.
        }
    }

    private async Task RenewAsync()
    {
        if (!IsWanted || !Link.IsUp || !await IsLookedAtAsync()) return;
        await ClaimAsync();
    }

    private async Task ClaimAsync()
    {
        if (await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        try
        {
            var outcome = await Claims.ClaimAsync(caller, Id, CancellationToken.None);
            _holder = IsWanted && outcome is ClaimOutcome.Held ? caller : null;
        }
        catch (BusyException)
        {
            // Reading goes on without a claim; the next renewal tries again.
        }
    }

    // A page in a tab that nobody looks at must not keep others away.
    private async Task<bool> IsLookedAtAsync()
    {
        try
        {
            return await Script.InvokeAsync<bool>("agentConsole.isVisible");
        }
        catch (Exception gone) when (gone is JSDisconnectedException or JSException or TaskCanceledException)
        {
            return false;
        }
    }
}
