using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Pages;

/// <summary>What happened, in order, and whether it is whole.</summary>
public sealed class LedgerPage(IPage page)
{
    public async Task OpenAsync() => await page.GotoAsync("/ledger");

    public Task ShowsAsync(string words) => Expect(page.Locator(".entries")).ToContainTextAsync(words);

    public async Task VerifyAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify now" }).ClickAsync();
        await Expect(page.GetByText("Whole.")).ToBeVisibleAsync();
    }
}
