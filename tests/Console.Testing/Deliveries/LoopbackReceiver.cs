using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Testing.Deliveries;

/// <summary>A real HTTP server on a free loopback port, which keeps what it is sent and answers as a test says.</summary>
public sealed class LoopbackReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedMessage> _received = [];
    private readonly Channel<ReceivedMessage> _arrivals = Channel.CreateUnbounded<ReceivedMessage>();

    private LoopbackReceiver(WebApplication app) => _app = app;

    /// <summary>How it answers; 204 unless told otherwise.</summary>
    public RequestDelegate Answer { get; set; } = AnswerWith(StatusCodes.Status204NoContent);

    public IReadOnlyList<ReceivedMessage> Received => [.. _received];
    public Uri Url => new(_app.Urls.Single());

    /// <summary>As it is written in the operator's list of allowed hosts.</summary>
    public string HostAndPort => Url.Authority;

    public static async Task<LoopbackReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new LoopbackReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public static RequestDelegate AnswerWith(int status, string body = "", params (string Name, string Value)[] headers) => async context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers) context.Response.Headers.Append(name, value);
        if (body.Length > 0) await context.Response.WriteAsync(body);
    };

    /// <summary>What this answer is to, for an answer that depends on it.</summary>
    public static ReceivedMessage MessageOf(HttpContext context) => (ReceivedMessage)context.Items[typeof(ReceivedMessage)]!;

    /// <summary>The next message, waiting for it if need be.</summary>
    public async Task<ReceivedMessage> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _arrivals.Reader.ReadAsync(limit.Token);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var message = new ReceivedMessage(context.Request.Method, context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        context.Items[typeof(ReceivedMessage)] = message;
        _received.Enqueue(message);
        _arrivals.Writer.TryWrite(message);
        await Answer(context);
    }
}
