using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AgentConsole.Web.Shell.Kit;

/// <summary>Shows what an agent, a tool or a document wrote: plain text with every hidden character visible, cut honestly when long.</summary>
public sealed partial class AgentText
{
    private ErrorBoundary? _boundary;

    [Parameter, EditorRequired] public string? Text { get; set; }

    [Parameter] public bool Mono { get; set; }

    [Parameter] public int CharactersMax { get; set; } = 2_000;

    /// <summary>Given: the text stands in a fence under this label, such as "The agent says (its claim, not checked)".</summary>
    [Parameter] public string? Heading { get; set; }

    protected override void OnParametersSet() => _boundary?.Recover();
}
