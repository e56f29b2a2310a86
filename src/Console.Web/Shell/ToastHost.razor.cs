using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell;

/// <summary>Shows the toasts of this circuit in the corner of the page.</summary>
public sealed partial class ToastHost
{
    [Inject] public required Toasts Toasts { get; init; }

    protected override void OnInitialized() => Toasts.Changed += OnChanged;

    public void Dispose() => Toasts.Changed -= OnChanged;

    private void OnChanged(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);

    private async Task ActAsync(Toast toast)
    {
        Toasts.Dismiss(toast.Number);
        if (toast.Action is not null) await toast.Action();
    }
}
