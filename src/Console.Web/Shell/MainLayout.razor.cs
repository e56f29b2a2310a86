using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell;

/// <summary>The frame of every page behind the sign-in: rail, bar, content.</summary>
public sealed partial class MainLayout
{
    [Inject] public required NavigationManager Navigation { get; init; }

    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0];

    private string? Current(Room room)
    {
        var path = Here.Split('?')[0];
        return path == room.Href || path.StartsWith(room.Href + "/", StringComparison.Ordinal) ? "page" : null;
    }
}
