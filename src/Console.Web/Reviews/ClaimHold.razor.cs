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
    private DateTimeOffset? _until;
    private ElementReference _field;
    private string _reason = "";
    private bool _isAsking;
    private bool _takesFocus;
    private bool _isLetGo;
    private bool _isMine;
    private bool _wasMine;

    [Inject] public required ClaimHandler Claims { get; init; }

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required CircuitLink Link { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required IJSRuntime Script { get; init; }

    [Parameter, EditorRequired] public ProposalId Id { get; set; }

    [Parameter, EditorRequired] public ReviewSheet Sheet { get; set; } = null!;

    /// <summary>It waits for this reader; false once it does not, and then there is nothing to let go of.</summary>
    [Parameter, EditorRequired] public bool IsWanted { get; set; }

    [Parameter] public EventCallback OnOpened { get; set; }

    protected override void OnInitialized() => Link.Changed += OnLinkChanged;

    protected override void OnParametersSet()
    {
        // Whoever held it and sees another there now was relieved of it.
        _wasMine = !Sheet.IsMine && Sheet.Claim is not null && (_isMine || _wasMine);
        _isMine = Sheet.IsMine;
        if (Sheet.IsMine || Sheet.Claim is null) _isAsking = false;
        if (IsWanted) return;
        _renewal?.Dispose();
        (_renewal, _holder, _isAsking) = (null, null, false);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_takesFocus && _isAsking && Sheet is { IsMine: false, Claim: not null }) await _field.FocusAsync();
        _takesFocus = false;
        if (!firstRender || !IsWanted) return;
        _renewal = Clock.CreateTimer(_ => _ = InvokeAsync(RenewAsync), null, RenewEvery, RenewEvery);
        await ClaimAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Link.Changed -= OnLinkChanged;
        _renewal?.Dispose();
        await LeaveAsync();
    }

    private async Task LeaveAsync()
    {
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

    // Who cannot be reached reads nothing; when the line is up again the reading goes on.
    private void OnLinkChanged(object? sender, EventArgs e) => _ = InvokeAsync(() => Link.IsUp ? RenewAsync() : LeaveAsync());

    private async Task LetGoAsync()
    {
        _isLetGo = true;
        await LeaveAsync();
    }

    private async Task TakeAgainAsync()
    {
        _isLetGo = false;
        await ClaimAsync();
    }

    private void Ask() => (_isAsking, _takesFocus) = (!_isAsking, !_isAsking);

    private async Task TakeOverAsync()
    {
        if (!IsWanted || string.IsNullOrWhiteSpace(_reason)) return;
        var reason = _reason;
        (_isAsking, _isLetGo, _reason) = (false, false, "");
        await ClaimAsync(reason);
    }

    private async Task RenewAsync()
    {
        if (_isLetGo || !IsWanted || !Link.IsUp || !await IsLookedAtAsync()) return;
        await ClaimAsync();
    }

    private async Task ClaimAsync(string? overBecause = null)
    {
        if (await Callers.FindAsync(CancellationToken.None) is not { } caller) return;
        try
        {
            var outcome = overBecause is null
                ? await Claims.ClaimAsync(caller, Id, CancellationToken.None)
                : await Claims.TakeOverAsync(caller, Id, overBecause, CancellationToken.None);
            _until = (outcome as ClaimOutcome.Held)?.Until;
            _holder = IsWanted && _until is not null ? caller : null;
            if (_until is not null) StateHasChanged();
            await OnOpened.InvokeAsync();
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
