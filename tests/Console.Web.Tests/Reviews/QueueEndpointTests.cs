using System.Net.Http.Json;
using System.Text.Json;
using AgentConsole.Domain.Reviews;
using AgentConsole.Testing;
using AgentConsole.Web.Tests.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>The queue over HTTP, and the pause that a script never meets.</summary>
public sealed class QueueEndpointTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private RunningConsole _console = null!;
    private HttpClient _agent = null!;
    private HttpClient _rita = null!;

    public async ValueTask InitializeAsync() =>
        (_console, _agent, _rita) = await RunningConsole.StartWithRefundsAsync(builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _agent.Dispose();
        _rita.Dispose();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task The_age_of_the_oldest_is_told_in_seconds()
    {
        await _agent.ProposedAsync(Wire.Refund);
        _clock.Advance(TimeSpan.FromMinutes(14));

        var queue = await _rita.GetFromAsync(new("/api/v1/queue", UriKind.Relative));

        Assert.Equal((1, 840), (queue.GetProperty("waiting").GetInt32(), queue.GetProperty("oldest_age_s").GetInt32()));
    }

    [Fact]
    public async Task Too_many_hasty_yes_at_a_screen_are_answered_with_a_pause()
    {
        using var browser = new Browser(_console.Address);
        await browser.SignInAsync("rita@example.com", Seed.PasswordOf("Rita"));
        var token = await browser.Client.GetFromJsonAsync<JsonElement>("/api/v1/antiforgery");
        browser.Client.DefaultRequestHeaders.Add(token.Text("header")!, token.Text("token"));
        for (var number = 0; number < Brake.StreakMax; number++)
        {
            using var recorded = await browser.Client.DecideAsync(await _agent.ProposedAsync(Wire.Refund.Replace("W-1", "W-1" + number, StringComparison.Ordinal)), "approve");
            Assert.Equal(200, (int)recorded.StatusCode);
        }

        var proposal = await _agent.ProposedAsync(Wire.Refund);
        using var braked = await browser.Client.DecideAsync(proposal, "approve");
        Assert.Equal((429, "braked"), ((int)braked.StatusCode, await braked.CodeAsync()));
        using var rejected = await browser.Client.DecideAsync(proposal, "reject", new { reason_code = "suspicious" });
        Assert.Equal(200, (int)rejected.StatusCode);
    }
}
