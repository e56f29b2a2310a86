using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Policies;

/// <summary>One answer of policy on one line; opened, everything that it was given upon.</summary>
public sealed partial class EvaluationLine
{
    private bool _isOpen;

    [Parameter, EditorRequired] public PolicyEvaluation Row { get; set; } = null!;

    /// <summary>What the page shows, to narrow it from here.</summary>
    [Parameter, EditorRequired] public EvaluationsPageFilter Shown { get; set; } = new();

    /// <summary>Whether the reader may make a rule of it.</summary>
    [Parameter] public bool MayWrite { get; set; }

    [Parameter] public EventCallback<bool> IsOpenChanged { get; set; }

    private Task ToggleAsync()
    {
        _isOpen = !_isOpen;
        return IsOpenChanged.InvokeAsync(_isOpen);
    }

    private static RenderFragment Lines(string text, string look) => builder =>
    {
        if (text.Length == 0)
        {
            builder.AddContent(0, "no rule");
            return;
        }

        foreach (var line in text.Split('\n'))
        {
            builder.OpenElement(1, "div");
            builder.AddAttribute(2, "class", look);
            builder.OpenComponent<VisibleParts>(3);
            builder.AddComponentParameter(4, nameof(VisibleParts.Text), VisibleText.Of(line, 400));
            builder.CloseComponent();
            builder.CloseElement();
        }
    };
}
