using Microsoft.Playwright;

namespace AgentConsole.E2E.Pages;

/// <summary>Where the link of the first start leads.</summary>
public sealed class SetupPage(IPage page)
{
    public async Task SetUpAsync(Uri link, string email, string name, string password)
    {
        await page.GotoAsync(link.ToString());
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your account" }).WaitForAsync();
    }
}
