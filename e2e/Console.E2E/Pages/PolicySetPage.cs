using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Pages;

/// <summary>A policy set: its editor, what stands around it, and the way to publishing.</summary>
public sealed class PolicySetPage(IPage page)
{
    public ILocator Text => page.Locator("#editor-text");

    public ILocator Head => page.Locator(".page-head");

    public ILocator Unsaved => page.GetByText("not saved", new() { Exact = true });

    public ILocator Publish => page.GetByRole(AriaRole.Button, new() { Name = "Publish version" });

    /// <summary>From the room to the editor of a set that did not exist.</summary>
    public async Task BeginAsync(string name)
    {
        await page.GotoAsync("/policies");
        await Expect(page.Locator("#live-dot")).ToHaveTextAsync("Live");
        await page.GetByRole(AriaRole.Button, new() { Name = "New policy set…" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Write it" }).ClickAsync();
        await page.WaitForURLAsync($"**/policies/{name}");
        await Expect(page.Locator("#live-dot")).ToHaveTextAsync("Live");
        await Expect(Text).ToBeEditableAsync();
    }

    public async Task OpenAsync(string name, string view = "text")
    {
        await page.GotoAsync($"/policies/{name}?view={view}");
        await Expect(page.Locator("#live-dot")).ToHaveTextAsync("Live");
    }

    public async Task TypeAsync(string text)
    {
        // Only a page that is alive takes a save; before that it is drawn once more.
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save draft" })).ToBeEnabledAsync();
        await Text.FillAsync(text);
        await Expect(Unsaved).ToBeVisibleAsync();
    }

    public Task CheckAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();

    /// <summary>By the key, from within the text.</summary>
    public async Task SaveByKeyAsync()
    {
        await Text.FocusAsync();
        await page.Keyboard.PressAsync("Control+s");
    }

    public async Task SaveAsync()
    {
        await SaveByKeyAsync();
        await Expect(Unsaved).ToBeHiddenAsync();
    }

    /// <summary>The line in which the caret stands, from one.</summary>
    public Task<int> CaretLineAsync() => Text.EvaluateAsync<int>("area => area.value.slice(0, area.selectionStart).split('\\n').length");

    public Task ShowAsync(string view) => page.Locator(".views").GetByRole(AriaRole.Link, new() { Name = view, Exact = true }).ClickAsync();

    public Task PressAsync(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    public Task SaysAsync(string words) => Expect(page.GetByText(words).First).ToBeVisibleAsync();
}
