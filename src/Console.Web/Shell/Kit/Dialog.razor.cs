using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AgentConsole.Web.Shell.Kit;

/// <summary>A modal dialog; opened by a button with <c>data-open-dialog</c>, or from code on a live page.</summary>
public sealed partial class Dialog
{
    [Inject] public required IJSRuntime Script { get; init; }

    /// <summary>Unique on the page.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>The buttons.</summary>
    [Parameter] public RenderFragment? Foot { get; set; }

    public ValueTask OpenAsync() => Script.InvokeVoidAsync("agentConsole.openDialog", Id);

    public ValueTask CloseAsync() => Script.InvokeVoidAsync("agentConsole.closeDialog", Id);
}
