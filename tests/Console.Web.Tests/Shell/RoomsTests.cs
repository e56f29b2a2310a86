using System.Reflection;
using AgentConsole.Domain.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class RoomsTests
{
    private static readonly HashSet<string> Pages = [.. typeof(Rooms).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template)];

    [Fact]
    public void No_room_leads_nowhere() => Assert.All(Rooms.All, room => Assert.Contains(room.Href, Pages));

    [Theory]
    [MemberData(nameof(Roles))]
    public void Each_role_sees_exactly_the_rooms_it_may_enter(Role role)
    {
        var person = new Caller.Person(default, "Ana", new HashSet<Role> { role });

        Assert.Equal(
            Rooms.All.Where(room => room.Needs is not { } needed || person.May(needed)).Select(room => room.Name),
            Rooms.OpenTo(person).Select(room => room.Name));
    }

    [Fact]
    public void Nobody_sees_no_room() => Assert.Empty(Rooms.OpenTo(null));

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];
}
