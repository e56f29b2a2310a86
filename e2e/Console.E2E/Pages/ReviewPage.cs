using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Pages;

/// <summary>The live queue and the one card that is open.</summary>
public sealed class ReviewPage(IPage page)
{
    private const string Mark = "loadedOnce";

    /// <summary>What the server says the open proposal does, in one sentence.</summary>
    public ILocator Sentence => page.Locator("#sentence");

    public ILocator Live => page.Locator("#live-dot");

    public ILocator Veil => page.Locator(".veil");

    public ILocator Note => page.GetByLabel("What should be different");

    public ILocator Arguments => page.GetByLabel("Arguments as JSON");

    public ILocator Approve => page.GetByRole(AriaRole.Button, new() { Name = "Approve refund" });

    /// <summary>The yes of a high-risk card, which is held down.</summary>
    public ILocator Hold => page.Locator("button[data-hold]");

    public ILocator Verbs => page.Locator(".verbs button");

    public ILocator Reason(int key) => page.Locator($".ask button[data-key=\"{key}\"]");

    public ILocator Empty => page.GetByText("Nothing waits for you");

    public async Task OpenAsync(string? id = null)
    {
        await page.GotoAsync(id is null ? "/review" : $"/review/{id}");
        await Expect(Live).ToHaveTextAsync("Live");
    }

    /// <summary>Remembers this very page, so that a reload can be told.</summary>
    public Task MarkAsync() => page.EvaluateAsync($"window.{Mark} = true");

    /// <summary>Whether it is still the page that was marked.</summary>
    public Task<bool> IsMarkedAsync() => page.EvaluateAsync<bool>($"window.{Mark} === true");

    public Task ShowsAsync(string order) => Expect(Sentence).ToContainTextAsync(order);

    public Task ApproveAsync() => Approve.ClickAsync();

    /// <summary>No, with the reason of that key.</summary>
    public async Task RejectAsync(string reason)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "No…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = reason }).ClickAsync();
    }

    /// <summary>Begins to send back: the note is written, not sent.</summary>
    public async Task BeginToSendBackAsync(string note)
    {
        await AskToSendBackAsync();
        await Note.FillAsync(note);
    }

    public Task AskToSendBackAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Send back…" }).ClickAsync();

    /// <summary>Begins to edit: the arguments are written, not sent.</summary>
    public async Task BeginToEditAsync(string arguments)
    {
        await AskToEditAsync();
        await Arguments.FillAsync(arguments);
    }

    public Task AskToEditAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Edit…" }).ClickAsync();

    /// <summary>Out of a question, whatever was asked.</summary>
    public Task BackAsync() => page.Locator(".decisions [data-key=Escape]").ClickAsync();

    public Task SendBackAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Send back with this note" }).ClickAsync();

    public Task SaysAsync(string words) => Expect(page.GetByText(words).First).ToBeVisibleAsync();
}
