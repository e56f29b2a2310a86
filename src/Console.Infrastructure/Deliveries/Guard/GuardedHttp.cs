using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Deliveries.Guard;

/// <summary>The one way out: sends to addresses that others chose, and only to where the guard lets it.</summary>
public sealed class GuardedHttp : IDisposable
{
    private static readonly UrlFault Malformed = new("message_malformed", "A header of it cannot stand in a message.");

    private readonly AddressGuard _guard;
    private readonly HostResolver _resolve;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _timeout;
    private readonly bool _keepsStatus;
    private readonly SocketConnector _connect;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _invoker;

    public GuardedHttp(DeliveriesOptions options, WayOut way, HostResolver resolve, TimeProvider clock)
        : this(options, way, resolve, OpenSocketAsync, clock) { }

    internal GuardedHttp(DeliveriesOptions options, WayOut way, HostResolver resolve, SocketConnector connect, TimeProvider clock)
    {
        (_guard, _resolve, _connect, _clock) = (new(options, way), resolve, connect, clock);
        // A status tells how a call ended, whatever becomes of the words behind it; for everybody else half an answer is none.
        _keepsStatus = way == WayOut.Executions;
        // A tool's own contract says how long it may take, and operators accepted that.
        _timeout = TimeSpan.FromSeconds(way == WayOut.Executions ? ToolLimits.TimeoutSecondsMax : options.TimeoutSeconds);
#pragma warning disable RS0030 // This is the guarded client that the ban points to.
        _handler = new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(DeliveriesLimits.ConnectTimeoutSeconds),
            // On a connection that was used before, the handler may send a message again by itself; what runs a tool is sent once.
            PooledConnectionLifetime = way == WayOut.Executions ? TimeSpan.Zero : TimeSpan.FromMinutes(2),
            AllowAutoRedirect = false,
            // A proxy would resolve the name itself, behind the guard's back.
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = DeliveriesLimits.ResponseHeaderKilobytesMax,
            MaxResponseDrainSize = 0,
            // What leaves is what the message says; our trace context is nobody's business.
            ActivityHeadersPropagator = null,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    // A stranger's certificate names the addresses of its issuers and lists; fetching them would bypass the guard.
                    DisableCertificateDownloads = true,
                    RevocationMode = X509RevocationMode.NoCheck
                }
            }
        };
        _invoker = new HttpMessageInvoker(_handler, disposeHandler: false);
