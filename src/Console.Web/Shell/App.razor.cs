using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell;

/// <summary>The document around every page.</summary>
public sealed partial class App
{
    private ReaderPreferences _preferences = ReaderPreferences.From(null);

    [Inject] public required TimeProvider Clock { get; init; }

    /// <summary>Given where no route leads: the page that says so.</summary>
    [Parameter] public Type? Page { get; set; }

    [Parameter] public Dictionary<string, object?>? PageParameters { get; set; }

    [Parameter] public Type? PageLayout { get; set; }

    [CascadingParameter] public HttpContext? Context { get; set; }

    // Drafts in the browser are kept apart by it: somebody else may sign in on the same screen.
    private string? Reader => Context?.User.CallerOf() is Caller.Person person ? person.Id.ToString() : null;

    protected override void OnInitialized() => _preferences = ReaderPreferences.From(Context?.Request.Cookies);
}
