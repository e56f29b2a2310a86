using System.Net.Http.Headers;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Web.Tests;

/// <summary>A whole console on a loopback port over a fresh SQLite folder, as <c>serve</c> would run it.</summary>
public sealed class RunningConsole : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private RunningConsole(WebApplication app, TestDatabase database)
    {
        (App, _database) = (app, database);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Seed = new Seed(app.Services);
    }

    // Most tests are not about the time to undo, nor about what the console does by itself when it starts.
    private static string[] Plain => ["--Reviews:UndoSecondsMedium=0", "--Reviews:UndoSecondsHigh=0", "--Reviews:RefusedAgainSeconds=0", "--Stops:DrillHours=0"];

    public WebApplication App { get; }

    public Uri Address { get; }

    public Seed Seed { get; }

    /// <param name="settings">Of the console; without any, nothing is held and nothing is refused for having been refused before.</param>
    public static async Task<RunningConsole> StartAsync(Action<WebApplicationBuilder>? adjust = null, params string[] settings)
    {
        var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var app = await ConsoleHost.BuildAsync(new ServeOptions("http://127.0.0.1:0", database.Options.DataFolder, settings.Length == 0 ? Plain : settings), builder =>
        {
            builder.Logging.ClearProviders();
            adjust?.Invoke(builder);
        });
        await app.StartAsync();
        return new(app, database);
    }

    /// <summary>A console with the refund tool, one agent with a key, and one reviewer with a token.</summary>
    public static async Task<(RunningConsole Console, HttpClient Agent, HttpClient Reviewer)> StartWithRefundsAsync(
        Action<WebApplicationBuilder>? adjust = null, params string[] settings)
    {
        var console = await StartAsync(adjust, settings);
        await console.Seed.ToolAsync(Seed.RefundTool);
        await console.Seed.AgentAsync("support", limits: """{"properties":{"amount":{"maximum":500}}}""");
        var reviewer = await console.Seed.PersonAsync("Rita", Role.Reviewer);
        return (console, console.Client(await console.Seed.KeyAsync("support")), console.Client(await console.Seed.TokenAsync(reviewer)));
    }

    /// <summary>A client that sends this bearer, or nothing.</summary>
    public HttpClient Client(string? bearer = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (bearer is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await _database.DisposeAsync();
    }
}
