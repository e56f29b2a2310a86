using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgentConsole.Web.Shell;

/// <summary>The frame of every page behind the sign-in: rail, bar, content.</summary>
public sealed partial class MainLayout
{
    private Caller.Person? _person;

    [Inject] public required NavigationManager Navigation { get; init; }

    [CascadingParameter] public Task<AuthenticationState>? Authentication { get; set; }

    private IReadOnlyList<Room> Open => Rooms.OpenTo(_person);

    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0];

    protected override async Task OnInitializedAsync()
    {
        if (Authentication is not null) _person = (await Authentication).User.CallerOf() as Caller.Person;
    }

    private string? Current(Room room)
    {
        var path = Here.Split('?')[0];
        return path == room.Href || path.StartsWith(room.Href + "/", StringComparison.Ordinal) ? "page" : null;
    }
}
