using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace AgentConsole.Infrastructure.Deliveries.Mail;

/// <summary>One conversation with a mail server (RFC 5321), open until the server knows who we are; every length and count is bounded.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private const int LineBytesMax = 2_000;
    private const int LinesMax = 100;
    private const string NewLine = "\r\n";

    private readonly TcpClient _client = new();
    private readonly byte[] _buffer = new byte[LineBytesMax];
    private Stream _stream = Stream.Null;
    private int _at;
    private int _filled;

    private SmtpSession() { }

    /// <exception cref="SmtpException">The server would not have us.</exception>
    public static async Task<SmtpSession> OpenAsync(MailOptions options, CancellationToken cancellation)
    {
        var session = new SmtpSession();
        try
        {
            await session.BeginAsync(options, cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says one line and hears the reply to it.</summary>
    public async Task<SmtpReply> SayAsync(string line, CancellationToken cancellation)
    {
        // INVARIANT: one line is one command, whatever is in it.
        if (line.AsSpan().ContainsAny('\r', '\n')) throw new SmtpException("A command holds a line break.");
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + NewLine), cancellation);
        return await HearAsync(cancellation);
    }

    /// <summary>Gives the message, with a dot before each line that begins with one, and the dot that ends it.</summary>
    public async Task<SmtpReply> GiveAsync(byte[] message, CancellationToken cancellation)
    {
        using var stuffed = new MemoryStream(message.Length + LineBytesMax);
        var isLineBegun = false;
        foreach (var sign in message)
        {
            if (!isLineBegun && sign == (byte)'.') stuffed.WriteByte((byte)'.');
            stuffed.WriteByte(sign);
            isLineBegun = sign != (byte)'\n';
        }

        stuffed.Write(isLineBegun ? "\r\n.\r\n"u8 : ".\r\n"u8);
        await _stream.WriteAsync(stuffed.GetBuffer().AsMemory(0, (int)stuffed.Length), cancellation);
        return await HearAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    private async Task BeginAsync(MailOptions options, CancellationToken cancellation)
    {
        var domain = options.From[(options.From.IndexOf('@', StringComparison.Ordinal) + 1)..];
        await _client.ConnectAsync(options.Host, options.Port, cancellation);
        _stream = _client.GetStream();
        if (options.Security == MailSecurity.Tls) await SecureAsync(options.Host, cancellation);
        Expect(220, await HearAsync(cancellation), "The greeting");
        var hello = Expect(250, await SayAsync($"EHLO {domain}", cancellation), "EHLO");
        if (options.Security == MailSecurity.StartTls)
        {
            Expect(220, await SayAsync("STARTTLS", cancellation), "STARTTLS");
            // What was said ahead, in the clear, may be anybody's.
            if (_at < _filled) throw new SmtpException("The server spoke before TLS began.");
            await SecureAsync(options.Host, cancellation);
            hello = Expect(250, await SayAsync($"EHLO {domain}", cancellation), "EHLO");
        }

        if (options.User.Length > 0) await SignInAsync(options, hello, cancellation);
    }

    private async Task SignInAsync(MailOptions options, SmtpReply hello, CancellationToken cancellation)
    {
        var ways = hello.Lines.FirstOrDefault(line => line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase))?
            .Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            Expect(235, await SayAsync($"AUTH PLAIN {Base64($"\0{options.User}\0{options.Password}")}", cancellation), "AUTH");
            return;
        }

        if (!ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase)) throw new SmtpException("The server takes neither AUTH PLAIN nor AUTH LOGIN.");
        Expect(334, await SayAsync("AUTH LOGIN", cancellation), "AUTH");
        Expect(334, await SayAsync(Base64(options.User), cancellation), "AUTH");
        Expect(235, await SayAsync(Base64(options.Password), cancellation), "AUTH");
    }

    private async Task SecureAsync(string host, CancellationToken cancellation)
    {
        var secured = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = secured;
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation);
    }

    private static SmtpReply Expect(int code, SmtpReply reply, string what) =>
        reply.Code == code ? reply : throw new SmtpException($"{what} was answered {reply}.");

    private async Task<SmtpReply> HearAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (lines.Count < LinesMax)
        {
            var line = await LineAsync(cancellation);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                throw new SmtpException("The server's reply is none of SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-') return new(code, lines);
        }

        throw new SmtpException("The server's reply does not end.");
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (line.Length < LineBytesMax)
        {
            if (_at == _filled)
            {
                (_at, _filled) = (0, await _stream.ReadAsync(_buffer, cancellation));
                if (_filled == 0) throw new SmtpException("The server closed the connection.");
            }

            var sign = _buffer[_at++];
            if (sign == (byte)'\n') return line.ToString().TrimEnd('\r');
            line.Append(sign is >= (byte)' ' and <= (byte)'~' or (byte)'\r' ? (char)sign : '?');
        }

        throw new SmtpException("A line of the server's reply does not end.");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
