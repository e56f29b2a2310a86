using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace AgentConsole.Bench;

/// <summary>One connection to the live hub, in the JSON protocol of SignalR over a WebSocket; tells of each proposal that changed.</summary>
internal sealed class HubListener : IDisposable
{
    private const char Separator = '\u001e';

    private readonly ClientWebSocket _socket = new();

    private HubListener() { }

    public static async Task<HubListener> ConnectAsync(IntakeServer server, Action<string> heard, CancellationToken ended)
    {
        var listener = new HubListener();
        listener._socket.Options.SetRequestHeader("Authorization", "Bearer " + server.OperatorToken);
        var address = new UriBuilder(server.Address) { Scheme = "ws", Path = "/hubs/live" }.Uri;
        await listener._socket.ConnectAsync(address, ended);
        await listener._socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}" + Separator), WebSocketMessageType.Text, true, ended);
        _ = listener.ListenAsync(heard, ended);
        return listener;
    }

    public void Dispose() => _socket.Dispose();

    private async Task ListenAsync(Action<string> heard, CancellationToken ended)
    {
        var (buffer, text) = (new byte[64 * 1024], new StringBuilder());
        try
        {
            while (!ended.IsCancellationRequested)
            {
                var received = await _socket.ReceiveAsync(buffer, ended);
                text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
                var parts = text.ToString().Split(Separator);
                foreach (var part in parts[..^1]) Hear(part, heard);
                text.Clear().Append(parts[^1]);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The run is over.
        }
    }

    private static void Hear(string message, Action<string> heard)
    {
        using var json = JsonDocument.Parse(message);
        if (!json.RootElement.TryGetProperty("target", out var target) || target.GetString() != "proposalChanged") return;
        heard(json.RootElement.GetProperty("arguments")[0].GetProperty("id").GetString()!);
    }
}
