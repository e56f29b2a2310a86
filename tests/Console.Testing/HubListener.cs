using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace AgentConsole.Testing;

/// <summary>Listens to the hub as a client in any language would: a WebSocket and the JSON protocol, nothing else.</summary>
public sealed class HubListener : IAsyncDisposable
{
    private const char RecordEnd = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentQueue<(string Target, JsonElement Arguments)> _heard = new();
    private readonly Action<string, JsonElement>? _hear;
    private Task _reading = Task.CompletedTask;

    private HubListener(Action<string, JsonElement>? hear) => _hear = hear;

    public IReadOnlyCollection<(string Target, JsonElement Arguments)> Heard => _heard;

    public bool IsOpen => _socket.State == WebSocketState.Open;

    /// <param name="hear">Told of each message as it comes, beside being kept.</param>
    public static async Task<HubListener> OpenAsync(Uri console, string? bearer, Action<string, JsonElement>? hear = null)
    {
        var listener = new HubListener(hear);
        if (bearer is not null) listener._socket.Options.SetRequestHeader("Authorization", $"Bearer {bearer}");
        var address = new UriBuilder(console) { Scheme = "ws", Path = "/hubs/live" }.Uri;
        await listener._socket.ConnectAsync(address, CancellationToken.None);
        var hello = Encoding.UTF8.GetBytes("""{"protocol":"json","version":1}""" + RecordEnd);
        await listener._socket.SendAsync(hello, WebSocketMessageType.Text, true, CancellationToken.None);
        var answered = new TaskCompletionSource();
        listener._reading = listener.ReadAsync(answered);
        await answered.Task.WaitAsync(TimeSpan.FromSeconds(10));
        return listener;
    }

    public Task HearsAsync(string target) => Eventually.IsTrueAsync(() => _heard.Any(message => message.Target == target), $"{target} is heard");

    public Task EndsAsync() => Eventually.IsTrueAsync(() => _reading.IsCompleted, "the connection ends");

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync(TaskCompletionSource answered)
    {
        var buffer = new byte[64 * 1024];
        var text = new StringBuilder();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) return;
                text.Append(Encoding.UTF8.GetString(buffer.AsSpan(0, part.Count)));
                if (!part.EndOfMessage) continue;
                foreach (var record in text.ToString().Split(RecordEnd, StringSplitOptions.RemoveEmptyEntries)) Take(record, answered);
                text.Clear();
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException)
        {
            // The server ended it, or the test did.
        }
    }

    private void Take(string record, TaskCompletionSource answered)
    {
        var message = JsonElement.Parse(record);
        if (!message.TryGetProperty("type", out var type)) answered.TrySetResult();
        else if (type.GetInt32() == 1) Take(message.GetProperty("target").GetString()!, message.GetProperty("arguments"));
    }

    private void Take(string target, JsonElement arguments)
    {
        _heard.Enqueue((target, arguments));
        _hear?.Invoke(target, arguments);
    }
}
