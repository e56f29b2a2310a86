using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentConsole.Testing.Deliveries;

/// <summary>A mail server on a free loopback port, which keeps every byte that it is sent and replies as a test says.</summary>
public sealed class SmtpDouble : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentQueue<string> _conversations = [];
    private readonly Task _serving;

    private SmtpDouble()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Everything that clients said, one text per connection.</summary>
    public IReadOnlyList<string> Conversations => [.. _conversations];

    /// <summary>What it replies to a command, by its first word; <c>DATA.</c> is the end of the message, <c>GREETING</c> the first line.</summary>
    public Dictionary<string, string> Replies { get; } = new(StringComparer.Ordinal)
    {
        ["GREETING"] = "220 double ready",
        ["EHLO"] = "250-double\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME",
        ["AUTH"] = "235 known",
        ["MAIL"] = "250 go on",
        ["RCPT"] = "250 go on",
        ["DATA"] = "354 go on",
        ["DATA."] = "250 taken as 1",
        ["QUIT"] = "221 bye",
    };

    public static SmtpDouble Start() => new();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Dispose();
        _ended.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                var heard = new StringBuilder();
                try
                {
                    await TalkAsync(client.GetStream(), heard);
                }
                catch (IOException)
                {
                }

                _conversations.Enqueue(heard.ToString());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task TalkAsync(NetworkStream stream, StringBuilder heard)
    {
        await ReplyAsync(stream, "GREETING");
        var isMessage = false;
        while (await LineAsync(stream) is { } line)
        {
            heard.Append(line);
            if (isMessage && line != ".\r\n") continue;
            var word = isMessage ? "DATA." : line.TrimEnd().Split(' ', ':')[0].ToUpperInvariant();
            await ReplyAsync(stream, word);
            isMessage = word == "DATA" && Replies["DATA"].StartsWith("354", StringComparison.Ordinal);
            if (word == "QUIT") return;
        }
    }

    private async Task ReplyAsync(NetworkStream stream, string word)
    {
        var reply = Replies.GetValueOrDefault(word, string.Create(CultureInfo.InvariantCulture, $"500 what is {word}"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), _ended.Token);
    }

    private async Task<string?> LineAsync(NetworkStream stream)
    {
        var (line, one) = (new List<byte>(), new byte[1]);
        while (await stream.ReadAsync(one, _ended.Token) == 1)
        {
            line.Add(one[0]);
            if (one[0] == (byte)'\n') return Encoding.Latin1.GetString([.. line]);
        }

        return null;
    }
}
