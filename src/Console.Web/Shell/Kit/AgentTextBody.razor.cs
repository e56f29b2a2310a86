using System.Globalization;
using AgentConsole.Domain.Proposals;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell.Kit;

/// <summary>The inside of <see cref="AgentText"/>; not used elsewhere.</summary>
public sealed partial class AgentTextBody
{
    public const int CharactersShownMax = 100_000;
    private const int MoreTimes = 5;
    private static readonly CultureInfo Words = CultureInfo.InvariantCulture;
    private VisibleText _visible = VisibleText.Of(null, 0);
    private string? _text;
    private int _max;

    [Parameter] public string? Text { get; set; }

    [Parameter] public bool Mono { get; set; }

    [Parameter] public int CharactersMax { get; set; }

    private bool CanShowMore => RendererInfo.IsInteractive && _max < CharactersShownMax;

    protected override void OnParametersSet()
    {
        if (_max != 0 && _text == Text) return;
        (_text, _max) = (Text, CharactersMax);
        _visible = VisibleText.Of(_text, _max);
    }

    private void ShowMore()
    {
        _max = Math.Min(_max * MoreTimes, CharactersShownMax);
        _visible = VisibleText.Of(_text, _max);
    }
}
