using System.Globalization;
using Microsoft.Playwright;

namespace AgentConsole.E2E.Fixtures;

/// <summary>One person at one browser: cookies of their own, and a trace that is kept if the flow fails.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Visit(string name, IBrowserContext context, IPage page) => (Name, _context, Page) = (name, context, page);

    public string Name { get; }

    public IPage Page { get; }

    internal static async Task<Visit> BeginAsync(IBrowser browser, string name, Uri address, ViewportSize? size = null, ColorScheme? colours = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = size ?? new() { Width = 1440, Height = 900 },
            ColorScheme = colours ?? ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(30_000);
        await context.Tracing.StartAsync(new() { Screenshots = true, Snapshots = true });
        return new(name, context, await context.NewPageAsync());
    }

    /// <summary>What was seen, for whoever looks into a failure.</summary>
    internal async Task KeepAsync(string folder, string flow)
    {
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{flow}-{Name}"));
        await Page.ScreenshotAsync(new() { Path = file + ".png", FullPage = true });
        await _context.Tracing.StopAsync(new() { Path = file + ".zip" });
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
