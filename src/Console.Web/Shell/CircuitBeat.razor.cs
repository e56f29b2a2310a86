using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AgentConsole.Web.Shell;

/// <summary>Tells the page that its circuit is up, by using it.</summary>
public sealed partial class CircuitBeat
{
    [Inject] public required IJSRuntime Script { get; init; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Script.InvokeVoidAsync("agentConsole.connected");
    }
}
