using AgentConsole.Domain.Proposals;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell.Kit;

/// <summary>An id, shortened in the middle, whole on hover, with a button that copies it.</summary>
public sealed partial class ShortId
{
    private const int CharactersMax = 400;

    [Parameter, EditorRequired] public string Value { get; set; } = "";

    [Parameter] public string? Href { get; set; }

    [Parameter] public int Head { get; set; } = 8;

    [Parameter] public int Tail { get; set; } = 6;

    private VisibleText Shown => VisibleText.Of(Middle(), CharactersMax);

    // An id may come from an agent: also in a tooltip nothing stays hidden.
    private string Whole => string.Concat(VisibleText.Of(Value, CharactersMax).Parts.Select(part => part.Text));

    private string Middle() => Value.Length <= Head + Tail + 1 ? Value : $"{Value[..Head]}…{Value[^Tail..]}";
}
