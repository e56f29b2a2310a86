using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AgentConsole.E2E.Fixtures;

/// <summary>A line between browser and console that can be cut and joined again: whatever is open breaks, nothing new comes through.</summary>
public sealed class CutLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly Uri _console;
    private readonly Task _accepting;
    private volatile bool _isCut;

    public CutLine(Uri console)
    {
        _console = console;
        _listener.Start();
        Address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
        _accepting = AcceptAsync();
    }

    /// <summary>What the browser is to open instead of the console's own address.</summary>
    public Uri Address { get; }

    public void Cut()
    {
        _isCut = true;
        foreach (var socket in _open.Keys) socket.Dispose();
    }

    public void Join() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var browser = await _listener.AcceptSocketAsync();
                if (_isCut) browser.Dispose();
                else _ = CarryAsync(browser);
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(Socket browser)
    {
        using var console = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        browser.NoDelay = true;
        _open[browser] = _open[console] = 0;
        try
        {
            await console.ConnectAsync(_console.Host, _console.Port);
            await Task.WhenAny(CopyAsync(browser, console), CopyAsync(console, browser));
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException)
        {
            // Cut, or one side left: the other side is closed too.
        }
        finally
        {
            _open.TryRemove(browser, out _);
            _open.TryRemove(console, out _);
            browser.Dispose();
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            await source.CopyToAsync(target);
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException)
        {
            // The other direction ends with this one.
        }
    }
}
