using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell;

/// <summary>The document around every page.</summary>
public sealed partial class App
{
    private ReaderPreferences _preferences = ReaderPreferences.From(null);

    [Inject] public required TimeProvider Clock { get; init; }

    [CascadingParameter] public HttpContext? Context { get; set; }

    protected override void OnInitialized() => _preferences = ReaderPreferences.From(Context?.Request.Cookies);
}
