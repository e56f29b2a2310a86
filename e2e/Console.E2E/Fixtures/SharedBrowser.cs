using Microsoft.Playwright;
using Xunit;

namespace AgentConsole.E2E.Fixtures;

/// <summary>The one browser of the run: the system's Chromium, otherwise the one that Playwright finds; without either, tests are skipped.</summary>
public sealed class SharedBrowser : IAsyncLifetime
{
    private static readonly string[] Installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Long, because it is reached only by a flow that fails, and machines can be slow.
    private const float LimitMilliseconds = 30_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _missing;

    public IBrowser Browser
    {
        get
        {
            if (_browser is null) Assert.Skip($"No browser: {_missing}");
            return _browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(LimitMilliseconds);
        try
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Array.Find(Installed, File.Exists),
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        catch (PlaywrightException exception)
        {
            _missing = exception.Message.Split('\n')[0];
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
