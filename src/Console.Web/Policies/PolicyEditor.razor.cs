using System.Globalization;
using System.Text.Json;
using AgentConsole.Infrastructure.Policies;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AgentConsole.Web.Policies;

/// <summary>A text area with line numbers whose text stays in the browser until it is asked for.</summary>
public sealed partial class PolicyEditor
{
    private const int ShownMax = 50;
    private const long StreamBytesMax = 8 * 1024 * 1024;

    [Inject] public required IJSRuntime Script { get; init; }

    /// <summary>Unique on the page.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>What is kept: where the typing starts from.</summary>
    [Parameter, EditorRequired] public string Text { get; set; } = "";

    /// <summary>Names <see cref="Text"/>; what was typed remembers upon which text it was.</summary>
    [Parameter, EditorRequired] public string Base { get; set; } = "";

    [Parameter] public IReadOnlyList<PolicyFault> Faults { get; set; } = [];

    [Parameter] public bool IsReadOnly { get; set; }

    [Parameter] public int Rows { get; set; } = 24;

    [Parameter] public bool IsDirty { get; set; }

    [Parameter] public EventCallback<bool> IsDirtyChanged { get; set; }

    private string AreaId => "editor-" + Name;

    private string HintId => $"editor-{Name}-hint";

    private string FaultLines => string.Join(' ', Faults.Where(fault => fault.Line > 0).Select(fault => fault.Line).Distinct().Order()
        .Select(line => line.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What stands in the browser now.</summary>
    public async Task<EditedText> ReadAsync(CancellationToken cancellation)
    {
        var reference = await Script.InvokeAsync<IJSStreamReference>("agentConsole.editorRead", cancellation, Name);
        await using (reference)
        {
            await using var stream = await reference.OpenReadStreamAsync(StreamBytesMax, cancellation);
            using var read = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation);
            return new(
                read.RootElement.GetProperty("base").GetString() ?? "",
                (read.RootElement.GetProperty("text").GetString() ?? "").ReplaceLineEndings("\n"));
        }
    }

    /// <summary>What was read is kept under this name now.</summary>
    public ValueTask SavedAsync(string keptAs) => Script.InvokeVoidAsync("agentConsole.editorSaved", Name, keptAs);

    /// <summary>What is typed is meant for what is kept now.</summary>
    public ValueTask RebaseAsync(string keptAs) => Script.InvokeVoidAsync("agentConsole.editorRebase", Name, keptAs);

    /// <summary>Throws away what is typed.</summary>
    public ValueTask TakeBackAsync(string text) => Script.InvokeVoidAsync("agentConsole.editorTakeBack", Name, text);

    private Task HearAsync(ChangeEventArgs change) => IsDirtyChanged.InvokeAsync(change.Value is true);
}