#pragma warning restore RS0030
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the far side breaks is an outcome, not a fault of ours.")]
    public async Task<GuardedOutcome> SendAsync(GuardedMessage message, CancellationToken cancellation)
    {
        var started = _clock.GetTimestamp();
        return await SendUntimedAsync() with { Latency = _clock.GetElapsedTime(started) };

        async Task<GuardedOutcome> SendUntimedAsync()
        {
            if (_guard.JudgeUrl(message.Url, out var url) is { } fault) return new GuardedOutcome.Refused(fault) { MayHaveArrived = false };
            using var outgoing = Outgoing(message, url!);
            if (outgoing is null) return new GuardedOutcome.Refused(Malformed) { MayHaveArrived = false };

            using var limit = new CancellationTokenSource(message.Timeout is { } shorter && shorter < _timeout ? shorter : _timeout, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            try
            {
                using var answer = await _invoker.SendAsync(outgoing, either.Token);
                return await ReadAsync(answer, either.Token);
            }
            catch (Exception) when (cancellation.IsCancellationRequested)
            {
                cancellation.ThrowIfCancellationRequested();
                throw;
            }
            catch (Exception) when (limit.IsCancellationRequested)
            {
                return new GuardedOutcome.TimedOut();
            }
            catch (Exception exception) when (RefusalIn(exception) is { } refused)
            {
                return new GuardedOutcome.Refused(refused) { MayHaveArrived = false };
            }
            catch (OperationCanceledException)
            {
                // The connect time-out of the handler.
                return new GuardedOutcome.TimedOut { MayHaveArrived = false };
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
            {
                return new GuardedOutcome.Unreachable(exception.GetBaseException().Message) { MayHaveArrived = !IsNoConnection(exception) };
            }
        }
    }

    public void Dispose()
    {
        _invoker.Dispose();
        _handler.Dispose();
    }

    // Before there is a connection nothing can have left.
    private static bool IsNoConnection(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
    };

    /// <summary>Null where a header cannot stand in a message.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Whoever asked for it disposes it; where it is given up, it is disposed at once.")]
    private static HttpRequestMessage? Outgoing(GuardedMessage message, Uri url)
    {
        var outgoing = new HttpRequestMessage(message.Method, url);
        if (message.Body is { } body)
        {
            outgoing.Content = new ReadOnlyMemoryContent(body);
            outgoing.Content.Headers.TryAddWithoutValidation("Content-Type", message.ContentType);
        }

        outgoing.Headers.TryAddWithoutValidation("User-Agent", "AgentConsole/1");
        foreach (var (name, value) in message.Headers)
        {
            // Without validation, since the values are others' and need not be what .NET thinks of a header; but none ends its line.
            if (value.AsSpan().ContainsAnyExceptInRange(' ', '~') || !outgoing.Headers.TryAddWithoutValidation(name, value))
            {
                outgoing.Dispose();
                return null;
            }
        }

        return outgoing;
    }

    private async Task<GuardedOutcome> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var buffer = new byte[DeliveriesLimits.ResponseBytesMax + 1];
        var (read, isWhole) = await ReadBodyAsync(answer, buffer, cancellation);
        var asked = answer.Headers.RetryAfter;
        var isLimited = HeaderOf(answer, "X-RateLimit-Remaining") == "0";
        return new GuardedOutcome.Answered((int)answer.StatusCode, buffer[..Math.Min(read, DeliveriesLimits.ResponseBytesMax)],
            !isWhole || read > DeliveriesLimits.ResponseBytesMax, answer.Content.Headers.ContentType?.ToString(),
            asked?.Delta ?? (asked?.Date - _clock.GetUtcNow()) ?? (isLimited ? ResetIn(answer) : null))
        {
            IsRateLimited = isLimited,
        };
    }

    // When a limit that is used up begins anew, in seconds since 1970, as GitHub and others tell it.
    private TimeSpan? ResetIn(HttpResponseMessage answer) =>
        long.TryParse(HeaderOf(answer, "X-RateLimit-Reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && DateTimeOffset.FromUnixTimeSeconds(at) - _clock.GetUtcNow() is { Ticks: > 0 } left
            ? left
            : null;

    private static string? HeaderOf(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private async Task<(int Read, bool IsWhole)> ReadBodyAsync(HttpResponseMessage answer, byte[] buffer, CancellationToken cancellation)
    {
        var read = 0;
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
            while (read < buffer.Length && await stream.ReadAsync(buffer.AsMemory(read), cancellation) is > 0 and var more) read += more;
            return (read, true);
        }
        catch (Exception exception) when (_keepsStatus && exception is (HttpRequestException or IOException or SocketException or OperationCanceledException))
        {
            return (read, false);
        }
    }

    /// <summary>Resolves, judges, and connects to what was judged: between the look and the leap no second resolution takes place.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellation);
        if (addresses.Length is 0 or > DeliveriesLimits.ResolvedAddressesMax) throw new SocketException((int)SocketError.HostNotFound);
        if (!_guard.IsAllowedByOperator(host, port) && AddressGuard.JudgeAddresses(host, addresses) is { } fault) throw Refusal(fault);
        return await _connect(addresses, port, cancellation);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns the socket; on the way there the catch disposes it.")]
    private static async ValueTask<Stream> OpenSocketAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(addresses, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Carries a refusal through the handler, which knows only exceptions.</summary>
    private static IOException Refusal(UrlFault fault) => new(fault.Message) { Data = { [nameof(UrlFault)] = fault } };

    private static UrlFault? RefusalIn(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception.Data[nameof(UrlFault)] is UrlFault fault) return fault;
        return null;
    }
}
