using AgentConsole.E2E.Pages;
using AgentConsole.Testing;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(AgentConsole.E2E.Fixtures.SharedBrowser))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace AgentConsole.E2E.Fixtures;

/// <summary>What every flow starts from: consoles, visitors, and what is kept of them when the flow fails.</summary>
public abstract class Flow(SharedBrowser browser) : IAsyncLifetime
{
    internal static readonly string Artifacts = Repository.PathOf("artifacts", "e2e");

    private readonly List<Visit> _visits = [];
    private readonly List<ConsoleProcess> _consoles = [];
    private readonly List<string> _folders = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed) await KeepAsync();
        foreach (var visit in _visits) await visit.DisposeAsync();
        foreach (var console in _consoles) await console.DisposeAsync();
        foreach (var folder in _folders) Directory.Delete(folder, recursive: true);
    }

    /// <summary>A console that nobody has ever started.</summary>
    protected async Task<ConsoleProcess> FirstStartAsync() => await KeepAsync(ConsoleProcess.ServeAsync(NewFolder()));

    /// <summary>A console with what <see cref="Scene"/> describes.</summary>
    protected async Task<ConsoleProcess> ServeAsync()
    {
        var folder = NewFolder();
        await Scene.CopyToAsync(folder);
        return await KeepAsync(ConsoleProcess.ServeAsync(folder));
    }

    /// <summary>The same console again, after it ended: the same folder and the same address.</summary>
    protected Task<ConsoleProcess> ServeAgainAsync(ConsoleProcess ended) => KeepAsync(ConsoleProcess.ServeAsync(ended.Folder, ended.Address));

    protected async Task<ConsoleProcess> KeepAsync(Task<ConsoleProcess> starting)
    {
        var console = await starting;
        _consoles.Add(console);
        return console;
    }

    protected async Task<Visit> VisitAsync(Uri address, string name = "visitor", ViewportSize? size = null, ColorScheme? colours = null)
    {
        var visit = await Visit.BeginAsync(browser.Browser, name, address, size, colours);
        _visits.Add(visit);
        return visit;
    }

    /// <summary>Somebody who has signed in.</summary>
    protected async Task<Visit> SignInAsync(Uri address, ScenePerson person, ViewportSize? size = null, ColorScheme? colours = null)
    {
        var visit = await VisitAsync(address, person.Name, size, colours);
        await new SignInPage(visit.Page).SignInAsync(person.Email, person.Password);
        return visit;
    }

    protected string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("agentconsole-e2e-").FullName;
        _folders.Add(folder);
        return folder;
    }

    private async Task KeepAsync()
    {
        Directory.CreateDirectory(Artifacts);
        var flow = TestContext.Current.TestMethod!.MethodName;
        foreach (var visit in _visits) await visit.KeepAsync(Artifacts, flow);
        for (var number = 0; number < _consoles.Count; number++)
            await File.WriteAllTextAsync(Path.Combine(Artifacts, $"{flow}-console-{number}.log"), _consoles[number].Said);
    }
}
