using System.Globalization;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Testing;
using AgentConsole.Testing.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Web.Tests.Deliveries;

/// <summary>A whole console, and a receiver that it may reach.</summary>
internal sealed class DeliveringConsole : IAsyncDisposable
{
    public const string Agent = "support";

    private readonly RunningConsole _console;
    private int _people;

    private DeliveringConsole(RunningConsole console, LoopbackReceiver receiver) => (_console, Receiver) = (console, receiver);

    public LoopbackReceiver Receiver { get; }

    public static async Task<DeliveringConsole> StartAsync()
    {
        var receiver = await LoopbackReceiver.StartAsync();
        return new(await RunningConsole.StartAsync(builder =>
            builder.Services.AddSingleton(new DeliveriesOptions { WebhookHosts = [receiver.HostAndPort] })), receiver);
    }

    /// <summary>A client with the token of somebody who holds these roles; without any, a stranger's.</summary>
    public async Task<HttpClient> ClientAsync(params Role[] roles)
    {
        if (roles.Length == 0) return _console.Client();
        var name = string.Create(CultureInfo.InvariantCulture, $"Person{Interlocked.Increment(ref _people)}");
        return _console.Client(await _console.Seed.TokenAsync(await _console.Seed.PersonAsync(name, roles)));
    }

    /// <summary>A client with the key of an agent that may refund.</summary>
    public async Task<HttpClient> AgentAsync()
    {
        await _console.Seed.ToolAsync(Seed.RefundTool);
        await _console.Seed.AgentAsync(Agent);
        return _console.Client(await _console.Seed.KeyAsync(Agent));
    }

    public async ValueTask DisposeAsync()
    {
        await _console.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
