using AgentConsole.E2E.Fixtures;
using AgentConsole.E2E.Pages;
using Microsoft.Playwright;
using Xunit;

namespace AgentConsole.E2E.Flows;

public sealed class RoomsTests(SharedBrowser browser, RunningDemo demo) : Flow(browser), IClassFixture<RunningDemo>
{
    /// <summary>The width of a small phone.</summary>
    private static readonly ViewportSize Phone = new() { Width = 360, Height = 740 };

    /// <summary>Pages that a room leads to, open to everybody who is signed in.</summary>
    private static readonly string[] Behind = ["/policies/log"];

    [Theory]
    [InlineData("ada", false, ColorScheme.Light)]
    [InlineData("mira", false, ColorScheme.Dark)]
    [InlineData("ada", true, ColorScheme.Dark)]
    [InlineData("mira", true, ColorScheme.Light)]
    public async Task Every_room_opens_fits_and_is_for_everybody(string who, bool isOnPhone, ColorScheme colours)
    {
        var visit = await SignInAsync(demo.Address, demo.People[who], isOnPhone ? Phone : null, colours);
        var page = new AnyPage(visit.Page);
        await page.OpenAsync("/account");

        var rooms = await page.RoomsAsync();
        Assert.True(rooms.Count > 3, $"only {rooms.Count} rooms are open to {who}");
        foreach (var room in rooms.Concat(Behind))
        {
            await page.OpenAsync(room);
            await page.ExamineAsync();
        }

        page.IsWithoutComplaint();
    }
}
