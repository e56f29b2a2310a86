using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AgentConsole.E2E.Fixtures;

/// <summary>An issue tracker on loopback that speaks as GitHub's REST API does, as far as filing an issue goes.</summary>
public sealed class IssueTracker : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<JsonElement> _filed = new();
    private readonly Task _serving;

    public IssueTracker()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
        }

        _listener.Prefixes.Add($"http://{Host}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Host { get; }

    /// <summary>The issues that came in, in order.</summary>
    public IReadOnlyList<JsonElement> Filed => [.. _filed];

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            // Closed: nobody asks any more.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var answer = """{"total_count":0,"items":[]}""";
        if (context.Request.HttpMethod == "POST")
        {
            _filed.Enqueue(await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.InputStream));
            context.Response.StatusCode = 201;
            answer = string.Create(CultureInfo.InvariantCulture, $$"""{"number":{{_filed.Count}},"node_id":"I_{{_filed.Count}}","html_url":"http://{{Host}}/acme/ops/issues/{{_filed.Count}}"}""");
        }

        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
    }
}
