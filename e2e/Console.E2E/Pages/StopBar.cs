using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Pages;

/// <summary>The stop switch that stands last in the bar of every page.</summary>
public sealed class StopBar(IPage page)
{
    public ILocator Stop => page.GetByRole(AriaRole.Button, new() { Name = "Stop everything…" });

    /// <summary>From the key to the answer, without the mouse.</summary>
    public async Task StopByKeyAsync(string reason)
    {
        await Expect(Stop).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("Shift+Escape");
        await Expect(page.GetByLabel("Why?")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(reason);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
    }
}
